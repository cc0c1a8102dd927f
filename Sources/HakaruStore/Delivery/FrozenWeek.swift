package import HakaruModel

/// The numbers of a week as they were delivered, with what they were made from.
package struct FrozenWeek: Hashable, Sendable {
    /// A repository at the freeze.
    package struct Repository: Hashable, Sendable {
        /// The name that it had then.
        package var name: RepositoryID
        /// What it is recognized by; nil where it was never stored.
        package var key: RepositoryKey?
        /// The ``StoredRepository/revision`` that the numbers were made from; nil where it was never stored.
        package var revision: Int64?
        /// Why its data was not complete, as the end of a sentence; nil where it was.
        package var missing: String?

        /// Makes a repository.
        package init(name: RepositoryID, key: RepositoryKey?, revision: Int64?, missing: String? = nil) {
            self.name = name
            self.key = key
            self.revision = revision
            self.missing = missing
        }
    }

    /// The week.
    package var week: ISOWeek
    /// The name of the reporting time zone.
    package var timeZone: String
    /// The instant that hides all later events.
    package var asOf: Instant
    /// When it was frozen.
    package var frozenAt: Instant
    /// Whether the week after it was over, too, when it was frozen.
    package var isLate: Bool
    /// The version of the definitions that the numbers follow.
    package var definitionsVersion: Int
    /// The fingerprint of the configuration that shapes the numbers.
    package var rules: String
    /// The numbers, `hakaru.weekly_summary/1`.
    package var numbers: [UInt8]
    /// The repositories, by name.
    package var repositories: [Repository]

    /// The repositories whose data was not complete.
    package var missing: [Repository] { repositories.filter { $0.missing != nil } }

    /// Makes a frozen week.
    package init(
        week: ISOWeek, timeZone: String, asOf: Instant, frozenAt: Instant, isLate: Bool, definitionsVersion: Int,
        rules: String, numbers: [UInt8], repositories: [Repository]
    ) {
        self.week = week
        self.timeZone = timeZone
        self.asOf = asOf
        self.frozenAt = frozenAt
        self.isLate = isLate
        self.definitionsVersion = definitionsVersion
        self.rules = rules
        self.numbers = numbers
        self.repositories = repositories
    }
}

/// A frozen week that would have other numbers today.
package struct Restatement: Hashable, Sendable {
    /// One number that differs.
    package struct Change: Hashable, Sendable {
        /// Which one, by its place in the JSON, such as `throughput.week.integrated`.
        package var figure: String
        /// What was delivered; `null` where nothing was known.
        package var before: String
        /// What it is now.
        package var after: String

        /// Makes a change.
        package init(figure: String, before: String, after: String) {
            self.figure = figure
            self.before = before
            self.after = after
        }
    }

    /// The week.
    package var week: ISOWeek
    /// When the difference was found.
    package var foundAt: Instant
    /// Why.
    package var causes: [RestatementCause]
    /// What differs from the numbers that were frozen.
    package var changes: [Change]
    /// All numbers as they are now, `hakaru.weekly_summary/1`.
    package var numbers: [UInt8]

    /// Makes a restatement.
    package init(week: ISOWeek, foundAt: Instant, causes: [RestatementCause], changes: [Change], numbers: [UInt8]) {
        self.week = week
        self.foundAt = foundAt
        self.causes = causes
        self.changes = changes
        self.numbers = numbers
    }
}
