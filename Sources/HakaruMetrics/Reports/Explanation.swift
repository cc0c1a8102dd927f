package import HakaruModel

/// The pull requests behind a number and those that are not, each with its reason (`definitions.md` §10).
///
/// It comes from the same pass as the number: aggregating ``included`` again gives it.
package struct Explanation: Hashable, Sendable {
    /// A pull request behind the number.
    package struct Included: Hashable, Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// The number in it.
        package let number: Int
        /// What it adds to the number; nil where it has none, such as an absent stage.
        ///
        /// It is 1 (or 0) for counts and shares, seconds for durations, lines for sizes, reviews for loads.
        package let value: Int64?
        /// For how long it has been on its way, in seconds, where it has not arrived: what ``Metric/timeToIntegrate``
        /// knows of it; nil for every other number.
        package let openSeconds: Int64?

        /// Makes an entry.
        package init(repository: RepositoryID, number: Int, value: Int64?, openSeconds: Int64? = nil) {
            self.repository = repository
            self.number = number
            self.value = value
            self.openSeconds = openSeconds
        }
    }

    /// A pull request that is not.
    package struct Excluded: Hashable, Sendable {
        /// The repository.
        package let repository: RepositoryID
        /// The number in it.
        package let number: Int
        /// The first reason that applies.
        package let reason: Exclusion

        /// Makes an entry.
        package init(repository: RepositoryID, number: Int, reason: Exclusion) {
            self.repository = repository
            self.number = number
            self.reason = reason
        }
    }

    /// The number that is explained.
    package let explained: ExplainedNumber
    /// The events that count.
    package let period: Period
    /// The name of the reporting time zone.
    package let timeZone: String
    /// The instant that hides all later events.
    package let asOf: Instant
    /// Those behind it, by repository and number.
    package let included: [Included]
    /// Those that are not, by repository and number.
    package let excluded: [Excluded]
    /// How many reviews each reviewer gave, the most first and without names: what the share of the busiest three is of.
    ///
    /// They add up to the values of ``included``; nil for all but ``Metric/reviewLoad``, and where the share is not told.
    package let reviewsByReviewer: [Int]?

    /// Makes an explanation.
    package init(
        explained: ExplainedNumber, period: Period, timeZone: String, asOf: Instant, included: [Included],
        excluded: [Excluded], reviewsByReviewer: [Int]? = nil
    ) {
        self.explained = explained
        self.period = period
        self.timeZone = timeZone
        self.asOf = asOf
        self.included = included
        self.excluded = excluded
        self.reviewsByReviewer = reviewsByReviewer
    }

    /// Every pull request of the scoped repositories known at `as_of`: included and excluded together.
    package var collected: Int { included.count + excluded.count }
}
