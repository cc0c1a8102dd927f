extension PullRequest {
    /// What the metrics need to know of a pull request: the instants of `definitions.md` §3, flags, and who.
    ///
    /// Facts are derived from what the forge told, under ``MeasurementRules`` and at an instant `as_of` that hides all
    /// later events. Nothing is looked up in texts any more.
    package struct Facts: Hashable, Sendable {
        /// The number in its repository.
        package var number: Int
        /// The person who opened it.
        package var author: PersonID
        /// The branch that it was merged into, or asks to be; nil where the forge did not deliver it.
        package var base: String?
        /// The names of its labels, sorted by bytes.
        package var labels: [String]
        /// What is true of it.
        package var flags: Flags
        /// When it was opened.
        package var createdAt: Instant
        /// The earliest of its own commits, never after ``createdAt``; nil where the forge gives none.
        package var firstCommitAt: Instant?
        /// When it was ready for review; nil for one opened as a draft and never marked ready.
        package var readyForReviewAt: Instant?
        /// The first review by another person, also after the merge; nil for none.
        package var firstReviewAt: Instant?
        /// The first approval by another person before the merge that was not dismissed before it; nil for none.
        package var firstApprovalAt: Instant?
        /// When it was merged; nil where it was not.
        package var mergedAt: Instant?
        /// When it was closed for good, merged or not; nil while open.
        package var closedAt: Instant?
        /// When its change reached the integration branch; nil where it has not.
        package var integratedAt: Instant?
        /// From when on one merged and not integrated counts as stranded; nil where it does not.
        package var strandedAt: Instant?
        /// The times for which it was closed and after which it was opened again, oldest first.
        package var closedSpans: [Period]
        /// How long it was a draft, in seconds, until it was closed for good or `as_of`.
        package var draftSeconds: Int64
        /// Lines added and removed, without generated files; nil where the forge does not tell.
        package var size: Int?
        /// How often commits followed a review before the approval.
        package var reworkCycles: Int
        /// The reviews that other people gave, before and after the merge, oldest first.
        package var reviews: [ReviewGiven]
        /// Bit n is set where a changed file matches the n-th of ``MeasurementRules/teamPaths``.
        package var pathMask: UInt64
        /// The pull request whose merge carried this one on; nil where its own merge or a graph did, or nothing.
        package var carrier: Int?

        /// Makes facts; a first commit after the opening counts as the opening and is flagged.
        package init(
            number: Int = 0, author: PersonID = .ghost, base: String? = nil, labels: [String] = [], flags: Flags = [],
            createdAt: Instant, firstCommitAt: Instant? = nil, readyForReviewAt: Instant? = nil,
            firstReviewAt: Instant? = nil, firstApprovalAt: Instant? = nil, mergedAt: Instant? = nil,
            closedAt: Instant? = nil, integratedAt: Instant? = nil, strandedAt: Instant? = nil,
            closedSpans: [Period] = [], draftSeconds: Int64 = 0, size: Int? = nil, reworkCycles: Int = 0,
            reviews: [ReviewGiven] = [], pathMask: UInt64 = 0, carrier: Int? = nil
        ) {
            self.number = number
            self.author = author
            self.base = base
            self.labels = labels
            self.flags = flags
            self.createdAt = createdAt
            self.firstCommitAt = firstCommitAt
            self.readyForReviewAt = readyForReviewAt
            self.firstReviewAt = firstReviewAt
            self.firstApprovalAt = firstApprovalAt
            self.mergedAt = mergedAt
            self.closedAt = closedAt
            self.integratedAt = integratedAt
            self.strandedAt = strandedAt
            self.closedSpans = closedSpans
            self.draftSeconds = draftSeconds
            self.size = size
            self.reworkCycles = reworkCycles
            self.reviews = reviews
            self.pathMask = pathMask
            self.carrier = carrier
            if let first = firstCommitAt, first > createdAt {
                self.firstCommitAt = createdAt
                self.flags.insert(.firstCommitAfterOpening)
            }
        }

        /// For how long it was closed before it was opened again, in seconds.
        package var closedSeconds: Int64 { closedSpans.reduce(0) { $0 + $1.seconds } }

        /// How many reviews came after the merge.
        package var postMergeReviewCount: Int {
            guard let mergedAt else { return 0 }
            return reviews.count { $0.at > mergedAt }
        }
    }

    /// A review that a person gave to another person's pull request.
    package struct ReviewGiven: Hashable, Sendable {
        /// Who gave it.
        package var reviewer: PersonID
        /// When it was submitted.
        package var at: Instant

        /// Makes a review.
        package init(reviewer: PersonID, at: Instant) {
            self.reviewer = reviewer
            self.at = at
        }
    }
}
