/// A file that a pull request changes, by its path and the lines that change.
package struct ChangedFile: Hashable, Sendable {
    /// The path from the root of the repository, with `/`, after a renaming.
    package var path: String
    /// Lines added.
    package var additions: Int
    /// Lines removed.
    package var deletions: Int

    /// Makes a changed file.
    package init(path: String, additions: Int, deletions: Int) {
        self.path = path
        self.additions = additions
        self.deletions = deletions
    }
}
