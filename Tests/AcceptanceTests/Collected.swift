import FoundationEssentials
import HakaruEngine
import HakaruFetcher
import HakaruMetrics
import HakaruModel
import HakaruStore
import HakaruSystem
import HakaruTestSupport
import HakaruTransfer
import Synchronization

/// A store that is filled from the simulator through the real client.
struct Collected {
    /// The data sets that have pull requests, by directory.
    static let datasets = [
        "bitcoin-core__secp256k1", "tlswg__tls13-spec", "mlswg__mls-protocol",
        "oauth-wg__oauth-selective-disclosure-jwt",
        "quicwg__qlog",
    ]

    let directory: TemporaryDirectory
    let store: SQLiteStore
    private let client: HTTPClient
    private let endpoint: GitHubEndpoint

    /// Makes an empty store beside a simulator.
    init(_ simulator: ForgeSimulator) throws {
        directory = try TemporaryDirectory()
        store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        client = try HTTPClient(HTTPClient.Configuration(userAgent: "hakaru-tests"))
        endpoint = try GitHubEndpoint(simulator.base)
    }

    /// The repository that a data set holds.
    static func repository(_ dataset: String) -> RepositoryID? { RepositoryID(dataset.replacing("__", with: "/")) }

    /// Fetches repositories.
    func sync(_ datasets: [String]) async throws -> SyncResult {
        let clock = FetchClock.system(now: { SystemClock.now() })
        let forge = GitHubForge(
            endpoint, transport: client, authorizer: TokenAuthorizer(Secret("test-token")),
            emails: EmailHasher(key: try await store.emailKey().bytes),
            gate: RequestGate(host: endpoint.host, clock: clock))
        return try await SyncEngine(store: store, forge: forge, clock: clock)
            .run(SyncRequest(datasets.compactMap(Collected.repository)))
    }

    /// The facts of one repository, with the given integration branches instead of the rule.
    func table(_ dataset: String, integrationBranches: [String] = []) async throws -> FactTable {
        let engine = try QueryEngine(
            store: store, keeper: .nowhere, configuration: Configuration(),
            integrationBranches: integrationBranches.compactMap(BranchPattern.init), hashing: { Array($0.utf8) })
        let names = [Collected.repository(dataset)].compactMap { $0 }
        return try await engine.table(try await QueryScope.find(names, asOf: nil, in: store))
    }

    /// The canonical export, line by line.
    func export() async throws -> [String] {
        let bytes = Mutex<[UInt8]>([])
        try await store.canonicalExport { piece in bytes.withLock { $0 += piece } }
        return bytes.withLock { $0 }.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
    }
}

/// The parts of `expected.json` that are compared.
struct Expected: Decodable {
    struct Week: Decodable {
        let opened: Int?
        let merged: Int?
        let mergedToDefaultBranch: Int?
    }

    struct Spread: Decodable, Equatable {
        let n: Int
        let p50: Double?
        let p75: Double?
        let p90: Double?
        let mean: Double?
    }

    struct OpenToMerge: Decodable {
        let all: Spread
        let integrationBranch: Spread
    }

    struct FirstCommit: Decodable {
        let authored: Spread
    }

    let defaultBranch: String
    let integrationBranchNames: [String]
    let perIsoWeek: [String: [String: Week]]
    let leadTimeOpenToMerge: OpenToMerge
    let firstCommitToMerge: FirstCommit

    /// Reads keys in snake_case.
    static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    /// Reads the reference answers of a data set.
    static func load(_ dataset: String) throws -> Expected {
        guard let root = SharedMaterial.root else { throw NoData() }
        let bytes = try FileSystem.read("\(root)/data/\(dataset)/expected.json", limitInBytes: 1 << 24)
        return try decoder.decode(Expected.self, from: Data(bytes))
    }
}

/// What `reference.py` computes from a data set, without Hakaru.
struct Reference: Decodable {
    struct FirstCommit: Decodable {
        let clamped: Expected.Spread
        let unclamped: Expected.Spread
    }

    let openToMerge: Expected.Spread
    let firstCommitToMerge: FirstCommit

    /// Runs the script.
    static func compute(_ dataset: String) async throws -> Reference {
        guard let root = SharedMaterial.root else { throw NoData() }
        let script = "\(SharedMaterial.packageRoot)/Tests/AcceptanceTests/reference.py"
        let runner = CommandRunner(environment: .current())
        let result = try await runner.run(
            Command("python3", [script, "\(root)/data/\(dataset)/pulls.jsonl"]), timeLimit: .seconds(60))
        return try Expected.decoder.decode(Reference.self, from: Data(result.output))
    }
}

/// The data is not there, although the suite was enabled.
struct NoData: Error {}
