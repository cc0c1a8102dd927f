import HakaruModel

extension CanonicalLine {
    /// A repository: what the forge says of it.
    init(_ stored: StoredRepository) {
        let repository = stored.repository
        add("kind", "repository")
        add("host", stored.host)
        add("id", repository.forgeID)
        add("name", repository.id.description)
        add("presence", stored.presence.rawValue)
        add("default_branch", repository.defaultBranch)
        add("known_branches", repository.knownBranches.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        add("is_archived", repository.isArchived)
        add("is_fork", repository.isFork)
        add("is_private", repository.isPrivate)
        add("created_at", repository.createdAt)
    }

    /// A branch with its first-parent line from the oldest known commit to the tip.
    init(_ history: BranchHistory, of key: RepositoryKey) {
        add("kind", "branch")
        add("host", key.host)
        add("repository", key.forgeID)
        add("name", history.branch)
        add("exists", history.exists)
        add("reaches_root", history.reachesRoot)
        add("commits", history.entries) { entry, object in
            object.add("sha", entry.sha)
            object.add("committed_at", entry.committedAt)
            object.add("parents", entry.parents.map(\.description))
        }
    }

    /// A coverage sample; when it was measured is a fact, when it was stored is not.
    init(_ sample: CoverageSample, of key: RepositoryKey) {
        add("kind", "coverage_sample")
        add("host", key.host)
        add("repository", key.forgeID)
        add("component", sample.component)
        add("branch", sample.branch)
        add("measure", sample.measure.rawValue)
        add("commit", sample.commit)
        add("measured_at", sample.measuredAt)
        add("covered", sample.count.covered)
        add("total", sample.count.total)
    }

    /// A pull request with all its parts in the forge's order.
    init(_ pullRequest: PullRequest, of key: RepositoryKey, emails: [[UInt8]: ObjectID]) {
        add("kind", "pull_request")
        add("host", key.host)
        add("repository", key.forgeID)
        add("number", pullRequest.number)
        add("id", pullRequest.forgeID)
        addRow(of: pullRequest)
        addCommits("commits", pullRequest.commits, emails)
        addCommits("replaced_commits", pullRequest.replacedCommits, emails)
        add("reviews", pullRequest.reviews) { review, object in
            object.add("id", review.forgeID)
            object.add(actor: review.author, "author")
            object.add("state", review.state.rawValue)
            object.add("submitted_at", review.submittedAt)
        }
        add("review_comments", pullRequest.reviewComments) { comment, object in
            object.add("id", comment.forgeID)
            object.add(actor: comment.author, "author")
            object.add("created_at", comment.createdAt)
            object.add("review", comment.reviewID)
            object.add("review_submitted_at", comment.reviewSubmittedAt)
        }
        add("comments", pullRequest.comments) { comment, object in
            object.add("id", comment.forgeID)
            object.add(actor: comment.author, "author")
            object.add("created_at", comment.createdAt)
        }
        add("events", pullRequest.events) { event, object in
            object.add(kind: event.kind)
            object.add("at", event.at)
            object.add(actor: event.actor, "actor")
        }
        addFiles(pullRequest.files)
    }

    private mutating func addRow(of pullRequest: PullRequest) {
        add("title", pullRequest.title)
        add("state", pullRequest.state.rawValue)
        add("is_draft", pullRequest.isDraft)
        add("created_at", pullRequest.createdAt)
        add("updated_at", pullRequest.updatedAt)
        add("closed_at", pullRequest.closedAt)
        add("merged_at", pullRequest.mergedAt)
        add(actor: pullRequest.author, "author")
        add(actor: pullRequest.mergedBy, "merged_by")
        add("base_branch", pullRequest.baseBranch)
        add("head_branch", pullRequest.headBranch)
        add("head_origin", pullRequest.headOrigin.rawValue)
        add("head_sha", pullRequest.headSHA)
        add("merge_commit_sha", pullRequest.mergeCommitSHA)
        add("merge_commit_first_parent", pullRequest.mergeCommitFirstParent)
        add("additions", pullRequest.additions)
        add("deletions", pullRequest.deletions)
        add("changed_files", pullRequest.changedFiles)
        add("labels", pullRequest.labels)
        add("commit_count", pullRequest.commitCount)
        add("earliest_authored_at_seen", pullRequest.earliestAuthoredAtSeen)
        add("reverted_number", pullRequest.textFacts.revertedNumber)
        add("reverted_commit", pullRequest.textFacts.revertedCommit)
        add("title_is_revert", pullRequest.textFacts.titleIsRevert)
        add("branch_is_revert", pullRequest.textFacts.branchIsRevert)
        add("ai_trailers", pullRequest.textFacts.aiTrailers)
        add("messages_read", pullRequest.textFacts.messagesRead)
        add("gaps", pullRequest.gaps.rawValue)
    }

    /// The paths; null where they were not asked for.
    private mutating func addFiles(_ files: [ChangedFile]?) {
        guard let files else { return add("files", nil as String?) }
        add("files", files) { file, object in
            object.add("path", file.path)
            object.add("additions", file.additions)
            object.add("deletions", file.deletions)
        }
    }

    private mutating func addCommits(_ key: String, _ commits: [Commit], _ emails: [[UInt8]: ObjectID]) {
        add(key, commits) { commit, object in
            object.add("sha", commit.sha)
            object.add("authored_at", commit.authoredAt)
            object.add("committed_at", commit.committedAt)
            object.add("parent_count", commit.parentCount)
            object.add(actor: commit.author, "author")
            object.add("author_email", commit.authorEmailHash.flatMap { emails[$0] })
        }
    }

    /// An account as its login and its kind.
    mutating func add(actor: Actor?, _ key: String) {
        add(key, actor?.login)
        add("\(key)_kind", actor?.kind.rawValue)
    }

    private mutating func add(kind: TimelineEvent.Kind) {
        switch kind {
        case .readyForReview: add("event", "ready_for_review")
        case .convertedToDraft: add("event", "converted_to_draft")
        case .closed: add("event", "closed")
        case .reopened: add("event", "reopened")
        case .merged: add("event", "merged")
        case .baseChanged(let from, let to):
            add("event", "base_changed")
            add("from", from)
            add("to", to)
        case .headForcePushed(let before, let after):
            add("event", "head_force_pushed")
            add("before", before)
            add("after", after)
        case .reviewDismissed(let review, let previousState):
            add("event", "review_dismissed")
            add("review", review)
            add("previous_state", previousState?.rawValue)
        case .reviewRequested: add("event", "review_requested")
        case .addedToMergeQueue: add("event", "added_to_merge_queue")
        case .removedFromMergeQueue: add("event", "removed_from_merge_queue")
        case .headDeleted: add("event", "head_deleted")
        case .headRestored: add("event", "head_restored")
        }
    }
}
