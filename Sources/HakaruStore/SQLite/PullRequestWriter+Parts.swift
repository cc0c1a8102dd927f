import GRDB
import HakaruModel

extension PullRequestWriter {
    /// The tables of the parts.
    struct Parts {
        let commits: PartTable
        let reviews: PartTable
        let reviewComments: PartTable
        let comments: PartTable
        let events: PartTable
        let files: PartTable

        init(_ database: Database) throws {
            commits = try PartTable(
                database, "pull_request_commit",
                ["is_replaced", "sha", "authored_at", "committed_at", "parent_count", "author_id", "email_id"])
            reviews = try PartTable(database, "review", ["state", "author_id", "submitted_at", "forge_id"])
            reviewComments = try PartTable(
                database, "review_comment",
                ["author_id", "created_at", "review_submitted_at", "review_forge_id", "forge_id"])
            comments = try PartTable(database, "comment", ["author_id", "created_at", "forge_id"])
            events = try PartTable(database, "timeline_event", ["kind", "at", "actor_id", "was", "became"])
            files = try PartTable(database, "changed_file", ["path", "additions", "deletions"])
        }
    }

    /// Writes the lists of a pull request, as far as they differ from what is stored.
    func writeParts(of new: PullRequest, replacing old: PullRequest?, id: Int64) throws {
        try writeCommits(of: new, replacing: old, id: id)
        try parts.reviews.replace(old?.reviews, by: new.reviews, of: id) { row, review in
            row.add(review.state.code)
            row.add(try accounts.id(of: review.author) as Int64)
            row.add(review.submittedAt)
            row.add(review.forgeID.rawValue)
        }
        try parts.reviewComments.replace(old?.reviewComments, by: new.reviewComments, of: id) { row, comment in
            row.add(try accounts.id(of: comment.author) as Int64)
            row.add(comment.createdAt)
            row.add(comment.reviewSubmittedAt)
            row.add(comment.reviewID?.rawValue)
            row.add(comment.forgeID.rawValue)
        }
        try parts.comments.replace(old?.comments, by: new.comments, of: id) { row, comment in
            row.add(try accounts.id(of: comment.author) as Int64)
            row.add(comment.createdAt)
            row.add(comment.forgeID.rawValue)
        }
        try parts.events.replace(old?.events, by: new.events, of: id) { row, event in
            let stored = StoredEvent(event.kind)
            row.add(stored.code)
            row.add(event.at)
            row.add(try accounts.id(of: event.actor))
            row.add(stored.was)
            row.add(stored.became)
        }
        try parts.files.replace(old.map { $0.files ?? [] }, by: new.files ?? [], of: id) { row, file in
            row.add(file.path)
            row.add(file.additions)
            row.add(file.deletions)
        }
        try writeLabels(new.labels, replacing: old?.labels ?? [], id: id)
    }

    /// Writes both lists of commits: they share a table, the replaced ones behind the others.
    private func writeCommits(of new: PullRequest, replacing old: PullRequest?, id: Int64) throws {
        func marked(_ pullRequest: PullRequest) -> [MarkedCommit] {
            pullRequest.commits.map { MarkedCommit(commit: $0, isReplaced: false) }
                + pullRequest.replacedCommits.map { MarkedCommit(commit: $0, isReplaced: true) }
        }
        try parts.commits.replace(old.map(marked), by: marked(new), of: id) { row, marked in
            let commit = marked.commit
            row.add(marked.isReplaced)
            row.add(commit.sha)
            row.add(commit.authoredAt)
            row.add(commit.committedAt)
            row.add(commit.parentCount)
            row.add(try accounts.id(of: commit.author))
            row.add(try accounts.emailID(of: commit.authorEmailHash))
        }
    }

    private struct MarkedCommit: Equatable {
        let commit: Commit
        let isReplaced: Bool
    }

    /// Writes the labels, which have no position: each counts once.
    private func writeLabels(_ new: [String], replacing old: [String], id: Int64) throws {
        if old == new { return }
        if !old.isEmpty {
            try SQLStatement(database, "DELETE FROM label WHERE pull_request_id = ?").run { $0.add(id) }
        }
        for name in new {
            try SQLStatement(database, "INSERT OR IGNORE INTO label (pull_request_id, name) VALUES (?, ?)").run {
                $0.add(id)
                $0.add(name)
            }
        }
    }
}
