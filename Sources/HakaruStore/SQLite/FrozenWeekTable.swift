import GRDB
import HakaruModel

/// The rows of frozen weeks and of their restatements.
struct FrozenWeekTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// The frozen weeks from `first` on, oldest first; ISO weeks sort like their text.
    func all(since first: ISOWeek?) throws -> [FrozenWeek] {
        var weeks: [FrozenWeek] = []
        let sql = """
            SELECT week, time_zone, as_of, frozen_at, is_late, definitions_version, rules, numbers \
            FROM frozen_week WHERE week >= ? ORDER BY week
            """
        try SQLStatement(database, sql).forEachRow {
            $0.add(first?.description ?? "")
        } _: { row in
            weeks.append(
                FrozenWeek(
                    week: try row.week(0), timeZone: row.text(1), asOf: row.instant(2), frozenAt: row.instant(3),
                    isLate: row.bool(4), definitionsVersion: Int(row.integer(5)), rules: row.text(6),
                    numbers: row.bytes(7), repositories: []))
        }
        for index in weeks.indices { weeks[index].repositories = try repositories(of: weeks[index].week) }
        return weeks
    }

    private func repositories(of week: ISOWeek) throws -> [FrozenWeek.Repository] {
        var repositories: [FrozenWeek.Repository] = []
        let sql =
            "SELECT name, host, forge_id, revision, missing FROM frozen_repository WHERE week = ? ORDER BY name, host"
        try SQLStatement(database, sql).forEachRow {
            $0.add(week.description)
        } _: { row in
            guard let name = RepositoryID(row.text(0)) else {
                throw MalformedRow("a repository's name has another form")
            }
            let host = row.text(1)
            let key = host.isEmpty ? nil : RepositoryKey(host: host, forgeID: ForgeID(row.text(2)))
            repositories.append(
                FrozenWeek.Repository(
                    name: name, key: key, revision: row.optionalInteger(3), missing: row.optionalText(4)))
        }
        return repositories
    }

    /// Stores a week; false where it is there already.
    func insert(_ week: FrozenWeek) throws -> Bool {
        let isThere = try SQLStatement(database, "SELECT 1 FROM frozen_week WHERE week = ?").first {
            $0.add(week.week.description)
        } _: { _ in
            true
        }
        guard isThere != true else { return false }
        let sql = """
            INSERT INTO frozen_week (week, time_zone, as_of, frozen_at, is_late, definitions_version, rules, numbers) \
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """
        try SQLStatement(database, sql).run {
            $0.add(week.week.description)
            $0.add(week.timeZone)
            $0.add(week.asOf)
            $0.add(week.frozenAt)
            $0.add(week.isLate)
            $0.add(week.definitionsVersion)
            $0.add(week.rules)
            $0.add(week.numbers)
        }
        let insert = try SQLStatement(
            database,
            "INSERT INTO frozen_repository (week, name, host, forge_id, revision, missing) VALUES (?, ?, ?, ?, ?, ?)")
        for repository in week.repositories {
            try insert.run {
                $0.add(week.week.description)
                $0.add(repository.name.description)
                $0.add(repository.key?.host ?? "")
                $0.add(repository.key?.forgeID.rawValue ?? "")
                $0.add(repository.revision)
                $0.add(repository.missing)
            }
        }
        return true
    }

    /// The restatements of a week, oldest first.
    func restatements(of week: ISOWeek) throws -> [Restatement] {
        var found: [Restatement] = []
        let sql = "SELECT found_at, causes, changes, numbers FROM restatement WHERE week = ? ORDER BY id"
        try SQLStatement(database, sql).forEachRow {
            $0.add(week.description)
        } _: { row in
            let changes = try row.lines(2).map { line in
                let parts = line.utf8.split(separator: 0x09, omittingEmptySubsequences: false).map {
                    String(decoding: $0, as: UTF8.self)
                }
                guard parts.count == 3 else { throw MalformedRow("a change of a restatement has another form") }
                return Restatement.Change(figure: parts[0], before: parts[1], after: parts[2])
            }
            let causes = try row.lines(1).map { line in
                guard let cause = RestatementCause(line) else {
                    throw MalformedRow("a cause of a restatement has another form")
                }
                return cause
            }
            found.append(
                Restatement(
                    week: week, foundAt: row.instant(0), causes: causes, changes: changes, numbers: row.bytes(3)))
        }
        return found
    }

    /// Stores a restatement; false where the newest one of the week says the same.
    func insert(_ restatement: Restatement) throws -> Bool {
        if let last = try restatements(of: restatement.week).last, last.changes == restatement.changes,
            last.causes == restatement.causes
        {
            return false
        }
        let sql = "INSERT INTO restatement (week, found_at, causes, changes, numbers) VALUES (?, ?, ?, ?, ?)"
        try SQLStatement(database, sql).run {
            $0.add(restatement.week.description)
            $0.add(restatement.foundAt)
            $0.add(lines: restatement.causes.map(\.description))
            $0.add(lines: restatement.changes.map { "\($0.figure)\t\($0.before)\t\($0.after)" })
            $0.add(restatement.numbers)
        }
        return true
    }
}

extension SQLRow {
    /// An ISO week by its text.
    func week(_ column: Int32) throws(MalformedRow) -> ISOWeek {
        guard let week = ISOWeek(text(column)) else { throw MalformedRow("a week has another form") }
        return week
    }
}
