package import HakaruModel

/// What is open and what is on its way at the end of a period (`definitions.md` §§4, 6).
package struct InProgressReport: Hashable, Sendable {
    /// The figures of all and of each group.
    package let report: Report<InProgressFigures>
    /// The open ones at the end of the period, oldest first.
    package let items: [Item]

    /// Makes a report.
    package init(report: Report<InProgressFigures>, items: [Item]) {
        self.report = report
        self.items = items
    }

    /// A pull request that is open.
    package struct Item: Hashable, Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// The number in it.
        package let number: Int
        /// When it was opened.
        package let createdAt: Instant
        /// The time since then in seconds, the time while it was closed included.
        package let ageSeconds: Int64
        /// Whether it is a draft at `as_of`.
        package let isDraft: Bool
        /// Whether another person has reviewed it by the end of the period.
        package let isReviewed: Bool
        /// Whether another person has approved it by the end of the period.
        package let isApproved: Bool

        /// Makes an item.
        package init(
            repository: RepositoryID, number: Int, createdAt: Instant, ageSeconds: Int64, isDraft: Bool,
            isReviewed: Bool, isApproved: Bool
        ) {
            self.repository = repository
            self.number = number
            self.createdAt = createdAt
            self.ageSeconds = ageSeconds
            self.isDraft = isDraft
            self.isReviewed = isReviewed
            self.isApproved = isApproved
        }
    }
}

/// The stock at the end of one group.
package struct InProgressFigures: Hashable, Sendable {
    /// Open at its end.
    package var inProgress = 0
    /// Their ages in seconds, from the opening to the group's end or `as_of`.
    package var age: Distribution?
    /// Those that are drafts at `as_of`.
    package var drafts = 0
    /// Open ones without another person's review.
    package var unreviewed = 0
    /// Merged before the group's end and not integrated by it, the stranded ones among them.
    package var inTransit = 0
    /// Those in transit that will not arrive, judged at `as_of`.
    package var stranded = 0
    /// Opened in the group.
    package var opened = 0
    /// From opening to integration of those opened in the group, the others censored; nil where none was opened.
    package var timeToIntegrate: KaplanMeier?

    /// Makes figures of nothing: every count 0, every distribution nil.
    package init() {}
}
