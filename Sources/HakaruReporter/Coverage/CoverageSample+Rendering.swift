package import HakaruModel

extension RenderedResult {
    /// `hakaru.coverage_record/1`: samples that were taken over.
    ///
    /// - Parameters:
    ///   - samples: All that were given.
    ///   - new: How many were new or newer than what was stored.
    package init(recorded samples: [CoverageSample], new: Int) {
        let columns: [Table.Column] = [
            .init("Repository", key: "repository", isNumeric: false),
            .init("Component", key: "component", isNumeric: false), .init("Branch", key: "branch", isNumeric: false),
            .init("Commit", key: "commit", isNumeric: false),
            .init("Measured at", key: "measured_at", isNumeric: false),
            .init("Measure", key: "measure", isNumeric: false), .init("Covered", key: "covered"),
            .init("Total", key: "total"),
        ]
        self.init(
            json: [
                "schema": "hakaru.coverage_record/1", "definitions_version": .integer(Definitions.version),
                "stored": .integer(new),
                "samples": .array(
                    samples.map { sample in
                        .object([
                            .init("repository", .string(sample.repository.description)),
                            .init("component", .string(sample.component)), .init("branch", .string(sample.branch)),
                            .init("commit", .string(sample.commit.description)),
                            .init("measured_at", .string(sample.measuredAt.description)),
                            .init("measure", .string(sample.measure.rawValue)),
                            .init("covered", .integer(sample.count.covered)),
                            .init("total", .integer(sample.count.total)),
                        ])
                    }),
            ],
            table: Table(
                columns: columns,
                rows: samples.map { sample in
                    [
                        .text(sample.repository.description), sample.component.map { .text($0) } ?? .absent,
                        .text(sample.branch), .text(sample.commit.description), .text(sample.measuredAt.description),
                        .text(sample.measure.rawValue), .integer(sample.count.covered), .integer(sample.count.total),
                    ]
                }, notes: ["stored: \(new) of \(samples.count)"]))
    }
}
