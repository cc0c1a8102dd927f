import HakaruMetrics
package import HakaruModel

extension SummaryPage {
    /// The page in Markdown, for a retrospective, an issue or a file.
    package func markdown(in language: Language) -> String {
        let phrases = language.phrases
        var parts = ["# \(phrases.title(week: summary.week.description, days: days, zone: summary.timeZone))"]
        if isDemo { parts.append("> \(phrases.demoNotice)") }
        parts.append(sentences(phrases).joined(separator: "\n"))
        parts.append("## \(phrases.throughput)\n\n\(throughputTable(phrases).markdownText)".withoutLastNewline)
        parts.append("## \(phrases.leadTimeTitle)\n\n\(leadTimeTable(phrases).markdownText)".withoutLastNewline)
        parts.append(qualityLine(phrases))
        if summary.repositories.count > 1 {
            parts.append("## \(phrases.byRepository)\n\n\(repositoryTable(phrases).markdownText)".withoutLastNewline)
        }
        let waiting = summary.waiting.isEmpty ? phrases.nothingWaits : waitingTable(phrases).markdownText.withoutLastNewline
        parts.append("## \(phrases.waitingTitle)\n\n\(waiting)")
        parts.append("## \(phrases.dataTitle)\n\n\(dataLines(phrases).joined(separator: "\n"))")
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// The facts of the week in three sentences.
    private func sentences(_ phrases: any Phrases) -> [String] {
        let counts = summary.throughput.week
        guard counts.integrated > 0, let leadTime = summary.leadTime.week.leadTime else {
            return [phrases.nothingDelivered(opened: counts.opened, inProgress: counts.inProgress)]
        }
        let text = { (value: Thousandths) in DurationText(seconds: value.whole).description }
        return [
            phrases.delivered(
                integrated: counts.integrated, contributors: counts.contributors, opened: counts.opened,
                abandoned: counts.abandoned, inProgress: counts.inProgress),
            phrases.leadTime(
                p50: text(leadTime.p50), p75: text(leadTime.p75), p90: text(leadTime.p90), n: leadTime.count,
                isFew: leadTime.isFew),
            phrases.oneWeekIsAFact,
        ]
    }

    private func throughputTable(_ phrases: any Phrases) -> Table {
        let metrics: [(Metric, (ThroughputFigures) -> Int)] = [
            (.integrated, { $0.integrated }), (.merged, { $0.merged }), (.opened, { $0.opened }),
            (.abandoned, { $0.abandoned }),
        ]
        let rows = metrics.map { metric, value -> [Table.Cell] in
            [
                .text(phrases.name(of: metric)), .integer(Int64(value(summary.throughput.week))),
                .text(rate(value(summary.throughput.recent), weeks: WeeklySummary.recentWeeks, phrases)),
                .text(rate(value(summary.throughput.before), weeks: WeeklySummary.beforeWeeks, phrases)),
            ]
        }
        // Stocks and heads do not add up over weeks, so they stand as they were at the end and over the stretch.
        let stocks: [(Metric, (ThroughputFigures) -> Int)] = [
            (.inProgress, { $0.inProgress }), (.contributors, { $0.contributors }),
        ]
        let others = stocks.map { metric, value -> [Table.Cell] in
            [
                .text(phrases.name(of: metric)), .integer(Int64(value(summary.throughput.week))),
                .integer(Int64(value(summary.throughput.recent))), .integer(Int64(value(summary.throughput.before))),
            ]
        }
        return Table(columns: stretchColumns(phrases), rows: rows + others)
    }

    private func stretchColumns(_ phrases: any Phrases) -> [Table.Column] {
        [
            .init("", key: "metric", isNumeric: false), .init(phrases.thisWeek, key: "week"),
            .init(phrases.recentWeeks, key: "recent"), .init(phrases.weeksBefore, key: "before"),
        ]
    }

    /// A count over several weeks as a rate a week, with one place.
    private func rate(_ count: Int, weeks: Int, _ phrases: any Phrases) -> String {
        let tenths = (count * 20 + weeks) / (weeks * 2)
        return "\(tenths / 10).\(tenths % 10) \(phrases.perWeek)"
    }

    private func leadTimeTable(_ phrases: any Phrases) -> Table {
        let columns: [Table.Column] = [
            .init("", key: "metric", isNumeric: false), .init("n", key: "n"), .init(phrases.median, key: "p50"),
            .init("p75", key: "p75"), .init("p90", key: "p90"), .init(phrases.mean, key: "mean"),
            .init("\(phrases.recentWeeks): \(phrases.median) (n)", key: "recent"),
            .init("\(phrases.weeksBefore): \(phrases.median) (n)", key: "before"),
        ]
        let metrics: [(Metric, (LeadTimeFigures) -> Distribution?)] =
            [(.leadTime, { $0.leadTime })]
            + Metric.stages.map { stage in
                (stage, { figures in figures.stages.all.first { $0.metric == stage }?.distribution })
            }
        let rows = metrics.map { metric, distribution -> [Table.Cell] in
            let week = distribution(summary.leadTime.week)
            let isFew = week?.isFew ?? false
            return [
                .text(phrases.name(of: metric)), .integer(week?.count ?? 0), .duration(week?.p50, isFew: isFew),
                .duration(week?.p75, isFew: isFew), .duration(week?.p90, isFew: isFew),
                // A few old first commits are nearly all of the mean of coding_time (definitions.md §5).
                metric == .codingTime ? .absent : .duration(week?.mean),
                .median(distribution(summary.leadTime.recent)), .median(distribution(summary.leadTime.before)),
            ]
        }
        let isFew = metrics.contains { $0.1(summary.leadTime.week)?.isFew == true }
        return Table(columns: columns, rows: rows, notes: isFew ? [phrases.few] : [])
    }

    private func qualityLine(_ phrases: any Phrases) -> String {
        let leadTime = summary.leadTime.week
        return phrases.quality(
            unreviewed: leadTime.unreviewed, notApproved: leadTime.notApproved,
            reverts: summary.throughput.week.reverts, inTransit: leadTime.inTransit, stranded: leadTime.stranded)
    }

    private func repositoryTable(_ phrases: any Phrases) -> Table {
        Table(
            columns: [
                .init(phrases.repository, key: "repository", isNumeric: false),
                .init(phrases.name(of: .integrated), key: "integrated"), .init(phrases.name(of: .opened), key: "opened"),
                .init(phrases.name(of: .inProgress), key: "in_progress"),
                .init("\(phrases.name(of: .leadTime)): \(phrases.median) (n)", key: "lead_time"),
            ],
            rows: summary.repositories.map { row in
                [
                    .text(row.repository.description), .integer(Int64(row.throughput.integrated)),
                    .integer(Int64(row.throughput.opened)), .integer(Int64(row.throughput.inProgress)),
                    .median(row.leadTime.leadTime),
                ]
            })
    }

    private func waitingTable(_ phrases: any Phrases) -> Table {
        Table(
            columns: [
                .init(phrases.openFor, key: "age"), .init(phrases.repository, key: "repository", isNumeric: false),
                .init(phrases.number, key: "number"), .init(phrases.pullRequestTitle, key: "title", isNumeric: false),
            ],
            rows: summary.waiting.map { item in
                [
                    .duration(Thousandths(item.ageSeconds)), .text(item.repository.description),
                    .integer(Int64(item.number)), .text(item.title),
                ]
            })
    }

    private func dataLines(_ phrases: any Phrases) -> [String] {
        let counts = summary.throughput.week
        let gaps = incomplete.map {
            phrases.incomplete(repository: $0.repository.description, reason: TextSafety.markdown($0.reason))
        }
        let lines =
            (gaps.isEmpty ? [phrases.complete] : gaps) + [
                phrases.bots(integrated: counts.byBots, promotions: counts.promotions, backMerges: counts.backMerges),
                phrases.asOf(summary.asOf.description, definitionsVersion: Definitions.version),
                phrases.explain(command: explainCommand),
            ]
        return lines.map { "- \($0)" }
    }
}

extension String {
    /// The text without a line end at its end.
    fileprivate var withoutLastNewline: String { utf8.last == 0x0A ? String(dropLast()) : self }
}
