import HakaruModel

extension Derivation {
    /// The facts of one pull request but for how its change arrived, and the evidence for them.
    static func facts(
        of view: PullRequestView, rules: MeasurementRules, book: inout ActorBook
    ) -> (facts: PullRequest.Facts, evidence: Evidence) {
        let source = view.source
        let author = book.entry(for: source.author)
        let commits = CommitFacts(view)
        let reviews = ReviewFacts(
            view, author: author.person, book: &book, countsComments: rules.countsCommentsAsReview)
        let draft = DraftHistory(view, firstReviewAt: reviews.first?.at)
        let size = SizeFacts(source, rules: rules)
        var flags = textFlags(of: view, author: author, rules: rules)
        flags.set(.bot, author.isBot)
        flags.set(.ghostAuthor, source.author.isGhost)
        flags.set(.openedAsDraft, draft.openedAsDraft)
        flags.set(.draftHistoryUnknown, draft.isUnknown)
        flags.set(.isDraft, draft.isDraft)
        flags.set(.fromCreated, commits.firstAuthoredAt == nil)
        flags.set(.seenBeforeRewrite, commits.isSeenBeforeRewrite)
        flags.set(.reviewsUnknown, !source.gaps.isDisjoint(with: [.reviews, .details]))
        flags.set(.commentedByOther, reviews.isCommented)
        flags.set(.sizeUnfiltered, size.isUnfiltered)
        flags.set(.commitsTruncated, view.isTruncated)
        flags.set(.commitAfterMerge, commits.hasCommitAfterMerge)
        flags.set(.reviewBeforeOpening, reviews.first.map { $0.at < source.createdAt } ?? false)
        flags.set(.mergedBeforeCreated, view.mergedAt.map { $0 < source.createdAt } ?? false)
        flags.set(.closedBeforeMerged, view.mergedAt.map { (view.closedAt ?? $0) < $0 } ?? false)
        let facts = PullRequest.Facts(
            number: source.number, author: author.person, base: view.base, labels: source.labels, flags: flags,
            createdAt: source.createdAt, firstCommitAt: commits.firstAuthoredAt, readyForReviewAt: draft.readyAt,
            firstReviewAt: reviews.first?.at, firstApprovalAt: reviews.firstApproval?.at, mergedAt: view.mergedAt,
            closedAt: view.closedAt, closedSpans: view.closedSpans, draftSeconds: draft.seconds, size: size.lines,
            reworkCycles: reviews.reworkCycles, reviews: reviews.given, pathMask: size.pathMask)
        return (facts, Evidence(commits: commits, reviews: reviews, draft: draft))
    }

    /// What was read from the texts of a pull request.
    private static func textFlags(
        of view: PullRequestView, author: ActorBook.Entry, rules: MeasurementRules
    ) -> PullRequest.Flags {
        let texts = view.source.textFacts
        var flags: PullRequest.Flags = []
        if texts.revertedNumber != nil || texts.revertedCommit != nil || texts.titleIsRevert || texts.branchIsRevert {
            flags.insert(.revert)
        }
        let head = view.source.headBranch
        if !texts.aiTrailers.isEmpty || author.isAI || rules.aiBranches.contains(where: { $0.matches(head) }) {
            flags.insert(.aiAssisted)
        } else if !texts.messagesRead {
            flags.insert(.aiUnknown)
        }
        return flags
    }

    /// What the facts of one pull request were read from.
    struct Evidence {
        let commits: CommitFacts
        let reviews: ReviewFacts
        let draft: DraftHistory
    }
}

extension PullRequest.Flags {
    /// Sets or clears a flag.
    fileprivate mutating func set(_ flag: PullRequest.Flags, _ isSet: Bool) {
        if isSet { insert(flag) } else { remove(flag) }
    }
}
