import HakaruModel

/// The facts of all pull requests of a repository, with the steps that their changes took.
struct WholeDerivation {
    /// Those that were known at the instant, by ascending number.
    let steps: [ChangeStep]
    /// One for each step.
    let facts: [PullRequest.Facts]
    /// One for each step.
    let outcomes: [Integration.Outcome]
    /// The numbers of the commits that the steps name.
    let numbers: CommitNumbers

    init(
        of repository: Repository, _ pullRequests: [PullRequest], histories: [BranchHistory],
        rules: MeasurementRules, asOf: Instant
    ) {
        var derivation = Derivation(of: repository, rules: rules, asOf: asOf)
        var facts = pullRequests.sorted { $0.number < $1.number }.compactMap { derivation.add($0) }
        let arrivals = derivation.arrivals(histories)
        for (index, arrival) in arrivals.enumerated() { facts[index].apply(arrival) }
        self.facts = facts
        outcomes = arrivals.map(\.outcome)
        steps = derivation.steps
        numbers = derivation.numbers
    }
}
