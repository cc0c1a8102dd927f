package import HakaruCoverage

extension CoverageGateResult {
    /// The most bytes of a comment; GitHub takes 65,536 characters.
    package static let commentLimit = 64_999

    /// The body of the one comment that a gate keeps on a pull request: a mark that finds it again, then Markdown.
    ///
    /// - Parameter key: What tells several gates of one pull request apart.
    /// - Returns: At most ``commentLimit`` bytes, cut at a row.
    package func comment(key: CommentKey) -> String {
        let mark = "\(key.mark)\n"
        return mark + markdown(limit: CoverageGateResult.commentLimit - mark.utf8.count)
    }
}

/// The name of a gate's comment: letters, digits, `.`, `_`, `-` and `/` only, so that it ends no HTML comment.
package struct CommentKey: Hashable, Sendable {
    /// The name.
    package let text: String

    /// Takes a name of 1 to 100 allowed characters without `--`; nil for any other text.
    package init?(_ text: String) {
        let bytes = Array(text.utf8)
        let isAllowed = bytes.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F: true
            default: false
            }
        }
        let hasDashes = zip(bytes, bytes.dropFirst()).contains { $0 == 0x2D && $1 == 0x2D }
        guard isAllowed, !hasDashes, (1...100).contains(bytes.count), bytes.last != 0x2D else { return nil }
        self.text = text
    }

    /// The first line of the comment, which GitHub does not show.
    package var mark: String { "<!-- hakaru:coverage:\(text) -->" }
}
