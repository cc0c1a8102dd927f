package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.dora/1`: deployments, lead time for changes, failures and recovery.
    ///
    /// - Parameters:
    ///   - report: The figures.
    ///   - withBands: Whether published bands stand beside the total.
    ///   - header: What the result says about itself.
    package init(_ report: DeliveryReport, withBands: Bool, header: ResultHeader) {
        let columns: [Table.Column] = [
            .init("Deployments", key: "deployments"), .init("A week", key: "deployments_per_week"),
            .init("Lead time p50 (n)", key: "lead_time_for_changes_seconds_p50"),
            .init("p75", key: "lead_time_for_changes_seconds_p75"), .init("Failed", key: "failed_deployments"),
            .init("Failure rate", key: "change_failure_rate"),
            .init("Recovery p50 (n)", key: "recovery_time_seconds_p50"),
            .init("AI assisted", key: "ai_assisted_share"),
        ]
        var notes = header.notes + RenderedResult.notes(on: report.total)
        if withBands { notes += DeliveryBands.published.map { RenderedResult.line(of: $0, report.total) } }
        let shown = notes
        self.init(
            json: RenderedResult.json(report, withBands: withBands, header: header),
            table: report.table(columns, notes: shown, cells: RenderedResult.cells),
            records: report.table(RenderedResult.recordColumns, notes: nil, cells: RenderedResult.recordCells))
    }

    private static func json(_ report: DeliveryReport, withBands: Bool, header: ResultHeader) -> JSONValue {
        let value = report.json(schema: "dora", header: header, members: members)
        guard withBands, case .object(let members) = value else { return value }
        let bands = DeliveryBands.published.map { scale -> JSONValue in
            [
                "measure": .string(scale.measure.rawValue), "publisher": .string(scale.publisher),
                "year": .integer(Int64(scale.year)), "source": .string(scale.source),
                "statistic": .string(scale.statistic), "yours": .string(scale.band(of: report.total)?.name),
                "bands": .array(
                    scale.bands.map { band in
                        ["name": .string(band.name), "bound": number(band.bound)]
                    }),
            ]
        }
        return .object(
            members + [.init("bands_version", .integer(DeliveryBands.version)), .init("bands", .array(bands))])
    }

    private static func number(_ value: Double?) -> JSONValue {
        .thousandths(value.flatMap { Thousandths(nearest: $0) })
    }

    private static func cells(_ figures: DeliveryFigures) -> [Table.Cell] {
        [
            .integer(figures.deployments), .number(figures.deploymentsPerWeek), .median(figures.leadTime),
            .duration(figures.leadTime?.p75, isFew: figures.leadTime?.isFew ?? false), .integer(figures.failed),
            .share(figures.changeFailureRate?.ratio), .median(figures.recoveryTime),
            .share(figures.aiAssistedShare.ratio),
        ]
    }

    /// Why figures of the total are not known, and what they leave out.
    private static func notes(on figures: DeliveryFigures) -> [String] {
        var notes = DeliveryFigures.Measure.allCases.compactMap { measure in
            figures.gaps[measure].map { "\(measure.rawValue): \($0.words)" }
        }
        if figures.unplaced > 0 {
            notes.append(
                "\(figures.unplaced) deployments are of commits on no known branch; their changes are not known")
        }
        if let undeployed = figures.undeployed, undeployed > 0 {
            notes.append(
                undeployed == 1
                    ? "1 integrated pull request is in no deployment that is known"
                    : "\(undeployed) integrated pull requests are in no deployment that is known")
        }
        if figures.sources == [.releases] { notes.append("read from releases, none of which fails by itself") }
        return notes
    }

    private static func line(of scale: DeliveryBands.Scale, _ figures: DeliveryFigures) -> String {
        let yours = scale.band(of: figures)?.name ?? "not known"
        return
            "\(scale.measure.rawValue): \(yours) in the bands of \(scale.publisher) \(scale.year) (\(scale.statistic); \(scale.source))"
    }

    private static var recordColumns: [Table.Column] {
        [.init("deployments", key: "deployments"), .init("deployments_per_week", key: "deployments_per_week")]
            + Distribution.columns("lead_time_for_changes_seconds")
            + [
                "undeployed", "finished_deployments", "failed_deployments", "change_failure_rate",
            ].map { Table.Column($0, key: $0) }
            + Distribution.columns("recovery_time_seconds")
            + ["unrecovered", "unplaced", "integrated", "ai_assisted", "ai_unknown", "ai_assisted_share"].map {
                Table.Column($0, key: $0)
            }
    }

    private static func recordCells(_ figures: DeliveryFigures) -> [Table.Cell] {
        [.integer(figures.deployments), .number(figures.deploymentsPerWeek)] + Distribution.cells(figures.leadTime)
            + [
                .integer(figures.undeployed), .integer(figures.finished), .integer(figures.failed),
                .share(figures.changeFailureRate?.ratio),
            ] + Distribution.cells(figures.recoveryTime)
            + [
                .integer(figures.unrecovered), .integer(figures.unplaced), .integer(figures.integrated),
                .integer(figures.aiAssisted), .integer(figures.aiUnknown), .share(figures.aiAssistedShare.ratio),
            ]
    }

    static func members(_ figures: DeliveryFigures) -> [JSONValue.Member] {
        [
            .init("sources", .array(figures.sources.map { .string($0.rawValue) })),
            .init("deployments", .integer(figures.deployments)),
            .init("deployments_per_week", .thousandths(figures.deploymentsPerWeek)),
            .init("lead_time_for_changes_seconds", Distribution.json(figures.leadTime)),
            .init("undeployed", .integer(figures.undeployed)),
            .init("finished_deployments", .integer(figures.finished)),
            .init("failed_deployments", .integer(figures.failed)),
            .init("change_failure_rate", .thousandths(figures.changeFailureRate?.ratio)),
            .init("recovery_time_seconds", Distribution.json(figures.recoveryTime)),
            .init("unrecovered", .integer(figures.unrecovered)),
            .init("unplaced", .integer(figures.unplaced)),
            .init("integrated", .integer(figures.integrated)),
            .init("ai_assisted", .integer(figures.aiAssisted)),
            .init("ai_unknown", .integer(figures.aiUnknown)),
            .init("ai_assisted_share", .thousandths(figures.aiAssistedShare.ratio)),
            .init(
                "reasons",
                .object(
                    DeliveryFigures.Measure.allCases.map {
                        .init($0.rawValue, .string(figures.gaps[$0]?.rawValue))
                    })),
        ]
    }
}

extension DeliveryGap {
    /// The reason as a person reads it.
    fileprivate var words: String {
        switch self {
        case .notCollected: "no sync has asked for deployments and releases yet"
        case .refused: "the token may not read deployments or releases"
        case .noneKnown: "the forge has no deployment to these environments, and no release"
        case .nonePeriod: "none in this period"
        case .unplaced: "the deployed commits lie on no known branch"
        case .nothingFailed: "nothing failed in this period"
        case .notRecovered: "what failed has not been repaired"
        }
    }
}
