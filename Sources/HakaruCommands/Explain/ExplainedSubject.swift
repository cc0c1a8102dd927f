import HakaruMetrics
import HakaruModel

/// What a word after `hakaru explain` names: any number that a command or the summary prints.
enum ExplainedSubject: Hashable {
    /// A number that is counted from the table of pull requests.
    case pullRequests(ExplainedNumber)
    /// A number of `hakaru dora`.
    case delivery(DeliveryNumber)
    /// A share of coverage.
    case coverage(CoverageMeasure)
    /// A custom metric of the configuration.
    case custom(CustomMetric)

    /// Keys of JSON for which another number is explained, since both come from the same pull requests.
    private static let synonyms = [
        "integrated_per_contributor": "contributors", "size_lines": "size", "reviews_given": "review_load",
        "busiest_three_share": "review_load", "deployments_per_week": "deployments",
    ]

    /// The words that are always known, as they are written on the command line.
    static let words: [String] = names.map { $0.replacing("_", with: "-") }

    private static let names =
        ExplainedNumber.allCases.map(\.name) + DeliveryNumber.allCases.map(\.rawValue)
        + GoalMetric.coverageNames.map(\.name)

    /// Whether a name cannot be that of a custom metric, since a number that Hakaru measures has it.
    static func isTaken(_ name: String) -> Bool {
        let name = name.replacing("-", with: "_")
        return names.contains(name) || synonyms[name] != nil
    }

    /// Finds what a word names: a custom metric by its name, any other number by its key in JSON, with `-` or `_`.
    init(_ word: String, custom: [CustomMetric]) throws(UsageError) {
        if let metric = custom.first(where: { $0.name == word }) {
            self = .custom(metric)
            return
        }
        var name = word.replacing("-", with: "_")
        if name.hasSuffix("_seconds") { name.removeLast("_seconds".count) }
        name = ExplainedSubject.synonyms[name] ?? name
        if let number = ExplainedNumber(name: name) {
            self = .pullRequests(number)
        } else if let number = DeliveryNumber(rawValue: name) {
            self = .delivery(number)
        } else if let entry = GoalMetric.coverageNames.first(where: { $0.name == name }) {
            self = .coverage(entry.measure)
        } else {
            let nearest = SpellingDistance.nearest(to: word, among: ExplainedSubject.words + custom.map(\.name))
            throw UsageError(
                summary: "There is no number '\(word)'.",
                hint: nearest.map { "Did you mean '\($0)'?" } ?? "`hakaru explain --help` lists all.")
        }
    }

    /// Whether the command that prints the number looks at this moment where no period is named.
    var isOfNow: Bool {
        switch self {
        case .pullRequests(.metric(let metric)): metric == .inProgress || metric == .timeToIntegrate
        case .pullRequests(.companion(let companion)): [.age, .drafts, .awaitingReview].contains(companion)
        case .coverage, .custom: true
        case .delivery: false
        }
    }
}
