import GRDB
import HakaruModel

/// Accounts of one host in one transaction: each is looked up once.
final class AccountTable {
    private let find: SQLStatement
    private let insert: SQLStatement
    private let setKind: SQLStatement
    private let findEmail: SQLStatement
    private let insertEmail: SQLStatement
    private let database: Database
    private let hostID: Int64
    private var ids: [Actor: Int64] = [:]
    private var emailIDs: [[UInt8]: Int64] = [:]

    /// Whether an account that was known has become one of another kind, which concerns every repository.
    private(set) var hasChangedKinds = false

    init(_ database: Database, hostID: Int64) throws {
        self.database = database
        self.hostID = hostID
        find = try SQLStatement(
            database, "SELECT id, kind FROM account WHERE host_id = ? AND login = ? AND (kind = 1) = ?")
        insert = try SQLStatement(database, "INSERT INTO account (host_id, login, kind) VALUES (?, ?, ?)")
        setKind = try SQLStatement(database, "UPDATE account SET kind = ? WHERE id = ?")
        findEmail = try SQLStatement(database, "SELECT id FROM email WHERE hash = ?")
        insertEmail = try SQLStatement(database, "INSERT INTO email (hash) VALUES (?)")
    }

    /// The row of an account.
    ///
    /// What the forge says of its kind counts, unless it says nothing.
    func id(of actor: Actor) throws -> Int64 {
        if let id = ids[actor] { return id }
        let known = try find.first {
            $0.add(hostID)
            $0.add(actor.login)
            $0.add(actor.kind == .bot)
        } _: { row throws in
            (id: row.integer(0), kind: try row.code(1) as Actor.Kind)
        }
        let id: Int64
        if let known {
            id = known.id
            if known.kind != actor.kind, actor.kind != .unknown {
                try setKind.run {
                    $0.add(actor.kind.code)
                    $0.add(id)
                }
                hasChangedKinds = hasChangedKinds || known.kind != .unknown
            }
        } else {
            try insert.run {
                $0.add(hostID)
                $0.add(actor.login)
                $0.add(actor.kind.code)
            }
            id = database.lastInsertedRowID
        }
        ids[actor] = id
        return id
    }

    /// The row of an account, or nil for none.
    func id(of actor: Actor?) throws -> Int64? {
        guard let actor else { return nil }
        return try id(of: actor) as Int64
    }

    /// The row of the hash of an e-mail address, or nil for none.
    func emailID(of hash: [UInt8]?) throws -> Int64? {
        guard let hash else { return nil }
        if let id = emailIDs[hash] { return id }
        let known = try findEmail.first {
            $0.add(hash)
        } _: {
            $0.integer(0)
        }
        if known == nil { try insertEmail.run { $0.add(hash) } }
        let id = known ?? database.lastInsertedRowID
        emailIDs[hash] = id
        return id
    }
}

/// Accounts and hashes by their rows, for reading: each is read once.
final class AccountReader {
    private let find: SQLStatement
    private let findEmail: SQLStatement
    private var actors: [Int64: Actor] = [:]
    private var emails: [Int64: [UInt8]] = [:]

    init(_ database: Database) throws {
        find = try SQLStatement(database, "SELECT login, kind FROM account WHERE id = ?")
        findEmail = try SQLStatement(database, "SELECT hash FROM email WHERE id = ?")
    }

    func actor(_ id: Int64) throws -> Actor {
        if let actor = actors[id] { return actor }
        let found = try find.first {
            $0.add(id)
        } _: { row throws in
            Actor(login: row.text(0), kind: try row.code(1))
        }
        guard let found else { throw MalformedRow("account \(id) is missing") }
        actors[id] = found
        return found
    }

    func actor(_ id: Int64?) throws -> Actor? {
        guard let id else { return nil }
        return try actor(id) as Actor
    }

    func emailHash(_ id: Int64?) throws -> [UInt8]? {
        guard let id else { return nil }
        if let hash = emails[id] { return hash }
        guard let found = try findEmail.first({ $0.add(id) }, { $0.bytes(0) }) else {
            throw MalformedRow("e-mail \(id) is missing")
        }
        emails[id] = found
        return found
    }
}
