package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.in_progress/1` (`design.md`): what is open at the end of the period, oldest first; a row for each group
    /// where there are groups.
    package init(_ report: InProgressReport, header: ResultHeader) {
        let figures = report.report.total
        let summary =
            "\(figures.inProgress) open, \(figures.drafts) of them drafts, \(figures.unreviewed) without a review; "
            + "\(figures.inTransit) merged and in transit, \(figures.stranded) of them stranded"
        let notes = [summary] + RenderedResult.arrival(figures) + header.notes
        self.init(
            json: .object(
                header.members(schema: "in_progress") + [
                    .init("total", .object(RenderedResult.members(figures))),
                    .init(
                        "groups",
                        .array(
                            report.report.groups.map {
                                .object([.init("key", $0.key.json)] + RenderedResult.members($0.figures))
                            })),
                    .init("items", .array(report.items.map(RenderedResult.item))),
                ]),
            table: report.report.grouping.isEmpty
                ? RenderedResult.items(report, notes: notes)
                : report.report.table(
                    RenderedResult.groupColumns, notes: notes, cells: RenderedResult.groupCells),
            records: report.report.grouping.isEmpty
                ? nil
                : report.report.table(
                    RenderedResult.groupRecordColumns, notes: [], cells: RenderedResult.groupRecordCells))
    }

    /// A row for each pull request that is open.
    private static func items(_ report: InProgressReport, notes: [String]) -> Table {
        Table(
            columns: [
                .init("Repository", key: "repository", isNumeric: false), .init("Number", key: "number"),
                .init("Open for", key: "age_seconds"), .init("State", key: "state", isNumeric: false),
            ],
            rows: report.items.map { item in
                [
                    .text(item.repository.description), .integer(Int64(item.number)),
                    .duration(Thousandths(item.ageSeconds)), .text(RenderedResult.state(item)),
                ]
            },
            notes: notes)
    }

    private static let groupColumns: [Table.Column] = [
        .init("Open", key: "in_progress"), .init("Age p50 (n)", key: "age_seconds_p50"),
        .init("p90", key: "age_seconds_p90"), .init("Drafts", key: "drafts"), .init("Unreviewed", key: "unreviewed"),
        .init("In transit", key: "in_transit"), .init("Stranded", key: "stranded"), .init("Opened", key: "opened"),
        .init("To integrate p50", key: "time_to_integrate_seconds_p50"),
    ]

    private static func groupCells(_ figures: InProgressFigures) -> [Table.Cell] {
        [
            .integer(figures.inProgress), .median(figures.age),
            .duration(figures.age?.p90, isFew: figures.age?.isFew ?? false), .integer(figures.drafts),
            .integer(figures.unreviewed), .integer(figures.inTransit), .integer(figures.stranded),
            .integer(figures.opened), .duration(figures.timeToIntegrate?.p50.map { Thousandths($0) }),
        ]
    }

    private static var groupRecordColumns: [Table.Column] {
        func columns(_ keys: [String]) -> [Table.Column] { keys.map { .init($0, key: $0) } }
        return columns(["in_progress"]) + Distribution.columns("age_seconds")
            + columns(["drafts", "unreviewed", "in_transit", "stranded", "opened"])
            + columns(["n", "integrated", "p50", "p75", "p90"].map { "time_to_integrate_seconds_\($0)" })
    }

    private static func groupRecordCells(_ figures: InProgressFigures) -> [Table.Cell] {
        let time = figures.timeToIntegrate
        return [.integer(figures.inProgress)] + Distribution.cells(figures.age)
            + [figures.drafts, figures.unreviewed, figures.inTransit, figures.stranded, figures.opened].map {
                .integer(Int64($0))
            }
            + [.integer(Int64(time?.count ?? 0)), .integer(Int64(time?.finished ?? 0))]
            + [time?.p50, time?.p75, time?.p90].map { $0.map { .integer($0) } ?? .absent }
    }

    /// How long what was opened in the period takes to arrive, in words.
    private static func arrival(_ figures: InProgressFigures) -> [String] {
        guard let time = figures.timeToIntegrate else { return [] }
        let few = time.isFew ? " (few: nothing follows from it)" : ""
        let half = time.p50.map { "half within \(DurationText(seconds: $0))\(few)" } ?? "half are not yet"
        return ["of \(time.count) opened in the period \(time.finished) are integrated: \(half)"]
    }

    private static func state(_ item: InProgressReport.Item) -> String {
        if item.isDraft { return "draft" }
        if item.isApproved { return "approved" }
        return item.isReviewed ? "reviewed" : "waiting for review"
    }

    private static func item(_ item: InProgressReport.Item) -> JSONValue {
        [
            "repository": .string(item.repository.description), "number": .integer(item.number),
            "created_at": .string(item.createdAt.description), "age_seconds": .integer(item.ageSeconds),
            "is_draft": .bool(item.isDraft), "is_reviewed": .bool(item.isReviewed),
            "is_approved": .bool(item.isApproved),
        ]
    }

    static func members(_ figures: InProgressFigures) -> [JSONValue.Member] {
        [
            .init("in_progress", .integer(figures.inProgress)),
            .init("age_seconds", Distribution.json(figures.age)),
            .init("drafts", .integer(figures.drafts)),
            .init("unreviewed", .integer(figures.unreviewed)),
            .init("in_transit", .integer(figures.inTransit)),
            .init("stranded", .integer(figures.stranded)),
            .init("opened", .integer(figures.opened)),
            .init("time_to_integrate_seconds", timeToIntegrate(figures.timeToIntegrate)),
        ]
    }

    /// The estimate with those that have not arrived; a percentile that it does not reach is null.
    private static func timeToIntegrate(_ time: KaplanMeier?) -> JSONValue {
        [
            "n": .integer(time?.count ?? 0), "integrated": .integer(time?.finished ?? 0),
            "p50": .integer(time?.p50), "p75": .integer(time?.p75), "p90": .integer(time?.p90),
        ]
    }
}
