import FoundationEssentials
import HakaruDemo
import HakaruModel
import HakaruTestSupport
import HakaruTransfer
import JWTKit
import Synchronization
import Testing

@testable import HakaruFetcher

@Suite struct `A GitHub App` {
    /// One key for all tests of the suite: making one takes most of their time.
    private static let key = Result { try Insecure.RSA.PrivateKey(pem: AppKeyFixture.pem) }

    private static func credentials(installation: Int64?) throws -> AppCredentials {
        try #require(AppCredentials(app: "4242", pem: AppKeyFixture.pem, installation: installation))
    }

    /// Whether a text is signed by the key and says what GitHub wants.
    private static func verify(_ assertion: String) async -> Bool {
        do {
            let key = try Self.key.get().publicKey
            let keys = await JWTKeyCollection().add(rsa: key, digestAlgorithm: .sha256)
            let claims = try await keys.verify(assertion, as: AppClaims.self)
            return claims.iss == "4242" && claims.exp - claims.iat <= 600
        } catch {
            return false
        }
    }

    private func forge(
        _ address: String, _ authorizer: (GitHubEndpoint, HTTPClient, RequestGate) -> any Authorizer,
        clock: FetchClock
    ) throws -> (GitHubForge, RequestGate, HTTPClient) {
        let endpoint = try GitHubEndpoint(address)
        let client = try HTTPClient(HTTPClient.Configuration(userAgent: "hakaru-tests"))
        let gate = RequestGate(host: endpoint.host, clock: clock)
        let forge = GitHubForge(
            endpoint, transport: client, authorizer: authorizer(endpoint, client, gate), emails: EmailHasher(key: [1]),
            gate: gate)
        return (forge, gate, client)
    }

    private let query = ListQuery(
        repository: DemoTeam.defaultRepositories[0], order: .createdAscending, width: 10)

    @Test(arguments: [7, nil] as [Int64?])
    func `asks with the token of its installation, which one request gets for all`(installation: Int64?) async throws {
        let app = DemoApp(installations: [.init(id: 7, account: "acme")], verify: Self.verify)
        try await withDemoForge(.quiet, app: app) { server in
            let credentials = try Self.credentials(installation: installation)
            let (forge, gate, client) = try forge(
                server.enterpriseURL,
                { AppAuthorizer(credentials, endpoint: $0, transport: $1, gate: $2) }, clock: ManualClock().fetchClock)
            let query = query
            try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<4 { group.addTask { try await forge.list(query).rows.count } }
                for try await count in group { #expect(count == 10) }
            }
            let paths = server.statistics.entries.map(\.path)
            #expect(paths.count { $0.hasSuffix("/app/installations/7/access_tokens") } == 1)
            #expect(paths.count { $0.hasSuffix("/app/installations?per_page=100") } == (installation == nil ? 1 : 0))
            #expect(paths.count == (installation == nil ? 6 : 5))
            #expect(gate.usage.requests == paths.count)
            await client.shutdown()
        }
    }

    @Test func `gets a new token before the old one ends`() async throws {
        let app = DemoApp(installations: [.init(id: 7, account: "acme")], verify: Self.verify)
        try await withDemoForge(.quiet, app: app) { server in
            // The server's clock is the machine's, so this one must begin there.
            let time = Mutex(Duration.zero)
            let start = Instant(secondsSinceEpoch: Int64(Date().timeIntervalSince1970))
            let clock = FetchClock(
                now: { start }, uptime: { time.withLock { $0 } }, sleep: { _ in }, chance: { 0.5 })
            let credentials = try Self.credentials(installation: 7)
            let (forge, _, client) = try forge(
                server.baseURL, { AppAuthorizer(credentials, endpoint: $0, transport: $1, gate: $2) }, clock: clock)
            for (minutes, tokens) in [(0, 1), (50, 1), (56, 2), (57, 2)] {
                // Time goes on from the forge's last word, which is that of the machine.
                time.withLock { $0 = .seconds(minutes * 60) }
                server.resetStatistics()
                let header = try await AppAuthorizerProbe.header(of: forge)
                #expect(header == "Bearer ghs_demo\(tokens)", "after \(minutes) minutes")
            }
            await client.shutdown()
        }
    }

    @Test func `whose key the forge does not know ends the sync at once`() async throws {
        let app = DemoApp(installations: [.init(id: 7, account: "acme")]) { _ in false }
        try await withDemoForge(.quiet, app: app) { server in
            let credentials = try Self.credentials(installation: 7)
            let (forge, _, client) = try forge(
                server.baseURL, { AppAuthorizer(credentials, endpoint: $0, transport: $1, gate: $2) },
                clock: ManualClock().fetchClock)
            let error = await #expect(throws: FetchError.self) { try await forge.list(query) }
            #expect(
                error == .appRefused(host: "127.0.0.1", reason: "A JSON web token could not be decoded"))
            #expect(error?.exitCode == .authentication)
            #expect(server.statistics.entries.count == 1)
            await client.shutdown()
        }
    }

    @Test(arguments: [
        ([], "the app is installed nowhere."),
        (
            [DemoApp.Installation(id: 1, account: "acme"), .init(id: 2, account: "beta")],
            "the app has 2 installations (1 of acme, 2 of beta): one has to be named."
        ),
    ])
    func `that is not installed once needs a name`(installations: [DemoApp.Installation], reason: String) async throws {
        try await withDemoForge(.quiet, app: DemoApp(installations: installations, verify: Self.verify)) { server in
            let credentials = try Self.credentials(installation: nil)
            let (forge, _, client) = try forge(
                server.baseURL, { AppAuthorizer(credentials, endpoint: $0, transport: $1, gate: $2) },
                clock: ManualClock().fetchClock)
            await #expect(throws: FetchError.appRefused(host: "127.0.0.1", reason: reason)) {
                try await forge.list(query)
            }
            await client.shutdown()
        }
    }

    @Test func `waits where the forge fails, and gives up after the fourth time`() async throws {
        let app = DemoApp(installations: [.init(id: 7, account: "acme")], verify: Self.verify)
        let fault = DemoFault(.answer(status: 503), on: .path("/access_tokens"), times: 2)
        try await withDemoForge(.quiet, app: app, faults: [fault]) { server in
            let credentials = try Self.credentials(installation: 7)
            let clock = ManualClock()
            let (forge, _, client) = try forge(
                server.baseURL, { AppAuthorizer(credentials, endpoint: $0, transport: $1, gate: $2) },
                clock: clock.fetchClock)
            #expect(try await forge.list(query).rows.count == 10)
            #expect(clock.sleeps == [.seconds(1), .seconds(2)])
            await client.shutdown()
        }
    }

    @Test func `has no key in a file that holds none`() {
        #expect(
            AppCredentials(
                app: "1", pem: "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", installation: 1) == nil)
        #expect(AppCredentials(app: "1", pem: "", installation: 1) == nil)
    }
}

/// What a forge asks with.
private enum AppAuthorizerProbe {
    static func header(of forge: GitHubForge) async throws -> String? {
        try await forge.client.authorizer.authorization().map { $0.withValue { $0 } }
    }
}
