package import HakaruModel

/// Numbers for the whole of a query and for each of its groups.
///
/// Every group is computed from its own pull requests, and so is the total: nothing is added up or averaged
/// (`definitions.md` §7).
package struct Report<Figures: Hashable & Sendable>: Hashable, Sendable {
    /// A row.
    package struct Group: Hashable, Sendable {
        /// Which group it is.
        package let key: GroupKey
        /// The part of the period that it covers: its week, or the whole period where it stands for no time.
        package let period: Period
        /// Its numbers.
        package let figures: Figures

        /// Makes a row.
        package init(key: GroupKey, period: Period, figures: Figures) {
            self.key = key
            self.period = period
            self.figures = figures
        }
    }

    /// The events that count.
    package let period: Period
    /// The name of the reporting time zone.
    package let timeZone: String
    /// The instant that hides all later events.
    package let asOf: Instant
    /// What the rows stand for.
    package let grouping: [GroupingKey]
    /// The numbers of all together, each pull request once.
    package let total: Figures
    /// The rows, sorted by the parts of their keys; every week of the period, empty ones too.
    package let groups: [Group]

    /// Makes a report.
    package init(
        period: Period, timeZone: String, asOf: Instant, grouping: [GroupingKey], total: Figures, groups: [Group]
    ) {
        self.period = period
        self.timeZone = timeZone
        self.asOf = asOf
        self.grouping = grouping
        self.total = total
        self.groups = groups
    }
}

/// A part of a whole as two integers, so that nothing is lost before it is printed.
package struct Share: Hashable, Sendable {
    /// The part; 0 to ``total``.
    package let part: Int
    /// The whole.
    package let total: Int

    /// Makes a share.
    package init(_ part: Int, of total: Int) {
        self.part = part
        self.total = total
    }

    /// The ratio, 0 to 1; nil where the whole is 0.
    package var ratio: Thousandths? {
        total == 0 ? nil : Thousandths(Int128(part), dividedBy: Int128(total))
    }
}
