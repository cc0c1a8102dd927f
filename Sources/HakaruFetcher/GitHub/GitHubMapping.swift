import HakaruModel

/// Turns what GitHub delivers into model values; e-mail addresses and texts end here.
struct GitHubMapping: Sendable {
    let repository: RepositoryID
    let emails: EmailHasher
    /// Whether the changed files were asked for.
    let asksForPaths: Bool
    let bots: [AccountPattern]

    private var reader: TextReader { TextReader(repository: repository) }

    /// Makes a mapping for one repository.
    init(
        repository: RepositoryID, emails: EmailHasher, bots: [AccountPattern] = [], asksForPaths: Bool = false
    ) {
        self.repository = repository
        self.emails = emails
        self.bots = bots
        self.asksForPaths = asksForPaths
    }

    /// A pull request with the first pages of its lists.
    func draft(_ node: DetailNode) throws(MappingProblem) -> PullRequestDraft {
        var result = pullRequest(node.summary)
        result.headOrigin = headOrigin(isCross: node.summary.isCrossRepository, isGone: node.headRepository == nil)
        result.mergedBy = node.mergedBy?.actor.unlessDeleted
        result.headSHA = node.headRefOid.flatMap { ObjectID($0) }
        result.mergeCommitSHA = result.state == .merged ? node.mergeCommit.flatMap { ObjectID($0.oid) } : nil
        result.mergeCommitFirstParent =
            result.mergeCommitSHA == nil ? nil : node.mergeCommit?.parents.nodes.first.flatMap { ObjectID($0.oid) }
        result.additions = node.additions
        result.deletions = node.deletions
        result.changedFiles = node.changedFiles
        reader.read(body: node.body ?? "", into: &result.textFacts)
        if asksForPaths, node.files == nil { result.gaps.insert(.files) }
        var draft = PullRequestDraft(result, commentTotal: node.totalCommentsCount, bots: bots)
        draft.absorb(piece(node.labels), as: .labels)
        draft.absorb(
            try piece(node.commits), as: .commits,
            nextCount: max(1, min(100, node.commits.totalCount - node.commits.nodes.count)))
        draft.absorb(piece(node.reviews), as: .reviews)
        draft.absorb(try piece(node.timelineItems), as: .timeline)
        if asksForPaths, let files = node.files { draft.absorb(piece(files), as: .files) }
        draft.settle()
        return draft
    }

    /// A pull request of which only the scalars are known.
    func pullRequest(_ node: SummaryNode) -> PullRequest {
        var result = PullRequest(
            forgeID: ForgeID(node.id), number: node.number, title: node.title.cut(to: 1_024),
            state: PullRequest.State(github: node.state), isDraft: node.isDraft,
            createdAt: node.createdAt.instant, updatedAt: node.updatedAt.instant, closedAt: node.closedAt?.instant,
            mergedAt: node.mergedAt?.instant, author: node.author?.actor ?? .ghost, baseBranch: node.baseRefName,
            headBranch: node.headRefName, headOrigin: node.isCrossRepository ? .fork : .sameRepository)
        reader.read(title: result.title, headBranch: result.headBranch, into: &result.textFacts)
        return result
    }

    func headOrigin(isCross: Bool, isGone: Bool) -> PullRequest.HeadOrigin {
        !isCross ? .sameRepository : isGone ? .gone : .fork
    }

    func piece(_ node: LabelsNode) -> DraftPiece {
        DraftPiece(.labels(node.nodes.map(\.name)), next: node.pageInfo.next)
    }

    func piece(_ node: CommitsNode) throws(MappingProblem) -> DraftPiece {
        var facts = TextFacts()
        facts.messagesRead = true
        var commits: [Commit] = []
        for row in node.nodes {
            commits.append(try commit(row.commit))
            reader.read(message: row.commit.message, into: &facts)
        }
        return DraftPiece(.commits(commits, total: node.totalCount, facts: facts), next: node.pageInfo.next)
    }

    func commit(_ node: CommitNode) throws(MappingProblem) -> Commit {
        guard let sha = ObjectID(node.oid) else { throw MappingProblem(place: "the name of a commit") }
        return Commit(
            sha: sha, authoredAt: node.authoredDate.instant, committedAt: node.committedDate.instant,
            parentCount: node.parents?.totalCount ?? 1, author: node.author?.user?.actor.unlessDeleted,
            authorEmailHash: node.author?.email.flatMap(emails.hash))
    }

    func piece(_ node: ReviewsNode) -> DraftPiece {
        let reviews = node.nodes.map { row in
            // A verdict that is not known yet is one that neither approves nor asks for changes.
            Review(
                forgeID: ForgeID(row.id), author: row.author?.actor ?? .ghost,
                state: Review.State(github: row.state) ?? .commented, submittedAt: row.submittedAt?.instant)
        }
        return DraftPiece(.reviews(reviews), next: node.pageInfo.next)
    }

    func piece(_ node: TimelineNode) throws(MappingProblem) -> DraftPiece {
        var events: [TimelineEvent] = []
        var comments: [Comment] = []
        var replaced: [PullRequestDraft.ReplacedCommit] = []
        for row in node.nodes {
            if row.kind == "IssueComment" {
                guard let id = row.id, let at = row.createdAt else { throw MappingProblem(place: "a comment") }
                comments.append(
                    Comment(forgeID: ForgeID(id), author: row.author?.actor ?? .ghost, createdAt: at.instant))
                continue
            }
            guard let kind = try eventKind(row) else { continue }
            guard let at = row.createdAt else { throw MappingProblem(place: "the time of a \(row.kind)") }
            events.append(TimelineEvent(kind: kind, at: at.instant, actor: row.actor?.actor.unlessDeleted))
            if let before = row.beforeCommit {
                replaced.append(
                    PullRequestDraft.ReplacedCommit(forgeID: ForgeID(before.id), commit: try commit(before)))
            }
        }
        return DraftPiece(.timeline(events, comments, replaced), next: node.pageInfo.next)
    }

    /// What happened; nil for a kind that no metric needs, or that is not known yet.
    private func eventKind(_ row: TimelineNode.Row) throws(MappingProblem) -> TimelineEvent.Kind? {
        switch row.kind {
        case "ReadyForReviewEvent": return .readyForReview
        case "ConvertToDraftEvent": return .convertedToDraft
        case "ClosedEvent": return .closed
        case "ReopenedEvent": return .reopened
        case "MergedEvent": return .merged
        case "BaseRefChangedEvent", "AutomaticBaseChangeSucceededEvent":
            guard let from = row.previousRefName ?? row.oldBase, let to = row.currentRefName ?? row.newBase else {
                throw MappingProblem(place: "the branches of a \(row.kind)")
            }
            return .baseChanged(from: from, to: to)
        case "HeadRefForcePushedEvent":
            return .headForcePushed(
                before: row.beforeCommit.flatMap { ObjectID($0.oid) },
                after: row.afterCommit.flatMap { ObjectID($0.oid) })
        case "ReviewDismissedEvent":
            return .reviewDismissed(
                review: row.review.map { ForgeID($0.id) },
                previousState: row.previousReviewState.flatMap { Review.State(github: $0) })
        case "ReviewRequestedEvent": return .reviewRequested
        case "AddedToMergeQueueEvent": return .addedToMergeQueue
        case "RemovedFromMergeQueueEvent": return .removedFromMergeQueue
        case "HeadRefDeletedEvent": return .headDeleted
        case "HeadRefRestoredEvent": return .headRestored
        default: return nil
        }
    }

    func piece(_ node: FilesNode) -> DraftPiece {
        let files = node.nodes.map { ChangedFile(path: $0.path, additions: $0.additions, deletions: $0.deletions) }
        return DraftPiece(.files(files), next: node.pageInfo.next)
    }

    func piece(_ node: ThreadsNode, of pullRequest: ForgeID) -> DraftPiece {
        var comments: [ReviewComment] = []
        var further: [OpenPart] = []
        for thread in node.nodes {
            comments += thread.comments.nodes.map(comment)
            if let next = thread.comments.pageInfo.next {
                further.append(
                    OpenPart(of: pullRequest, .threadComments(thread: ForgeID(thread.id)), after: next, count: 100))
            }
        }
        return DraftPiece(.reviewComments(comments, further: further), next: node.pageInfo.next)
    }

    func piece(_ node: ThreadCommentsNode) -> DraftPiece {
        DraftPiece(.reviewComments(node.nodes.map(comment), further: []), next: node.pageInfo.next)
    }

    private func comment(_ row: ThreadCommentsNode.Row) -> ReviewComment {
        ReviewComment(
            forgeID: ForgeID(row.id), author: row.author?.actor ?? .ghost, createdAt: row.createdAt.instant,
            reviewID: row.pullRequestReview.map { ForgeID($0.id) },
            reviewSubmittedAt: row.pullRequestReview?.submittedAt?.instant)
    }
}

/// A place where an answer makes no sense.
struct MappingProblem: Error, Hashable {
    let place: String
}

extension Actor {
    /// The account; nil for the one that stands for deleted ones.
    ///
    /// Queries tell nothing of a deleted account where REST names that one, and both ways have to tell the same.
    var unlessDeleted: Actor? { isGhost ? nil : self }
}

extension PullRequest.State {
    /// GitHub's spelling in either API; one that is not known counts as open, so that it is looked at again.
    init(github text: String) {
        switch text.lowercased() {
        case "closed": self = .closed
        case "merged": self = .merged
        default: self = .open
        }
    }
}

extension Review.State {
    /// GitHub's spelling in either API; nil for one that is not known.
    init?(github text: String) {
        self.init(rawValue: text.lowercased())
    }
}

extension String {
    /// The beginning of the text in at most so many bytes of UTF-8; no character of Unicode is cut in two.
    func cut(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while end > utf8.startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return String(self[..<end])
    }
}
