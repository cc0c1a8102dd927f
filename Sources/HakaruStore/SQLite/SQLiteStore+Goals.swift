import GRDB
package import HakaruModel

extension SQLiteReading {
    package func customRecords(of metric: String?) async throws(StoreError) -> [CustomRecord] {
        try await connection.read { try GoalRecordTable($0).records(of: metric) }
    }

    package func frozenBaselines() async throws(StoreError) -> [FrozenBaseline] {
        try await connection.read { try GoalRecordTable($0).baselines() }
    }
}

extension SQLiteStore {
    package func append(_ records: [CustomRecord]) async throws(StoreError) {
        try await connection.write { database in
            let table = GoalRecordTable(database)
            for record in records { try table.append(record) }
        }
    }

    @discardableResult
    package func freeze(_ baselines: [FrozenBaseline]) async throws(StoreError) -> [FrozenBaseline] {
        try await connection.write { database in
            let table = GoalRecordTable(database)
            return try baselines.filter { try table.freeze($0) }
        }
    }
}
