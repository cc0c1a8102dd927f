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
    package let groups: Groups

    /// Makes a report of rows that are there.
    package init(
        period: Period, timeZone: String, asOf: Instant, grouping: [GroupingKey], total: Figures, groups: [Group]
    ) {
        self.init(
            period: period, timeZone: timeZone, asOf: asOf, grouping: grouping, total: total, groups: Groups(groups))
    }

    /// Makes a report of rows that may be made only when they are asked for.
    init(
        period: Period, timeZone: String, asOf: Instant, grouping: [GroupingKey], total: Figures, groups: Groups
    ) {
        self.period = period
        self.timeZone = timeZone
        self.asOf = asOf
        self.grouping = grouping
        self.total = total
        self.groups = groups
    }
}

extension Report {
    /// The rows of a report: those that are there, or such as are made when they are asked for.
    ///
    /// Weeks by teams by repositories are soon hundreds of thousands of rows, nearly all of them empty, which need more
    /// memory than all that they are made from.
    package struct Groups: RandomAccessCollection, Sendable {
        private let make: @Sendable (Int) -> Group

        package let startIndex = 0
        package let endIndex: Int

        init(_ groups: [Group]) {
            endIndex = groups.count
            make = { groups[$0] }
        }

        /// Makes rows that are made when they are asked for, the same one each time.
        init(count: Int, make: @escaping @Sendable (Int) -> Group) {
            endIndex = count
            self.make = make
        }

        /// The row at an index.
        package subscript(index: Int) -> Group { make(index) }
    }
}

extension Report.Groups: Hashable {
    package static func == (lhs: Report.Groups, rhs: Report.Groups) -> Bool { lhs.elementsEqual(rhs) }

    package func hash(into hasher: inout Hasher) {
        for group in self { hasher.combine(group) }
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
