import HakaruModel

/// Turns what GitHub's REST API delivers into the same model values as GraphQL.
struct RestMapping: Sendable {
    let repository: RepositoryID
    let emails: EmailHasher

    private var reader: TextReader { TextReader(repository: repository) }

    func pullRequest(_ answer: RestPullRequest) -> PullRequest {
        let isMerged = answer.mergedAt != nil
        var result = PullRequest(
            forgeID: ForgeID(answer.forgeID), number: answer.number, title: answer.title.cut(to: 1_024),
            state: isMerged ? .merged : PullRequest.State(github: answer.state), isDraft: answer.draft ?? false,
            createdAt: answer.createdAt.instant, updatedAt: answer.updatedAt.instant,
            closedAt: answer.closedAt?.instant, mergedAt: answer.mergedAt?.instant,
            author: answer.user?.actor ?? .ghost, mergedBy: isMerged ? answer.mergedBy?.actor.unlessDeleted : nil,
            baseBranch: answer.base.ref, headBranch: answer.head.ref, headOrigin: headOrigin(answer),
            headSHA: answer.head.sha.flatMap { ObjectID($0) },
            // Of an open one this is a merge that GitHub tries in secret.
            mergeCommitSHA: isMerged ? answer.mergeCommit.flatMap { ObjectID($0) } : nil,
            additions: answer.additions, deletions: answer.deletions, changedFiles: answer.changedFiles,
            labels: answer.labels.map(\.name))
        reader.read(title: result.title, headBranch: result.headBranch, into: &result.textFacts)
        reader.read(body: answer.body ?? "", into: &result.textFacts)
        return result
    }

    private func headOrigin(_ answer: RestPullRequest) -> PullRequest.HeadOrigin {
        guard let head = answer.head.repo else { return .gone }
        return head.forgeID == answer.base.repo?.forgeID ? .sameRepository : .fork
    }

    /// Adds its commits and what their messages tell.
    func add(_ answers: [RestCommit], total: Int?, to pullRequest: inout PullRequest) {
        pullRequest.textFacts.messagesRead = true
        for answer in answers {
            reader.read(message: answer.commit.message, into: &pullRequest.textFacts)
            guard let sha = ObjectID(answer.sha) else { continue }
            let author = answer.author?.actor.unlessDeleted
            pullRequest.commits.append(
                Commit(
                    sha: sha, authoredAt: answer.commit.author.date.instant,
                    committedAt: answer.commit.committer.date.instant, parentCount: answer.parents.count,
                    // GraphQL names only people here, and both ways have to tell the same.
                    author: author?.kind == .bot ? nil : author,
                    authorEmailHash: answer.commit.author.email.flatMap(emails.hash)))
        }
        pullRequest.commitCount = max(total ?? 0, pullRequest.commits.count)
    }

    func review(_ answer: RestReview) -> Review {
        Review(
            forgeID: ForgeID(answer.forgeID), author: answer.user?.actor ?? .ghost,
            state: Review.State(github: answer.state) ?? .commented, submittedAt: answer.submittedAt?.instant)
    }

    func comment(_ answer: RestReviewComment, reviews: [RestReview]) -> ReviewComment {
        let review = reviews.first { $0.id == answer.review }
        return ReviewComment(
            forgeID: ForgeID(answer.forgeID), author: answer.user?.actor ?? .ghost, createdAt: answer.createdAt.instant,
            reviewID: review.map { ForgeID($0.forgeID) }, reviewSubmittedAt: review?.submittedAt?.instant)
    }

    /// Adds events and the conversation.
    ///
    /// - Returns: What the API does not tell: which branches a change of the base was between, and what a force-push
    ///   replaced, on which the first commit depends.
    func add(
        _ items: [RestTimelineItem], reviews: [RestReview], to pullRequest: inout PullRequest
    ) -> PullRequest.Gaps {
        var gaps: PullRequest.Gaps = []
        for item in items {
            guard let at = item.createdAt?.instant else { continue }
            if item.event == "commented" {
                guard let id = item.forgeID else { continue }
                let author = (item.user ?? item.actor)?.actor ?? .ghost
                pullRequest.comments.append(Comment(forgeID: ForgeID(id), author: author, createdAt: at))
            } else if item.event == "base_ref_changed" || item.event == "automatic_base_change_succeeded" {
                gaps = .events
            } else if let kind = eventKind(item, reviews: reviews) {
                if case .headForcePushed = kind { gaps = .events }
                pullRequest.events.append(TimelineEvent(kind: kind, at: at, actor: item.actor?.actor.unlessDeleted))
            }
        }
        return gaps
    }

    private func eventKind(_ item: RestTimelineItem, reviews: [RestReview]) -> TimelineEvent.Kind? {
        switch item.event {
        case "ready_for_review": return .readyForReview
        case "convert_to_draft": return .convertedToDraft
        case "closed": return .closed
        case "reopened": return .reopened
        case "merged": return .merged
        case "head_ref_force_pushed":
            return .headForcePushed(before: nil, after: item.commit.flatMap { ObjectID($0) })
        case "review_dismissed":
            let review = reviews.first { $0.id == item.dismissed?.review }
            return .reviewDismissed(
                review: review.map { ForgeID($0.forgeID) },
                previousState: item.dismissed?.state.flatMap { Review.State(github: $0) })
        case "review_requested": return .reviewRequested
        case "added_to_merge_queue": return .addedToMergeQueue
        case "removed_from_merge_queue": return .removedFromMergeQueue
        case "head_ref_deleted": return .headDeleted
        case "head_ref_restored": return .headRestored
        default: return nil
        }
    }
}
