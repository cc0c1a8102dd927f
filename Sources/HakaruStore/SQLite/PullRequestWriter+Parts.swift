import HakaruModel

extension PullRequestWriter {
    /// Writes the lists of a pull request, each from the first place on at which it differs from what is stored.
    func writeParts(of new: PullRequest, replacing old: PullRequest?, id: Int64) throws {
        try writeCommits(of: new, replacing: old, id: id)
        try replace(
            "review", ["state", "author_id", "submitted_at", "forge_id"], old?.reviews, new.reviews, id: id
        ) { row, review in
            row.add(review.state.code)
            row.add(try accounts.id(of: review.author) as Int64)
            row.add(review.submittedAt)
            row.add(review.forgeID.rawValue)
        }
        try replace(
            "review_comment", ["author_id", "created_at", "review_submitted_at", "review_forge_id", "forge_id"],
            old?.reviewComments, new.reviewComments, id: id
        ) { row, comment in
            row.add(try accounts.id(of: comment.author) as Int64)
            row.add(comment.createdAt)
            row.add(comment.reviewSubmittedAt)
            row.add(comment.reviewID?.rawValue)
            row.add(comment.forgeID.rawValue)
        }
        try replace(
            "comment", ["author_id", "created_at", "forge_id"], old?.comments, new.comments, id: id
        ) { row, comment in
            row.add(try accounts.id(of: comment.author) as Int64)
            row.add(comment.createdAt)
            row.add(comment.forgeID.rawValue)
        }
        try replace(
            "timeline_event", ["kind", "at", "actor_id", "was", "became"], old?.events, new.events, id: id
        ) { row, event in
            let stored = StoredEvent(event.kind)
            row.add(stored.code)
            row.add(event.at)
            row.add(try accounts.id(of: event.actor))
            row.add(stored.was)
            row.add(stored.became)
        }
        try replaceNames("label", old?.labels, new.labels, id: id)
        try replaceNames("ai_trailer", old?.textFacts.aiTrailers, new.textFacts.aiTrailers, id: id)
    }

    /// Writes both lists of commits: they share a table, the replaced ones behind the others.
    private func writeCommits(of new: PullRequest, replacing old: PullRequest?, id: Int64) throws {
        typealias Marked = MarkedCommit
        func marked(_ pullRequest: PullRequest) -> [Marked] {
            pullRequest.commits.map { Marked(commit: $0, isReplaced: false) }
                + pullRequest.replacedCommits.map { Marked(commit: $0, isReplaced: true) }
        }
        let columns = ["is_replaced", "sha", "authored_at", "committed_at", "parent_count", "author_id", "email_id"]
        try replace("pull_request_commit", columns, old.map(marked), marked(new), id: id) { row, marked in
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

    /// Makes the rows of a table those of a list.
    private func replace<Element: Equatable>(
        _ table: String, _ columns: [String], _ old: [Element]?, _ new: [Element], id: Int64,
        _ bind: (inout SQLBinder, Element) throws -> Void
    ) throws {
        let kept = zip(old ?? [], new).prefix { $0 == $1 }.count
        if let old, kept < old.count {
            try SQLStatement(database, "DELETE FROM \(table) WHERE pull_request_id = ? AND position >= ?").run {
                $0.add(id)
                $0.add(kept)
            }
        }
        guard kept < new.count else { return }
        let places = columns.map { _ in ", ?" }.joined()
        let insert = try SQLStatement(
            database,
            """
            INSERT INTO \(table) (pull_request_id, position, \(columns.joined(separator: ", "))) VALUES (?, ?\(places))
            """)
        for position in kept..<new.count {
            try insert.run { row in
                row.add(id)
                row.add(position)
                try bind(&row, new[position])
            }
        }
    }

    /// Makes the rows of a table of names those of a list; a name counts once.
    private func replaceNames(_ table: String, _ old: [String]?, _ new: [String], id: Int64) throws {
        if old == new { return }
        if let old, !old.isEmpty {
            try SQLStatement(database, "DELETE FROM \(table) WHERE pull_request_id = ?").run { $0.add(id) }
        }
        let insert = "INSERT OR IGNORE INTO \(table) (pull_request_id, name) VALUES (?, ?)"
        for name in new {
            try SQLStatement(database, insert).run {
                $0.add(id)
                $0.add(name)
            }
        }
    }
}
