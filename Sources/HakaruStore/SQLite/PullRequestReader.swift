import GRDB
import HakaruModel

/// Reads whole pull requests: one query for the rows, one for each kind of part.
struct PullRequestReader {
    /// Which pull requests are read.
    enum Scope {
        /// Of a repository those with a number greater than one, at most so many.
        case repository(Int64, after: Int, limit: Int)
        /// One.
        case pullRequest(Int64)

        /// All of a repository.
        static func all(of repository: Int64) -> Scope { .repository(repository, after: .min, limit: .max) }

        /// A query of the pull requests themselves, in the order of their numbers.
        func rows(_ columns: String) -> String {
            switch self {
            case .repository:
                """
                SELECT \(columns) FROM pull_request p WHERE p.repository_id = ? AND p.number > ? \
                ORDER BY p.number LIMIT ?
                """
            case .pullRequest: "SELECT \(columns) FROM pull_request p WHERE p.id = ?"
            }
        }

        func bindRows(_ binder: inout SQLBinder) {
            switch self {
            case .repository(let id, let number, let limit):
                binder.add(id)
                binder.add(number)
                binder.add(limit)
            case .pullRequest(let id): binder.add(id)
            }
        }

        /// A query of parts in the same order; `CROSS JOIN` keeps SQLite from turning the loops around.
        func parts(_ columns: String, of table: String, order: String = "position") -> String {
            switch self {
            case .repository:
                """
                SELECT c.pull_request_id, \(columns) FROM pull_request p \
                CROSS JOIN \(table) c ON c.pull_request_id = p.id \
                WHERE p.repository_id = ? AND p.number > ? AND p.number <= ? ORDER BY p.number, c.\(order)
                """
            case .pullRequest:
                "SELECT c.pull_request_id, \(columns) FROM \(table) c WHERE c.pull_request_id = ? ORDER BY c.\(order)"
            }
        }

        func bindParts(_ binder: inout SQLBinder, through last: Int) {
            switch self {
            case .repository(let id, let number, _):
                binder.add(id)
                binder.add(number)
                binder.add(last)
            case .pullRequest(let id): binder.add(id)
            }
        }
    }

    private let database: Database
    private let accounts: AccountReader

    init(_ database: Database) throws {
        self.database = database
        accounts = try AccountReader(database)
    }

    /// All pull requests of a scope, in ascending order of their numbers.
    func pullRequests(_ scope: Scope) throws -> [PullRequest] {
        var ids: [Int64] = []
        var result: [PullRequest] = []
        try SQLStatement(database, scope.rows(Self.columns)).forEachRow(scope.bindRows) { row in
            ids.append(row.integer(0))
            result.append(try pullRequest(row))
        }
        guard let last = result.last?.number else { return [] }
        let owners = Owners(ids: ids, scope: scope, last: last)
        try readCommits(owners, &result)
        for index in result.indices { result[index].restoreImplied() }
        try readParts(owners, "c.state, c.author_id, c.submitted_at, c.forge_id", of: "review") { index, row in
            result[index].reviews.append(
                Review(
                    forgeID: ForgeID(row.text(4)), author: try accounts.actor(row.integer(2)), state: try row.code(1),
                    submittedAt: row.optionalInstant(3)))
        }
        let commentColumns = "c.author_id, c.created_at, c.review_submitted_at, c.review_forge_id, c.forge_id"
        try readParts(owners, commentColumns, of: "review_comment") { index, row in
            result[index].reviewComments.append(
                ReviewComment(
                    forgeID: ForgeID(row.text(5)), author: try accounts.actor(row.integer(1)),
                    createdAt: row.instant(2),
                    reviewID: row.optionalText(4).map { ForgeID($0) }, reviewSubmittedAt: row.optionalInstant(3)))
        }
        try readParts(owners, "c.author_id, c.created_at, c.forge_id", of: "comment") { index, row in
            result[index].comments.append(
                Comment(
                    forgeID: ForgeID(row.text(3)), author: try accounts.actor(row.integer(1)), createdAt: row.instant(2)
                ))
        }
        try readParts(owners, "c.kind, c.at, c.actor_id, c.was, c.became", of: "timeline_event") { index, row in
            let stored = StoredEvent(code: row.integer(1), was: row.detail(4), became: row.detail(5))
            result[index].events.append(
                TimelineEvent(
                    kind: try stored.kind(), at: row.instant(2), actor: try accounts.actor(row.optionalInteger(3))))
        }
        try readParts(owners, "c.path, c.additions, c.deletions", of: "changed_file") { index, row in
            result[index].files?.append(
                ChangedFile(path: row.text(1), additions: Int(row.integer(2)), deletions: Int(row.integer(3))))
        }
        try readParts(owners, "c.name", of: "label", order: "name") { result[$0].labels.append($1.text(1)) }
        return result
    }

    /// The columns of a pull request, in the order in which ``pullRequest(_:)`` reads them.
    private static let columns = """
        p.id, p.number, p.forge_id, p.title, p.state, p.is_draft, p.created_at, p.updated_at, p.closed_at, \
        p.merged_at, p.author_id, p.merged_by_id, p.base_branch, p.head_branch, p.head_origin, p.head_sha, \
        p.merge_commit_sha, p.merge_commit_first_parent, p.additions, p.deletions, p.changed_files, p.commit_count, \
        p.earliest_authored_at_seen, p.reverted_number, p.reverted_commit, p.text_flags, p.gaps, p.ai_trailers, \
        p.has_files
        """

    private func pullRequest(_ row: SQLRow) throws -> PullRequest {
        let flags = row.integer(25)
        return PullRequest(
            forgeID: ForgeID(row.text(2)), number: Int(row.integer(1)), title: row.text(3), state: try row.code(4),
            isDraft: row.bool(5), createdAt: row.instant(6), updatedAt: row.instant(7),
            closedAt: row.optionalInstant(8),
            mergedAt: row.optionalInstant(9), author: try accounts.actor(row.integer(10)),
            mergedBy: try accounts.actor(row.optionalInteger(11)), baseBranch: row.optionalText(12),
            headBranch: row.text(13), headOrigin: try row.code(14), headSHA: try row.impliedObjectID(15),
            mergeCommitSHA: try row.optionalObjectID(16), mergeCommitFirstParent: try row.optionalObjectID(17),
            additions: row.optionalInt(18), deletions: row.optionalInt(19), changedFiles: row.optionalInt(20),
            files: row.bool(28) ? [] : nil,
            commitCount: Int(row.integer(21)), earliestAuthoredAtSeen: row.optionalInstant(22),
            textFacts: TextFacts(
                revertedNumber: row.optionalInt(23), revertedCommit: try row.optionalObjectID(24),
                titleIsRevert: flags & 1 != 0, branchIsRevert: flags & 2 != 0, aiTrailers: row.lines(27),
                messagesRead: flags & 4 != 0),
            gaps: PullRequest.Gaps(rawValue: Int(row.integer(26))))
    }

    private func readCommits(_ owners: Owners, _ result: inout [PullRequest]) throws {
        let columns = "c.sha, c.authored_at, c.committed_at, c.parent_count, c.author_id, c.email_id, c.is_replaced"
        try readParts(owners, columns, of: "pull_request_commit") { index, row in
            let commit = Commit(
                sha: try row.objectID(1), authoredAt: row.instant(2), committedAt: row.instant(3),
                parentCount: Int(row.integer(4)), author: try accounts.actor(row.optionalInteger(5)),
                authorEmailHash: try accounts.emailHash(row.optionalInteger(6)))
            if row.bool(7) {
                result[index].replacedCommits.append(commit)
            } else {
                result[index].commits.append(commit)
            }
        }
    }

    /// The pull requests that were read, in their order, and the number of the last.
    private struct Owners {
        let ids: [Int64]
        let scope: Scope
        let last: Int
    }

    /// Reads the rows of a table of parts and says to which pull request each belongs.
    private func readParts(
        _ owners: Owners, _ columns: String, of table: String, order: String = "position",
        _ visit: (Int, SQLRow) throws -> Void
    ) throws {
        var index = 0
        let statement = try SQLStatement(database, owners.scope.parts(columns, of: table, order: order))
        try statement.forEachRow {
            owners.scope.bindParts(&$0, through: owners.last)
        } _: { row in
            let id = row.integer(0)
            // Both queries walk the same index, so the owner of a part is never behind.
            while owners.ids[index] != id {
                index += 1
                guard index < owners.ids.count else { throw MalformedRow("a row of \(table) belongs to nothing") }
            }
            try visit(index, row)
        }
    }
}
