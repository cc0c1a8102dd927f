package import HakaruModel

/// What a delivered page says about itself and about those that were delivered before.
package struct SummaryNotes: Hashable, Sendable {
    /// A week whose delivered numbers would be others today.
    package struct Restated: Hashable, Sendable {
        /// The week.
        package var week: ISOWeek
        /// Why.
        package var causes: [RestatementCause]
        /// What differs: the figure by its place in the JSON, its old and its new value.
        package var changes: [Change]

        /// Makes an entry.
        package init(week: ISOWeek, causes: [RestatementCause], changes: [Change]) {
            self.week = week
            self.causes = causes
            self.changes = changes
        }
    }

    /// One number that differs.
    package struct Change: Hashable, Sendable {
        /// Which one, such as `throughput.week.integrated`.
        package var figure: String
        /// What was delivered.
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

    /// How many changes of a week a page names.
    static let namedChanges = 4

    /// When the numbers were frozen; nil where they were not.
    package var frozenAt: Instant?
    /// Whether they were frozen after the week that follows was over, too.
    package var isLate = false
    /// The restatements to tell, oldest week first.
    package var restated: [Restated] = []

    /// Nothing to say.
    package init() {}

    /// The lines of a page, in a language.
    func lines(_ phrases: any Phrases) -> [SummaryDocument.Line] {
        let late = isLate ? frozenAt.map { [SummaryDocument.Line.words(phrases.frozenLate(at: $0.description))] } : nil
        return (late ?? [])
            + restated.map { entry in
                let named = SummaryNotes.named(entry.changes, phrases)
                let rest = entry.changes.count - named.count
                return .foreign(
                    phrases.restated(
                        week: entry.week.description, causes: entry.causes.map(phrases.cause),
                        changes: named + (rest > 0 ? ["(+\(rest))"] : [])))
            }
    }

    /// The changes that a person looks for first; the names of repositories, or the first ones, where there is none such.
    private static func named(_ changes: [Change], _ phrases: any Phrases) -> [String] {
        let figures: [(figure: String, metric: Metric)] = [
            ("throughput.week.integrated", .integrated), ("throughput.week.opened", .opened),
            ("lead_time.week.lead_time_seconds.p50", .leadTime), ("lead_time.week.unreviewed", .unreviewed),
            ("lead_time.week.not_approved", .notApproved),
        ]
        let found = figures.compactMap { figure, metric in
            changes.first { $0.figure == figure }.map { change in
                let values = [change.before, change.after].map { metric == .leadTime ? duration($0) : $0 }
                return "\(phrases.name(of: metric)) \(values[0]) → \(values[1])"
            }
        }
        guard found.isEmpty else { return found }
        return changes.prefix(namedChanges).map { "\($0.figure) \($0.before) → \($0.after)" }
    }

    /// Seconds as a person reads them; what is not known is a dash.
    private static func duration(_ text: String) -> String {
        guard let seconds = text.split(separator: ".").first.flatMap({ Int64($0) }) else { return "–" }
        return DurationText(seconds: seconds).description
    }

    /// The members of the JSON; none for a page that is not frozen.
    var members: [JSONValue.Member] {
        guard frozenAt != nil else { return [] }
        return [
            .init("frozen_at", .string(frozenAt?.description)), .init("late", .bool(isLate)),
            .init(
                "restatements",
                .array(
                    restated.map { entry in
                        [
                            "week": .string(entry.week.description),
                            "causes": .array(entry.causes.map { .string($0.description) }),
                            "changes": .array(
                                entry.changes.map {
                                    [
                                        "figure": .string($0.figure), "before": .string($0.before),
                                        "after": .string($0.after),
                                    ]
                                }),
                        ]
                    })),
        ]
    }
}
