import HakaruModel
import HakaruStore
import HakaruTestSupport
import Testing

/// The kinds of store that must fulfil the contract; every test of it runs on each.
enum StoreBackend: CaseIterable, CustomTestStringConvertible {
    case sqlite

    /// Makes an empty store that lives as long as the returned value.
    func make() throws -> TestStore {
        switch self {
        case .sqlite:
            let directory = try TemporaryDirectory()
            let path = directory.path("hakaru.db")
            return TestStore(store: try SQLiteStore(path: path, mode: .create), keepsAlive: directory)
        }
    }

    var testDescription: String { "\(self)" }
}

/// A store of one test.
struct TestStore {
    let store: any Store
    let keepsAlive: any Sendable

    /// Stores a repository of the fixtures and pull requests of it.
    @discardableResult
    func fill(_ pullRequests: [PullRequest], state: SyncState = SyncState()) async throws -> StoredRepository {
        try await store.save(.sample(), on: "github.com")
        try await store.save(pullRequests, and: state, of: .sample)
        return try await repository()
    }

    /// The repository of the fixtures as it is stored.
    func repository() async throws -> StoredRepository {
        let found = try await store.repositories().first { $0.key == .sample }
        guard let found else { throw StoreError.unknownRepository(.sample) }
        return found
    }

    /// The canonical export as one text.
    func export() async throws -> String { try await store.exportedText() }
}

extension StoreReader {
    /// The canonical export as one text.
    func exportedText() async throws -> String {
        var bytes: [UInt8] = []
        try await canonicalExport { bytes += $0 }
        return String(decoding: bytes, as: UTF8.self)
    }
}
