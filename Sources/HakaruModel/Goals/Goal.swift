/// A number that a team wants to reach by a day (`definitions.md` §9).
package struct Goal: Hashable, Sendable {
    /// Which side of the target is the good one.
    ///
    /// The raw values are those of the configuration's `direction`.
    package enum Direction: String, Hashable, Sendable, CaseIterable {
        /// The value must be the target or more.
        case atLeast = "at_least"
        /// The value must be the target or less.
        case atMost = "at_most"
    }

    /// What is to be reached.
    package enum Target: Hashable, Sendable {
        /// A number in the unit of the metric: a number a week, seconds, percent.
        case value(Fraction)
        /// A multiple of the baseline.
        case factor(Fraction)
    }

    /// The figure of a distribution that is compared.
    ///
    /// The raw values are those of the configuration's `statistic`.
    package enum Statistic: String, Hashable, Sendable, CaseIterable {
        /// The median.
        case p50
        /// Three quarters take no longer.
        case p75
        /// Nine of ten take no longer.
        case p90
        /// The arithmetic mean.
        case mean
    }

    /// What is looked at: everything, or parts of it.
    package struct Scope: Hashable, Sendable {
        /// The team; nil for everybody.
        package var team: String?
        /// The repositories; empty for all.
        package var repositories: [RepositoryID]
        /// The names of components of coverage, in which `*` stands for any text; empty for whole repositories.
        package var components: [String]

        /// Makes a scope; the default is everything.
        package init(team: String? = nil, repositories: [RepositoryID] = [], components: [String] = []) {
            self.team = team
            self.repositories = repositories
            self.components = components
        }

        /// Whether a component of coverage has one of the names, or fits one of the patterns.
        package func covers(component name: String) -> Bool {
            components.contains { Wildcard.matches($0.utf8, name.utf8) }
        }
    }

    /// A repository or component that the goal leaves out, shown wherever the goal is.
    package struct Exclusion: Hashable, Sendable {
        /// What is left out.
        package enum Part: Hashable, Sendable {
            /// All of a repository.
            case repository(RepositoryID)
            /// A component of coverage.
            case component(String)
        }

        /// What is left out.
        package var part: Part
        /// Why, in the words of the configuration; never empty.
        package var reason: String

        /// Makes an exclusion.
        package init(_ part: Part, reason: String) {
            self.part = part
            self.reason = reason
        }

        /// The name of the part.
        package var name: String {
            switch part {
            case .repository(let repository): repository.description
            case .component(let name): name
            }
        }
    }

    /// The name, unique among goals: the identity of its frozen baselines.
    package var name: String
    /// What is measured.
    package var metric: GoalMetric
    /// What is looked at.
    package var scope: Scope
    /// Which side of the target is the good one.
    package var direction: Direction
    /// What is to be reached.
    package var target: Target
    /// The stretch that the baseline is read from; nil for the state when ``from`` begins.
    package var baseline: CalendarSpan?
    /// The figure that is compared; plays a part for distributions only.
    package var statistic: Statistic
    /// The first day of the goal's year: counts are summed from it, and the line to the target begins there.
    package var from: CivilDate
    /// The last day on which the target can be reached; after ``from``.
    package var by: CivilDate
    /// What is left out, with reasons.
    package var exclusions: [Exclusion]

    /// Makes a goal.
    package init(
        name: String, metric: GoalMetric, scope: Scope = Scope(), direction: Direction, target: Target,
        baseline: CalendarSpan? = nil, statistic: Statistic = .p50, from: CivilDate, by: CivilDate,
        exclusions: [Exclusion] = []
    ) {
        self.name = name
        self.metric = metric
        self.scope = scope
        self.direction = direction
        self.target = target
        self.baseline = baseline
        self.statistic = statistic
        self.from = from
        self.by = by
        self.exclusions = exclusions
    }

    /// The first day of the year, calendar or fiscal, that ends with a day; else of the calendar year that holds it.
    package static func usualStart(by day: CivilDate, fiscalYearStart: FiscalYear.StartMonth) -> CivilDate {
        let fiscal = FiscalYear(containing: day, startMonth: fiscalYearStart)
        let isLastDay = fiscal.next.firstDay == day.advanced(byDays: 1)
        return isLastDay ? fiscal.firstDay : CivilDate.firstDayOfYear(day.year)
    }

    /// Sixteen hexadecimal digits that differ where the configuration makes the baseline another number.
    ///
    /// - Parameter rules: What shapes the facts; plays a part for pull requests only.
    /// - Returns: The digits.
    package func fingerprint(_ rules: MeasurementRules) -> String {
        var hash = StableHash()
        if case .pullRequests = metric { hash.add(rules.fingerprint) }
        hash.add(metric.name)
        if case .custom(let custom) = metric { hash.add(custom.kind.rawValue) }
        hash.add(scope.team.map { [$0] } ?? [])
        hash.add(scope.repositories.map { $0.description.lowercased() })
        hash.add(scope.components)
        hash.add(statistic.rawValue)
        hash.add(exclusions.map(\.name))
        return hash.digits
    }

    /// How a baseline without a stretch of the calendar is named: after the day that it is read at.
    package var baselineLabel: String { baseline?.description ?? "start of \(from)" }

    /// Whether it is judged against a baseline: all are, but for a sum with a number as its target.
    package var needsBaseline: Bool {
        if case .factor = target { return true }
        return metric.reading != .sum
    }

    /// Whether a value reaches a target.
    package func isReached(_ value: Fraction, target: Fraction) -> Bool {
        direction == .atLeast ? value >= target : value <= target
    }
}
