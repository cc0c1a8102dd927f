import GRDB
import HakaruModel

/// The rows of repositories and of where their synchronization stands.
struct RepositoryTable {
    /// A repository's row.
    struct Row {
        let id: Int64
        let hostID: Int64
        let stored: StoredRepository
    }

    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    private static let select = """
        SELECT r.id, r.host_id, h.name, r.forge_id, r.name, r.default_branch, r.is_archived, r.is_fork, r.is_private, \
        r.presence, r.created_at, r.revision, r.known_branches FROM repository r JOIN host h ON h.id = r.host_id
        """

    /// All repositories, sorted by host, name and identity.
    func all() throws -> [Row] {
        var rows: [Row] = []
        try SQLStatement(database, Self.select).forEachRow { rows.append(try row($0)) }
        return rows.sorted { first, second in
            (first.stored.host, first.stored.repository.id, first.stored.key)
                < (second.stored.host, second.stored.repository.id, second.stored.key)
        }
    }

    /// The row of a repository, or nil where it is not known.
    func find(_ key: RepositoryKey) throws -> Row? {
        try SQLStatement(database, "\(Self.select) WHERE h.name = ? AND r.forge_id = ?").first {
            $0.add(key.host)
            $0.add(key.forgeID.rawValue)
        } _: {
            try row($0)
        }
    }

    /// The row of a repository that must be known.
    func known(_ key: RepositoryKey) throws -> Row {
        guard let row = try find(key) else { throw StoreError.unknownRepository(key) }
        return row
    }

    private func row(_ row: SQLRow) throws -> Row {
        guard let name = RepositoryID(row.text(4)) else { throw MalformedRow("a repository's name has another form") }
        let repository = Repository(
            forgeID: ForgeID(row.text(3)), id: name, defaultBranch: row.optionalText(5),
            knownBranches: Set(row.lines(12)),
            isArchived: row.bool(6), isFork: row.bool(7), isPrivate: row.bool(8), createdAt: row.instant(10))
        return Row(
            id: row.integer(0), hostID: row.integer(1),
            stored: StoredRepository(
                repository: repository, host: row.text(2), presence: try row.code(9), revision: row.integer(11)))
    }

    /// Stores what a forge says about a repository, and returns what is stored then.
    func save(_ repository: Repository, host: String) throws -> StoredRepository {
        let key = RepositoryKey(host: host, forgeID: repository.forgeID)
        guard let known = try find(key) else {
            try insert(repository, host: host)
            return try self.known(key).stored
        }
        let isSame =
            known.stored.repository == repository && known.stored.presence == .visible
            && "\(known.stored.repository.id)" == "\(repository.id)"
        if isSame { return known.stored }
        try update(known.id, repository)
        try noteChange(of: known.id)
        return try self.known(key).stored
    }

    private func insert(_ repository: Repository, host: String) throws {
        let findHost = try SQLStatement(database, "SELECT id FROM host WHERE name = ?")
        let knownHost = try findHost.first {
            $0.add(host)
        } _: {
            $0.integer(0)
        }
        if knownHost == nil { try SQLStatement(database, "INSERT INTO host (name) VALUES (?)").run { $0.add(host) } }
        let hostID = knownHost ?? database.lastInsertedRowID
        let sql = """
            INSERT INTO repository (name, default_branch, known_branches, is_archived, is_fork, is_private, \
            created_at, host_id, forge_id, presence, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 1)
            """
        try SQLStatement(database, sql).run {
            $0.add(facts: repository)
            $0.add(hostID)
            $0.add(repository.forgeID.rawValue)
        }
    }

    private func update(_ id: Int64, _ repository: Repository) throws {
        let sql = """
            UPDATE repository SET name = ?, default_branch = ?, known_branches = ?, is_archived = ?, is_fork = ?, \
            is_private = ?, created_at = ?, presence = 0 WHERE id = ?
            """
        try SQLStatement(database, sql).run {
            $0.add(facts: repository)
            $0.add(id)
        }
    }

    /// Stores whether the forge shows a repository.
    func setPresence(_ presence: StoredRepository.Presence, of key: RepositoryKey) throws {
        let row = try known(key)
        guard row.stored.presence != presence else { return }
        try SQLStatement(database, "UPDATE repository SET presence = ? WHERE id = ?").run {
            $0.add(presence.code)
            $0.add(row.id)
        }
        try noteChange(of: row.id)
    }

    /// Counts a change of what is stored of a repository; what was derived from it is out of date.
    func noteChange(of id: Int64) throws {
        try SQLStatement(database, "UPDATE repository SET revision = revision + 1 WHERE id = ?").run { $0.add(id) }
        try SQLStatement(database, "DELETE FROM derived_fact WHERE repository_id = ?").run { $0.add(id) }
    }

    /// Counts a change that concerns every repository.
    func noteChangeOfAll() throws {
        try SQLStatement(database, "UPDATE repository SET revision = revision + 1").run()
        try SQLStatement(database, "DELETE FROM derived_fact").run()
    }
}

extension SQLBinder {
    /// What a forge may change of a repository, but for its presence.
    fileprivate mutating func add(facts repository: Repository) {
        add("\(repository.id)")
        add(repository.defaultBranch)
        add(lines: repository.knownBranches.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        add(repository.isArchived)
        add(repository.isFork)
        add(repository.isPrivate)
        add(repository.createdAt)
    }
}
