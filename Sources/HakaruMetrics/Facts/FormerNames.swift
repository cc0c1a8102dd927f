import HakaruModel

/// Finds the names that the integration branch had before it was renamed (`definitions.md` §2).
enum FormerNames {
    /// The branches of which more than half of the known merge commits lie on the first-parent line of an integration
    /// branch, and to which no pull request ever led from there.
    static func found(
        in steps: [ChangeStep], histories: [BranchHistory], numbers: CommitNumbers, roles: inout BranchRoles
    ) -> Set<String> {
        var onLine: Set<CommitNumber> = []
        for history in histories where roles.isIntegration(history.branch) {
            onLine.formUnion(history.entries.compactMap { numbers.known($0.sha) })
        }
        guard !onLine.isEmpty else { return [] }
        var counts: [String: (known: Int, onLine: Int)] = [:]
        var ledTo: Set<String> = []
        for step in steps {
            guard let base = step.base, !roles.isIntegration(base) else { continue }
            if roles.isIntegration(step.ownHead) { ledTo.insert(base) }
            guard step.mergedAt != nil, let commit = step.mergeCommit else { continue }
            counts[base, default: (0, 0)].known += 1
            if onLine.contains(commit) { counts[base, default: (0, 0)].onLine += 1 }
        }
        return Set(counts.filter { $0.value.onLine * 2 > $0.value.known && !ledTo.contains($0.key) }.keys)
    }
}
