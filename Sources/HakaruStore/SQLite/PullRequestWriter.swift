import GRDB
import HakaruModel

/// Writes pull requests of one repository in one transaction; only what differs from what is stored.
struct PullRequestWriter {
    let database: Database
    private let repositoryID: Int64
    private let reader: PullRequestReader
    private let findByIdentity: SQLStatement
    private let findByNumber: SQLStatement
    let accounts: AccountTable
    let parts: Parts

    init(_ database: Database, repositoryID: Int64, hostID: Int64) throws {
        self.database = database
        self.repositoryID = repositoryID
        reader = try PullRequestReader(database)
        findByIdentity = try SQLStatement(database, Self.findByIdentity)
        findByNumber = try SQLStatement(database, Self.findByNumber)
        accounts = try AccountTable(database, hostID: hostID)
        parts = try Parts(database)
    }

    /// Whether an account has become one of another kind.
    var hasChangedKinds: Bool { accounts.hasChangedKinds }

    /// Stores what a delivered pull request changes.
    ///
    /// - Returns: Whether anything was written.
    func save(_ delivered: PullRequest) throws -> Bool {
        guard let id = try find(delivered) else {
            let new = PullRequest.updated(nil, to: delivered)
            try write(new, Self.insert, id: nil)
            try writeParts(of: new, replacing: nil, id: database.lastInsertedRowID)
            return true
        }
        guard let stored = try reader.pullRequests(.pullRequest(id)).first else {
            throw MalformedRow("pull request \(delivered.number) is gone")
        }
        let result = PullRequest.updated(stored, to: delivered)
        if result == stored { return false }
        try write(result, Self.update, id: id)
        try writeParts(of: result, replacing: stored, id: id)
        return true
    }

    /// The row of a pull request, by the forge's identity.
    ///
    /// A forge gives a number of a repository only once: where the identity is not known and the number is, the forge
    /// has changed the form of its identities.
    private func find(_ pullRequest: PullRequest) throws -> Int64? {
        let byIdentity = try findByIdentity.first {
            $0.add(pullRequest.forgeID.rawValue)
            $0.add(repositoryID)
        } _: {
            $0.integer(0)
        }
        if let byIdentity { return byIdentity }
        return try findByNumber.first {
            $0.add(repositoryID)
            $0.add(pullRequest.number)
        } _: {
            $0.integer(0)
        }
    }

    /// The signs keep SQLite from taking these terms for the search: it would put the known identity into `substr`, or
    /// walk through the whole repository.
    static let findByIdentity = """
        SELECT id FROM pull_request \
        WHERE substr(forge_id, -8) = substr(?1, -8) AND +forge_id = ?1 AND +repository_id = ?2
        """
    static let findByNumber = "SELECT id FROM pull_request WHERE repository_id = ? AND number = ?"

    private static let columns = [
        "number", "forge_id", "title", "state", "is_draft", "created_at", "updated_at", "closed_at", "merged_at",
        "author_id", "merged_by_id", "base_branch", "head_branch", "head_origin", "head_sha", "merge_commit_sha",
        "merge_commit_first_parent", "additions", "deletions", "changed_files", "commit_count",
        "earliest_authored_at_seen", "reverted_number", "reverted_commit", "text_flags", "gaps",
        "ai_trailers", "has_files",
    ]
    private static let insert = """
        INSERT INTO pull_request (\(columns.joined(separator: ", ")), repository_id) \
        VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")), ?)
        """
    private static let update = """
        UPDATE pull_request SET \(columns.map { "\($0) = ?" }.joined(separator: ", ")) WHERE id = ?
        """

    private func write(_ pullRequest: PullRequest, _ sql: String, id: Int64?) throws {
        let authorID: Int64 = try accounts.id(of: pullRequest.author)
        let mergedByID = try accounts.id(of: pullRequest.mergedBy)
        let facts = pullRequest.textFacts
        let flags = (facts.titleIsRevert ? 1 : 0) + (facts.branchIsRevert ? 2 : 0) + (facts.messagesRead ? 4 : 0)
        try SQLStatement(database, sql).run {
            $0.add(pullRequest.number)
            $0.add(pullRequest.forgeID.rawValue)
            $0.add(pullRequest.title)
            $0.add(pullRequest.state.code)
            $0.add(pullRequest.isDraft)
            $0.add(pullRequest.createdAt)
            $0.add(pullRequest.updatedAt)
            $0.add(pullRequest.closedAt)
            $0.add(pullRequest.mergedAt)
            $0.add(authorID)
            $0.add(mergedByID)
            $0.add(pullRequest.baseBranch)
            $0.add(pullRequest.headBranch)
            $0.add(pullRequest.headOrigin.code)
            $0.add(pullRequest.headIsImplied ? nil : pullRequest.headSHA?.bytes ?? [])
            $0.add(pullRequest.mergeCommitSHA)
            $0.add(pullRequest.mergeCommitFirstParent)
            $0.add(pullRequest.additions)
            $0.add(pullRequest.deletions)
            $0.add(pullRequest.changedFiles)
            $0.add(pullRequest.commitCount)
            $0.add(
                pullRequest.earliestAuthoredAtSeen == pullRequest.earliestAuthoredAt
                    ? nil : pullRequest.earliestAuthoredAtSeen)
            $0.add(facts.revertedNumber)
            $0.add(facts.revertedCommit)
            $0.add(flags)
            $0.add(pullRequest.gaps.rawValue)
            $0.add(facts.aiTrailers.isEmpty ? nil : facts.aiTrailers.joined(separator: "\n"))
            $0.add(pullRequest.files != nil)
            $0.add(id ?? repositoryID)
        }
    }
}
