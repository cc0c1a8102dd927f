/// A commit of a pull request.
package struct Commit: Hashable, Sendable {
    /// The commit's own name.
    package var sha: ObjectID
    /// When the change was written; a rebase keeps it.
    package var authoredAt: Instant
    /// When the commit was made; a rebase or an amend moves it.
    package var committedAt: Instant
    /// How many parents it has; two or more make it a merge.
    package var parentCount: Int
    /// The account of its author; nil where the forge has linked none.
    package var author: Actor?
    /// HMAC-SHA-256 of the author's e-mail address under the key of the store, the first 16 bytes; nil where there is no address.
    package var authorEmailHash: [UInt8]?

    /// Makes a commit.
    package init(
        sha: ObjectID, authoredAt: Instant, committedAt: Instant, parentCount: Int, author: Actor? = nil,
        authorEmailHash: [UInt8]? = nil
    ) {
        self.sha = sha
        self.authoredAt = authoredAt
        self.committedAt = committedAt
        self.parentCount = parentCount
        self.author = author
        self.authorEmailHash = authorEmailHash
    }
}
