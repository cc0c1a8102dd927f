import HakaruFetcher
import Testing

@Suite struct `Request budget` {
    private func ticket(_ budget: inout RequestBudget, at now: Duration = .zero) -> RequestBudget.Ticket? {
        if case .go(let ticket) = budget.ask(.graphql, price: 1, at: now) { ticket } else { nil }
    }

    private func taken(_ budget: inout RequestBudget, at now: Duration = .zero) throws -> RequestBudget.Ticket {
        let ticket = ticket(&budget, at: now)
        return try #require(ticket)
    }

    private func isOpen(_ budget: inout RequestBudget, at now: Duration) -> Bool { ticket(&budget, at: now) != nil }

    /// How many requests are let in at once in each of some rounds, all of which are answered.
    private func rounds(_ count: Int, of budget: inout RequestBudget, from start: Duration = .zero) -> [Int] {
        (0..<count).map { round in
            let now = start + .seconds(round)
            var tickets: [RequestBudget.Ticket] = []
            while let ticket = ticket(&budget, at: now) { tickets.append(ticket) }
            #expect(budget.ask(.graphql, price: 1, at: now) == .busy)
            for ticket in tickets { budget.record(.answered, of: ticket, at: now, chance: 0) }
            return tickets.count
        }
    }

    @Test func `lets four in at first and one more after each answer, up to ten`() throws {
        var budget = RequestBudget()
        let first = try taken(&budget)
        #expect(budget.concurrency == 4)
        budget.record(.answered, of: first, at: .zero, chance: 0)
        #expect(budget.concurrency == 5)
        #expect(rounds(4, of: &budget) == [5, 10, 10, 10])
    }

    @Test func `lets one more in only after a round of answers once the forge asked to slow down`() throws {
        var budget = RequestBudget()
        _ = rounds(2, of: &budget)
        let ticket = try taken(&budget, at: .seconds(3))
        budget.record(.slowDown(retryAfter: .seconds(30)), of: ticket, at: .seconds(3), chance: 0)
        #expect(rounds(7, of: &budget, from: .seconds(33)) == [5, 6, 7, 8, 9, 10, 10])
    }

    @Test func `halves and waits as told when the forge asks to slow down`() throws {
        var budget = RequestBudget()
        let first = try taken(&budget)
        let second = try taken(&budget)
        budget.record(.slowDown(retryAfter: .seconds(30)), of: first, at: .seconds(1), chance: 0)
        // It was under way already: no news.
        budget.record(.slowDown(retryAfter: .seconds(30)), of: second, at: .seconds(2), chance: 0)
        #expect(budget.concurrency == 2)
        #expect(budget.ask(.core, price: 1, at: .seconds(2)) == .wait(until: .seconds(32), .slowDown))
        #expect(ticket(&budget, at: .seconds(32)) != nil)
    }

    @Test func `waits a minute without a word, then longer and longer`() throws {
        var budget = RequestBudget()
        var now = Duration.zero
        for expected in [60, 120, 240, 480] {
            let ticket = try taken(&budget, at: now)
            budget.record(.slowDown(retryAfter: nil), of: ticket, at: now, chance: 0)
            let until = now + .seconds(expected)
            #expect(budget.ask(.graphql, price: 1, at: now) == .wait(until: until, .slowDown))
            now = until
        }
        let last = try taken(&budget, at: now)
        budget.record(.slowDown(retryAfter: nil), of: last, at: now, chance: 0)
        #expect(budget.ask(.graphql, price: 1, at: now) == .tooLong(until: now + .seconds(960), .slowDown))
        // A success begins the count anew.
        now += .seconds(960)
        let good = try taken(&budget, at: now)
        budget.record(.answered, of: good, at: now, chance: 0)
        let again = try taken(&budget, at: now)
        budget.record(.slowDown(retryAfter: nil), of: again, at: now, chance: 0)
        #expect(budget.ask(.graphql, price: 1, at: now) == .wait(until: now + .seconds(60), .slowDown))
    }

    @Test func `asks nothing of a spent limit before its reset`() throws {
        var budget = RequestBudget()
        budget.note(.graphql, remaining: 2, resetsIn: .seconds(100), at: .zero)
        let first = try taken(&budget)
        _ = try taken(&budget)
        // Two are left and both are under way.
        #expect(budget.ask(.graphql, price: 1, at: .zero) == .wait(until: .seconds(101), .limitSpent))
        #expect(budget.ask(.core, price: 1, at: .zero) != .wait(until: .seconds(101), .limitSpent))
        budget.note(.graphql, remaining: 0, resetsIn: .seconds(99), at: .seconds(1))
        budget.record(.answered, of: first, at: .seconds(1), chance: 0)
        #expect(budget.ask(.graphql, price: 1, at: .seconds(1)) == .wait(until: .seconds(101), .limitSpent))
        #expect(ticket(&budget, at: .seconds(101)) != nil)
    }

    @Test func `takes the least of answers that come out of order, and a new window as it is`() {
        var budget = RequestBudget()
        budget.note(.graphql, remaining: 0, resetsIn: .seconds(100), at: .zero)
        budget.note(.graphql, remaining: 5, resetsIn: .seconds(100), at: .zero)
        #expect(budget.ask(.graphql, price: 1, at: .zero) == .wait(until: .seconds(101), .limitSpent))
        budget.note(.graphql, remaining: 5_000, resetsIn: .seconds(3_600), at: .seconds(50))
        #expect(ticket(&budget, at: .seconds(50)) != nil)
    }

    @Test func `does not wait longer than allowed`() {
        var settings = RequestBudget.Settings()
        settings.maximumWait = .seconds(10)
        var budget = RequestBudget(settings)
        budget.note(.graphql, remaining: 0, resetsIn: .seconds(10), at: .zero)
        #expect(budget.ask(.graphql, price: 1, at: .zero) == .tooLong(until: .seconds(11), .limitSpent))
        #expect(budget.ask(.graphql, price: 1, at: .seconds(1)) == .wait(until: .seconds(11), .limitSpent))
    }

    @Test func `backs off twice as long after each failure in a row, with jitter`() throws {
        for (chance, factor) in [(0.0, 0.75), (0.5, 1.0)] {
            var budget = RequestBudget()
            var now = Duration.zero
            for expected in [1, 2, 4, 8, 16, 30, 30] {
                let ticket = try taken(&budget, at: now)
                budget.record(.failed(retryAfter: nil), of: ticket, at: now, chance: chance)
                let until = now + .seconds(expected) * factor
                #expect(budget.ask(.graphql, price: 1, at: now) == .wait(until: until, .failure))
                now = until
            }
            #expect(budget.failureStreak == 7)
        }
    }

    @Test(arguments: [(0, 1), (1, 1), (3, 3)])
    func `waits after a failure as it was told, and a second at least`(told: Int, waited: Int) throws {
        var budget = RequestBudget()
        let ticket = try taken(&budget)
        budget.record(.failed(retryAfter: .seconds(told)), of: ticket, at: .zero, chance: 0.5)
        #expect(budget.ask(.graphql, price: 1, at: .zero) == .wait(until: .seconds(waited), .failure))
    }

    @Test func `asks one at a time while everything fails`() throws {
        var budget = RequestBudget()
        let first = try taken(&budget)
        budget.record(.failed(retryAfter: nil), of: first, at: .zero, chance: 0.5)
        let probe = try taken(&budget, at: .seconds(1))
        #expect(budget.ask(.graphql, price: 1, at: .seconds(1)) == .busy)
        budget.record(.answered, of: probe, at: .seconds(1), chance: 0.5)
        for _ in 0..<4 { _ = try taken(&budget, at: .seconds(1)) }
    }

    @Test func `stays below the forge's requests in a minute`() throws {
        var settings = RequestBudget.Settings()
        settings.requestsPerMinute = [.graphql: 10]
        settings.maximumConcurrency = 100
        settings.startConcurrency = 100
        var budget = RequestBudget(settings)
        for second in 0..<10 { _ = try taken(&budget, at: .seconds(second)) }
        #expect(budget.ask(.graphql, price: 1, at: .seconds(10)) == .wait(until: .seconds(61), .pace))
        #expect(ticket(&budget, at: .seconds(61)) != nil)
        #expect(ticket(&budget, at: .seconds(61)) == nil)
    }

    @Test(arguments: 0..<20)
    func `never lets more in than allowed, nor any too early, whatever happens`(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var budget = RequestBudget()
        var tickets: [RequestBudget.Ticket] = []
        var now = Duration.zero
        var closedUntil = Duration.zero
        for _ in 0..<2_000 {
            now += .milliseconds(Int.random(in: 0...2_000, using: &random))
            if !tickets.isEmpty, Bool.random(using: &random) {
                let ticket = tickets.remove(at: Int.random(in: tickets.indices, using: &random))
                let wait = Duration.seconds(Int.random(in: 1...100, using: &random))
                let outcome: RequestBudget.Outcome =
                    switch Int.random(in: 0..<12, using: &random) {
                    case 0: .slowDown(retryAfter: wait)
                    case 1: .failed(retryAfter: wait)
                    case 2: .limitSpent(resetsIn: wait)
                    case 3: .abandoned
                    default: .answered
                    }
                budget.record(outcome, of: ticket, at: now, chance: 0.5)
                switch outcome {
                case .limitSpent: closedUntil = max(closedUntil, now + wait)
                default: break
                }
            }
            if case .go(let ticket) = budget.ask(.graphql, price: 1, at: now) {
                tickets.append(ticket)
                #expect(tickets.count <= 10, "seed \(seed)")
                #expect(now >= closedUntil, "seed \(seed)")
            }
            #expect((1...10).contains(budget.concurrency), "seed \(seed)")
        }
    }
}
