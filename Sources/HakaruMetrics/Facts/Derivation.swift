import HakaruModel

/// Derives the facts of a repository, and keeps what a report on one pull request shows besides.
struct Derivation {
    /// The pull requests as they stood, by ascending number.
    let views: [PullRequestView]
    /// One for each view.
    private(set) var facts: [PullRequest.Facts] = []
    /// One for each view.
    let outcomes: [Integration.Outcome]

    init(
        repository: Repository, pullRequests: [PullRequest], histories: [BranchHistory], rules: MeasurementRules,
        asOf: Instant
    ) {
        let histories = histories.map { $0.hidden(after: asOf) }
        views = pullRequests.compactMap { PullRequestView($0, asOf: asOf) }
            .sorted { $0.source.number < $1.source.number }
        var roles = BranchRoles(
            rules.branches(of: repository.id), defaultBranch: repository.defaultBranch,
            existing: repository.knownBranches.union(histories.filter(\.exists).map(\.branch)))
        roles.addFormerNames(FormerNames.found(in: views, histories: histories, roles: &roles))
        let proof = GraphProof(views, histories: histories, roles: &roles)
        let integration = Integration(views, proof: proof, histories: histories, roles: &roles)
        outcomes = integration.outcomes
        var book = ActorBook(rules)
        facts.reserveCapacity(views.count)
        for (index, view) in views.enumerated() {
            let outcome = outcomes[index]
            var flags = Derivation.branchFlags(of: view, roles: &roles)
            if proof.bringNothing.contains(index), view.base != nil { flags.insert(.backMerge) }
            if outcome.provedOn != nil { flags.insert(.provedByGraph) }
            if view.base == nil, outcome.integratedAt == nil { flags.insert(.baseUnknown) }
            let carrier = outcome.carrier.map { views[$0].source.number }
            let (fact, _) = Derivation.facts(
                of: view, outcome: outcome, carrier: carrier, flags: flags, rules: rules, book: &book)
            facts.append(fact)
        }
    }

    /// What the branches of a pull request make of it (`definitions.md` §4).
    private static func branchFlags(of view: PullRequestView, roles: inout BranchRoles) -> PullRequest.Flags {
        guard let base = view.base else { return [] }
        var flags: PullRequest.Flags = []
        let baseRole = roles.role(of: base)
        let headRole = view.ownHead.map { roles.role(of: $0) } ?? .other
        if baseRole == .integration { flags.insert(.baseIsIntegration) }
        if headRole != .other, baseRole != .integration { flags.insert(.promotion) }
        if headRole == .release, baseRole == .integration { flags.insert(.backMerge) }
        return flags
    }

    /// The facts of one pull request, and the evidence for them.
    static func facts(
        of view: PullRequestView, outcome: Integration.Outcome, carrier: Int?, flags branchFlags: PullRequest.Flags,
        rules: MeasurementRules, book: inout ActorBook
    ) -> (facts: PullRequest.Facts, evidence: Evidence) {
        let source = view.source
        let author = book.entry(for: source.author)
        let commits = CommitFacts(view)
        let reviews = ReviewFacts(
            view, author: author.person, book: &book, countsComments: rules.countsCommentsAsReview)
        let draft = DraftHistory(view, firstReviewAt: reviews.first?.at)
        let size = SizeFacts(source, rules: rules)
        var flags = branchFlags
        flags.formUnion(textFlags(of: view, author: author, rules: rules))
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
            closedAt: view.closedAt, integratedAt: outcome.integratedAt, strandedAt: outcome.strandedAt,
            closedSpans: view.closedSpans, draftSeconds: draft.seconds, size: size.lines,
            reworkCycles: reviews.reworkCycles, reviews: reviews.given, pathMask: size.pathMask, carrier: carrier)
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

extension BranchHistory {
    /// The line without the commits that were made later.
    fileprivate func hidden(after asOf: Instant) -> BranchHistory {
        guard entries.contains(where: { $0.committedAt > asOf }) else { return self }
        var history = self
        history.entries.removeAll { $0.committedAt > asOf }
        return history
    }
}
