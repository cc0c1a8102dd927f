/// A pattern of branch names such as `develop` or `release/*`.
///
/// `*` stands for any bytes, `/` included and also for none; everything else stands for itself. Case matters, as in git.
package struct BranchPattern: Hashable, Sendable {
    /// The pattern as it was written.
    package let text: String

    /// Reads a pattern, or nil where the text is empty.
    package init?(_ text: String) {
        guard !text.isEmpty else { return nil }
        self.text = text
    }

    /// Whether it has no `*`, so that it is the name of one branch.
    package var isExact: Bool { !text.utf8.contains(Wildcard.star) }

    /// Whether a branch has a name like this.
    package func matches(_ branch: String) -> Bool {
        isExact ? text == branch : Wildcard.matches(text.utf8, branch.utf8)
    }
}

extension BranchPattern: CustomStringConvertible {
    /// The pattern as it was written.
    package var description: String { text }
}
