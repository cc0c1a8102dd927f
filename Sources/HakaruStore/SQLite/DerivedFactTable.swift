import GRDB

/// The rows of derived facts.
struct DerivedFactTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    /// The columns of one identity, or nil where there are none of it.
    func facts(
        of repository: RepositoryTable.Row, identity: DerivedFacts.Identity, columns: [String]?
    ) throws -> DerivedFacts? {
        let exists = try SQLStatement(
            database,
            """
            SELECT 1 FROM derived_fact WHERE repository_id = ? AND definitions_version = ? AND fingerprint = ? \
            AND layout_version = ? LIMIT 1
            """
        ).first { $0.add(repository.id, identity) } _: { _ in true }
        guard exists == true else { return nil }
        var result = DerivedFacts(identity: identity, revision: repository.stored.revision, columns: [:])
        if let columns {
            let one = try SQLStatement(database, "SELECT data FROM derived_fact WHERE repository_id = ? AND name = ?")
            for name in columns {
                result.columns[name] = try one.first {
                    $0.add(repository.id)
                    $0.add(name)
                } _: {
                    $0.bytes(0)
                }
            }
        } else {
            let all = try SQLStatement(database, "SELECT name, data FROM derived_fact WHERE repository_id = ?")
            try all.forEachRow { $0.add(repository.id) } _: { result.columns[$0.text(0)] = $0.bytes(1) }
        }
        return result
    }

    /// Stores columns in place of all that were there; not where the repository has changed since they were made.
    func save(_ facts: DerivedFacts, of repository: RepositoryTable.Row) throws -> Bool {
        guard facts.revision == repository.stored.revision else { return false }
        try SQLStatement(database, "DELETE FROM derived_fact WHERE repository_id = ?").run { $0.add(repository.id) }
        let insert = try SQLStatement(
            database,
            """
            INSERT INTO derived_fact (repository_id, definitions_version, fingerprint, layout_version, name, data) \
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        for (name, data) in facts.columns.sorted(by: { $0.key < $1.key }) {
            try insert.run {
                $0.add(repository.id, facts.identity)
                $0.add(name)
                $0.add(data)
            }
        }
        return true
    }
}

extension SQLBinder {
    /// A repository's row and what shaped its facts.
    fileprivate mutating func add(_ repositoryID: Int64, _ identity: DerivedFacts.Identity) {
        add(repositoryID)
        add(identity.definitionsVersion)
        add(identity.fingerprint)
        add(identity.layoutVersion)
    }
}
