import HakaruMetrics
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `Results as they are printed` {
    private let header = ResultHeader(timeZone: "UTC", asOf: Instant(secondsSinceEpoch: 0))

    private func report<Figures>(_ total: Figures) -> Report<Figures> {
        Report(
            period: Period(lastCompleteWeeks: 1, before: header.asOf, in: .utc), timeZone: "UTC", asOf: header.asOf,
            grouping: [], total: total, groups: [])
    }

    private func text(_ result: RenderedResult, _ format: OutputFormat) -> String {
        String(decoding: result.bytes(as: format, width: nil), as: UTF8.self)
    }

    private func distribution(_ values: Int64...) -> Distribution? { Distribution(values) }

    @Test func `of nothing is null, and coding time has no mean`() {
        let nothing = text(RenderedResult(report(LeadTimeFigures()), header: header), .json)
        let none = #"{"n": 0, "p50": null, "p75": null, "p90": null"#
        #expect(nothing.contains(#""lead_time_seconds": \#(none), "mean": null}"#))
        #expect(nothing.contains(#""coding_time_seconds": \#(none)}"#))
        #expect(nothing.contains(#""pickup_time_seconds": \#(none), "mean": null}"#))
        let throughput = text(RenderedResult(report(ThroughputFigures()), header: header), .json)
        #expect(throughput.contains(#""integrated_per_contributor": null"#))
        #expect(throughput.contains(#""revert_share": null"#))
        #expect(throughput.contains(#""integrated": 0"#))
    }

    @Test func `carry the version of the definitions in JSON, and their own words`() {
        let numbers = text(RenderedResult(report(ThroughputFigures()), header: header), .json)
        for member in [
            #""schema": "hakaru.throughput/1""#, #""definitions_version": 1"#, #""time_zone": "UTC""#,
            #""as_of": "1970-01-01T00:00:00Z""#,
        ] {
            #expect(numbers.ranges(of: member).count == 1, "\(member) once")
        }
        let others = RenderedResult(
            json: ["schema": "hakaru.doctor/1", "checks": []], table: Table(columns: [], rows: []))
        #expect(
            text(others, .json) == """
                {"schema": "hakaru.doctor/1", "definitions_version": 1, "checks": []}

                """)
    }

    @Test func `print the number of values beside every percentile`() {
        var figures = LeadTimeFigures()
        figures.integrated = 5
        figures.leadTime = distribution(3_600, 3_600, 3_600, 3_600, 3_600)
        figures.stages.pickupTime = distribution(7_200, 7_200, 7_200)
        figures.stages.mergeTime = distribution(10_800, 10_800, 10_800, 10_800, 10_800)
        let report = report(figures)
        let table = text(RenderedResult(report, header: header), .table)
        #expect(table.contains("2h* (3)"), "a stage of fewer than five is marked")
        #expect(table.contains("3h (5)") && !table.contains("1h*"))
        #expect(table.contains("* few: fewer than 5"))
        var reviews = ReviewsFigures()
        reviews.reworkCycles = distribution(1, 2)
        reviews.reviewTime = distribution(60)
        let rendered = RenderedResult(self.report(reviews), header: header)
        #expect(text(rendered, .table).contains("1.5* (2)") && text(rendered, .table).contains("1m* (1)"))
        #expect(text(rendered, .table).contains("* few: fewer than 5"))
        var throughput = ThroughputFigures()
        throughput.size = distribution(12, 12)
        let all = [
            RenderedResult(report, header: header), rendered, RenderedResult(self.report(throughput), header: header),
        ]
        for result in all {
            let json = text(result, .json)
            #expect(json.ranges(of: #""p50""#).count == json.ranges(of: #"{"n": "#).count)
            let keys = text(result, .csv).split(separator: "\n")[0].split(separator: ",")
            for key in keys where key.hasSuffix("_p50") {
                #expect(keys.contains("\(key.dropLast(4))_n"), "\(key)")
            }
        }
    }

    @Test func `print the mean of every stage but coding`() {
        var figures = LeadTimeFigures()
        figures.stages.codingTime = distribution(1, 2)
        figures.stages.mergeTime = distribution(3, 4)
        let json = text(RenderedResult(report(figures), header: header), .json)
        #expect(json.contains(#""coding_time_seconds": {"n": 2, "p50": 1.5, "p75": 1.75, "p90": 1.9}"#))
        #expect(json.contains(#""merge_time_seconds": {"n": 2, "p50": 3.5, "p75": 3.75, "p90": 3.9, "mean": 3.5}"#))
        let keys = text(RenderedResult(report(figures), header: header), .csv).split(separator: "\n")[0]
        #expect(!keys.contains("coding_time_seconds_mean"))
        #expect(keys.contains("merge_time_seconds_mean"))
    }

    @Test func `mark fewer than five`() {
        var figures = LeadTimeFigures()
        figures.leadTime = distribution(86_400, 86_400)
        let few = text(RenderedResult(report(figures), header: header), .table)
        #expect(few.contains("1d*"))
        #expect(few.contains("* few: fewer than 5 pull requests; nothing follows from such a number"))
        figures.leadTime = distribution(86_400, 86_400, 86_400, 86_400, 86_400)
        #expect(!text(RenderedResult(report(figures), header: header), .table).contains("*"))
    }

    @Test func `of an explanation list every pull request once, and what is still open`() throws {
        let repository = try #require(RepositoryID("acme/api"))
        let explanation = Explanation(
            explained: .metric(.timeToIntegrate),
            period: Period(lastCompleteWeeks: 1, before: header.asOf, in: .utc), timeZone: "UTC", asOf: header.asOf,
            included: [
                .init(repository: repository, number: 1, value: 7_200),
                .init(repository: repository, number: 2, value: nil, openSeconds: 90_000),
            ],
            excluded: [.init(repository: repository, number: 3, reason: .bot)])
        let result = RenderedResult(explanation, header: header)
        let json = text(result, .json)
        #expect(json.contains(#""metric": "time_to_integrate""#))
        #expect(json.contains(#""collected": 3,"#))
        #expect(json.contains(#"{"repository": "acme/api", "number": 1, "value": 7200}"#))
        #expect(json.contains(#"{"repository": "acme/api", "number": 2, "value": null, "open_seconds": 90000}"#))
        #expect(json.contains(#"{"repository": "acme/api", "number": 3, "reason": "bot"}"#))
        #expect(
            text(result, .table) == """
                Repository  Number  Reason      Value
                acme/api         1  included       2h
                acme/api         2  included  > 1d 1h
                acme/api         3  bot             –
                2 included + 1 excluded = 3 collected

                """)
        #expect(
            text(result, .csv) == """
                repository,number,reason,value_seconds,open_seconds
                acme/api,1,included,7200,
                acme/api,2,included,,90000
                acme/api,3,bot,,

                """)
    }

    @Test func `of an explanation of reviews say how the share of the busiest three comes about`() throws {
        let repository = try #require(RepositoryID("acme/api"))
        func result(_ counts: [Int]?) -> RenderedResult {
            let explanation = Explanation(
                explained: .metric(.reviewLoad),
                period: Period(lastCompleteWeeks: 1, before: header.asOf, in: .utc), timeZone: "UTC",
                asOf: header.asOf, included: [.init(repository: repository, number: 1, value: 12)], excluded: [],
                reviewsByReviewer: counts)
            return RenderedResult(explanation, header: header)
        }
        #expect(text(result([5, 3, 2, 1, 1]), .json).contains(#""by_reviewer": [5, 3, 2, 1, 1]"#))
        #expect(
            text(result([5, 3, 2, 1, 1]), .table).contains(
                "\nthe busiest three of 5 reviewers gave 5 + 3 + 2 = 10 of 12 reviews\n"))
        #expect(text(result(nil), .json).contains(#""by_reviewer": null"#))
        #expect(!text(result(nil), .table).contains("busiest"))
    }

    @Test func `of a wide table end no line with white space and cut nothing`() {
        let table = Table(
            columns: [
                .init("Name", key: "name", isNumeric: false), .init("n", key: "n"),
                .init("Last", key: "last", isNumeric: false),
            ],
            rows: [
                [.text("日本語"), .integer(Int64(7)), .text("")], [.text("a"), .absent, .text("\u{1B}[31mred")],
            ])
        #expect(
            table.terminalText(width: nil) == """
                Name    n  Last
                日本語  7
                a       –  ␛[31mred

                """)
    }
}
