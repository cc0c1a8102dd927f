package import HakaruMetrics
package import HakaruModel

extension RenderedResult {
    /// `hakaru.lead_time/1` (`design.md`).
    ///
    /// - Parameters:
    ///   - report: The durations.
    ///   - header: What the result says about itself.
    ///   - calendar: The calendar that working times were measured by; nil where there are none.
    package init(_ report: LeadTimeReport, header: ResultHeader, calendar: WorkingCalendar? = nil) {
        let stages = ["coding", "pickup", "review", "merge", "integration"]
        var columns: [Table.Column] = [
            .init("Integrated", key: "integrated"), .init("Lead time p50", key: "lead_time_seconds_p50"),
            .init("p75", key: "lead_time_seconds_p75"), .init("p90", key: "lead_time_seconds_p90"),
            .init("mean", key: "lead_time_seconds_mean"),
        ]
        if calendar != nil { columns.append(.init("Working p50 (n)", key: "working_lead_time_seconds_p50")) }
        columns += stages.map { .init("\($0.capitalizedASCII) p50 (n)", key: "\($0)_time_seconds_p50") }
        columns += [
            .init("Unreviewed", key: "unreviewed"), .init("Not approved", key: "not_approved"),
            .init("In transit", key: "in_transit"),
        ]
        var notes = header.notes
        if let warning = calendar?.warning(unknown: report.total.workingTime?.unknown ?? 0) { notes.append(warning) }
        self.init(
            json: report.json(schema: "lead_time", header: header) { RenderedResult.members($0, calendar) },
            table: report.table(columns, notes: notes, cells: RenderedResult.cells),
            records: report.table(
                RenderedResult.recordColumns(calendar), notes: nil, appendingCells: RenderedResult.appendRecordCells)
        )
    }

    private static func members(_ figures: LeadTimeFigures, _ calendar: WorkingCalendar?) -> [JSONValue.Member] {
        var all = RenderedResult.members(figures)
        if let calendar, let times = figures.workingTime {
            all.append(.init("working_time", times.json(calendar)))
        }
        return all
    }

    private static func cells(_ figures: LeadTimeFigures) -> [Table.Cell] {
        let leadTime = figures.leadTime
        let isFew = leadTime?.isFew ?? false
        var cells: [Table.Cell] = [
            .integer(figures.integrated), .duration(leadTime?.p50, isFew: isFew),
            .duration(leadTime?.p75, isFew: isFew), .duration(leadTime?.p90, isFew: isFew), .duration(leadTime?.mean),
        ]
        if let times = figures.workingTime { cells.append(.median(times.leadTime)) }
        cells += figures.stages.all.map { .median($0.distribution) }
        return cells + [
            .integer(figures.unreviewed), .integer(figures.notApproved), .integer(figures.inTransit),
        ]
    }

    /// The counts that stand beside the durations, with their keys.
    private static let counts: [(key: String, value: @Sendable (LeadTimeFigures) -> Int)] = [
        ("unreviewed", { $0.unreviewed }), ("commented_only", { $0.commentedOnly }),
        ("not_approved", { $0.notApproved }), ("reviews_unknown", { $0.reviewsUnknown }),
        ("from_created", { $0.fromCreated }), ("in_transit", { $0.inTransit }), ("stranded", { $0.stranded }),
        ("ai_assisted", { $0.aiAssisted }), ("ai_unknown", { $0.aiUnknown }),
    ]

    private static func recordColumns(_ calendar: WorkingCalendar?) -> [Table.Column] {
        var columns: [Table.Column] = [.init("integrated", key: "integrated")]
        columns += Distribution.columns("lead_time_seconds") + Distribution.columns("cycle_time_seconds")
        columns += Distribution.columns("time_to_merge_seconds")
        for stage in Metric.stages {
            columns += Distribution.columns("\(stage.rawValue)_seconds", withMean: stage != .codingTime)
        }
        columns += counts.map { .init($0.key, key: $0.key) }
        return calendar == nil ? columns : columns + WorkingTimeFigures.recordColumns
    }

    private static func appendRecordCells(_ figures: LeadTimeFigures, to cells: inout [Table.Cell]) {
        cells.append(.integer(figures.integrated))
        Distribution.appendCells(figures.leadTime, to: &cells)
        Distribution.appendCells(figures.cycleTime, to: &cells)
        Distribution.appendCells(figures.timeToMerge, to: &cells)
        for stage in figures.stages.all {
            Distribution.appendCells(stage.distribution, withMean: stage.metric != .codingTime, to: &cells)
        }
        for count in counts { cells.append(.integer(count.value(figures))) }
        if let times = figures.workingTime { cells += times.recordCells }
    }

    static func members(_ figures: LeadTimeFigures) -> [JSONValue.Member] {
        [
            .init("integrated", .integer(figures.integrated)),
            .init("lead_time_seconds", Distribution.json(figures.leadTime)),
            .init("cycle_time_seconds", Distribution.json(figures.cycleTime)),
            .init("time_to_merge_seconds", Distribution.json(figures.timeToMerge)),
            .init(
                "stages",
                .object(
                    figures.stages.all.map { stage in
                        // A few old first commits are nearly all of the mean of coding_time (definitions.md §5).
                        .init(
                            "\(stage.metric.rawValue)_seconds",
                            Distribution.json(stage.distribution, withMean: stage.metric != .codingTime))
                    })),
        ] + counts.map { .init($0.key, .integer($0.value(figures))) } + [
            .init("data_quality", figures.dataQuality.json)
        ]
    }
}

extension DataQuality {
    /// The counts of impossible instants by their names.
    var json: JSONValue {
        [
            "first_commit_after_opening": .integer(firstCommitAfterOpening),
            "commit_after_merge": .integer(commitAfterMerge),
            "review_before_opening": .integer(reviewBeforeOpening),
            "closed_before_merged": .integer(closedBeforeMerged),
            "merged_before_created": .integer(mergedBeforeCreated),
            "base_unknown": .integer(baseUnknown),
        ]
    }
}

extension String {
    /// The text with its first ASCII letter in upper case.
    fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst() }
}
