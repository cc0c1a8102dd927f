import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruTestSupport
import Synchronization
import Testing

/// What a sync does where the forge can't be trusted, refuses a repository, or has lost what was stored.
@Suite(.enabled(if: ForgeSimulator.isAvailable, SharedMaterial.absence), .serialized)
struct `Sync at refusals and losses` {
    private static let shop = SmallRepository(name: "acme/shop", letter: "a")
    private static let wiki = SmallRepository(name: "acme/wiki", letter: "b")

    /// A simulator that has both repositories, whose files must stay as long as it runs.
    private func simulator(in directory: TemporaryDirectory, options: [String] = []) async throws -> ForgeSimulator {
        let places = [try Self.shop.write(below: directory), try Self.wiki.write(below: directory)]
        return try await ForgeSimulator(datasets: places, options: options)
    }

    /// Counts the attempts, also those that never become a request.
    private final class Attempts: Sendable {
        private let number = Mutex(0)

        var count: Int { number.withLock { $0 } }

        func note(_ attempt: Int) { number.withLock { $0 = max($0, attempt) } }
    }

    /// A certificate for 127.0.0.1 that signs itself.
    private func makeCertificate(in directory: TemporaryDirectory) throws {
        let options =
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=127.0.0.1"
            + " -addext subjectAltName=IP:127.0.0.1"
        let command = "exec openssl \(options) -keyout \"$0/key.pem\" -out \"$0/cert.pem\" >/dev/null 2>&1"
        try #require(try ChildProcess.run(["sh", "-c", command, directory.path]) == 0)
    }

    private static let hasOpenSSL = ["/usr/bin/openssl", "/usr/local/bin/openssl"].contains(
        where: SharedMaterial.isThere)

    @Test(.enabled(if: hasOpenSSL, "OpenSSL is not installed."))
    func `asks a server once that can't prove who it is, and keeps what is stored`() async throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        try makeCertificate(in: directory)
        let file = directory.path("cert.pem")
        let simulator = try await simulator(
            in: directory, options: ["--tls-cert", file, "--tls-key", directory.path("key.pem")])
        let trusting = try SyncHarness(simulator.base, directory: directory, certificateFile: file)
        #expect(try await trusting.sync([Self.shop.name]).exitCode == .success)
        let before = try await trusting.export()
        #expect(try await trusting.facts(of: Self.shop.name).map(\.number) == [1, 2, 3])

        // Nobody vouches for it; and it is vouched for, but has another name.
        let named = simulator.base.replacing("127.0.0.1", with: "localhost")
        for (address, certificateFile) in [(simulator.base, nil), (named, file)] {
            var harness = try SyncHarness(address, directory: directory, certificateFile: certificateFile)
            harness.longestWait = .milliseconds(1)
            let attempts = Attempts()
            harness.beforeRequest = { attempts.note($0) }
            let result = try await harness.sync([Self.shop.name], isFull: true)
            let host = address == named ? "localhost" : "127.0.0.1"
            #expect(result.exitCode == .failure)
            #expect(result.exitCode.rawValue == 1)
            #expect(result.repositories.first?.failure == .untrusted(host: host))
            #expect(
                result.repositories.first?.reason == "\(host) can't prove who it is: its certificate was not accepted.")
            #expect(result.repositories.first?.isComplete == false)
            #expect(result.repositories.first?.pullRequestsListed == 0)
            #expect(result.repositories.first?.pullRequestsStored == 0)
            #expect(attempts.count == 1)
            #expect(result.points == 0)
            #expect(result.waited == .zero)
            #expect(harness.events.waits.isEmpty)
            #expect(try await harness.store.repositories().map(\.key.host) == ["127.0.0.1"])
            #expect(try await harness.stored(Self.shop.name)?.presence == .visible)
            #expect(try await harness.facts(of: Self.shop.name).map(\.number) == [1, 2, 3])
        }
        // What was complete still is, and the next sync goes on from it.
        #expect(try await trusting.export() == before)
        let next = try await trusting.sync([Self.shop.name])
        #expect(next.exitCode == .success)
        #expect(next.repositories.first?.pullRequestsStored == 0)
    }

    @Test func `says that a host has no address, after the usual attempts`() async throws {
        // A label of 64 letters is too long for DNS, so that nobody is asked.
        let host = "\(String(repeating: "a", count: 64)).invalid"
        var harness = try SyncHarness("https://\(host)/api/v3")
        harness.longestWait = .milliseconds(1)
        let attempts = Attempts()
        harness.beforeRequest = { attempts.note($0) }
        let result = try await harness.sync([Self.shop.name])
        #expect(result.exitCode == .unavailable)
        #expect(result.exitCode.rawValue == 5)
        #expect(result.repositories.first?.failure == .unreachable(host: host, reason: .nameNotResolved))
        #expect(result.repositories.first?.reason == "\(host) can't be reached: its name has no address.")
        #expect(result.repositories.first?.isComplete == false)
        #expect(attempts.count == 6)
        #expect(result.requests == 0)
        #expect(result.bytes == 0)
        #expect(try await harness.store.repositories().isEmpty)
    }

    @Test func `stores the others when one repository is forbidden, and keeps what is stored of it`() async throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let simulator = try await simulator(in: directory)
        let harness = try SyncHarness(simulator.base)
        let names = [Self.wiki.name, Self.shop.name]
        let refusal =
            #"[{"match": {"body": "wiki"}, "action": {"type": "status", "status": 403, "body": "{\"message\": \"Resource not accessible by personal access token\"}"}}]"#
        try await simulator.setFaults(refusal)
        let first = try await harness.sync(names)
        #expect(first.exitCode == .incomplete)
        #expect(first.exitCode.rawValue == 3)
        #expect(first.repositories.map(\.repository.description) == names)
        #expect(first.repositories.map(\.isComplete) == [false, true])
        #expect(first.repositories.map(\.pullRequestsStored) == [0, 3])
        guard case .forbidden(host: "127.0.0.1", let reason)? = first.repositories[0].failure else {
            Issue.record("it is forbidden: \(first)")
            return
        }
        #expect(reason.lowercased().hasPrefix("resource not accessible by personal access token"))
        #expect(first.repositories[0].reason == "127.0.0.1 does not allow this: \(reason)")
        #expect(try await harness.stored(Self.wiki.name) == nil)
        #expect(try await harness.facts(of: Self.shop.name).map(\.number) == [1, 2, 3])
        #expect(harness.events.waits.isEmpty)
        let statistics = try await simulator.statistics()
        #expect(statistics.violations == [:])
        #expect(statistics.requests == first.requests)

        // Once it is allowed, the rest comes; when it is forbidden again, that stays.
        try await simulator.setFaults("[]")
        let second = try await harness.sync(names)
        #expect(second.exitCode == .success)
        #expect(second.repositories.map(\.pullRequestsStored) == [3, 0])
        let before = try await harness.facts(of: Self.wiki.name)
        try await simulator.setFaults(refusal)
        let third = try await harness.sync(names, isFull: true)
        #expect(third.exitCode == .incomplete)
        #expect(third.repositories.map(\.isComplete) == [false, true])
        #expect(try await harness.facts(of: Self.wiki.name) == before)
        #expect(before.map(\.number) == [1, 2, 3])
        // Forbidden is not gone.
        #expect(try await harness.stored(Self.wiki.name)?.presence == .visible)
    }

    @Test func `keeps the history of an integration branch that was deleted`() async throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let simulator = try await simulator(in: directory)
        let harness = try SyncHarness(simulator.base)
        #expect(try await harness.sync([Self.shop.name]).exitCode == .success)
        let key = try #require(try await harness.stored(Self.shop.name)).key
        let line = try #require(try await harness.store.branchHistories(of: key).first { $0.branch == "develop" })
        #expect(line.exists)
        #expect(line.entries.map(\.sha.description) == ["0", "1", "2"].map { Self.shop.sha($0) })
        let before = try await harness.facts(of: Self.shop.name)

        try await simulator.control("/_sim/branch", #"{"repo": "acme/shop", "delete": "develop"}"#)
        for isFull in [false, true] {
            let result = try await harness.sync([Self.shop.name], isFull: isFull)
            #expect(result.exitCode == .success)
            #expect(result.repositories.map(\.isComplete) == [true])
            #expect(result.repositories.map(\.reason) == [nil])
            #expect(result.repositories.map(\.incomplete) == [0])
            #expect(result.repositories.map(\.pullRequestsStored) == [isFull ? 3 : 0])
            let histories = try await harness.store.branchHistories(of: key)
            #expect(histories.map(\.branch).sorted() == ["develop", "main"])
            let kept = histories.first { $0.branch == "develop" }
            #expect(kept?.exists == false)
            #expect(kept?.entries == line.entries)
            #expect(kept?.reachesRoot == line.reachesRoot)
            #expect(histories.first { $0.branch == "main" }?.exists == true)
            #expect(try await harness.facts(of: Self.shop.name) == before)
            #expect(before.map(\.baseBranch) == ["develop", "develop", "develop"])
            let stored = try #require(try await harness.stored(Self.shop.name))
            #expect(stored.presence == .visible)
            #expect(stored.repository.knownBranches == ["main"])
        }
        #expect(try await simulator.statistics().violations == [:])
    }

    @Test func `keeps the first commit that it saw before a force-push squashed it away`() async throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let simulator = try await simulator(in: directory)
        let harness = try SyncHarness(simulator.base)
        #expect(try await harness.sync([Self.shop.name]).exitCode == .success)
        func third() async throws -> PullRequest {
            try #require(try await harness.facts(of: Self.shop.name).first { $0.number == 3 })
        }
        let firstCommit = try #require(Instant(rfc3339: SmallRepository.firstCommit))
        let others = try await harness.facts(of: Self.shop.name).filter { $0.number != 3 }
        #expect(try await third().commits.map(\.sha.description) == ["a", "b"].map { Self.shop.sha($0) })
        #expect(try await third().earliestAuthoredAtSeen == firstCommit)

        // The forge no longer tells what was there before, as GitHub doesn't after a while.
        let squashed = Self.shop.ownCommit("d", at: "2026-03-05T10:00:00Z")
        try await simulator.control(
            "/_sim/patch",
            #"""
            {"repo": "acme/shop", "number": 3, "updated_at": "2026-03-05T10:05:00Z", "set": {"commits": [\#(squashed)],
             "timeline": [{"type": "HeadRefForcePushedEvent", "created_at": "2026-03-05T10:05:00Z",
                           "actor": {"login": "ada", "type": "User"}, "before_oid": null, "after_oid": null}]}}
            """#)
        for isFull in [false, true] {
            let result = try await harness.sync([Self.shop.name], isFull: isFull)
            #expect(result.exitCode == .success)
            #expect(result.repositories.map(\.pullRequestsStored) == [isFull ? 3 : 1])
            let now = try await third()
            #expect(now.commits.map(\.sha.description) == [Self.shop.sha("d")])
            #expect(now.commits.map(\.authoredAt) == [Instant(rfc3339: "2026-03-05T10:00:00Z")])
            #expect(now.replacedCommits == [])
            #expect(now.earliestAuthoredAtSeen == firstCommit)
            #expect(now.gaps == [])
            #expect(try await harness.facts(of: Self.shop.name).filter { $0.number != 3 } == others)
        }
        // One that never saw the first commit can't know it.
        let fresh = try SyncHarness(simulator.base)
        #expect(try await fresh.sync([Self.shop.name]).exitCode == .success)
        #expect(
            try await fresh.facts(of: Self.shop.name).first { $0.number == 3 }?.earliestAuthoredAtSeen
                == Instant(rfc3339: "2026-03-05T10:00:00Z"))
    }

    @Test func `brings in one run also what changed since the walk that it takes up was begun`() async throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let simulator = try await simulator(in: directory)
        var harness = try SyncHarness(simulator.base)
        harness.longestWait = .milliseconds(150)
        var settings = SyncSettings()
        settings.plan.startWidth = 1
        try await simulator.setFaults(
            #"[{"match": {"operationName": "PullRequestDetails", "after": 1}, "action": {"type": "status", "status": 503}}]"#
        )
        let first = try await harness.sync([Self.shop.name], settings: settings)
        #expect(first.exitCode == .unavailable)
        let stored = try #require(try await harness.facts(of: Self.shop.name).first)
        #expect(try await harness.facts(of: Self.shop.name).count == 1)

        try await simulator.setFaults("[]")
        try await simulator.control(
            "/_sim/patch",
            #"{"repo": "acme/shop", "number": \#(stored.number), "set": {"title": "Renamed"}, "bump": true}"#)
        let second = try await harness.sync([Self.shop.name], settings: settings)
        #expect(second.exitCode == .success)
        let facts = try await harness.facts(of: Self.shop.name)
        #expect(facts.map(\.number) == [1, 2, 3])
        #expect(facts.filter { $0.title == "Renamed" }.map(\.number) == [stored.number])
    }

    @Test(arguments: ["BranchHistory", "RepositoryActivity"])
    func `is not complete without lines of commits or statuses, and no number over it is`(
        operation: String
    ) async throws {
        let directory = try TemporaryDirectory()
        defer { withExtendedLifetime(directory) {} }
        let simulator = try await simulator(in: directory)
        var harness = try SyncHarness(simulator.base)
        harness.longestWait = .milliseconds(150)
        try await simulator.setFaults(
            #"[{"match": {"operationName": "\#(operation)"}, "action": {"type": "html", "status": 503}}]"#)
        let first = try await harness.sync([Self.shop.name])
        #expect(first.exitCode == .unavailable)
        #expect(first.repositories.map(\.isComplete) == [false])
        #expect(try await harness.facts(of: Self.shop.name).count == 3)
        let key = try #require(try await harness.stored(Self.shop.name)).key
        #expect(try await harness.store.syncState(of: key).completedAt == nil)
        let gaps = try await QueryScope.find([], asOf: nil, in: harness.store).gaps
        #expect(gaps.map(\.repository.description) == [Self.shop.name])

        try await simulator.setFaults("[]")
        #expect(try await harness.sync([Self.shop.name]).exitCode == .success)
        #expect(try await QueryScope.find([], asOf: nil, in: harness.store).gaps == [])
    }
}
