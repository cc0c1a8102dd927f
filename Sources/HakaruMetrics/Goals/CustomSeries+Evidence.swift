package import HakaruModel

extension Evidence {
    /// Lists the recorded values of a custom metric: those behind the level at the end of a period, or behind the sum
    /// over it.
    ///
    /// A value that a later record corrects or withdraws is *filtered*, and so is a level before the last one.
    ///
    /// - Parameters:
    ///   - metric: The metric.
    ///   - records: The records of the store in the order in which they were stored; those of other metrics play no part.
    ///   - days: The days of the period, without the last.
    package init(_ metric: CustomMetric, records: some Sequence<CustomRecord>, days: Range<CivilDate>) {
        self.init(name: metric.name, kind: .record)
        let records = records.filter { $0.metric == metric.name }
        var last: [CivilDate: Int] = [:]
        for (index, record) in records.enumerated() { last[record.date] = index }
        let level = CustomSeries(of: metric.name, records: records).last(before: days.upperBound)?.date
        for (index, record) in records.enumerated().sorted(by: { ($0.1.date, $0.0) < ($1.1.date, $1.0) }) {
            var reason: Exclusion?
            if record.value == nil || last[record.date] != index {
                reason = .filtered
            } else if record.date >= days.upperBound {
                reason = .outsidePeriod
            } else if metric.kind == .level {
                reason = record.date == level ? nil : .filtered
            } else if record.date < days.lowerBound {
                reason = .outsidePeriod
            }
            add(Item(at: record.recordedAt, day: record.date, value: record.value), unless: reason)
        }
    }
}
