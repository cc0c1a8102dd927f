/// A published, or still drafted, version of a repository.
package struct Release: Hashable, Sendable {
    /// The forge's identity.
    package var forgeID: ForgeID
    /// Its tag, such as `v1.4.0`.
    package var tag: String
    /// The commit that the tag points to; nil where the tag does not exist yet or the forge does not tell.
    package var sha: ObjectID?
    /// Whether only members see it yet.
    package var isDraft: Bool
    /// Whether it says of itself that it is not meant for everyone.
    package var isPrerelease: Bool
    /// When it was made, in the forge's sense, which may be the date of its commit.
    package var createdAt: Instant
    /// When it was published; nil for a draft.
    package var publishedAt: Instant?
    /// Who made it; nil where the forge does not tell.
    package var author: Actor?

    /// Makes a release.
    package init(
        forgeID: ForgeID, tag: String, sha: ObjectID?, isDraft: Bool = false, isPrerelease: Bool = false,
        createdAt: Instant, publishedAt: Instant?, author: Actor? = nil
    ) {
        self.forgeID = forgeID
        self.tag = tag
        self.sha = sha
        self.isDraft = isDraft
        self.isPrerelease = isPrerelease
        self.createdAt = createdAt
        self.publishedAt = publishedAt
        self.author = author
    }
}
