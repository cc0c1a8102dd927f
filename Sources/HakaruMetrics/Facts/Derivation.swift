import HakaruModel

/// Derives the facts of a repository from one pull request after the other.
///
/// Only what tells how changes get from branch to branch stays in memory; the rest of a pull request may be let go as soon
/// as its own facts are there.
struct Derivation {
    /// What was found of the way of one pull request's change once all were known.
    struct Arrival {
        let outcome: Integration.Outcome
        /// The number of the pull request whose merge carried it on.
        let carrier: Int?
        /// What its branches and their commits make of it.
        let flags: PullRequest.Flags
    }

    private let repository: Repository
    private let rules: MeasurementRules
    private let asOf: Instant
    private var book: ActorBook
    private(set) var numbers = CommitNumbers()
    /// Those that were added and are known at the instant.
    private(set) var steps: [ChangeStep] = []

    /// Starts without pull requests.
    init(of repository: Repository, rules: MeasurementRules, asOf: Instant) {
        self.repository = repository
        self.rules = rules
        self.asOf = asOf
        book = ActorBook(rules)
    }

    /// Adds a pull request; they come in ascending order of their numbers.
    ///
    /// - Returns: Its facts but for what ``arrivals(_:)`` says; nil where it was opened after the instant.
    mutating func add(_ source: PullRequest) -> PullRequest.Facts? {
        guard let view = PullRequestView(source, asOf: asOf) else { return nil }
        steps.append(ChangeStep(view, numbers: &numbers))
        return Derivation.facts(of: view, rules: rules, book: &book).facts
    }

    /// Follows the changes of all that were added through the branches; the result is in their order.
    mutating func arrivals(_ histories: [BranchHistory]) -> [Arrival] {
        let histories = histories.map { $0.hidden(after: asOf) }
        var roles = BranchRoles(
            rules.branches(of: repository.id), defaultBranch: repository.defaultBranch,
            existing: repository.knownBranches.union(histories.filter(\.exists).map(\.branch)))
        roles.addFormerNames(
            FormerNames.found(in: steps, histories: histories, numbers: numbers, roles: &roles))
        let graph = CommitGraph(histories, steps: steps, numbers: &numbers)
        let proof = GraphProof(steps, histories: histories, graph: graph, roles: &roles, asOf: asOf)
        let outcomes = Integration(steps, proof: proof, histories: histories, roles: &roles).outcomes
        return steps.indices.map { index in
            let step = steps[index]
            let outcome = outcomes[index]
            var flags = Derivation.branchFlags(of: step, roles: &roles)
            if proof.bringNothing.contains(index), step.base != nil { flags.insert(.backMerge) }
            if outcome.provedOn != nil { flags.insert(.provedByGraph) }
            if step.base == nil, outcome.integratedAt == nil { flags.insert(.baseUnknown) }
            return Arrival(outcome: outcome, carrier: outcome.carrier.map { steps[$0].number }, flags: flags)
        }
    }

    /// What the branches of a pull request make of it (`definitions.md` §4).
    private static func branchFlags(of step: ChangeStep, roles: inout BranchRoles) -> PullRequest.Flags {
        guard let base = step.base else { return [] }
        var flags: PullRequest.Flags = []
        let baseRole = roles.role(of: base)
        let headRole = step.ownHead.map { roles.role(of: $0) } ?? .other
        if baseRole == .integration { flags.insert(.baseIsIntegration) }
        if headRole != .other, baseRole != .integration { flags.insert(.promotion) }
        if headRole == .release, baseRole == .integration { flags.insert(.backMerge) }
        return flags
    }
}

extension PullRequest.Facts {
    /// Puts in how its change arrived.
    mutating func apply(_ arrival: Derivation.Arrival) {
        integratedAt = arrival.outcome.integratedAt
        strandedAt = arrival.outcome.strandedAt
        carrier = arrival.carrier
        flags.formUnion(arrival.flags)
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
