package import HakaruModel

/// As much of a stored pull request as a sync needs to decide whether to fetch it again.
package struct PullRequestOutline: Hashable, Sendable {
    /// The number that people see.
    package var number: Int
    /// The forge's identity.
    package var forgeID: ForgeID
    /// The forge's time of the last change when it was stored.
    package var updatedAt: Instant
    /// Open, closed or merged.
    package var state: PullRequest.State
    /// The branch that it asks to be merged into; nil where the forge did not deliver it.
    package var baseBranch: String?
    /// What the forge did not deliver; empty for a complete one.
    package var gaps: PullRequest.Gaps
    /// Whether the paths that it changes are known.
    package var hasFiles: Bool

    /// Makes an outline.
    package init(
        number: Int, forgeID: ForgeID, updatedAt: Instant, state: PullRequest.State, baseBranch: String?,
        gaps: PullRequest.Gaps = [], hasFiles: Bool = false
    ) {
        self.number = number
        self.forgeID = forgeID
        self.updatedAt = updatedAt
        self.state = state
        self.baseBranch = baseBranch
        self.gaps = gaps
        self.hasFiles = hasFiles
    }
}
