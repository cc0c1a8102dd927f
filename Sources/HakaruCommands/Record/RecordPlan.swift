import HakaruModel

/// What a list of given values would change: checked as a whole before anything is written.
struct RecordPlan {
    /// What becomes of one value.
    enum Outcome: String {
        /// The day had none.
        case recorded
        /// The day had another one, which stays in the store.
        case corrected
        /// The day had this one already; nothing is written.
        case unchanged
        /// The value of the day no longer counts.
        case withdrawn
    }

    /// One value with what becomes of it.
    struct Entry {
        let record: CustomRecord
        let before: Fraction?
        let outcome: Outcome
    }

    /// The entries in the order in which they were given.
    private(set) var entries: [Entry] = []

    /// What is to be written.
    var records: [CustomRecord] { entries.filter { $0.outcome != .unchanged }.map(\.record) }

    /// Checks values against the configuration and what is stored.
    ///
    /// - Parameters:
    ///   - values: What was given; an empty value withdraws.
    ///   - name: The metric of the command line; nil where each value names its own.
    ///   - metrics: The configured custom metrics.
    ///   - stored: The records of the store.
    ///   - now: When they are recorded.
    ///   - zone: The reporting time zone, in which no day may lie in the future.
    /// - Throws: ``RecordError`` for the first value that cannot be recorded.
    init(
        _ values: [GivenValue], of name: String?, metrics: [CustomMetric], stored: [CustomRecord], at now: Instant,
        in zone: TimeZoneRules
    ) throws(RecordError) {
        var known: [CustomRecord] = stored
        var seen: [String: String] = [:]
        let today = zone.civilDate(at: now)
        for given in values {
            let metric = try RecordPlan.metric(given, of: name, among: metrics)
            guard let date = CivilDate(iso: given.date) else {
                throw given.error("'\(given.date)' is not a day", "Write it as 2023-12-25.")
            }
            guard date <= today else { throw given.error("\(date) lies in the future", "Record it when it has come.") }
            let key = "\(metric.name) \(date)"
            if let other = seen.updateValue(given.place, forKey: key) {
                throw given.error("\(metric.name) has a value for \(date) in \(other) already", "Keep one of them.")
            }
            let value = try RecordPlan.value(given, of: metric)
            let before = CustomSeries(of: metric.name, records: known).value(on: date)
            if value == nil, before == nil {
                throw given.error("\(metric.name) has no value for \(date) to withdraw", nil)
            }
            let record = CustomRecord(metric: metric.name, date: date, value: value, recordedAt: now)
            known.append(record)
            entries.append(Entry(record: record, before: before, outcome: RecordPlan.outcome(before, value)))
        }
    }

    private static func outcome(_ before: Fraction?, _ value: Fraction?) -> Outcome {
        guard let value else { return .withdrawn }
        guard let before else { return .recorded }
        return before == value ? .unchanged : .corrected
    }

    private static func metric(
        _ given: GivenValue, of name: String?, among metrics: [CustomMetric]
    ) throws(RecordError) -> CustomMetric {
        if let name, let other = given.metric, other != name {
            throw given.error("it is a value of \(other), not of \(name)", "Leave out the name, or the line.")
        }
        guard let wanted = given.metric ?? name, !wanted.isEmpty else {
            throw given.error("no metric is named", "Give its name, or a column 'metric'.")
        }
        if let metric = metrics.first(where: { $0.name == wanted }) { return metric }
        let names = metrics.map(\.name)
        let nearest = SpellingDistance.nearest(to: wanted, among: names)
        throw given.error(
            "there is no custom metric '\(wanted)'",
            nearest.map { "Did you mean '\($0)'?" }
                ?? "Write it into the configuration: custom_metrics: [{name: \(CustomMetric.isName(wanted) ? wanted : "members"), kind: level}]."
        )
    }

    private static func value(_ given: GivenValue, of metric: CustomMetric) throws(RecordError) -> Fraction? {
        if given.isWithdrawal { return nil }
        guard let value = Fraction(decimal: given.value) else {
            throw given.error("'\(given.value)' is not a number", "Write it as 1400 or 12.5, without separators.")
        }
        guard metric.kind == .level || value >= Fraction(0) else {
            throw given.error("\(metric.name) counts things, and \(given.value) is below 0", nil)
        }
        return value
    }
}

extension GivenValue {
    /// What the command line writes for a value that no longer counts.
    static let withdrawal = "(withdrawn)"

    fileprivate var isWithdrawal: Bool { value == GivenValue.withdrawal && place.hasPrefix("--") }

    fileprivate func error(_ problem: String, _ hint: String?) -> RecordError {
        RecordError(place: place, problem: problem, hint: hint)
    }
}
