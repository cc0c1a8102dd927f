import HakaruMetrics
import HakaruModel

extension SummaryPage {
    /// The page in a language.
    func document(in language: Language) -> SummaryDocument {
        let phrases = language.phrases
        let charts = SummaryCharts(summary: summary, zone: zone, phrases: phrases, language: language)
        let tables = SummaryTables(summary: summary, phrases: phrases, language: language)
        var sections: [SummaryDocument.Section] = [
            .init(heading: phrases.throughput, blocks: charts.throughput + [.table(tables.throughput)]),
            .init(
                heading: phrases.leadTimeTitle,
                blocks: charts.leadTime + [.table(tables.leadTime)] + charts.stages + [
                    .line(.words(qualityLine(phrases)))
                ]),
        ]
        if !summary.course.statements.isEmpty {
            sections.append(.init(heading: phrases.trendsTitle, blocks: trends(tables, phrases)))
        }
        if summary.repositories.count > 1 {
            sections.append(.init(heading: phrases.byRepository, blocks: [.table(tables.repositories)]))
        }
        let waiting: SummaryDocument.Block =
            summary.waiting.isEmpty ? .line(.words(phrases.nothingWaits)) : .table(tables.waiting)
        sections.append(.init(heading: phrases.waitingTitle, blocks: [waiting]))
        sections.append(.init(heading: phrases.dataTitle, blocks: [.list(dataLines(phrases))]))
        return SummaryDocument(
            language: language.rawValue,
            title: phrases.title(week: summary.week.description, days: days, zone: summary.timeZone),
            notice: isDemo ? phrases.demoNotice : nil, sentences: sentences(in: language), tiles: tiles(in: language),
            sections: sections)
    }

    private func trends(_ tables: SummaryTables, _ phrases: any Phrases) -> [SummaryDocument.Block] {
        let table = tables.trends
        return table.rows.isEmpty ? [.line(.words(phrases.tooFewNote))] : [.table(table)]
    }

    /// The week in three sentences: two facts, then what may be concluded.
    private func sentences(in language: Language) -> [String] {
        let phrases = language.phrases
        let counts = summary.throughput.week
        var sentences: [String] = []
        if counts.integrated > 0, let leadTime = summary.leadTime.week.leadTime {
            let text = { (value: Thousandths) in DurationText(seconds: value.whole).description }
            sentences.append(
                phrases.delivered(
                    integrated: counts.integrated, contributors: counts.contributors, opened: counts.opened,
                    abandoned: counts.abandoned, inProgress: counts.inProgress))
            sentences.append(
                phrases.leadTime(
                    p50: text(leadTime.p50), p75: text(leadTime.p75), p90: text(leadTime.p90), n: leadTime.count,
                    isFew: leadTime.isFew))
        } else {
            sentences.append(phrases.nothingDelivered(opened: counts.opened, inProgress: counts.inProgress))
        }
        if summary.isOver, summary.course.weeks.last?.isQuiet == true { sentences.append(phrases.quietWeek) }
        if let trend = trendSentence(in: language) { sentences.append(trend) }
        return sentences
    }

    private func trendSentence(in language: Language) -> String? {
        let phrases = language.phrases
        guard summary.isOver else { return phrases.notOver(asOf: summary.asOf.description) }
        let statements = [Metric.leadTime, .integrated].compactMap { metric -> String? in
            guard let statement = summary.course.statement(metric, over: .fourWeeks) else { return nil }
            let texts = TrendTexts(statement, phrases: phrases)
            return phrases.statement(
                phrases.name(of: metric), words: statement.trend.words(in: language), evidence: texts.evidence)
        }
        return statements.isEmpty ? nil : phrases.trends(statements)
    }

    private func tiles(in language: Language) -> [SummaryDocument.Tile] {
        let phrases = language.phrases
        let counts = summary.throughput.week
        let leadTime = summary.leadTime.week
        let words = { (metric: Metric) in
            summary.course.statement(metric, over: .fourWeeks)?.trend.words(in: language) ?? ""
        }
        let median = leadTime.leadTime.map {
            DurationText(seconds: $0.p50.whole).description + ($0.isFew ? "*" : "")
        }
        return [
            .init(
                label: phrases.name(of: .integrated), value: String(counts.integrated), note: words(.integrated),
                course: summary.course.weeks.map { Double($0.integrated) }),
            .init(
                label: "\(phrases.name(of: .leadTime)) (\(phrases.median))", value: median ?? "–",
                note: words(.leadTime), course: summary.course.weeks.map { $0.leadTime?.p50.approximate }),
            .init(
                label: phrases.name(of: .inProgress), value: String(counts.inProgress),
                note: "\(phrases.name(of: .unreviewed)): \(summary.inProgress.unreviewed)",
                course: summary.course.weeks.map { Double($0.inProgress) }),
            .init(
                label: phrases.name(of: .unapprovedShare),
                value: leadTime.unapprovedShare.ratio.map { SummaryTables.percent($0, phrases) } ?? "–",
                note: phrases.part(leadTime.unapprovedShare.part, of: leadTime.unapprovedShare.total), course: []),
        ]
    }

    private func qualityLine(_ phrases: any Phrases) -> String {
        let leadTime = summary.leadTime.week
        return phrases.quality(
            unreviewed: leadTime.unreviewed, notApproved: leadTime.notApproved,
            reverts: summary.throughput.week.reverts, inTransit: leadTime.inTransit, stranded: leadTime.stranded)
    }

    private func dataLines(_ phrases: any Phrases) -> [SummaryDocument.Line] {
        let counts = summary.throughput.week
        let gaps = incomplete.map {
            SummaryDocument.Line.foreign(phrases.incomplete(repository: $0.repository.description, reason: $0.reason))
        }
        return (gaps.isEmpty ? [.words(phrases.complete)] : gaps) + [
            .words(
                phrases.bots(integrated: counts.byBots, promotions: counts.promotions, backMerges: counts.backMerges)),
            .words(phrases.asOf(summary.asOf.description, definitionsVersion: Definitions.version)),
            .command(phrases.explain, command: explainCommand),
        ]
    }
}
