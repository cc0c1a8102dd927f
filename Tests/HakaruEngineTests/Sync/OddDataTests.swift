import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruTestSupport
import HakaruTransfer
import Synchronization
import Testing

/// What a sync does with answers, accounts and clocks that are not as they should be.
@Suite(.enabled(if: ForgeSimulator.isAvailable, SharedMaterial.absence), .serialized)
struct `Sync at odd data` {
    private static let shop = SmallRepository(name: "acme/shop", letter: "a")

    /// The repository's files, which must stay as long as a simulator runs.
    private static let place = Result { try TemporaryDirectory() }

    /// A simulator that several tests use, one after another; each begins with its own faults and counts.
    private static let shared = Task { try await makeSimulator() }

    private static func makeSimulator() async throws -> ForgeSimulator {
        try await ForgeSimulator(datasets: [try shop.write(below: place.get())])
    }

    private func simulator(faults: String = "[]") async throws -> ForgeSimulator {
        let simulator = try await Self.shared.value
        try await simulator.setFaults(faults)
        try await simulator.control("/_sim/reset", #"{"cache": true}"#)
        return simulator
    }

    /// A change of the answers that hold the details of pull request 2.
    struct Oddity: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// What stands behind the identity of the pull request, and what stands there instead.
        let text: (old: String, new: String)
        /// Whether one of the first requests is asked again, over another way.
        let costsMore: Bool

        func applied(to answer: String) -> String {
            guard let place = answer.firstRange(of: #""PR_a2""#),
                let range = answer[place.upperBound...].firstRange(of: text.old)
            else { return answer }
            return answer[..<range.lowerBound] + text.new + answer[range.upperBound...]
        }
    }

    private static let oddities = [
        Oddity(
            testDescription: "fields that are not known",
            text: (#""createdAt":"#, #""novelty":{"a":[null,1e9]},"createdAt":"#), costsMore: false),
        Oddity(
            testDescription: "a required field is missing", text: (#""createdAt":"#, #""formerlyAt":"#),
            costsMore: true),
        Oddity(
            testDescription: "a field has another type", text: (#""createdAt":"#, #""createdAt":17,"x":"#),
            costsMore: true),
        Oddity(
            testDescription: "a required field is null", text: (#""createdAt":"#, #""createdAt":null,"x":"#),
            costsMore: true),
    ]

    @Test(arguments: oddities) func `brings the same though an answer is odd`(_ oddity: Oddity) async throws {
        let simulator = try await simulator()
        let plain = try SyncHarness(simulator.base)
        let usual = try await plain.sync([Self.shop.name])
        let expected = try await plain.facts(of: Self.shop.name)
        var harness = try SyncHarness(simulator.base)
        harness.longestWait = .milliseconds(150)
        let count = Mutex(0)
        harness.rewrite = { request, answer in
            guard request.contains("PullRequestDetails") else { return answer }
            let answer = answer.replacing("\": ", with: "\":")
            let changed = oddity.applied(to: answer)
            if changed != answer { count.withLock { $0 += 1 } }
            return changed
        }
        let result = try await harness.sync([Self.shop.name])
        #expect(count.withLock { $0 } > 0)
        #expect(result.exitCode == .success)
        #expect(result.repositories.map(\.incomplete) == [0])
        #expect((result.requests > usual.requests) == oddity.costsMore)
        #expect(try await harness.facts(of: Self.shop.name) == expected)
        #expect(expected.map(\.number) == [1, 2, 3])
        let statistics = try await simulator.statistics()
        #expect(statistics.violations == [:])
        #expect(statistics.requests == usual.requests + result.requests)
    }

    @Test func `ends with 1 where nothing makes sense, keeps what is stored, and goes on later`() async throws {
        let simulator = try await simulator()
        var harness = try SyncHarness(simulator.base)
        #expect(try await harness.sync([Self.shop.name]).exitCode == .success)
        let before = try await harness.export()
        harness.longestWait = .milliseconds(150)
        harness.rewrite = { _, answer in
            answer.replacing("\": ", with: "\":").replacing(#""nodes":["#, with: #""nodes":7,"were":["#)
        }
        let result = try await harness.sync([Self.shop.name], isFull: true)
        #expect(result.exitCode == .failure)
        #expect(result.exitCode.rawValue == 1)
        #expect(result.repositories.first?.isComplete == false)
        #expect(
            result.repositories.first?.reason?.hasPrefix("127.0.0.1 gave an answer that makes no sense: ") == true,
            "\(result.repositories)")
        #expect(try await harness.export() == before)
        harness.rewrite = nil
        #expect(try await harness.sync([Self.shop.name], isFull: true).exitCode == .success)
        #expect(try await harness.export() == before)
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `keeps deleted and converted accounts, and a verdict that is not known, as what they are`() async throws
    {
        let simulator = try await Self.makeSimulator()
        try await simulator.control(
            "/_sim/patch",
            #"""
            {"repo": "acme/shop", "number": 1, "set": {"reviews": [
             {"id": "R1", "author": {"login": "bea", "type": "User"}, "state": "APPROVED", "submitted_at": "2026-03-02T14:00:00Z"}]}}
            """#)
        var harness = try SyncHarness(simulator.base)
        harness.rewrite = { _, answer in answer.replacing(#""APPROVED""#, with: #""APPLAUDED""#) }
        #expect(try await harness.sync([Self.shop.name]).exitCode == .success)
        let first = try await harness.facts(of: Self.shop.name)
        #expect(first.map(\.author) == Array(repeating: Actor(login: "ada", kind: .user), count: 3))
        #expect(first[0].reviews.map(\.state) == [.commented])
        #expect(first[0].reviews.map(\.author) == [Actor(login: "bea", kind: .user)])

        // One author is gone, the other one is a machine's account now.
        harness.rewrite = nil
        let changes = [(1, "null", "null"), (2, #"{"login": "ada", "type": "Bot"}"#, "null")]
        for (number, author, merger) in changes {
            try await simulator.control(
                "/_sim/patch",
                #"{"repo": "acme/shop", "number": \#(number), "set": {"author": \#(author), "merged_by": \#(merger)}, "bump": true}"#
            )
        }
        let result = try await harness.sync([Self.shop.name])
        #expect(result.exitCode == .success)
        #expect(result.repositories.map(\.pullRequestsStored) == [2])
        let second = try await harness.facts(of: Self.shop.name)
        #expect(second.map(\.number) == [1, 2, 3])
        #expect(second[0].author == .ghost)
        #expect(second[1].author == Actor(login: "ada", kind: .bot))
        #expect(second.map(\.mergedAt) == first.map(\.mergedAt))
        #expect(second[0].reviews.map(\.state) == [.approved])
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test(arguments: [86_400, -86_400, 0] as [Int64])
    func `does not care for a clock that is wrong, or jumps back while it runs`(offset: Int64) async throws {
        let simulator = try await simulator()
        let plain = try SyncHarness(simulator.base)
        #expect(try await plain.sync([Self.shop.name]).exitCode == .success)
        try await simulator.control("/_sim/reset", #"{"cache": true}"#)
        // The limit is spent at the third request; how long to wait is the forge's to say.
        try await simulator.setFaults(#"[{"match": {"nth": [3]}, "action": {"type": "primary", "reset_in": 1}}]"#)
        var harness = try SyncHarness(simulator.base)
        harness.longestWait = .milliseconds(2_500)
        harness.budget.maximumConcurrency = 1
        let start = try #require(Instant(rfc3339: "2026-11-24T09:00:00Z")).advanced(bySeconds: offset)
        let jump = Mutex<Int64>(0)
        harness.now = { start.advanced(bySeconds: jump.withLock { $0 }) }
        if offset == 0 {
            harness.beforeRequest = { number in if number == 2 { jump.withLock { $0 = -7_200 } } }
        }
        let result = try await harness.sync([Self.shop.name])
        #expect(result.exitCode == .success)
        #expect(harness.events.waits.map(\.reason).contains(.limitSpent))
        #expect(result.waited < .seconds(60))
        #expect(try await harness.facts(of: Self.shop.name) == plain.facts(of: Self.shop.name))
        let again = try await harness.sync([Self.shop.name])
        #expect(again.exitCode == .success)
        #expect(again.requests <= 2)
        #expect(again.repositories.map(\.pullRequestsStored) == [0])
        let key = try #require(try await harness.stored(Self.shop.name)).key
        let end = try #require(try await harness.store.syncState(of: key).completedAt)
        // By the forge's clock, which is this machine's, and not by the one that is wrong.
        let plainKey = try #require(try await plain.stored(Self.shop.name)).key
        let plainEnd = try #require(try await plain.store.syncState(of: plainKey).completedAt)
        #expect(abs(end.seconds(since: plainEnd)) < 3_600)
        #expect(try await simulator.statistics().violations == [:])
    }
}
