import HakaruModel

/// Finds the names that the integration branch had before it was renamed (`definitions.md` §2).
enum FormerNames {
    /// The branches of which more than half of the known merge commits lie on the first-parent line of an integration
    /// branch, and to which no pull request ever led from there.
    static func found(
        in views: [PullRequestView], histories: [BranchHistory], roles: inout BranchRoles
    ) -> Set<String> {
        var onLine: Set<ObjectID> = []
        for history in histories where roles.isIntegration(history.branch) {
            for entry in history.entries { onLine.insert(entry.sha) }
        }
        guard !onLine.isEmpty else { return [] }
        var counts: [String: (known: Int, onLine: Int)] = [:]
        var ledTo: Set<String> = []
        for view in views {
            guard let base = view.base, !roles.isIntegration(base) else { continue }
            if roles.isIntegration(view.ownHead) { ledTo.insert(base) }
            guard view.mergedAt != nil, let sha = view.source.mergeCommitSHA else { continue }
            counts[base, default: (0, 0)].known += 1
            if onLine.contains(sha) { counts[base, default: (0, 0)].onLine += 1 }
        }
        return Set(counts.filter { $0.value.onLine * 2 > $0.value.known && !ledTo.contains($0.key) }.keys)
    }
}
