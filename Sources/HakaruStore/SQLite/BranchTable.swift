import GRDB
import HakaruModel

/// The rows of branches and of the commits on their first-parent lines.
struct BranchTable {
    private let database: Database

    init(_ database: Database) {
        self.database = database
    }

    private struct Row {
        let id: Int64
        var history: BranchHistory
        /// The place of the oldest entry.
        var firstPosition: Int64 = 0
    }

    /// All lines of a repository, sorted by the bytes of the branches' names.
    func histories(of repositoryID: Int64) throws -> [BranchHistory] {
        var rows: [Row] = []
        let sql = "SELECT id, name, reaches_root, is_present FROM branch WHERE repository_id = ? ORDER BY name"
        try SQLStatement(database, sql).forEachRow {
            $0.add(repositoryID)
        } _: {
            rows.append(branch($0))
        }
        return try rows.map { try withEntries($0).history }
    }

    private func branch(_ row: SQLRow) -> Row {
        Row(
            id: row.integer(0),
            history: BranchHistory(
                branch: row.text(1), entries: [], reachesRoot: row.bool(2), exists: row.bool(3)))
    }

    private func withEntries(_ row: Row) throws -> Row {
        var result = row
        var isFirst = true
        let sql = """
            SELECT position, sha, committed_at, first_parent, other_parents FROM branch_commit WHERE branch_id = ? \
            ORDER BY position
            """
        try SQLStatement(database, sql).forEachRow {
            $0.add(row.id)
        } _: { row in
            if isFirst { result.firstPosition = row.integer(0) }
            isFirst = false
            let sha = try row.objectID(1)
            var parents: [ObjectID] = []
            if let first = row.optionalBytes(3) {
                // An empty one says that there is no parent, in the midst of a line.
                if !first.isEmpty { parents.append(try row.objectID(3)) }
            } else if let before = result.history.entries.last {
                parents.append(before.sha)
            }
            let others = row.bytes(4)
            for start in stride(from: 0, to: others.count, by: sha.byteCount) {
                let end = min(start + sha.byteCount, others.count)
                guard let parent = ObjectID(bytes: Array(others[start..<end])) else {
                    throw MalformedRow("a list of parents has the wrong length")
                }
                parents.append(parent)
            }
            result.history.entries.append(
                BranchHistory.Entry(sha: sha, committedAt: row.instant(2), parents: parents))
        }
        return result
    }

    /// Stores a stretch of a line, joined with the stored one.
    ///
    /// - Returns: Whether anything was written.
    func save(_ delivered: BranchHistory, endsAtTip: Bool, of repositoryID: Int64) throws -> Bool {
        let sql = "SELECT id, name, reaches_root, is_present FROM branch WHERE repository_id = ? AND name = ?"
        let found = try SQLStatement(database, sql).first {
            $0.add(repositoryID)
            $0.add(delivered.branch)
        } _: {
            branch($0)
        }
        let stored = try found.map { try withEntries($0) }
        let history = BranchHistory.joined(stored?.history, with: delivered, endsAtTip: endsAtTip)
        if let stored {
            if stored.history == history { return false }
            try SQLStatement(database, "UPDATE branch SET reaches_root = ?, is_present = ? WHERE id = ?").run {
                $0.add(history.reachesRoot)
                $0.add(history.exists)
                $0.add(stored.id)
            }
            try writeEntries(history.entries, replacing: stored)
        } else {
            try SQLStatement(
                database, "INSERT INTO branch (repository_id, name, reaches_root, is_present) VALUES (?, ?, ?, ?)"
            ).run {
                $0.add(repositoryID)
                $0.add(history.branch)
                $0.add(history.reachesRoot)
                $0.add(history.exists)
            }
            try writeEntries(history.entries, replacing: Row(id: database.lastInsertedRowID, history: delivered.empty))
        }
        return true
    }

    /// Writes the entries that are new, before or behind the stored ones; all of them where the line was rewritten.
    private func writeEntries(_ entries: [BranchHistory.Entry], replacing stored: Row) throws {
        let old = stored.history.entries
        let offset = old.first.flatMap { first in entries.firstIndex { $0.sha == first.sha } } ?? 0
        let kept = zip(old, entries.dropFirst(offset)).prefix { $0 == $1 }.count
        // The oldest stored entry names its parent itself; with one before it in the list that is only longer.
        let firstPosition = kept == 0 ? 0 : stored.firstPosition - Int64(offset)
        if kept < old.count {
            try SQLStatement(database, "DELETE FROM branch_commit WHERE branch_id = ? AND position >= ?").run {
                $0.add(stored.id)
                $0.add(kept == 0 ? stored.firstPosition : stored.firstPosition + Int64(kept))
            }
        }
        let insert = try SQLStatement(
            database,
            """
            INSERT INTO branch_commit (branch_id, position, sha, committed_at, first_parent, other_parents) \
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        let present = kept == 0 ? 0..<0 : offset..<(offset + kept)
        for (index, entry) in entries.enumerated() where !present.contains(index) {
            let before = index > 0 ? entries[index - 1].sha : nil
            let others = entry.parents.dropFirst().flatMap(\.bytes)
            try insert.run {
                $0.add(stored.id)
                $0.add(firstPosition + Int64(index))
                $0.add(entry.sha)
                $0.add(entry.committedAt)
                $0.add(entry.parents.first == before ? nil : entry.parents.first?.bytes ?? [])
                $0.add(others.isEmpty ? nil : others)
            }
        }
    }
}

extension BranchHistory {
    /// The same branch without any commit.
    fileprivate var empty: BranchHistory {
        BranchHistory(branch: branch, entries: [], reachesRoot: reachesRoot, exists: exists)
    }
}
