import HakaruMetrics
import HakaruModel

/// The tables of parts of the whole: teams, repositories, what waits.
extension SummaryTables {
    var teams: Table {
        let isFolded = summary.teams.contains { $0.week == nil }
        return groups(summary.teams, named: phrases.team, notes: isFolded ? [phrases.foldedNote] : [])
    }

    var repositories: Table { groups(summary.repositories, named: phrases.repository, notes: []) }

    private func groups(_ rows: [WeeklySummary.GroupRow], named name: String, notes: [String]) -> Table {
        let leadTime = "\(phrases.name(of: .leadTime)): \(phrases.median) (n)"
        return Table(
            columns: [
                .init(name, key: "group", isNumeric: false),
                .init("\(phrases.name(of: .integrated)): \(phrases.thisWeek)", key: "integrated"),
                .init(phrases.recentWeeks, key: "integrated_recent"),
                .init("\(leadTime): \(phrases.thisWeek)", key: "lead_time"),
                .init(phrases.recentWeeks, key: "lead_time_recent"),
                .init(phrases.name(of: .unapprovedShare), key: "unapproved_share"),
                .init(phrases.name(of: .inProgress), key: "in_progress"),
            ],
            rows: rows.map { row in
                [
                    .text(self.name(row.key)), .integer(row.week?.throughput.integrated),
                    .text(rate(row.recent.throughput.integrated, weeks: WeeklySummary.recentWeeks)),
                    .median(row.week?.leadTime.leadTime), .median(row.recent.leadTime.leadTime),
                    row.recent.leadTime.unapprovedShare.ratio.map { .text(SummaryTables.percent($0, phrases)) }
                        ?? .absent,
                    .integer(Int64(row.recent.throughput.inProgress)),
                ]
            }, notes: notes)
    }

    private func name(_ key: GroupKey.Value) -> String {
        switch key {
        case .named(let name): name
        case .none: phrases.noTeam
        case .other: phrases.otherTeams
        }
    }

    var waiting: Table {
        Table(
            columns: [.init(phrases.openFor, key: "age")] + pullRequestColumns,
            rows: summary.waiting.map { [.duration(Thousandths($0.ageSeconds))] + cells($0) })
    }

    var inTransit: Table {
        Table(
            columns: [
                .init(phrases.mergedFor, key: "age"), .init(phrases.state, key: "state", isNumeric: false),
                .init(phrases.mergedInto, key: "base", isNumeric: false),
            ] + pullRequestColumns,
            rows: summary.inTransit.map { item in
                [
                    .duration(Thousandths(item.pullRequest.ageSeconds)),
                    .text(phrases.name(of: item.isStranded ? .stranded : .inTransit)),
                    item.base.map { .text($0) } ?? .absent,
                ] + cells(item.pullRequest)
            })
    }

    private var pullRequestColumns: [Table.Column] {
        [
            .init(phrases.pullRequest, key: "pull_request", isNumeric: false),
            .init(phrases.pullRequestTitle, key: "title", isNumeric: false),
        ]
    }

    private func cells(_ item: WeeklySummary.Waiting) -> [Table.Cell] {
        let name = "\(item.repository)#\(item.number)"
        return [item.url.map { .link(name, url: $0) } ?? .text(name), .text(item.title)]
    }
}
