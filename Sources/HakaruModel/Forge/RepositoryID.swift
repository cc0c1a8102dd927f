/// The name of a repository on its forge, `owner/name`.
///
/// Two names are the same when they agree without ASCII case, as on GitHub; the spelling that was given is kept. A rename
/// changes the name and not the repository: what is stored hangs on ``Repository/forgeID``.
package struct RepositoryID: Sendable {
    /// The user or organization.
    package let owner: String
    /// The name below the owner.
    package let name: String

    /// Reads `owner/name`.
    ///
    /// - Returns: nil where the text has not exactly one slash with text of letters, digits, `.`, `-` and `_` on both
    ///   sides.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, RepositoryID.isName(parts[0]), RepositoryID.isName(parts[1]) else { return nil }
        self.owner = String(parts[0])
        self.name = String(parts[1])
    }

    private static func isName(_ text: some StringProtocol) -> Bool {
        guard !text.isEmpty, text != ".", text != "..", text.utf8.count <= 200 else { return false }
        return text.utf8.allSatisfy { byte in
            (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x30 && byte <= 0x39)
                || byte == 0x2E || byte == 0x2D || byte == 0x5F
        }
    }

    private var key: String { description.lowercased() }
}

extension RepositoryID: Hashable, Comparable, CustomStringConvertible {
    /// The name as `owner/name`, in the spelling that was given.
    package var description: String { "\(owner)/\(name)" }

    package static func == (lhs: RepositoryID, rhs: RepositoryID) -> Bool { lhs.key == rhs.key }

    package static func < (lhs: RepositoryID, rhs: RepositoryID) -> Bool { lhs.key < rhs.key }

    package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}
