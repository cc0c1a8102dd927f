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
                heading: phrases.leadTimeTitle, blocks: charts.leadTime + charts.stages + [.table(tables.leadTime)]),
        ]
        if !summary.course.statements.isEmpty {
            sections.append(.init(heading: phrases.trendsTitle, blocks: trends(tables, phrases)))
        }
        if !summary.goals.isEmpty {
            let goals = SummaryGoals(rows: summary.goals, phrases: phrases, language: language)
            sections.append(.init(heading: phrases.goalsTitle, blocks: charts.goals + [.table(goals.table)]))
        }
        if !summary.coverage.isEmpty {
            let coverage = SummaryCoverage(rows: summary.coverage, phrases: phrases)
            sections.append(
                .init(heading: phrases.coverageTitle, blocks: charts.coverage + [.table(coverage.table)]))
        }
        sections.append(.init(heading: phrases.waitingTitle, blocks: waits(tables, phrases)))
        sections.append(.init(heading: phrases.qualityTitle, blocks: [.table(tables.quality)]))
        if !summary.customMetrics.isEmpty {
            sections.append(.init(heading: phrases.customTitle, blocks: [.table(tables.customMetrics)]))
        }
        if !summary.teams.isEmpty {
            sections.append(.init(heading: phrases.byTeam, blocks: [.table(tables.teams)]))
        }
        if summary.repositories.count > 1 {
            sections.append(.init(heading: phrases.byRepository, blocks: [.table(tables.repositories)]))
        }
        sections.append(.init(heading: phrases.dataTitle, blocks: [.list(dataLines(phrases))]))
        sections.append(.init(heading: phrases.explainTitle, blocks: [.list(explainLines(phrases))]))
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

    private func waits(_ tables: SummaryTables, _ phrases: any Phrases) -> [SummaryDocument.Block] {
        let open: [SummaryDocument.Block] =
            summary.waiting.isEmpty
            ? [.line(.words(phrases.nothingWaits))]
            : [
                .line(.words(phrases.waits(summary.waitingCount, named: summary.waiting.count))),
                .table(tables.waiting),
            ]
        let figures = summary.inProgress
        guard figures.inTransit > 0 else { return open + [.line(.words(phrases.nothingInTransit))] }
        let line = phrases.inTransit(
            figures.inTransit, stranded: figures.stranded, named: summary.inTransit.count)
        return open + [.line(.words(line))] + (summary.inTransit.isEmpty ? [] : [.table(tables.inTransit)])
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
        let quiet = summary.isOver && summary.course.weeks.last?.isQuiet == true ? [phrases.quietWeek] : []
        let short = quiet + holidays(phrases)
        if !short.isEmpty { sentences.append(short.joined(separator: phrases.betweenSentences)) }
        if let trend = trendSentence(in: language) { sentences.append(trend) }
        return sentences
    }

    private func holidays(_ phrases: any Phrases) -> [String] {
        guard let days = summary.workingDays?.week, !days.daysOff.isEmpty else { return [] }
        let dates = days.daysOff.map(\.description).joined(separator: ", ")
        return [phrases.holidays(worked: days.worked, usual: days.usual, dates: dates)]
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

    private func dataLines(_ phrases: any Phrases) -> [SummaryDocument.Line] {
        let counts = summary.throughput.week
        let leadTime = summary.leadTime.week
        let quality = leadTime.dataQuality
        var lines = incomplete.map {
            SummaryDocument.Line.foreign(phrases.incomplete(repository: $0.repository.description, reason: $0.reason))
        }
        if lines.isEmpty { lines.append(.words(phrases.complete)) }
        if leadTime.fromCreated + leadTime.reviewsUnknown > 0 {
            lines.append(
                .words(phrases.unknown(fromCreated: leadTime.fromCreated, reviewsUnknown: leadTime.reviewsUnknown)))
        }
        let moved =
            quality.firstCommitAfterOpening + quality.commitAfterMerge + quality.reviewBeforeOpening
            + quality.closedBeforeMerged
        let leftOut = quality.mergedBeforeCreated + quality.baseUnknown
        if moved + leftOut > 0 { lines.append(.words(phrases.impossible(moved: moved, leftOut: leftOut))) }
        return lines + notes.lines(phrases) + [
            .words(
                phrases.bots(integrated: counts.byBots, promotions: counts.promotions, backMerges: counts.backMerges)),
            .words(phrases.asOf(summary.asOf.description, definitionsVersion: Definitions.version)),
        ]
    }

    private func explainLines(_ phrases: any Phrases) -> [SummaryDocument.Line] {
        explainCommands.map { .command(phrases.explain($0.subject), command: $0.command) }
    }
}
