package import HakaruModel

/// A commit of a demo repository, with the time for which a branch showed it.
package struct DemoCommit: Hashable, Sendable {
    /// The commit's own name; made up, and unique.
    package var sha: ObjectID
    /// Its parents, the one on the first-parent line first.
    package var parents: [ObjectID]
    /// The account of the author; nil where the forge links none to the address.
    package var authorLogin: String?
    /// The author's name in the commit.
    package var authorName: String
    /// The author's address in the commit.
    package var authorEmail: String
    /// When the change was written.
    package var authoredAt: Instant
    /// When the commit was made.
    package var committedAt: Instant
    /// The whole message: subject, empty line, body and trailers.
    package var message: String
    /// When it reached the forge.
    package var pushedAt: Instant
    /// When a force-push replaced it; nil where none did.
    package var replacedAt: Instant?

    /// Makes a commit; without other times it was committed and pushed when it was written.
    package init(
        sha: ObjectID, parents: [ObjectID], authorLogin: String?, authorName: String, authorEmail: String,
        authoredAt: Instant, committedAt: Instant? = nil, message: String, pushedAt: Instant? = nil,
        replacedAt: Instant? = nil
    ) {
        self.sha = sha
        self.parents = parents
        self.authorLogin = authorLogin
        self.authorName = authorName
        self.authorEmail = authorEmail
        self.authoredAt = authoredAt
        self.committedAt = committedAt ?? authoredAt
        self.message = message
        self.pushedAt = pushedAt ?? self.committedAt
        self.replacedAt = replacedAt
    }
}
