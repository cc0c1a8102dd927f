package import HakaruModel

/// A pull request while it is fetched: what is known so far, and what is still to ask.
package struct PullRequestDraft: Hashable, Sendable {
    /// A commit that a force-push replaced; how many parents it has is asked only where that can matter.
    package struct ReplacedCommit: Hashable, Sendable {
        /// The forge's identity of the commit; nil where its parents are known already.
        package var forgeID: ForgeID?
        /// The commit, with one parent until more is known.
        package var commit: Commit

        /// Makes a replaced commit.
        package init(forgeID: ForgeID?, commit: Commit) {
            self.forgeID = forgeID
            self.commit = commit
        }
    }

    /// What is known so far, in the forge's order.
    package private(set) var pullRequest: PullRequest
    /// How many comments the forge counts, inline ones included; nil where it does not tell.
    private let commentTotal: Int?
    private var replaced: [ReplacedCommit] = []
    /// What is asked for and not there yet.
    package private(set) var open: [OpenPart] = []
    private var isSettled = false
    /// Bots besides those that are known: their reviews are none.
    private let bots: [AccountPattern]

    /// Starts with what every pull request has.
    ///
    /// - Parameters:
    ///   - pullRequest: Without its lists.
    ///   - commentTotal: How many comments the forge counts, inline ones included; nil where it does not tell.
    ///   - bots: Bots besides those that are known.
    package init(_ pullRequest: PullRequest, commentTotal: Int? = nil, bots: [AccountPattern] = []) {
        self.bots = bots
        self.pullRequest = pullRequest
        self.commentTotal = commentTotal
    }
}

/// A part of a pull request that has arrived.
package struct DraftPiece: Hashable, Sendable {
    /// What arrived.
    package enum Content: Hashable, Sendable {
        /// Names of labels.
        case labels([String])
        /// Commits, how many there are in all, and what their messages told.
        case commits([Commit], total: Int, facts: TextFacts)
        /// Reviews.
        case reviews([Review])
        /// Events, comments of the conversation, and commits before force-pushes.
        case timeline([TimelineEvent], [Comment], [PullRequestDraft.ReplacedCommit])
        /// Inline comments, and the threads that have more of them.
        case reviewComments([ReviewComment], further: [OpenPart])
        /// Changed files.
        case files([ChangedFile])
        /// How many parents each commit has.
        case parents([ForgeID: Int])
    }

    /// What arrived.
    package var content: Content
    /// Where the next page begins; nil after the last.
    package var next: String?

    /// Makes a piece.
    package init(_ content: Content, next: String? = nil) {
        self.content = content
        self.next = next
    }
}

/// What a page of details brought of one pull request.
package enum DetailDelivery: Hashable, Sendable {
    /// The pull request, perhaps with parts still open.
    case draft(PullRequestDraft)
    /// Something that makes no sense; where.
    case malformed(String)
}

extension PullRequestDraft {
    /// Takes in the first page of a part.
    ///
    /// - Parameters:
    ///   - piece: The page.
    ///   - kind: The part that it belongs to.
    ///   - nextCount: How many to ask for in the next page, where there is one.
    package mutating func absorb(_ piece: DraftPiece, as kind: OpenPart.Kind, nextCount: Int = 100) {
        take(piece.content)
        guard let next = piece.next else { return }
        open.append(OpenPart(of: pullRequest.forgeID, kind, after: next, count: nextCount))
    }

    /// Takes in what was asked for, and decides what else is needed.
    ///
    /// - Returns: The parts that have to be asked for because of it.
    package mutating func absorb(_ piece: DraftPiece, for part: OpenPart) -> [OpenPart] {
        open.removeAll { $0 == part }
        let before = open.count
        take(piece.content)
        if let next = piece.next {
            open.append(OpenPart(of: part.pullRequest, part.kind, after: next, count: part.nextCount(of: self)))
        }
        if case .reviewComments(_, let further) = piece.content { open += further }
        settle()
        return Array(open[before...])
    }

    private mutating func take(_ content: DraftPiece.Content) {
        switch content {
        case .labels(let labels):
            pullRequest.labels += labels
        case .commits(let commits, let total, let facts):
            pullRequest.commits += commits
            pullRequest.commitCount = max(total, pullRequest.commits.count)
            pullRequest.textFacts.add(facts)
        case .reviews(let reviews):
            pullRequest.reviews += reviews
        case .timeline(let events, let comments, let commits):
            pullRequest.events += events
            pullRequest.comments += comments
            replaced += commits
        case .reviewComments(let comments, _):
            pullRequest.reviewComments += comments
        case .files(let files):
            pullRequest.files = (pullRequest.files ?? []) + files
        case .parents(let counts):
            for index in replaced.indices {
                guard let id = replaced[index].forgeID, let count = counts[id] else { continue }
                replaced[index].commit.parentCount = count
                replaced[index].forgeID = nil
            }
        }
    }

    /// Asks, once the lists are whole, for what only then shows to be needed.
    ///
    /// These are the inline comments where nobody else has reviewed, and the parents of those replaced commits that would
    /// be the first commit.
    package mutating func settle() {
        guard open.isEmpty, !isSettled else { return }
        isSettled = true
        let inlineCount = commentTotal.map { $0 - pullRequest.comments.count } ?? 30
        if inlineCount > 0, !pullRequest.hasReviewByAnother(bots: bots) {
            open.append(OpenPart(of: pullRequest.forgeID, .reviewThreads, count: min(30, inlineCount)))
        }
        let own = Set(pullRequest.commits.map(\.sha))
        var seen = own
        replaced.removeAll { !seen.insert($0.commit.sha).inserted }
        let first = pullRequest.commits.lazy.filter { $0.parentCount < 2 }.map(\.authoredAt).min()
        let doubtful = replaced.filter {
            $0.forgeID != nil && $0.commit.authoredAt < first ?? $0.commit.authoredAt.next
        }
        let identities = doubtful.compactMap(\.forgeID)
        for start in stride(from: 0, to: identities.count, by: 100) {
            let chunk = Array(identities[start..<min(start + 100, identities.count)])
            open.append(OpenPart(of: pullRequest.forgeID, .parents(of: chunk), count: chunk.count))
        }
    }

    /// Notes what could not be had; nothing more is asked for.
    package mutating func giveUp(_ gaps: PullRequest.Gaps) {
        pullRequest.gaps.formUnion(gaps)
        open.removeAll()
        isSettled = true
    }

    /// The pull request as it is stored: lists in a fixed order, and the earliest date of a commit of its own.
    package func finished() -> PullRequest {
        var result = pullRequest
        result.labels.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        result.replacedCommits = replaced.map(\.commit)
        result.events = result.events.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
        result.earliestAuthoredAtSeen =
            (result.commits + result.replacedCommits).lazy.filter { $0.parentCount < 2 }.map(\.authoredAt).min()
        return result
    }
}

extension PullRequest {
    /// Whether a person other than the author has submitted a review.
    ///
    /// - Parameter bots: Bots besides those that are known.
    /// - Returns: Whether there is such a review.
    func hasReviewByAnother(bots: [AccountPattern]) -> Bool {
        reviews.contains { review in
            guard review.submittedAt != nil, review.state != .pending, !review.author.isUsuallyBot,
                !bots.contains(where: { $0.matches(review.author.login) })
            else { return false }
            // All deleted accounts look the same: one that reviewed another's pull request is another person.
            return review.author.isGhost ? !author.isGhost : !review.author.hasSameLogin(as: author)
        }
    }
}

extension Actor {
    fileprivate var isUsuallyBot: Bool { kind == .bot || KnownBots.logins.contains(Actor.foldedLogin(login)) }

    fileprivate func hasSameLogin(as other: Actor) -> Bool {
        Actor.foldedLogin(login) == Actor.foldedLogin(other.login)
    }
}

extension Instant {
    fileprivate var next: Instant { advanced(bySeconds: 1) }
}

extension OpenPart {
    /// How many items to ask for next.
    fileprivate func nextCount(of draft: PullRequestDraft) -> Int {
        switch kind {
        case .commits: max(1, min(100, draft.pullRequest.commitCount - draft.pullRequest.commits.count))
        case .reviewThreads: min(100, count * 2)
        default: 100
        }
    }
}

extension TextFacts {
    /// Adds what another text told.
    package mutating func add(_ other: TextFacts) {
        revertedNumber = revertedNumber ?? other.revertedNumber
        revertedCommit = revertedCommit ?? other.revertedCommit
        titleIsRevert = titleIsRevert || other.titleIsRevert
        branchIsRevert = branchIsRevert || other.branchIsRevert
        messagesRead = messagesRead || other.messagesRead
        aiTrailers = Set(aiTrailers).union(other.aiTrailers).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }
}
