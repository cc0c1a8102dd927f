import GRDB
import HakaruModel

/// The rows of where synchronizations stand.
struct SyncStateTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// Where a repository stands; the initial state where it was never synced.
    func state(of repositoryID: Int64) throws -> SyncState {
        let sql = """
            SELECT watermark, completed_at, open_sweep_at, detail_width, walk, failure FROM sync_state \
            WHERE repository_id = ?
            """
        let found = try SQLStatement(database, sql).first {
            $0.add(repositoryID)
        } _: { row in
            SyncState(
                watermark: row.optionalInstant(0), completedAt: row.optionalInstant(1),
                openSweepAt: row.optionalInstant(2),
                detailWidth: row.optionalInt(3), walk: row.optionalBytes(4), failure: row.optionalText(5))
        }
        return found ?? SyncState()
    }

    /// Stores where a repository stands.
    func save(_ state: SyncState, of repositoryID: Int64) throws {
        let sql = """
            INSERT INTO sync_state (repository_id, watermark, completed_at, open_sweep_at, detail_width, walk, \
            failure) VALUES (?, ?, ?, ?, ?, ?, ?) \
            ON CONFLICT (repository_id) DO UPDATE SET watermark = excluded.watermark, \
            completed_at = excluded.completed_at, open_sweep_at = excluded.open_sweep_at, \
            detail_width = excluded.detail_width, walk = excluded.walk, failure = excluded.failure
            """
        try SQLStatement(database, sql).run {
            $0.add(repositoryID)
            $0.add(state.watermark)
            $0.add(state.completedAt)
            $0.add(state.openSweepAt)
            $0.add(state.detailWidth)
            $0.add(state.walk)
            $0.add(state.failure)
        }
    }
}
