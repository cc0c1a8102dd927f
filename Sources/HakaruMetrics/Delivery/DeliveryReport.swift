package import HakaruModel

/// Deployments, lead time for changes, failures and recovery, by time and repository.
package typealias DeliveryReport = Report<DeliveryFigures>

extension Report<DeliveryFigures> {
    /// Counts what lies in a period, in all and in each group.
    ///
    /// - Parameters:
    ///   - ledgers: The repositories that are asked about.
    ///   - period: The events that count.
    ///   - grouping: What the rows stand for: times and repositories; other keys are left out.
    ///   - zone: The reporting time zone.
    ///   - asOf: The instant that hides all later events.
    package init(
        _ ledgers: [DeliveryLedger], period: Period, grouping: [GroupingKey], zone: TimeZoneRules, asOf: Instant
    ) {
        let grouping = grouping.filter { $0 == .repository || $0.timeGrouping != nil }
        let ledgers = ledgers.sorted { $0.repository < $1.repository }
        var rows: [Group] = [
            Group(key: GroupKey(parts: []), period: period, figures: DeliveryFigures())
        ]
        var members: [[DeliveryLedger]] = [ledgers]
        for key in grouping {
            var next: [Group] = []
            var nextMembers: [[DeliveryLedger]] = []
            for (row, ledgers) in zip(rows, members) {
                func add(_ name: String, _ period: Period, _ ledgers: [DeliveryLedger]) {
                    let part = GroupKey.Part(key: key, value: .named(name))
                    next.append(
                        Group(
                            key: GroupKey(parts: row.key.parts + [part]), period: period, figures: DeliveryFigures()))
                    nextMembers.append(ledgers)
                }
                if let unit = key.timeGrouping {
                    for bucket in unit.buckets(of: row.period, in: zone) { add(bucket.label, bucket.period, ledgers) }
                } else {
                    for ledger in ledgers { add(ledger.repository.description, row.period, [ledger]) }
                }
            }
            (rows, members) = (next, nextMembers)
        }
        self.init(
            period: period, timeZone: zone.identifier, asOf: asOf, grouping: grouping,
            total: DeliveryFigures(ledgers, in: period, asOf: asOf),
            groups: grouping.isEmpty
                ? []
                : zip(rows, members).map { row, ledgers in
                    Group(
                        key: row.key, period: row.period,
                        figures: DeliveryFigures(ledgers, in: row.period, asOf: asOf))
                })
    }
}
