import HakaruModel

/// When the change of each pull request reached the integration branch: the four rules of `definitions.md` §4.
struct Integration {
    /// What was found for one pull request.
    struct Outcome {
        /// When its change arrived; nil where it has not.
        var integratedAt: Instant?
        /// The pull request, by its index, whose merge carried it on; nil where its own did, or none.
        var carrier: Int?
        /// The integration branch that the graph found it in; nil where no graph was needed.
        var provedOn: String?
        /// From when on it counts as stranded; nil where it does not.
        var strandedAt: Instant?
    }

    /// One for each step, in their order.
    private(set) var outcomes: [Outcome]

    /// A branch without a commit or merge for so long is given up.
    static let abandonedAfterSeconds: Int64 = 90 * 86_400

    /// Applies the rules.
    ///
    /// - Complexity: O(n log n) for n pull requests with their commits.
    init(
        _ steps: [ChangeStep], proof: GraphProof, histories: [BranchHistory], roles: inout BranchRoles
    ) {
        outcomes = Array(repeating: Outcome(), count: steps.count)
        var open: [Int] = []
        for (index, step) in steps.enumerated() {
            guard let mergedAt = step.mergedAt else { continue }
            if roles.isIntegration(step.base) {
                outcomes[index].integratedAt = mergedAt
                continue
            }
            if let arrival = proof.arrivals[index] {
                outcomes[index] = Outcome(
                    integratedAt: arrival.integratedAt, carrier: arrival.bringer, provedOn: arrival.branch)
            }
            if step.base != nil { open.append(index) }
        }
        guard !open.isEmpty else { return }
        follow(open, steps: steps, activity: BranchActivity(steps, histories: histories))
    }

    /// Rules 2 and 4, from the last merge to the first, so that what carries a change on is settled before it.
    private mutating func follow(_ open: [Int], steps: [ChangeStep], activity: BranchActivity) {
        let bases = Set(open.compactMap { steps[$0].base })
        let heads = steps.indices.filter { steps[$0].ownHead.map(bases.contains) ?? false }
        var carriers = Carriers(steps, heads: heads)
        var waiting = heads.sorted { ends(steps[$0], after: steps[$1]) }[...]
        var merges = open.sorted { ends(steps[$0], after: steps[$1]) }[...]
        while let next = merges.first, let mergedAt = steps[next].mergedAt {
            while let head = waiting.first, steps[head].openEnd.map({ $0 >= mergedAt }) ?? true {
                carriers.enter(head, integratedAt: outcomes[head].integratedAt)
                waiting.removeFirst()
            }
            let together = merges.prefix { steps[$0].mergedAt == mergedAt }
            merges = merges.dropFirst(together.count)
            settle(together, carriers: &carriers, steps: steps)
            for index in together where outcomes[index].integratedAt == nil {
                outcomes[index].strandedAt = carriers.strandedAt(index, activity: activity)
            }
        }
    }

    /// Rule 2 for those merged in one second, which may carry each other: again until nothing gets earlier.
    private mutating func settle(_ together: ArraySlice<Int>, carriers: inout Carriers, steps: [ChangeStep]) {
        var isChanged = true
        while isChanged {
            isChanged = false
            for index in together where outcomes[index].provedOn == nil {
                guard let best = carriers.earliest(for: index, outcomes: outcomes),
                    outcomes[index].integratedAt.map({ best.integratedAt < $0 }) ?? true
                else { continue }
                outcomes[index].integratedAt = best.integratedAt
                outcomes[index].carrier = best.carrier
                carriers.update(index, integratedAt: best.integratedAt)
                isChanged = true
            }
        }
    }

    private func ends(_ first: ChangeStep, after second: ChangeStep) -> Bool {
        guard let secondEnd = second.openEnd else { return false }
        return first.openEnd.map { $0 > secondEnd } ?? true
    }
}
