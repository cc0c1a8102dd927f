package import HakaruModel

extension BranchHistory {
    /// The line that the forge delivered, joined with what was known of it.
    ///
    /// - Parameters:
    ///   - stored: What was known; nil for the first time.
    ///   - delivered: What the forge says now: a stretch of the line that ends at the tip, or an older stretch that leads up
    ///     to the oldest known commit.
    /// - Returns: Both as one where they meet; otherwise the branch was rewritten, and only what was delivered counts.
    package static func joined(_ stored: BranchHistory?, with delivered: BranchHistory) -> BranchHistory {
        guard let stored, !stored.entries.isEmpty else { return delivered }
        var result = delivered
        result.reachesRoot = delivered.reachesRoot || stored.reachesRoot
        guard let first = delivered.entries.first, let last = delivered.entries.last else {
            result.entries = stored.entries
            return result
        }
        if let start = stored.place(of: first) {
            result.entries = stored.entries[..<start] + delivered.entries
        } else if let rest = stored.entries(after: last, of: delivered.entries) {
            result.entries = delivered.entries + rest
        } else {
            result.reachesRoot = delivered.reachesRoot
        }
        return result
    }

    /// Where a commit belongs on this line: its own place, or the one after its first parent; nil where it is not on it.
    private func place(of commit: Entry) -> Int? {
        // New commits are at the end: most searches are short from there.
        for index in entries.indices.reversed() {
            if entries[index].sha == commit.sha { return index }
            if entries[index].sha == commit.parents.first { return index + 1 }
        }
        return nil
    }

    /// What follows on this line after an older stretch that ends with `last`; nil where the stretch does not lead to it.
    private func entries(after last: Entry, of stretch: [Entry]) -> ArraySlice<Entry>? {
        guard let oldest = entries.first else { return nil }
        if oldest.parents.first == last.sha { return entries[...] }
        guard stretch.contains(where: { $0.sha == oldest.sha }), let index = entries.firstIndex(where: { $0.sha == last.sha })
        else { return nil }
        return entries[(index + 1)...]
    }
}
