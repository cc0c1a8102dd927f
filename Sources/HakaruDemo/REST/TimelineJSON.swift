import HakaruModel

extension JSONWriter {
    /// An item of the timeline as REST shows it; each kind has a form of its own.
    mutating func timelineItem(
        _ item: any GraphQLObject, of pullRequest: PullRequestObject, in snapshot: ForgeSnapshot
    ) {
        switch item {
        case let item as PullRequestCommitObject: committed(item.commit, of: pullRequest)
        case let item as ReviewObject: reviewed(item, in: snapshot)
        case let item as IssueCommentObject: commented(item.comment, in: snapshot)
        case let item as TimelineObject: event(item, in: snapshot)
        default: null()
        }
    }

    private mutating func committed(_ commit: DemoCommit, of pullRequest: PullRequestObject) {
        object { writer in
            writer.field("event", "committed")
            writer.field("sha", commit.sha)
            writer.field("node_id", NodeID.commit(commit.sha, in: pullRequest.repository.record))
            for (role, date) in [("author", commit.authoredAt), ("committer", commit.committedAt)] {
                writer.object(role) { writer in
                    writer.field("name", commit.authorName)
                    writer.field("email", commit.authorEmail)
                    writer.field("date", date)
                }
            }
            writer.field("message", commit.message)
        }
    }

    private mutating func reviewed(_ object: ReviewObject, in snapshot: ForgeSnapshot) {
        self.object { writer in
            writer.field("event", "reviewed")
            writer.field("id", object.review.databaseID)
            writer.field("node_id", object.id)
            writer.account("user", object.review.author, in: snapshot)
            writer.field("state", object.review.state.rawValue)
            writer.field("submitted_at", object.review.submittedAt)
        }
    }

    private mutating func commented(_ comment: DemoComment, in snapshot: ForgeSnapshot) {
        object { writer in
            writer.field("event", "commented")
            writer.field("id", comment.databaseID)
            writer.field("node_id", NodeID.comment(comment))
            writer.account("actor", comment.author, in: snapshot)
            writer.account("user", comment.author, in: snapshot)
            writer.field("body", comment.body)
            writer.field("created_at", comment.createdAt)
            writer.field("updated_at", comment.updatedAt)
        }
    }

    private mutating func event(_ object: TimelineObject, in snapshot: ForgeSnapshot) {
        self.object { writer in
            writer.field("event", object.event.kind.restName)
            writer.field("id", object.pullRequest.databaseID * 1_000 + object.index)
            writer.field("node_id", "EV_\(object.pullRequest.id)_\(object.index)")
            writer.account("actor", object.event.actor, in: snapshot)
            writer.field("created_at", object.event.at)
            writer.details(of: object.event.kind, in: snapshot)
        }
    }

    private mutating func details(of kind: DemoEvent.Kind, in snapshot: ForgeSnapshot) {
        switch kind {
        case .merged(let commit): field("commit_id", commit)
        case .headForcePushed(_, let after): field("commit_id", after)
        case .reviewRequested(let login): account("requested_reviewer", login, in: snapshot)
        case .labeled(let name): object("label") { $0.field("name", name) }
        case .renamed(let from, let to):
            object("rename") { writer in
                writer.field("from", from)
                writer.field("to", to)
            }
        case .reviewDismissed(let review, let state):
            object("dismissed_review") { writer in
                writer.field("state", state.rawValue)
                writer.field("review_id", review)
                writer.field("dismissal_message", nil as String?)
            }
        case .readyForReview, .convertedToDraft, .closed, .reopened, .baseChanged, .baseChangedAutomatically,
            .addedToMergeQueue, .removedFromMergeQueue, .headDeleted, .headRestored:
            break
        }
    }
}

extension DemoEvent.Kind {
    /// REST's word for it.
    fileprivate var restName: String {
        switch self {
        case .readyForReview: "ready_for_review"
        case .convertedToDraft: "convert_to_draft"
        case .closed: "closed"
        case .reopened: "reopened"
        case .merged: "merged"
        case .baseChanged: "base_ref_changed"
        case .baseChangedAutomatically: "automatic_base_change_succeeded"
        case .headForcePushed: "head_ref_force_pushed"
        case .reviewDismissed: "review_dismissed"
        case .reviewRequested: "review_requested"
        case .labeled: "labeled"
        case .renamed: "renamed"
        case .addedToMergeQueue: "added_to_merge_queue"
        case .removedFromMergeQueue: "removed_from_merge_queue"
        case .headDeleted: "head_ref_deleted"
        case .headRestored: "head_ref_restored"
        }
    }
}
