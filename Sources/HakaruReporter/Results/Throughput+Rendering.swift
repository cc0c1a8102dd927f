package import HakaruMetrics

extension RenderedResult {
    /// `hakaru.throughput/1` (`design.md`).
    package init(_ report: ThroughputReport, header: ResultHeader) {
        let people: [(Table.Column, @Sendable (ThroughputFigures) -> Table.Cell)] = [
            (.init("Opened", key: "opened"), { .integer($0.opened) }),
            (.init("Merged", key: "merged"), { .integer($0.merged) }),
            (.init("Integrated", key: "integrated"), { .integer($0.integrated) }),
            (.init("Abandoned", key: "abandoned"), { .integer($0.abandoned) }),
            (.init("In progress", key: "in_progress"), { .integer($0.inProgress) }),
            (.init("Contributors", key: "contributors"), { .integer($0.contributors) }),
        ]
        let more: [(Table.Column, @Sendable (ThroughputFigures) -> Table.Cell)] = [
            (
                .init("Per contributor", key: "integrated_per_contributor"),
                { .thousandths($0.integratedPerContributor) }
            ),
            (.init("Reverts", key: "reverts"), { .integer($0.reverts) }),
            (.init("Size p50", key: "size_p50"), { .thousandths($0.size?.p50) }),
            (.init("By bots", key: "by_bots"), { .integer($0.byBots) }),
            (.init("Promotions", key: "promotions"), { .integer($0.promotions) }),
            (.init("Back-merges", key: "back_merges"), { .integer($0.backMerges) }),
            (.init("Size n", key: "size_n"), { .integer($0.size?.count ?? 0) }),
        ]
        let all = people + more
        self.init(
            json: report.json(schema: "throughput", header: header, members: RenderedResult.members),
            table: report.table(people.map(\.0), notes: header.notes) { figures in people.map { $0.1(figures) } },
            records: report.table(all.map(\.0), notes: nil) { figures in all.map { $0.1(figures) } })
    }

    static func members(_ figures: ThroughputFigures) -> [JSONValue.Member] {
        [
            .init("opened", .integer(figures.opened)),
            .init("merged", .integer(figures.merged)),
            .init("integrated", .integer(figures.integrated)),
            .init("abandoned", .integer(figures.abandoned)),
            .init("in_progress", .integer(figures.inProgress)),
            .init("contributors", .integer(figures.contributors)),
            .init("integrated_per_contributor", .thousandths(figures.integratedPerContributor)),
            .init("reverts", .integer(figures.reverts)),
            .init("revert_share", .thousandths(figures.revertShare.ratio)),
            .init("size_lines", Distribution.json(figures.size)),
            .init("by_bots", .integer(figures.byBots)),
            .init("promotions", .integer(figures.promotions)),
            .init("back_merges", .integer(figures.backMerges)),
        ]
    }
}
