import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruTestSupport
import HakaruTransfer
import Synchronization
import Testing

/// What a sync does at each fault of a forge that the simulator can play.
///
/// The undisturbed outcome is fetched once a test.
@Suite(.enabled(if: ForgeSimulator.isAvailable, SharedMaterial.absence), .serialized)
struct `Sync at faults` {
    private static let name = "quicwg/qlog"
    private static let dataset = "quicwg__qlog"

    /// A retry still comes more than 100 ms after the failure.
    private func harness(_ simulator: ForgeSimulator, longestWait: Duration? = .milliseconds(150)) throws -> SyncHarness
    {
        var harness = try SyncHarness(simulator.base)
        harness.longestWait = longestWait
        return harness
    }

    /// A simulator that many tests use, one after another; each begins with its own faults.
    private static let shared = Task { try await ForgeSimulator(datasets: [dataset]) }

    /// What a sync brings when nothing goes wrong.
    private static let undisturbed = Task {
        let simulator = try await shared.value
        let harness = try SyncHarness(simulator.base)
        _ = try await harness.sync([name], includesHistory: false)
        return try await harness.facts(of: name)
    }

    /// The shared simulator with the given faults, and what it has.
    private func simulator(faults: String) async throws -> (ForgeSimulator, [PullRequest]) {
        let simulator = try await Self.shared.value
        let expected = try await Self.undisturbed.value
        try await simulator.setFaults(faults)
        try await simulator.control("/_sim/reset", #"{"cache": true}"#)
        return (simulator, expected)
    }

    @Test(arguments: passing)
    func `brings the same after what passes`(_ fault: PassingFault) async throws {
        let (simulator, expected) = try await simulator(faults: fault.rules)
        // Limits are waited for as long as told.
        var harness = try harness(simulator, longestWait: fault.isAboutTime ? .milliseconds(2_500) : .milliseconds(150))
        // What is under way when a limit is told would count as a call before its end.
        if fault.isAboutTime { harness.budget.maximumConcurrency = 1 }
        if fault.isSlow { harness.timeouts = TransferTimeouts(stall: .seconds(1), total: .seconds(5)) }
        let result = try await harness.sync([Self.name], includesHistory: false)
        #expect(result.repositories.first?.reason == nil)
        #expect(result.exitCode == .success)
        #expect(try await harness.facts(of: Self.name) == expected)
        #expect(result.requests <= 20 + fault.mostExtra)
        let statistics = try await simulator.statistics()
        #expect(statistics.violations == [:])
        guard let mostFired = fault.mostFired else { return }
        #expect(statistics.faults.allSatisfy { (1...mostFired).contains($0.fired) })
    }

    @Test func `takes one that GraphQL never delivers over REST, as it is`() async throws {
        let simulator = try await ForgeSimulator(
            datasets: ["bitcoin-core__secp256k1"], options: ["--as-of", "2015-01-01T00:00:00Z"])
        let name = "bitcoin-core/secp256k1"
        let whole = try harness(simulator)
        _ = try await whole.sync([name], includesHistory: false)
        let expected = try await whole.facts(of: name)
        let victim = try #require(expected.first { $0.events.allSatisfy { !$0.isForcePush } && $0.state == .merged })
        try await simulator.setFaults(
            #"[{"match": {"operationName": "PullRequestDetails|PullRequestRests", "body": "\#(victim.forgeID)"}, "action": {"type": "graphql_timeout", "status": 502}}]"#
        )
        let harness = try harness(simulator)
        let result = try await harness.sync([name], includesHistory: false)
        #expect(result.exitCode == .success)
        #expect(try await harness.facts(of: name) == expected)
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `stores one that no API delivers as incomplete, says so, and mends it the next time`() async throws {
        let (simulator, expected) = try await simulator(faults: "[]")
        let victim = expected[100]
        try await simulator.setFaults(
            #"""
            [{"match": {"operationName": "PullRequestDetails", "body": "\#(victim.forgeID)"}, "action": {"type": "graphql_timeout", "status": 502}},
             {"match": {"path": "/pulls/\#(victim.number)$"}, "action": {"type": "status", "status": 404, "body": "{}"}}]
            """#)
        let harness = try harness(simulator)
        let result = try await harness.sync([Self.name], includesHistory: false)
        #expect(result.exitCode == .incomplete)
        #expect(result.repositories.first?.incomplete == 1)
        #expect(
            result.repositories.first?.reason == "#\(victim.number) is incomplete: the forge did not deliver all of it."
        )
        let stored = try await harness.facts(of: Self.name)
        #expect(stored.count == expected.count)
        #expect(stored.first { $0.number == victim.number }?.gaps == .details)
        #expect(try await simulator.statistics().violations == [:])

        try await simulator.setFaults("[]")
        let second = try await harness.sync([Self.name], includesHistory: false)
        #expect(second.exitCode == .success)
        #expect(second.repositories.first?.incomplete == 0)
        #expect(try await harness.facts(of: Self.name) == expected)
    }

    @Test(arguments: lasting)
    func `stops and keeps what it has when it lasts, and goes on later`(_ fault: LastingFault) async throws {
        let (simulator, expected) = try await simulator(faults: fault.rules)
        let harness = try harness(simulator)
        let result = try await harness.sync([Self.name], includesHistory: false)
        #expect(result.exitCode == fault.exitCode)
        #expect(result.repositories.first?.isComplete == false)
        #expect(result.repositories.first?.reason == fault.reason)
        #expect(result.requests <= fault.mostRequests)
        #expect(try await simulator.statistics().violations == [:])
        let kept = try await harness.facts(of: Self.name).count

        try await simulator.setFaults("[]")
        let second = try await harness.sync([Self.name], includesHistory: false)
        #expect(second.exitCode == .success)
        #expect(second.repositories.first?.pullRequestsStored == expected.count - kept)
        #expect(try await harness.facts(of: Self.name) == expected)
    }

    @Test func `does not wait for a limit longer than allowed, and asks nothing before its reset`() async throws {
        let simulator = try await ForgeSimulator(datasets: [Self.dataset])
        var harness = try harness(simulator, longestWait: nil)
        // The simulator limits only whom it has seen.
        _ = try await harness.sync(["no/body"])
        try await simulator.control("/_sim/limit", #"{"resource": "graphql", "remaining": 4, "reset_in": 5}"#)
        harness.budget.maximumWait = .milliseconds(1)
        let result = try await harness.sync([Self.name], includesHistory: false)
        #expect(result.exitCode == .unavailable)
        guard case .rateLimited(host: "127.0.0.1", until: _)? = result.repositories.first?.failure else {
            Issue.record("the limit is spent: \(result)")
            return
        }
        #expect(result.waited == .zero)
        #expect(result.requests <= 4)
        #expect(try await simulator.statistics().violations == [:])

        // With patience it goes on where it stopped, once the limit is reset.
        harness.budget.maximumWait = .seconds(10)
        let second = try await harness.sync([Self.name], includesHistory: false)
        #expect(second.exitCode == .success)
        #expect(try await simulator.statistics().violations == [:])
        #expect(harness.events.waits.contains { $0.reason == .limitSpent })
    }

    @Test func `goes on with the others when a repository can't be seen`() async throws {
        let simulator = try await ForgeSimulator(datasets: [Self.dataset, "oauth-wg__oauth-selective-disclosure-jwt"])
        let harness = try harness(simulator)
        let names = ["no/body", Self.name, "oauth-wg/oauth-selective-disclosure-jwt"]
        let result = try await harness.sync(names, includesHistory: false)
        #expect(result.exitCode == .incomplete)
        #expect(result.repositories.map(\.repository.description) == names)
        #expect(result.repositories.map(\.isComplete) == [false, true, true])
        #expect(
            result.repositories[0].reason == "no/body does not exist on 127.0.0.1, or the token can't see it.")
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `keeps the history of a repository that went away, and marks it`() async throws {
        let simulator = try await ForgeSimulator(datasets: [Self.dataset])
        let harness = try harness(simulator)
        _ = try await harness.sync([Self.name], includesHistory: false)
        let before = try await harness.facts(of: Self.name)
        for state in ["private", "deleted"] {
            try await simulator.control("/_sim/repo", #"{"repo": "\#(Self.name)", "\#(state)": true}"#)
            let result = try await harness.sync([Self.name], includesHistory: false)
            #expect(result.exitCode == .incomplete)
            // The forge says the same of both.
            #expect(try await harness.stored(Self.name)?.presence == .hidden)
            #expect(try await harness.facts(of: Self.name) == before)
            try await simulator.control("/_sim/repo", #"{"repo": "\#(Self.name)", "\#(state)": false}"#)
        }

        try await simulator.control("/_sim/repo", #"{"repo": "\#(Self.name)", "private": false, "archived": true}"#)
        #expect(try await harness.sync([Self.name], includesHistory: false).exitCode == .success)
        #expect(try await harness.stored(Self.name)?.presence == .visible)
        #expect(try await harness.stored(Self.name)?.repository.isArchived == true)
        #expect(try await harness.facts(of: Self.name) == before)
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `knows a renamed repository again, tells it once, and counts nothing twice`() async throws {
        let simulator = try await ForgeSimulator(datasets: [Self.dataset])
        let harness = try harness(simulator)
        _ = try await harness.sync([Self.name], includesHistory: false)
        let before = try await harness.facts(of: Self.name)
        try await simulator.control("/_sim/rename", #"{"from": "\#(Self.name)", "to": "quicwg/qlog2"}"#)
        let result = try await harness.sync([Self.name], includesHistory: false)
        #expect(result.exitCode == .success)
        #expect(result.repositories.first?.newName == RepositoryID("quicwg/qlog2"))
        #expect(
            try await harness.store.repositories().map(\.repository.id) == [try #require(RepositoryID("quicwg/qlog2"))])
        #expect(try await harness.facts(of: "quicwg/qlog2") == before)
        // Under both names it is one repository, which is synchronized once.
        let both = try await harness.sync([Self.name, "quicwg/qlog2"], includesHistory: false)
        #expect(both.exitCode == .success)
        let told = harness.events.all.filter { if case .renamed = $0 { true } else { false } }
        #expect(told.count == 1)
        #expect(try await harness.store.repositories().count == 1)
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `never sends its token to the host that a redirect points to`() async throws {
        let simulator = try await ForgeSimulator(datasets: [Self.dataset], options: ["--token", "test-token"])
        let harness = try harness(simulator)
        let victim = try await Self.undisturbed.value[100]
        try await simulator.setFaults(
            #"""
            [{"match": {"operationName": "PullRequestDetails", "body": "\#(victim.forgeID)"}, "action": {"type": "graphql_timeout", "status": 502}},
             {"match": {"graphql": false}, "action": {"type": "redirect", "status": 301, "location": "{sink}{path}"}}]
            """#)
        let result = try await harness.sync([Self.name], includesHistory: false)
        #expect(result.exitCode == .failure)
        #expect(result.repositories.first?.failure == .redirectedElsewhere(host: "127.0.0.1", to: simulator.otherHost))
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `loses no pull request that moves while the list is read`() async throws {
        let simulator = try await ForgeSimulator(
            datasets: ["bitcoin-core__secp256k1"], options: ["--as-of", "2022-06-01T00:00:00Z"])
        let name = "bitcoin-core/secp256k1"
        var harness = try harness(simulator)
        var settings = SyncSettings()
        settings.plan.listWidth = 20
        // A day passes on the forge with every second request.
        harness.beforeRequest = { number in
            if number.isMultiple(of: 2) { try? await simulator.control("/_sim/advance", #"{"days": 1}"#) }
        }
        let result = try await harness.sync([name], includesHistory: false, settings: settings)
        #expect(result.exitCode == .success)
        harness.beforeRequest = nil
        _ = try await harness.sync([name], includesHistory: false, settings: settings)
        let whole = try self.harness(simulator)
        _ = try await whole.sync([name], includesHistory: false)
        let expected = try await whole.facts(of: name)
        let fetched = try await harness.facts(of: name)
        #expect(fetched.map(\.number) == expected.map(\.number))
        #expect(fetched.map(\.updatedAt) == expected.map(\.updatedAt))
        #expect(fetched.map(\.state) == expected.map(\.state))
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `follows a branch that is renamed or deleted`() async throws {
        let simulator = try await ForgeSimulator(datasets: [Self.dataset])
        let harness = try harness(simulator)
        let first = try await harness.sync([Self.name])
        #expect(first.exitCode == .success)
        let key = try #require(try await harness.stored(Self.name)).key
        let line = try #require(try await harness.store.branchHistories(of: key).first { $0.branch == "main" })
        #expect(line.entries.count == 360)
        #expect(line.exists)
        try await simulator.control(
            "/_sim/branch", #"{"repo": "\#(Self.name)", "rename": {"from": "main", "to": "trunk"}}"#)
        let second = try await harness.sync([Self.name])
        #expect(second.exitCode == .success)
        let histories = try await harness.store.branchHistories(of: key)
        #expect(histories.first { $0.branch == "main" }?.exists == false)
        #expect(histories.first { $0.branch == "main" }?.entries.count == 360)
        #expect(histories.first { $0.branch == "trunk" }?.entries == line.entries)
        #expect(try await harness.stored(Self.name)?.repository.defaultBranch == "trunk")
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `keeps what has come when it is cancelled`() async throws {
        let (simulator, expected) = try await simulator(faults: "[]")
        var harness = try harness(simulator)
        let task = Mutex<Task<SyncResult, any Error>?>(nil)
        harness.beforeRequest = { number in
            if number == 8 { task.withLock { $0?.cancel() } }
        }
        let running = harness
        let started = Task { try await running.sync([Self.name], includesHistory: false) }
        task.withLock { $0 = started }
        let result = try await started.value
        #expect(result.exitCode == .interrupted)
        #expect(result.repositories.first?.failure == .cancelled)
        harness.beforeRequest = nil
        #expect(try await harness.sync([Self.name], includesHistory: false).exitCode == .success)
        #expect(try await harness.facts(of: Self.name) == expected)
    }

    @Test func `says that nothing accepts connections`() async throws {
        // Port 1 is privileged and has no server.
        var harness = try SyncHarness("http://127.0.0.1:1")
        harness.longestWait = .milliseconds(1)
        let result = try await harness.sync([Self.name, "other/one"])
        #expect(result.exitCode == .unavailable)
        #expect(
            result.repositories.map(\.reason)
                == Array(repeating: "127.0.0.1 can't be reached: nothing accepts connections there.", count: 2))
        #expect(result.requests == 0)
    }

    @Test func `asks many repositories in one request whether anything has changed`() async throws {
        let datasets = [
            "quicwg/qlog", "oauth-wg/oauth-selective-disclosure-jwt", "mlswg/mls-protocol", "tlswg/tls13-spec",
        ]
        let simulator = try await ForgeSimulator(datasets: datasets.map { $0.replacing("/", with: "__") })
        let harness = try harness(simulator)
        #expect(try await harness.sync(datasets).exitCode == .success)
        let second = try await harness.sync(datasets)
        #expect(second.exitCode == .success)
        #expect(second.repositories.map(\.isComplete) == [true, true, true, true])
        #expect(second.requests == 1)
        // One changes: it is walked, and the others are not.
        try await simulator.control(
            "/_sim/patch", #"{"repo": "quicwg/qlog", "number": 12, "set": {"title": "Renamed"}, "bump": true}"#)
        let third = try await harness.sync(datasets)
        #expect(third.exitCode == .success)
        #expect(third.repositories.map(\.pullRequestsStored) == [1, 0, 0, 0])
        #expect(third.requests <= 4)
        #expect(try await harness.pullRequests(of: "quicwg/qlog").first { $0.number == 12 }?.title == "Renamed")
        #expect(try await simulator.statistics().unimplementedFields == [:])
    }
}

extension TimelineEvent {
    fileprivate var isForcePush: Bool {
        if case .headForcePushed = kind { true } else { false }
    }
}
