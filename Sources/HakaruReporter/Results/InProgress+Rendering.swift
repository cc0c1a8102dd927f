package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.in_progress/1` (`design.md`): what is open at the end of the period, oldest first.
    package init(_ report: InProgressReport, header: ResultHeader) {
        let figures = report.report.total
        let summary =
            "\(figures.inProgress) open, \(figures.drafts) of them drafts, \(figures.unreviewed) without a review; "
            + "\(figures.inTransit) merged and in transit, \(figures.stranded) of them stranded"
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
            table: Table(
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
                notes: [summary] + RenderedResult.arrival(figures) + header.notes))
    }

    /// How long what was opened in the period takes to arrive, in words.
    private static func arrival(_ figures: InProgressFigures) -> [String] {
        guard let time = figures.timeToIntegrate else { return [] }
        let half = time.p50.map { "half within \(DurationText(seconds: $0))" } ?? "half are not yet"
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
