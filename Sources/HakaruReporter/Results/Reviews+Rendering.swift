package import HakaruMetrics
import HakaruModel

extension RenderedResult {
    /// `hakaru.reviews/1` (`design.md`): how changes were reviewed, without names.
    package init(_ report: ReviewsReport, header: ResultHeader) {
        let columns: [Table.Column] = [
            .init("Integrated", key: "integrated"), .init("Unreviewed", key: "unreviewed"),
            .init("Not approved", key: "not_approved"), .init("Pickup p50 (n)", key: "pickup_time_seconds_p50"),
            .init("Review p50 (n)", key: "review_time_seconds_p50"), .init("Rework p50 (n)", key: "rework_cycles_p50"),
            .init("Reviews given", key: "reviews_given"), .init("Reviewers", key: "reviewers"),
            .init("Busiest three", key: "busiest_three_share"),
        ]
        self.init(
            json: report.json(schema: "reviews", header: header, members: RenderedResult.members),
            table: report.table(columns, notes: header.notes) { figures in
                [
                    .integer(Int64(figures.integrated)), .integer(Int64(figures.unreviewed)),
                    .integer(Int64(figures.notApproved)), .median(figures.pickupTime), .median(figures.reviewTime),
                    .plainMedian(figures.reworkCycles),
                    .integer(Int64(figures.reviewsGiven)), .integer(Int64(figures.reviewers)),
                    .share(figures.busiestThree?.ratio),
                ]
            },
            records: report.table(
                RenderedResult.reviewsRecordColumns, notes: [], cells: RenderedResult.reviewsRecordCells))
    }

    private static var reviewsRecordColumns: [Table.Column] {
        func columns(_ keys: [String]) -> [Table.Column] { keys.map { .init($0, key: $0) } }
        return columns([
            "integrated", "unreviewed", "commented_only", "not_approved", "reviews_unknown", "unapproved_share",
        ]) + Distribution.columns("pickup_time_seconds") + Distribution.columns("review_time_seconds")
            + Distribution.columns("rework_cycles")
            + columns(["post_merge_reviews", "reviews_given", "reviewers", "busiest_three_share"])
    }

    private static func reviewsRecordCells(_ figures: ReviewsFigures) -> [Table.Cell] {
        func share(_ ratio: Thousandths?) -> Table.Cell { ratio.map { .number($0.description) } ?? .absent }
        let counts = [
            figures.integrated, figures.unreviewed, figures.commentedOnly, figures.notApproved, figures.reviewsUnknown,
        ]
        return counts.map { .integer(Int64($0)) } + [share(figures.unapprovedShare.ratio)]
            + Distribution.cells(figures.pickupTime) + Distribution.cells(figures.reviewTime)
            + Distribution.cells(figures.reworkCycles)
            + [figures.postMergeReviews, figures.reviewsGiven, figures.reviewers].map { .integer(Int64($0)) }
            + [share(figures.busiestThree?.ratio)]
    }

    static func members(_ figures: ReviewsFigures) -> [JSONValue.Member] {
        [
            .init("integrated", .integer(figures.integrated)),
            .init("unreviewed", .integer(figures.unreviewed)),
            .init("commented_only", .integer(figures.commentedOnly)),
            .init("not_approved", .integer(figures.notApproved)),
            .init("reviews_unknown", .integer(figures.reviewsUnknown)),
            .init("unapproved_share", .thousandths(figures.unapprovedShare.ratio)),
            .init("pickup_time_seconds", Distribution.json(figures.pickupTime)),
            .init("review_time_seconds", Distribution.json(figures.reviewTime)),
            .init("rework_cycles", Distribution.json(figures.reworkCycles)),
            .init("post_merge_reviews", .integer(figures.postMergeReviews)),
            .init("reviews_given", .integer(figures.reviewsGiven)),
            .init("reviewers", .integer(figures.reviewers)),
            .init("busiest_three_share", .thousandths(figures.busiestThree?.ratio)),
        ]
    }
}
