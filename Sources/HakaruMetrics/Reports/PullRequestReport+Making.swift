package import HakaruModel

extension PullRequestReport {
    /// Derives one pull request's line of time; nil where it is not known at `asOf`.
    ///
    /// The others of its repository are needed, since they may have carried it on.
    ///
    /// - Parameters:
    ///   - number: The number in the repository.
    ///   - repository: As for ``RepositoryFacts``.
    ///   - pullRequests: All of the repository.
    ///   - histories: First-parent lines of branches, as far as they are known.
    ///   - rules: The configuration.
    ///   - asOf: The instant that hides all later events.
    /// - Complexity: O(n log n) for n pull requests.
    package init?(
        _ number: Int, repository: Repository, pullRequests: [PullRequest], histories: [BranchHistory] = [],
        rules: MeasurementRules, asOf: Instant
    ) {
        let derivation = WholeDerivation(
            of: repository, pullRequests, histories: histories, rules: rules, asOf: asOf)
        guard let index = derivation.steps.firstIndex(where: { $0.number == number }),
            let view = pullRequests.first(where: { $0.number == number }).flatMap({ PullRequestView($0, asOf: asOf) })
        else { return nil }
        let facts = derivation.facts[index]
        var book = ActorBook(rules)
        let evidence = Derivation.facts(of: view, rules: rules, book: &book).evidence
        self.init(
            repository: repository.id, number: number, title: view.source.title, author: view.source.author,
            state: facts.mergedAt != nil ? .merged : facts.closedAt != nil ? .closed : .open, asOf: asOf, facts: facts,
            times: LeadTimes(facts),
            route: PullRequestReport.route(from: index, in: derivation), proof: PullRequestReport.proof(of: facts),
            firstCommit: evidence.commits.first?.sha, firstReview: evidence.reviews.first,
            firstApproval: evidence.reviews.firstApproval, draftSpans: evidence.draft.spans,
            clamped: PullRequestReport.clamps(facts, commits: evidence.commits),
            exclusion: PullRequestReport.exclusion(of: facts, asOf: asOf))
    }

    private static func proof(of facts: PullRequest.Facts) -> Proof {
        guard facts.integratedAt != nil else { return .none }
        if facts.flags.contains(.baseIsIntegration) { return .base }
        return facts.flags.contains(.provedByGraph) ? .graph : .name
    }

    /// The base at the merge, then each next base, the integration branch last (`definitions.md` §10).
    private static func route(from start: Int, in derivation: WholeDerivation) -> [String] {
        var route: [String] = []
        var index: Int? = derivation.steps[start].mergedAt == nil ? nil : start
        while let current = index {
            if let base = derivation.steps[current].base { route.append(base) }
            let outcome = derivation.outcomes[current]
            index = outcome.carrier
            // A commit that no pull request brought leads straight to the branch that holds it.
            if index == nil, let branch = outcome.provedOn, route.last != branch { route.append(branch) }
        }
        return route
    }

    /// The instants that the rules of §§3 and 5 moved, in the order of the line.
    private static func clamps(_ facts: PullRequest.Facts, commits: CommitFacts) -> [Clamp] {
        var clamps: [Clamp] = []
        func clamp(_ name: String, _ dated: Instant?, _ counted: Instant) {
            if let dated, dated != counted { clamps.append(Clamp(instant: name, dated: dated, counted: counted)) }
        }
        clamp("first_commit_at", commits.firstAuthoredAt, facts.firstCommitAt ?? facts.createdAt)
        guard let mergedAt = facts.mergedAt, mergedAt >= facts.createdAt else { return clamps }
        let start = facts.firstCommitAt ?? facts.createdAt
        let ready = min(max(facts.readyForReviewAt ?? mergedAt, start), mergedAt)
        clamp("ready_for_review_at", facts.readyForReviewAt, ready)
        guard let firstReviewAt = facts.firstReviewAt, firstReviewAt <= mergedAt else { return clamps }
        let review = max(firstReviewAt, ready)
        clamp("first_review_at", firstReviewAt, review)
        if let firstApprovalAt = facts.firstApprovalAt {
            clamp("first_approval_at", firstApprovalAt, max(firstApprovalAt, review))
        }
        return clamps
    }

    /// Why it is in the lead time of no period, bots left out.
    private static func exclusion(of facts: PullRequest.Facts, asOf: Instant) -> Exclusion? {
        Standing.exclusion(
            .integrated, flags: facts.flags.rawValue, excluding: Standing.excludingFlags(includesBots: false),
            isMerged: facts.mergedAt != nil, isClosed: facts.closedAt != nil, isIntegrated: facts.integratedAt != nil,
            isStranded: facts.strandedAt.map { $0 <= asOf } ?? false)
    }
}
