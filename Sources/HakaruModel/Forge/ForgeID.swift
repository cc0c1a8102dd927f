/// The identity that the forge gives a thing for good, such as GitHub's node id.
///
/// It survives renames and transfers; numbers and names do not.
package struct ForgeID: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// The forge's own spelling; never empty.
    package let rawValue: String

    /// Takes over the forge's spelling.
    package init(_ rawValue: String) {
        self.rawValue = rawValue
    }

    package var description: String { rawValue }

    package static func < (lhs: ForgeID, rhs: ForgeID) -> Bool { lhs.rawValue < rhs.rawValue }
}
