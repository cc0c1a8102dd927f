/// What was read from the texts of a pull request, which are not kept themselves.
package struct TextFacts: Hashable, Sendable {
    /// The pull request that this one says it reverts, in the forge's form (`Reverts owner/name#12`, `#12`); nil for none.
    package var revertedNumber: Int?
    /// The commit that this one says it reverts (`This reverts commit …`); nil for none.
    package var revertedCommit: ObjectID?
    /// Whether the title has the forge's form of a revert (`Revert "…"`).
    package var titleIsRevert: Bool
    /// Whether the head branch has the forge's form of a revert (`revert-12-…`).
    package var branchIsRevert: Bool
    /// The kinds of AI assistance that trailers of its commits or its body name, such as `claude`, `copilot`, sorted by bytes.
    package var aiTrailers: [String]
    /// Whether the messages of its commits were read, so that an empty ``aiTrailers`` means none.
    package var messagesRead: Bool

    /// Makes the facts; the defaults say that nothing was found and no message was read.
    package init(
        revertedNumber: Int? = nil, revertedCommit: ObjectID? = nil, titleIsRevert: Bool = false,
        branchIsRevert: Bool = false, aiTrailers: [String] = [], messagesRead: Bool = false
    ) {
        self.revertedNumber = revertedNumber
        self.revertedCommit = revertedCommit
        self.titleIsRevert = titleIsRevert
        self.branchIsRevert = branchIsRevert
        self.aiTrailers = aiTrailers
        self.messagesRead = messagesRead
    }
}
