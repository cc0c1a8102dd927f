import HakaruModel

/// Turns what the forge shows into values of the model: what a complete collection of it must give.
struct DemoValues {
    let repository: DemoRepository
    let accounts: [String: DemoAccount]
    let now: Instant
    /// The parents of commits that lie on no pull request, by name.
    var parents: [ObjectID: [ObjectID]] = [:]

    func pullRequest(_ view: DemoPullRequestView) -> PullRequest {
        let record = view.record
        return PullRequest(
            forgeID: ForgeID(NodeID.pullRequest(view.number, in: repository)), number: view.number,
            title: view.title, state: view.state, isDraft: view.isDraft, createdAt: record.createdAt,
            updatedAt: view.updatedAt, closedAt: view.closedAt, mergedAt: view.mergedAt, author: actor(record.author),
            mergedBy: view.mergedBy.flatMap(living), baseBranch: view.baseBranch, headBranch: record.headBranch,
            headOrigin: record.headOrigin, headSHA: view.headSHA, mergeCommitSHA: view.mergeCommit,
            mergeCommitFirstParent: view.mergeCommit.flatMap { parents[$0]?.first }, additions: record.additions,
            deletions: record.deletions, changedFiles: record.changedFiles,
            labels: view.labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) },
            commits: view.commits.prefix(250).map(commit), commitCount: view.commits.count,
            replacedCommits: replacedCommits(view), reviews: view.reviews.map { review($0, of: view) },
            reviewComments: reviewComments(view),
            comments: view.comments.map { comment in
                Comment(
                    forgeID: ForgeID(NodeID.comment(comment)), author: actor(comment.author),
                    createdAt: comment.createdAt)
            },
            events: view.events.compactMap { event($0, of: view) }, textFacts: textFacts(view))
    }

    private func actor(_ login: String) -> Actor {
        guard let account = accounts[login], account.deletedAt.map({ $0 > now }) ?? true else { return .ghost }
        return Actor(login: account.login, kind: account.kind)
    }

    /// The account where it still exists: of a merge or an event the forge tells nothing of a deleted one.
    private func living(_ login: String) -> Actor? {
        let actor = actor(login)
        return actor.isGhost ? nil : actor
    }

    private func commit(_ commit: DemoCommit) -> Commit {
        Commit(
            sha: commit.sha, authoredAt: commit.authoredAt, committedAt: commit.committedAt,
            parentCount: commit.parents.count,
            author: commit.authorLogin.map(actor).flatMap { $0.isGhost || $0.kind == .bot ? nil : $0 })
    }

    /// The tips that force-pushes left behind: of all replaced commits the forge tells only these.
    private func replacedCommits(_ view: DemoPullRequestView) -> [Commit] {
        view.events.compactMap { event in
            guard case .headForcePushed(let before?, _) = event.kind else { return nil }
            return view.record.commits.first { $0.sha == before }.map(commit)
        }
    }

    private func review(_ review: DemoReview, of view: DemoPullRequestView) -> Review {
        Review(
            forgeID: ForgeID(NodeID.review(review, of: view.number, in: repository)), author: actor(review.author),
            state: review.state, submittedAt: review.submittedAt)
    }

    /// Inline comments count only where no other person's review exists.
    private func reviewComments(_ view: DemoPullRequestView) -> [ReviewComment] {
        let isReviewed = view.reviews.contains { review in
            review.author != view.record.author && review.state != .pending && actor(review.author).kind != .bot
        }
        guard !isReviewed else { return [] }
        return view.reviews.flatMap { review in
            review.comments.map { comment in
                ReviewComment(
                    forgeID: ForgeID(NodeID.reviewComment(comment)), author: actor(comment.author),
                    createdAt: comment.createdAt,
                    reviewID: ForgeID(NodeID.review(review, of: view.number, in: repository)),
                    reviewSubmittedAt: review.submittedAt)
            }
        }
    }

    private func event(_ event: DemoEvent, of view: DemoPullRequestView) -> TimelineEvent? {
        let kind: TimelineEvent.Kind
        switch event.kind {
        case .readyForReview: kind = .readyForReview
        case .convertedToDraft: kind = .convertedToDraft
        case .closed: kind = .closed
        case .reopened: kind = .reopened
        case .merged: kind = .merged
        case .baseChanged(let from, let to), .baseChangedAutomatically(let from, let to):
            kind = .baseChanged(from: from, to: to)
        case .headForcePushed(let before, let after): kind = .headForcePushed(before: before, after: after)
        case .reviewDismissed(let number, let state):
            let review = view.reviews.first { $0.databaseID == number }
            let id = review.map { ForgeID(NodeID.review($0, of: view.number, in: repository)) }
            kind = .reviewDismissed(review: id, previousState: state)
        case .reviewRequested: kind = .reviewRequested
        case .addedToMergeQueue: kind = .addedToMergeQueue
        case .removedFromMergeQueue: kind = .removedFromMergeQueue
        case .headDeleted: kind = .headDeleted
        case .headRestored: kind = .headRestored
        case .labeled, .renamed: return nil
        }
        return TimelineEvent(kind: kind, at: event.at, actor: event.actor.flatMap(living))
    }

    private func textFacts(_ view: DemoPullRequestView) -> TextFacts {
        let messages = view.commits.prefix(250).map(\.message)
        let tools = DemoWords.trailers.filter { trailer in messages.contains { $0.hasSuffix(trailer) } }
        let reverted = view.record.body.removing(prefix: "Reverts \(repository.id)#").flatMap { Int($0) }
        return TextFacts(
            revertedNumber: reverted, titleIsRevert: view.title.hasPrefix("Revert \""),
            branchIsRevert: reverted != nil && view.record.headBranch.hasPrefix("revert-"),
            aiTrailers: tools.map { DemoWords.tool(of: $0) }.sorted(), messagesRead: true)
    }
}

extension DemoRepository {
    /// The repository as a value of the model.
    func value(branches: Set<String>) -> Repository {
        Repository(
            forgeID: ForgeID(NodeID.repository(self)), id: id, defaultBranch: defaultBranch, knownBranches: branches,
            isArchived: isArchived, isFork: isFork, isPrivate: isPrivate, createdAt: createdAt)
    }
}

extension DemoWords {
    /// The kind of tool that a trailer names: the co-author's name in small letters.
    fileprivate static func tool(of trailer: String) -> String {
        String(trailer.split(separator: " ")[1]).lowercased()
    }
}
