import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `Small groups and single people (definitions §10)` {
    /// One integrated pull request for each person of each label or team.
    private func pullRequests(_ groups: [(label: String, people: [String])]) -> [PullRequest] {
        var number = 0
        return groups.flatMap { group in
            group.people.map { person in
                number += 1
                var pullRequest = PullRequest.sample(number, merged: 5, author: Actor(login: person, kind: .user))
                pullRequest.labels = [group.label].filter { !$0.isEmpty }
                return pullRequest
            }
        }
    }

    private func groups(
        _ pullRequests: [PullRequest], _ change: (inout MetricsQuery) -> Void = { _ in }
    ) throws -> [String: Int] {
        var query = MetricsQuery(period: .fourWeeks, grouping: [.label])
        change(&query)
        let report = try FactTable.sample(pullRequests).throughput(query)
        return Dictionary(
            uniqueKeysWithValues: report.groups.map { group in
                (group.key.parts.map { $0.value.text ?? "none" }.joined(separator: "/"), group.figures.integrated)
            })
    }

    @Test func `a group of fewer than three contributors is folded into other`() throws {
        let found = try groups(
            pullRequests([("big", ["a", "b", "c", "d"]), ("two", ["a", "b"]), ("one", ["c"]), ("also", ["d", "d"])]))
        #expect(found == ["big": 4, "other": 5])
    }

    @Test func `a group of three is shown`() throws {
        #expect(
            try groups(pullRequests([("three", ["a", "b", "c"]), ("", ["d", "e", "f"])])) == ["three": 3, "none": 3])
    }

    @Test func `other is never one or two people's: the next smallest goes with it`() throws {
        let found = try groups(
            pullRequests([("big", ["a", "b", "c", "d"]), ("three", ["e", "f", "g"]), ("one", ["h"])]))
        #expect(found == ["big": 4, "other": 4])
    }

    @Test(arguments: [5, 200])
    func `every report folds the same of two groups that are alike`(sizeOfTheFirst: Int) throws {
        func sample(_ number: Int, _ person: String, size: Int, merged: Int?, reviewed: Bool = false) -> PullRequest {
            var pullRequest = PullRequest.sample(
                number, merged: merged, author: Actor(login: person, kind: .user),
                reviews: reviewed ? [.sample(.commented, at: 3)] : [])
            pullRequest.additions = size
            pullRequest.deletions = 0
            return pullRequest
        }
        // XS and M are three people's each, and one of them goes with S, which is h's alone: always the same, whichever
        // of them comes first.
        let table = try FactTable.sample(
            [sample(1, "a", size: sizeOfTheFirst, merged: nil)]
                + "bcd".enumerated().map { sample(2 + $0, String($1), size: 200, merged: 5) }
                + "efg".enumerated().map { sample(5 + $0, String($1), size: 5, merged: 5) }
                + [sample(8, "h", size: 30, merged: nil, reviewed: true)])
        let query = MetricsQuery(period: .fourWeeks, grouping: [.size])
        let shown = try table.throughput(query).groups.map { $0.key.parts.map { $0.value.text ?? "none" } }
        #expect(shown == [["M"], ["other"]])
        #expect(try table.reviews(query).groups.map { $0.key.parts.map { $0.value.text ?? "none" } } == shown)
    }

    @Test func `where nothing else is left, all is other`() throws {
        #expect(try groups(pullRequests([("big", ["a", "b", "c", "d"]), ("", ["e"])])) == ["other": 5])
    }

    @Test func `the rest beside a group must not be one or two people's either`() throws {
        // Both labels are large; but what has not the first one is d's and e's alone.
        var both = pullRequests([("first", ["a", "b", "c"]), ("second", ["d", "e"])])
        for index in both.indices where index < 3 { both[index].labels = ["first", "second"] }
        #expect(try groups(both) == ["second": 5, "other": 3])
    }

    @Test func `a group within another must not show the rest by subtraction`() throws {
        var inner = pullRequests([("outer", ["a", "b", "c"]), ("outer", ["d"]), ("", ["e", "f", "g"])])
        for index in inner.indices where index < 3 { inner[index].labels = ["inner", "outer"] }
        let found = try groups(inner)
        #expect(found == ["other": 3, "outer": 4, "none": 3])
    }

    @Test func `contributors count over the whole range, weeks of a shown group are shown`() throws {
        var spread = pullRequests([("three", ["a", "b", "c"]), ("", ["d", "e", "f"])])
        for index in 0..<3 { spread[index].mergedAt = .hour(5 + 168 * index) }
        let found = try groups(spread) { $0.grouping = [.label, .time(.week)] }
        #expect(found["three/2026-W02"] == 1)
        #expect(found["three/2026-W04"] == 1)
        let narrow = try groups(spread) {
            $0.grouping = [.label]
            $0.period = .hours(0, 336)
        }
        #expect(narrow == ["other": 5])
    }

    @Test func `bots are no contributors, and a group of theirs folds no other`() throws {
        var bots = pullRequests([("big", ["a", "b", "c"])])
        var bot = PullRequest.sample(9, merged: 5, author: .robot)
        bot.labels = ["dependencies"]
        bots.append(bot)
        #expect(try groups(bots) == ["big": 3, "other": 0])
    }

    @Test func `whole repositories and bases are always shown`() throws {
        let found = try groups(pullRequests([("", ["a"])])) { $0.grouping = [.repository, .base] }
        #expect(found == ["acme/app/develop": 1])
    }

    @Test func `within each repository by itself`() throws {
        let table = try FactTable([
            .sample(pullRequests([("x", ["a", "b", "c"]), ("", ["d", "e", "f"])])),
            .sample(pullRequests([("x", ["a"]), ("", ["d", "e", "f", "g"])]), repository: .sample("acme/web")),
        ])
        let report = try table.throughput(MetricsQuery(period: .fourWeeks, grouping: [.repository, .label]))
        let names = report.groups.map { $0.key.parts.map { $0.value.text ?? "none" } }
        #expect(names == [["acme/app", "x"], ["acme/app", "none"], ["acme/web", "other"]])
    }

    @Test func `nothing is folded where everybody's figures may be shown`() throws {
        #expect(
            try groups(pullRequests([("one", ["a"]), ("two", ["b", "c"])])) { $0.people = .visible } == [
                "one": 1, "two": 2,
            ])
    }

    @Test(arguments: [
        (["a", "b"], ["c", "d", "e"], false), (["a", "b", "c"], ["d", "e"], false),
        (["a", "b", "c"], ["d", "e", "f"], true), (["a", "b", "c"], [], true),
    ])
    func `a filter that leaves a small group, in it or beside it, is refused`(
        inside: [String], outside: [String], isShown: Bool
    ) throws {
        let table = try FactTable.sample(pullRequests([("x", inside), ("", outside)]))
        let query = MetricsQuery(period: .fourWeeks, labels: ["x"])
        if isShown {
            #expect(try table.leadTime(query).total.integrated == inside.count)
            #expect(try table.explain(.integrated, query).included.count == inside.count)
        } else {
            #expect(throws: MetricsError.groupTooSmall(name: "x")) { try table.leadTime(query) }
            #expect(throws: MetricsError.groupTooSmall(name: "x")) { try table.explain(.integrated, query) }
            #expect(throws: MetricsError.groupTooSmall(name: "x")) { try table.reviews(query) }
            #expect(throws: MetricsError.groupTooSmall(name: "x")) { try table.inProgress(query) }
            #expect(throws: MetricsError.groupTooSmall(name: "x")) { try table.throughput(query) }
        }
    }

    @Test func `nothing of one's own is folded for oneself`() throws {
        let found = try groups(pullRequests([("one", ["a"]), ("two", ["a", "b"])])) {
            $0.authors = [.account("a")]
            $0.people = .hidden(me: .account("a"))
        }
        #expect(found == ["one": 1, "two": 1])
    }

    @Test func `one's own figures are for oneself`() throws {
        let table = try FactTable.sample(pullRequests([("x", ["alice", "bob"])]))
        var query = MetricsQuery(
            period: .fourWeeks, authors: [.account("alice")], people: .hidden(me: .account("Alice")))
        #expect(try table.throughput(query).total.integrated == 1)
        query.labels = ["x"]
        #expect(try table.throughput(query).total.integrated == 1, "one's own group of any size")
        query.people = .hidden(me: .account("bob"))
        #expect(throws: MetricsError.personHidden) { try table.throughput(query) }
        query.people = .hidden(me: nil)
        #expect(throws: MetricsError.personHidden) { try table.explain(.leadTime, query) }
        query.people = .visible
        #expect(try table.throughput(query).total.integrated == 1)
    }

    @Test(arguments: GeneratedHistory.seeds)
    func `no shown group, no other and no difference of groups is ever one or two people's`(seed: UInt64) throws {
        let history = GeneratedHistory(seed: seed, count: 60)
        let facts = RepositoryFacts.sample(history.pullRequests, asOf: .hour(2_500))
        let table = try FactTable([facts])
        let period = Period.hours(0, 2_000)
        let report = try table.throughput(MetricsQuery(period: period, grouping: [.label]))
        let shown = report.groups.compactMap { group -> String? in
            if case .named(let name) = group.key.parts[0].value { name } else { nil }
        }
        for group in report.groups where group.figures.opened + group.figures.integrated > 0 {
            #expect(group.figures.contributors >= 3 || report.groups.count == 1, "seed \(seed), \(group.key)")
        }
        let counted = facts.facts.filter {
            $0.flags.isDisjoint(with: [.bot, .promotion, .backMerge, .mergedBeforeCreated, .baseUnknown])
                && $0.integratedAt.map(period.contains) ?? false
        }
        for name in shown {
            let beside = Set(counted.filter { !$0.labels.contains(name) }.map(\.author))
            #expect(beside.isEmpty || beside.count >= 3, "seed \(seed), \(name)")
        }
    }

    @Test(arguments: GeneratedHistory.seeds)
    func `teams never show one or two people, and count each person once`(seed: UInt64) throws {
        let history = GeneratedHistory(seed: seed, count: 90)
        let facts = RepositoryFacts.sample(history.pullRequests, asOf: .hour(2_500))
        let period = Period.hours(0, 2_000)
        let organization = try Organization(identities: [], teams: GeneratedTeams(seed: seed).teams)
        let query = MetricsQuery(period: period, grouping: [.team], organization: organization)
        let table = try FactTable([facts])
        let report = try table.throughput(query)
        let counted = facts.facts.filter {
            $0.flags.isDisjoint(with: [.bot, .promotion, .backMerge, .mergedBeforeCreated, .baseUnknown])
                && $0.integratedAt.map(period.contains) ?? false
        }
        #expect(report.total == (try table.throughput(MetricsQuery(period: period)).total), "seed \(seed)")
        #expect(report.total.contributors == Set(counted.map(\.author)).count, "seed \(seed)")
        for group in report.groups where group.figures.opened + group.figures.integrated > 0 {
            #expect(group.figures.contributors >= 3 || report.groups.count == 1, "seed \(seed), \(group.key)")
        }
        let shown = organization.teams.filter { team in
            report.groups.contains { $0.key.parts[0].value == .named(team.name) }
        }
        func rows(of team: Team) -> [PullRequest.Facts] {
            counted.filter { fact in team.members.contains { GeneratedTeams.holds($0, fact) } }
        }
        let all = shown.map { (name: $0.name, rows: rows(of: $0)) } + [(name: "everything", rows: counted)]
        for (name, part) in all {
            for (whole, rows) in all where Set(part.map(\.number)).isSubset(of: rows.map(\.number)) {
                let rest = Set(rows.map(\.number)).subtracting(part.map(\.number))
                let people = Set(rows.filter { rest.contains($0.number) }.map(\.author))
                #expect(people.isEmpty || people.count >= 3, "seed \(seed), \(whole) without \(name)")
            }
        }
    }
}

/// Four teams as chance makes them, some of whose people come or go.
private struct GeneratedTeams {
    let teams: [Team]

    init(seed: UInt64) {
        var random = SplitMix(seed: seed &+ 1_000)
        func date(_ months: ClosedRange<Int>) -> CivilDate? {
            guard Int.random(in: 0..<4, using: &random) == 0 else { return nil }
            return CivilDate(
                year: 2026, month: Int.random(in: months, using: &random), day: Int.random(in: 1...28, using: &random))
        }
        teams = (0..<4).map { index in
            let people = GeneratedHistory.people.filter { _ in Int.random(in: 0..<3, using: &random) > 0 }
            return Team(
                name: "team-\(index)",
                members: (people.isEmpty ? [.alice] : people).map {
                    Team.Member(person: $0.login, from: date(1...1), until: date(2...3))
                })
        }
    }

    /// Whether a pull request was merged while its author was a member.
    static func holds(_ member: Team.Member, _ facts: PullRequest.Facts) -> Bool {
        guard facts.author == .account(member.person), let mergedAt = facts.mergedAt else { return false }
        return (member.from.map { TimeZoneRules.utc.startOfDay($0) <= mergedAt } ?? true)
            && (member.until.map { mergedAt < TimeZoneRules.utc.startOfDay($0) } ?? true)
    }
}
