import GRDB
import HakaruModel

/// The rows of coverage samples.
struct CoverageSampleTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// All samples of a repository, in the order of the contract.
    func samples(of repository: RepositoryTable.Row) throws -> [CoverageSample] {
        let sql = """
            SELECT component, branch, measure, commit_sha, measured_at, covered, total FROM coverage_sample \
            WHERE repository_id = ? ORDER BY component, branch, measure, measured_at, commit_sha
            """
        var samples: [CoverageSample] = []
        try SQLStatement(database, sql).forEachRow {
            $0.add(repository.id)
        } _: { row in
            guard let count = CoverageCount(covered: Int(row.integer(5)), total: Int(row.integer(6))) else {
                throw MalformedRow("a coverage sample covers more than there is")
            }
            let component = row.text(0)
            samples.append(
                CoverageSample(
                    repository: repository.stored.repository.id, component: component.isEmpty ? nil : component,
                    commit: try row.objectID(3), branch: row.text(1), measuredAt: row.instant(4),
                    measure: try row.code(2), count: count))
        }
        return samples
    }

    /// Stores samples, and returns how many were new or newer than what was stored.
    func save(_ samples: [CoverageSample], of repository: RepositoryTable.Row) throws -> Int {
        let sql = """
            INSERT INTO coverage_sample \
            (repository_id, component, branch, measure, commit_sha, measured_at, covered, total) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE \
            SET measured_at = excluded.measured_at, covered = excluded.covered, total = excluded.total \
            WHERE (excluded.measured_at, excluded.covered, excluded.total) > (measured_at, covered, total)
            """
        let insert = try SQLStatement(database, sql)
        var stored = 0
        for sample in samples {
            try insert.run {
                $0.add(repository.id)
                $0.add(sample.component ?? "")
                $0.add(sample.branch)
                $0.add(sample.measure.code)
                $0.add(sample.commit)
                $0.add(sample.measuredAt)
                $0.add(sample.count.covered)
                $0.add(sample.count.total)
            }
            stored += database.changesCount
        }
        return stored
    }
}

extension CoverageMeasure: StoredCode {
    static let codes: [CoverageMeasure] = [.lines, .branches, .functions, .statements, .strictLines]
}
