import HakaruCoverage
import HakaruModel
import Testing

@testable import HakaruReporter

@Suite struct `The coverage trend in print` {
    private func report() throws -> CoverageTrendReport {
        let repository = try #require(RepositoryID("acme/api"))
        func sample(_ time: String, _ covered: Int, _ component: String) throws -> CoverageSample {
            CoverageSample(
                repository: repository, component: component,
                commit: try #require(ObjectID(String(repeating: "a", count: 40))), branch: "develop",
                measuredAt: try #require(Instant(rfc3339: time)), measure: .lines,
                count: try #require(CoverageCount(covered: covered, total: 10_000)))
        }
        let first = try #require(ISOWeek("2026-W01"))
        return CoverageTrendReport(
            [
                .init(
                    repository: repository,
                    samples: [
                        try sample("2026-01-05T10:00:00Z", 8_000, "web"),
                        try sample("2026-01-20T10:00:00Z", 7_995, "web"),
                    ])
            ], measure: .lines, components: [],
            configured: [CoverageComponent(name: "web", paths: [], exclusionReason: "replaced in June")],
            weeks: (0..<5).map { first.advanced(byWeeks: $0) }, in: .utc)
    }

    private func rendered() throws -> RenderedResult {
        let asOf = try #require(Instant(rfc3339: "2026-02-01T00:00:00Z"))
        return RenderedResult(try report(), header: ResultHeader(timeZone: "UTC", asOf: asOf))
    }

    @Test func `shows gaps as gaps, carries forward, and draws a line`() throws {
        let text = String(decoding: try rendered().bytes(as: .table, width: nil), as: UTF8.self)
        #expect(
            text == """
                Repository  Component  Week           Covered (lines)  Points
                acme/api    web        2026-W01                     –       –  not measured yet
                acme/api    web        2026-W02  80.00 % (8000/10000)       –
                acme/api    web        2026-W03  80.00 % (8000/10000)    0.00  carried forward, 1 week old
                acme/api    web        2026-W04  79.95 % (7995/10000)   -0.05
                acme/api    web        2026-W05  79.95 % (7995/10000)    0.00  carried forward, 1 week old
                acme/api    web        trend                    ·██▁▁   -0.05
                takes no part in goals and gates: web: replaced in June

                """)
    }

    @Test func `has one row a week for programs`() throws {
        let lines = String(decoding: try rendered().bytes(as: .csv, width: nil), as: UTF8.self).split(separator: "\n")
        let sha = String(repeating: "a", count: 40)
        #expect(
            lines == [
                "repository,component,measure,week,covered,total,percent,change_points,age_weeks,state,commit",
                "acme/api,web,lines,2026-W01,,,,,,gap,",
                "acme/api,web,lines,2026-W02,8000,10000,80.00,,0,measured,\(sha)",
                "acme/api,web,lines,2026-W03,8000,10000,80.00,0.00,1,carried_forward,\(sha)",
                "acme/api,web,lines,2026-W04,7995,10000,79.95,-0.05,0,measured,\(sha)",
                "acme/api,web,lines,2026-W05,7995,10000,79.95,0.00,1,carried_forward,\(sha)",
            ])
    }

    @Test(
        arguments: [
            ([], ""), ([nil, nil], "··"), ([5], "▄"), ([1, 2, nil, 3], "▁▄·█"), ([-800, 0], "▁█"),
        ] as [([Int?], String)])
    func `draws any values`(values: [Int?], line: String) {
        #expect(TextSparkline.text(values) == line)
    }
}
