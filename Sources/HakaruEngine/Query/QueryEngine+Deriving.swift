import HakaruMetrics
import HakaruModel
import HakaruStore

extension QueryEngine {
    /// Derives the facts of one repository after the other, and keeps them where that is possible.
    struct Deriving {
        private let engine: QueryEngine
        private let scope: QueryScope
        /// One state of the store, opened with the first repository.
        private var snapshot: (any StoreReader)?
        /// The store to keep facts in, opened once for all: opening it for writing may look through all pages.
        private lazy var keeper: (any Store)? = scope.isAsOfGiven ? nil : engine.keeper.open()
        private var isOpen = false

        /// So many pull requests are read while those before them are worked on.
        private static let pieceSize = 250

        init(_ engine: QueryEngine, _ scope: QueryScope) {
            self.engine = engine
            self.scope = scope
        }

        /// The facts of a repository, derived now.
        mutating func columns(of repository: StoredRepository) async throws -> FactColumns {
            let snapshot = try await openSnapshot()
            var derivation = FactColumns.Derivation(
                of: repository.repository, rules: engine.rules, asOf: scope.asOf)
            var piece = try await Deriving.piece(of: repository, after: .min, in: snapshot)
            while let last = piece.last {
                async let next = Deriving.piece(of: repository, after: last.number, in: snapshot)
                derivation.add(piece)
                piece = try await next
            }
            let derived = derivation.columns(try await snapshot.branchHistories(of: repository.key))
            isOpen = true
            if let keeper {
                var columns = Dictionary(uniqueKeysWithValues: derived.columns.map { ($0.name, $0.bytes) })
                columns[QueryEngine.rowCountColumn] = Array("\(derived.rowCount)".utf8)
                try await keeper.save(
                    DerivedFacts(identity: engine.identity, revision: repository.revision, columns: columns),
                    of: repository.key)
            }
            return derived
        }

        /// Closes what was opened: else the next run finds a log beside the store, and takes it for that of a crash.
        mutating func end() throws(StoreError) {
            // As long as it is read from, the log can't become part of the file.
            snapshot = nil
            if isOpen, let keeper { try engine.keeper.close(keeper) }
        }

        private mutating func openSnapshot() async throws(StoreError) -> any StoreReader {
            if let snapshot { return snapshot }
            let opened = try await engine.store.snapshot()
            snapshot = opened
            return opened
        }

        private static func piece(
            of repository: StoredRepository, after number: Int, in snapshot: any StoreReader
        ) async throws(StoreError) -> [PullRequest] {
            try await snapshot.pullRequests(of: repository.key, after: number, limit: pieceSize)
        }
    }
}
