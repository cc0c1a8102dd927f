package import HakaruModel

extension BranchHistory {
    /// A stretch of a line that the forge delivered, joined with what was known of the line.
    ///
    /// - Parameters:
    ///   - stored: What was known; nil for the first time.
    ///   - delivered: What the forge says now.
    ///   - endsAtTip: Whether the stretch ends at the branch's tip. Then what was known is kept below it, where they
    ///     meet; elsewhere the branch was rewritten. An older stretch only adds to the line that it leads to.
    /// - Returns: The line as it is known now.
    package static func joined(
        _ stored: BranchHistory?, with delivered: BranchHistory, endsAtTip: Bool
    ) -> BranchHistory {
        guard let stored, !stored.entries.isEmpty else { return delivered }
        var result = delivered
        result.reachesRoot = delivered.reachesRoot || stored.reachesRoot
        guard let first = delivered.entries.first, let last = delivered.entries.last else {
            result.entries = stored.entries
            return result
        }
        let before = stored.place(of: first).map { stored.entries[..<$0] }
        if endsAtTip {
            result.entries = (before ?? []) + delivered.entries
            result.reachesRoot = delivered.reachesRoot || (before != nil && stored.reachesRoot)
        } else if let after = stored.entries(after: last) {
            result.entries = (before ?? []) + delivered.entries + after
        } else {
            return stored
        }
        return result
    }

    /// Where a commit belongs on this line: its own place, or the one after its first parent; nil where it is not on
    /// it.
    private func place(of commit: Entry) -> Int? {
        // New commits are at the end: most searches are short from there.
        for index in entries.indices.reversed() {
            if entries[index].sha == commit.sha { return index }
            if entries[index].sha == commit.parents.first { return index + 1 }
        }
        return nil
    }

    /// What follows a commit on this line; nil where it is neither on it nor right below it.
    private func entries(after commit: Entry) -> ArraySlice<Entry>? {
        if entries.first?.parents.first == commit.sha { return entries[...] }
        return entries.firstIndex { $0.sha == commit.sha }.map { entries[($0 + 1)...] }
    }
}
