/// The first-parent line of a branch, as far as it is known.
package struct BranchHistory: Hashable, Sendable {
    /// A commit on the first-parent line.
    package struct Entry: Hashable, Sendable {
        /// The commit's own name.
        package var sha: ObjectID
        /// When the commit was made.
        package var committedAt: Instant
        /// All its parents, the one on this line first.
        package var parents: [ObjectID]

        /// Makes an entry.
        package init(sha: ObjectID, committedAt: Instant, parents: [ObjectID]) {
            self.sha = sha
            self.committedAt = committedAt
            self.parents = parents
        }
    }

    /// The name of the branch.
    package var branch: String
    /// The commits from the oldest known to the tip.
    package var entries: [Entry]
    /// Whether the line is known down to its root.
    package var reachesRoot: Bool
    /// Whether the branch was there at the last sync.
    package var exists: Bool

    /// Makes a line of commits.
    package init(branch: String, entries: [Entry], reachesRoot: Bool, exists: Bool = true) {
        self.branch = branch
        self.entries = entries
        self.reachesRoot = reachesRoot
        self.exists = exists
    }
}
