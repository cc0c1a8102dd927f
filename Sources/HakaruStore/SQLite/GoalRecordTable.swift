import GRDB
import HakaruModel

/// The rows of custom metrics and of frozen baselines.
struct GoalRecordTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// The records of a metric, or of all, in the order in which they were made.
    func records(of metric: String?) throws -> [CustomRecord] {
        var records: [CustomRecord] = []
        let sql = """
            SELECT metric, date, value_numerator, value_denominator, recorded_at FROM custom_record \
            WHERE ?1 IS NULL OR metric = ?1 ORDER BY id
            """
        try SQLStatement(database, sql).forEachRow {
            $0.add(metric)
        } _: { row in
            guard let date = CivilDate(iso: row.text(1)) else { throw MalformedRow("'\(row.text(1))' is not a day") }
            records.append(
                CustomRecord(
                    metric: row.text(0), date: date, value: row.isNull(2) ? nil : row.fraction(2, 3),
                    recordedAt: row.instant(4)))
        }
        return records
    }

    /// Adds a record.
    func append(_ record: CustomRecord) throws {
        let sql = """
            INSERT INTO custom_record (metric, date, value_numerator, value_denominator, recorded_at) \
            VALUES (?, ?, ?, ?, ?)
            """
        try SQLStatement(database, sql).run {
            $0.add(record.metric)
            $0.add(record.date.description)
            $0.add(record.value?.numerator)
            $0.add(record.value?.denominator)
            $0.add(record.recordedAt)
        }
    }

    /// All baselines in the order in which they were frozen.
    func baselines() throws -> [FrozenBaseline] {
        var baselines: [FrozenBaseline] = []
        let sql = """
            SELECT goal, label, value_numerator, value_denominator, count, frozen_at, definitions_version, \
            fingerprint, cause FROM goal_baseline ORDER BY id
            """
        try SQLStatement(database, sql).forEachRow { _ in
        } _: { row in
            guard let cause = FrozenBaseline.Cause(rawValue: row.text(8)) else {
                throw MalformedRow("the cause '\(row.text(8))' has no meaning")
            }
            baselines.append(
                FrozenBaseline(
                    goal: row.text(0), label: row.text(1), value: row.fraction(2, 3), count: Int(row.integer(4)),
                    frozenAt: row.instant(5), definitionsVersion: Int(row.integer(6)), fingerprint: row.text(7),
                    cause: cause))
        }
        return baselines
    }

    /// Adds a baseline, unless the last one of its goal and label says the same.
    ///
    /// - Returns: Whether it was added.
    func freeze(_ baseline: FrozenBaseline) throws -> Bool {
        let last = """
            SELECT value_numerator, value_denominator, count, definitions_version, fingerprint FROM goal_baseline \
            WHERE goal = ? AND label = ? ORDER BY id DESC LIMIT 1
            """
        let isSame = try SQLStatement(database, last).first {
            $0.add(baseline.goal)
            $0.add(baseline.label)
        } _: { row in
            row.fraction(0, 1) == baseline.value && Int(row.integer(2)) == baseline.count
                && Int(row.integer(3)) == baseline.definitionsVersion && row.text(4) == baseline.fingerprint
        }
        guard isSame != true else { return false }
        let sql = """
            INSERT INTO goal_baseline (goal, label, value_numerator, value_denominator, count, frozen_at, \
            definitions_version, fingerprint, cause) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
        try SQLStatement(database, sql).run {
            $0.add(baseline.goal)
            $0.add(baseline.label)
            $0.add(baseline.value.numerator)
            $0.add(baseline.value.denominator)
            $0.add(baseline.count)
            $0.add(baseline.frozenAt)
            $0.add(baseline.definitionsVersion)
            $0.add(baseline.fingerprint)
            $0.add(baseline.cause.rawValue)
        }
        return true
    }
}

extension SQLRow {
    /// A quotient that stands in two columns.
    fileprivate func fraction(_ numerator: Int32, _ denominator: Int32) -> Fraction {
        Fraction(integer(numerator), over: integer(denominator))
    }
}
