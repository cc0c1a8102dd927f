import HakaruModel

/// When something last happened on each branch, and when it was deleted, as far as pull requests and histories tell.
struct BranchActivity {
    private var lastWork: [String: Instant] = [:]
    private var lastFate: [String: (at: Instant, isDeleted: Bool)] = [:]
    private var missing: Set<String> = []

    init(_ steps: [ChangeStep], histories: [BranchHistory]) {
        for step in steps {
            if let base = step.base, let mergedAt = step.mergedAt { work(on: base, at: mergedAt) }
            guard let head = step.ownHead else { continue }
            if let lastCommitAt = step.lastCommitAt { work(on: head, at: lastCommitAt) }
            if let last = step.headFate { fate(of: head, at: last.at, isDeleted: last.isDeleted) }
        }
        for history in histories {
            if !history.exists { missing.insert(history.branch) }
            for entry in history.entries { work(on: history.branch, at: entry.committedAt) }
        }
    }

    /// From when on a branch carries nothing on any more that was merged into it: it was deleted, or lay still for 90 days.
    func givenUpAt(_ branch: String, mergedAt: Instant) -> Instant {
        let last = max(lastWork[branch] ?? mergedAt, mergedAt)
        // The 90 days before `as_of` include their first second.
        let quiet = last.advanced(bySeconds: Integration.abandonedAfterSeconds + 1)
        if missing.contains(branch) { return last }
        if let fate = lastFate[branch], fate.isDeleted, fate.at >= mergedAt { return min(fate.at, quiet) }
        return quiet
    }

    private mutating func work(on branch: String, at instant: Instant) {
        if lastWork[branch].map({ instant > $0 }) ?? true { lastWork[branch] = instant }
    }

    private mutating func fate(of branch: String, at instant: Instant, isDeleted: Bool) {
        if lastFate[branch].map({ instant >= $0.at }) ?? true { lastFate[branch] = (instant, isDeleted) }
    }
}
