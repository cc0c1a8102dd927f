import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruTestSupport
import HakaruTransfer
import Synchronization

/// A store of its own and a real client, for tests that sync from a server on this machine.
struct SyncHarness {
    let directory: TemporaryDirectory
    let store: SQLiteStore
    let client: HTTPClient
    let address: String
    var token: Secret? = Secret("test-token")
    /// The longest that a wait of the sync really takes; its clock skips the rest.
    ///
    /// Nil: waits are as long as they are.
    var longestWait: Duration?
    var budget = RequestBudget.Settings()
    var timeouts = TransferTimeouts()
    /// Whether a rule needs the paths that pull requests change.
    var needsPaths = false
    /// Called before each request, with its number from 1.
    var beforeRequest: (@Sendable (Int) async -> Void)?
    /// Changes the body of an answer before the sync sees it: the request's body, and the answer's.
    var rewrite: (@Sendable (_ request: String, _ answer: String) -> String)?
    /// The time of the machine.
    var now: @Sendable () -> Instant = {
        Instant(rfc3339: "2026-11-24T09:00:00Z") ?? Instant(secondsSinceEpoch: 0)
    }
    let events = EventLog()

    init(_ address: String, directory: TemporaryDirectory? = nil, certificateFile: String? = nil) throws {
        self.directory = try directory ?? TemporaryDirectory()
        self.address = address
        store = try SQLiteStore(path: self.directory.path("hakaru.db"), mode: .create)
        client = try HTTPClient(
            HTTPClient.Configuration(userAgent: "hakaru-tests", certificateFile: certificateFile))
    }

    /// The clock of the machine, which skips what is longer than ``longestWait``.
    var clock: FetchClock {
        var clock = FetchClock.system(now: now)
        guard let longestWait else { return clock }
        let (sleep, uptime) = (clock.sleep, clock.uptime)
        let skipped = SkippedTime()
        clock.uptime = { uptime() + skipped.value }
        clock.sleep = { wait in
            let end = uptime() + skipped.value + wait
            try await sleep(min(wait, longestWait))
            skipped.reach(end, from: uptime())
        }
        return clock
    }

    /// Syncs, and tells what it did.
    func sync(
        _ repositories: [String], owners: [RepositoryOwner] = [], isFull: Bool = false, includesHistory: Bool = true,
        branches: [BranchPattern] = SyncRequest.usualBranches, settings: SyncSettings = SyncSettings()
    ) async throws -> SyncResult {
        let clock = clock
        let events = events
        let engine = SyncEngine(store: store, forge: try await forge(clock), clock: clock) { events.add($0) }
        var request = SyncRequest(
            repositories.compactMap { RepositoryID($0) }, isFull: isFull, includesHistory: includesHistory,
            branches: { _ in branches }, settings: settings)
        request.owners = owners
        request.needsPaths = needsPaths
        return try await engine.run(request)
    }

    /// A new client with a budget of its own.
    func forge(_ clock: FetchClock) async throws -> GitHubForge {
        let events = events
        let endpoint = try GitHubEndpoint(address)
        let gate = RequestGate(host: endpoint.host, settings: budget, clock: clock) { events.add(.waiting($0)) }
        return GitHubForge(
            endpoint, transport: CountingTransport(client: client, before: beforeRequest, rewrite: rewrite),
            authorizer: TokenAuthorizer(token), emails: EmailHasher(key: try await store.emailKey().bytes), gate: gate,
            asksForPaths: needsPaths, timeouts: timeouts)
    }

    /// What is stored of a repository.
    func pullRequests(of name: String) async throws -> [PullRequest] {
        guard let repository = try await stored(name) else { return [] }
        return try await store.pullRequests(of: repository.key)
    }

    /// What is stored of a repository, without what depends on the store's key.
    func facts(of name: String) async throws -> [PullRequest] {
        try await pullRequests(of: name).map { pullRequest in
            var pullRequest = pullRequest
            for index in pullRequest.commits.indices { pullRequest.commits[index].authorEmailHash = nil }
            for index in pullRequest.replacedCommits.indices {
                pullRequest.replacedCommits[index].authorEmailHash = nil
            }
            return pullRequest
        }
    }

    /// The repository as it is stored.
    func stored(_ name: String) async throws -> StoredRepository? {
        try await store.repositories().first { $0.repository.id == RepositoryID(name) }
    }

    /// The canonical export.
    func export() async throws -> [UInt8] {
        let sink = LineSink()
        try await store.canonicalExport { sink.add($0) }
        return sink.bytes
    }
}

/// How far a clock is ahead of the machine's.
private final class SkippedTime: Sendable {
    private let skipped = Mutex(Duration.zero)

    var value: Duration { skipped.withLock { $0 } }

    /// Goes on to a time, unless it is over.
    func reach(_ end: Duration, from uptime: Duration) {
        skipped.withLock { $0 = max($0, end - uptime) }
    }
}

/// Collects what an export writes.
final class LineSink: Sendable {
    private let collected = Mutex<[UInt8]>([])

    var bytes: [UInt8] { collected.withLock { $0 } }

    func add(_ bytes: [UInt8]) { collected.withLock { $0 += bytes } }
}

/// What a sync told while it ran.
final class EventLog: Sendable {
    private let collected = Mutex<[SyncProgress]>([])

    var all: [SyncProgress] { collected.withLock { $0 } }

    /// The waits, in order.
    var waits: [RequestGate.Wait] {
        all.compactMap { if case .waiting(let wait) = $0 { wait } else { nil } }
    }

    func add(_ event: SyncProgress) { collected.withLock { $0.append(event) } }
}

/// The real client, with a hook before each request and one after each answer.
final class CountingTransport: HTTPTransport {
    private let client: HTTPClient
    private let before: (@Sendable (Int) async -> Void)?
    private let rewrite: (@Sendable (String, String) -> String)?
    private let count = Mutex(0)

    init(
        client: HTTPClient, before: (@Sendable (Int) async -> Void)?,
        rewrite: (@Sendable (String, String) -> String)? = nil
    ) {
        self.client = client
        self.before = before
        self.rewrite = rewrite
    }

    func send(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        let number = count.withLock { count in
            count += 1
            return count
        }
        await before?(number)
        let response = try await client.send(request)
        guard let rewrite else { return response }
        let body = rewrite(
            String(decoding: request.body ?? [], as: UTF8.self), String(decoding: response.body, as: UTF8.self))
        return HTTPResponse(
            status: response.status, headers: response.headers, body: Array(body.utf8), url: response.url,
            permanentURL: response.permanentURL, wireBytes: response.wireBytes, version: response.version)
    }
}
