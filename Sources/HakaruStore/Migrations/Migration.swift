/// One step of the schema.
///
/// Steps are never changed once released; a new one is added, in a file of its own.
struct Migration: Sendable {
    /// Its place in the order, from 1; the store keeps the newest in `PRAGMA user_version`.
    let number: Int
    /// What it does.
    let sql: String

    /// All steps in their order.
    static let all = [
        migration0001, migration0002, migration0003, migration0004, migration0005, migration0006, migration0007,
    ]
}
