import HakaruModel

/// The pull requests from a branch, which may carry on what was merged into it (`definitions.md` §4, rules 2 and 4).
///
/// They enter from the last to the first to end, so that at any time those are in it that were open at or after a merge.
struct Carriers {
    private let steps: [ChangeStep]
    private var branches: [String: Branch] = [:]
    /// The pull requests, with all their commits known, that hold a commit.
    private var holders: [CommitNumber: [Int]] = [:]

    private struct Branch {
        /// Those of which not all commits are known: the name decides.
        var byName = Pool()
        /// All of them, for a merge whose commit is not known.
        var all = Pool()
        /// Those with all commits known that may have been open at the merges that still come.
        var known: [Int] = []
    }

    /// What the pull requests of one kind have in common.
    private struct Pool {
        /// The earliest integration of the merged ones.
        var earliest: (integratedAt: Instant, carrier: Int)?
        /// Whether any is in it.
        var isEmpty = true
        /// Whether one is open or merged.
        var hasHope = false
        /// When the last of them was closed.
        var lastClosedAt: Instant?

        mutating func offer(_ integratedAt: Instant, _ carrier: Int) {
            if earliest.map({ integratedAt < $0.integratedAt }) ?? true { earliest = (integratedAt, carrier) }
        }

        mutating func add(_ step: ChangeStep) {
            isEmpty = false
            if step.mergedAt == nil, let closedAt = step.closedAt {
                lastClosedAt = max(lastClosedAt ?? closedAt, closedAt)
            } else {
                hasHope = true
            }
        }
    }

    /// Prepares for the pull requests whose heads are bases of others.
    init(_ steps: [ChangeStep], heads: [Int]) {
        self.steps = steps
        for head in heads where steps[head].hasAllCommits {
            for commit in steps[head].commits { holders[commit, default: []].append(head) }
        }
    }

    /// Lets a pull request in.
    mutating func enter(_ index: Int, integratedAt: Instant?) {
        guard let head = steps[index].ownHead else { return }
        branches[head, default: Branch()].all.add(steps[index])
        if steps[index].hasAllCommits {
            branches[head]?.known.append(index)
        } else {
            branches[head]?.byName.add(steps[index])
        }
        if let integratedAt { update(index, integratedAt: integratedAt) }
    }

    /// Tells when the change of a pull request arrived.
    mutating func update(_ index: Int, integratedAt: Instant) {
        guard let head = steps[index].ownHead else { return }
        branches[head]?.all.offer(integratedAt, index)
        if !steps[index].hasAllCommits { branches[head]?.byName.offer(integratedAt, index) }
    }

    /// Rule 2: the earliest integration among the merged pull requests that carry a merged one on; nil for none.
    mutating func earliest(
        for index: Int, outcomes: [Integration.Outcome]
    ) -> (integratedAt: Instant, carrier: Int)? {
        guard let base = steps[index].base, let mergedAt = steps[index].mergedAt else { return nil }
        guard let commit = steps[index].mergeCommit else { return branches[base]?.all.earliest }
        prune(base, before: mergedAt)
        var pool = Pool()
        pool.earliest = branches[base]?.byName.earliest
        for holder in holders(of: commit, from: base, since: mergedAt) where steps[holder].mergedAt != nil {
            if let integratedAt = outcomes[holder].integratedAt { pool.offer(integratedAt, holder) }
        }
        for candidate in branches[base]?.known ?? [] {
            guard let integratedAt = outcomes[candidate].integratedAt, let end = steps[candidate].mergedAt,
                wasOpen(candidate, at: mergedAt), wasForcePushed(candidate, from: mergedAt, to: end)
            else { continue }
            pool.offer(integratedAt, candidate)
        }
        return pool.earliest
    }

    /// Rule 4: from when on a merged pull request is stranded; nil while something may still carry it on.
    mutating func strandedAt(_ index: Int, activity: BranchActivity) -> Instant? {
        guard let base = steps[index].base, let mergedAt = steps[index].mergedAt else { return nil }
        prune(base, before: mergedAt)
        var pool = Pool()
        if let commit = steps[index].mergeCommit {
            pool = branches[base]?.byName ?? Pool()
            for holder in holders(of: commit, from: base, since: mergedAt) { pool.add(steps[holder]) }
            for candidate in branches[base]?.known ?? [] where wasOpen(candidate, at: mergedAt) {
                pool.add(steps[candidate])
            }
        } else {
            pool = branches[base]?.all ?? Pool()
        }
        if pool.isEmpty { return activity.givenUpAt(base, mergedAt: mergedAt) }
        return pool.hasHope ? nil : pool.lastClosedAt
    }

    private func holders(of commit: CommitNumber, from branch: String, since instant: Instant) -> [Int] {
        (holders[commit] ?? []).filter { holder in
            steps[holder].ownHead == branch && steps[holder].openEnd.map { $0 >= instant } ?? true
        }
    }

    private func wasOpen(_ index: Int, at instant: Instant) -> Bool {
        let step = steps[index]
        return step.createdAt <= instant && step.openEnd.map { $0 >= instant } ?? true
            && !step.closedSpans.contains { $0.contains(instant) }
    }

    private func wasForcePushed(_ index: Int, from start: Instant, to end: Instant) -> Bool {
        steps[index].forcePushes.contains { start <= $0 && $0 <= end }
    }

    /// Forgets those that were opened later: the merges that still come are earlier, so none finds them open.
    private mutating func prune(_ branch: String, before mergedAt: Instant) {
        let steps = steps
        branches[branch]?.known.removeAll { steps[$0].createdAt > mergedAt }
    }
}
