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

    /// One for each view, in their order.
    private(set) var outcomes: [Outcome]

    /// A branch without a commit or merge for so long is given up.
    static let abandonedAfterSeconds: Int64 = 90 * 86_400

    /// Applies the rules.
    ///
    /// - Complexity: O(n log n) for n pull requests with their commits.
    init(_ views: [PullRequestView], graph: CommitGraph, histories: [BranchHistory], roles: inout BranchRoles) {
        outcomes = Array(repeating: Outcome(), count: views.count)
        let bringers = Bringers(views, roles: &roles)
        var open: [Int] = []
        for (index, view) in views.enumerated() {
            guard let mergedAt = view.mergedAt else { continue }
            if roles.isIntegration(view.base) {
                outcomes[index].integratedAt = mergedAt
                continue
            }
            outcomes[index] = Integration.proof(view, views: views, graph: graph, bringers: bringers, roles: &roles)
            if view.base != nil { open.append(index) }
        }
        guard !open.isEmpty else { return }
        follow(open, views: views, activity: BranchActivity(views, histories: histories))
    }

    /// Rule 3: its merge commit, else its head, is an ancestor of an integration branch.
    private static func proof(
        _ view: PullRequestView, views: [PullRequestView], graph: CommitGraph, bringers: Bringers,
        roles: inout BranchRoles
    ) -> Outcome {
        var best = Outcome()
        guard let mergedAt = view.mergedAt, let sha = view.mergedSHA else { return best }
        for place in graph.places(of: sha, where: { roles.isIntegration($0.branch) }) {
            let entry = graph.entry(at: place)
            let bringer = bringers.pullRequest(of: entry.sha)
            let arrivedAt = bringer.flatMap { views[$0].mergedAt } ?? entry.committedAt
            let integratedAt = max(arrivedAt, mergedAt)
            guard integratedAt <= view.asOf, best.integratedAt.map({ integratedAt < $0 }) ?? true else { continue }
            best = Outcome(integratedAt: integratedAt, carrier: bringer, provedOn: graph.branch(at: place))
        }
        return best
    }

    /// Rules 2 and 4, from the last merge to the first, so that what carries a change on is settled before it.
    private mutating func follow(_ open: [Int], views: [PullRequestView], activity: BranchActivity) {
        let bases = Set(open.compactMap { views[$0].base })
        let heads = views.indices.filter { views[$0].ownHead.map(bases.contains) ?? false }
        var carriers = Carriers(views, heads: heads)
        var waiting = heads.sorted { ends(views[$0], after: views[$1]) }[...]
        var merges = open.sorted { ends(views[$0], after: views[$1]) }[...]
        while let next = merges.first, let mergedAt = views[next].mergedAt {
            while let head = waiting.first, views[head].openEnd.map({ $0 >= mergedAt }) ?? true {
                carriers.enter(head, integratedAt: outcomes[head].integratedAt)
                waiting.removeFirst()
            }
            let together = merges.prefix { views[$0].mergedAt == mergedAt }
            merges = merges.dropFirst(together.count)
            settle(together, carriers: &carriers, views: views)
            for index in together where outcomes[index].integratedAt == nil {
                outcomes[index].strandedAt = carriers.strandedAt(index, activity: activity)
            }
        }
    }

    /// Rule 2 for those merged in one second, which may carry each other: again until nothing gets earlier.
    private mutating func settle(_ together: ArraySlice<Int>, carriers: inout Carriers, views: [PullRequestView]) {
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

    private func ends(_ first: PullRequestView, after second: PullRequestView) -> Bool {
        guard let secondEnd = second.openEnd else { return false }
        return first.openEnd.map { $0 > secondEnd } ?? true
    }
}

/// The pull requests whose merges brought commits onto the first-parent line of an integration branch.
private struct Bringers {
    private var byMergeCommit: [ObjectID: Int] = [:]
    private var byCommit: [ObjectID: Int] = [:]

    init(_ views: [PullRequestView], roles: inout BranchRoles) {
        for (index, view) in views.enumerated() where view.mergedAt != nil && roles.isIntegration(view.base) {
            if let sha = view.source.mergeCommitSHA { byMergeCommit[sha] = index }
            for commit in view.source.commits where byCommit[commit.sha] == nil { byCommit[commit.sha] = index }
        }
    }

    /// The one that made a commit of the line; where none did, the one that held it when it was merged by moving the tip.
    func pullRequest(of sha: ObjectID) -> Int? { byMergeCommit[sha] ?? byCommit[sha] }
}
