import HakaruModel
import Testing

@testable import HakaruCommands

@Suite struct `Values to record` {
    private let metrics = [CustomMetric(name: "members", kind: .level), CustomMetric(name: "articles", kind: .count)]
    private let now = Instant(secondsSinceEpoch: 1_735_689_600)  // 2025-01-01T00:00:00Z

    private func plan(
        _ text: String, of name: String? = nil, stored: [CustomRecord] = []
    ) throws(RecordError) -> RecordPlan {
        try RecordPlan(
            try GivenValue.read(Array(text.utf8), file: "values.csv"), of: name, metrics: metrics, stored: stored,
            at: now, in: .utc)
    }

    private static let csv = "date,metric,value\r\n2023-12-25,members,1400\r\n\r\n2024-02-01,articles,\"3\"\r\n"
    private static let json = """
        [{"metric": "members", "date": "2023-12-25", "value": 1400},
         {"metric": "articles", "date": "2024-02-01", "value": "3"}]
        """

    @Test(arguments: [csv, "\u{FEFF}" + csv, json, " \n" + json])
    func `are read from CSV and JSON alike`(text: String) throws {
        let records = try plan(text).records
        #expect(records.map(\.metric) == ["members", "articles"])
        #expect(records.map(\.date.description) == ["2023-12-25", "2024-02-01"])
        #expect(records.map(\.value) == [Fraction(1_400), Fraction(3)])
    }

    @Test func `are of the metric of the command line where the file names none`() throws {
        #expect(try plan("value,date\n12.5,2023-12-25", of: "members").records.first?.value == Fraction(25, over: 2))
    }

    @Test func `correct what is there, and change nothing where they are there already`() throws {
        let first = try plan(Self.csv).records
        let again = try plan(Self.csv, stored: first)
        #expect(again.records.isEmpty)
        #expect(again.entries.map(\.outcome) == [.unchanged, .unchanged])
        let corrected = try plan("metric,date,value\nmembers,2023-12-25,1450", stored: first)
        #expect(corrected.entries.map(\.outcome) == [.corrected])
        #expect(corrected.entries.first?.before == Fraction(1_400))
    }

    @Test(
        arguments: [
            ("metric,date,value\nmembers,2023-12-25,many", "values.csv:2: 'many' is not a number."),
            (
                "metric,date,value\nmembers,2023-12-25,1400\nmembers,2023-12-26,\"1,400\"",
                "values.csv:3: '1,400' is not a number."
            ),
            ("metric,date,value\nmembers,2023-12-25,", "values.csv:2: '' is not a number."),
            ("metric,date,value\nmembers,2023-12-25,(withdrawn)", "values.csv:2: '(withdrawn)' is not a number."),
            ("metric,date,value\nmembers,2023-02-30,1", "values.csv:2: '2023-02-30' is not a day."),
            ("metric,date,value\nmembers,2025-01-02,1", "values.csv:2: 2025-01-02 lies in the future."),
            ("metric,date,value\nmembres,2023-12-25,1", "values.csv:2: there is no custom metric 'membres'."),
            ("metric,date,value\narticles,2023-12-25,-1", "values.csv:2: articles counts things, and -1 is below 0."),
            (
                "metric,date,value\nmembers,2023-12-25,1\nmembers,2023-12-25,2",
                "values.csv:3: members has a value for 2023-12-25 in values.csv:2 already."
            ),
            (
                "metric,date\nmembers,2023-12-25",
                "values.csv:1: the heading must be metric, date and value (metric may be left out)."
            ),
            ("date,value\n2023-12-25,1", "values.csv:2: no metric is named."),
            ("metric,date,value\nmembers,2023-12-25", "values.csv:2: it has 2 fields and the heading 3."),
            ("metric,date,value\n\"members,2023-12-25,1", "values.csv:2: a quoted field has no end."),
            ("metric,date,value\n", "values.csv: it has no values."),
            ("", "values.csv: it has no values."),
            ("[]", "values.csv: it has no values."),
            (
                "[{\"metric\": \"members\", \"date\": \"2023-12-25\"}]",
                "values.csv: entry 1: this is not a list of values."
            ),
            (
                "[{\"metric\": \"members\", \"date\": \"2023-12-25\", \"value\": null}]",
                "values.csv: entry 1: this is not a list of values."
            ),
            ("[1]", "values.csv: entry 1: this is not a list of values."),
            (
                "[{\"metric\": \"members\", \"date\": \"2023-12-25\", \"value\": 1e30}]",
                "values.csv: entry 1: '1000000000000000000000000000000' is not a number."
            ),
        ])
    func `are refused as a whole, with the line and the reason`(text: String, summary: String) throws {
        let error = #expect(throws: RecordError.self) { try plan(text) }
        #expect(error?.summary == summary)
        #expect(error?.exitCode == .malformedInput)
    }

    @Test func `of another metric than the command line's are refused`() throws {
        let error = #expect(throws: RecordError.self) { try plan(Self.csv, of: "members") }
        #expect(error?.summary == "values.csv:4: it is a value of articles, not of members.")
    }

    @Test func `are withdrawn only where there is one`() throws {
        func withdrawal(_ stored: [CustomRecord]) throws(RecordError) -> RecordPlan {
            try RecordPlan(
                [GivenValue(metric: "members", date: "2023-12-25", value: GivenValue.withdrawal, place: "--withdraw")],
                of: "members", metrics: metrics, stored: stored, at: now, in: .utc)
        }
        let plan = try withdrawal(try plan(Self.csv).records)
        #expect(plan.entries.map(\.outcome) == [.withdrawn])
        #expect(plan.records.map(\.value) == [nil])
        let error = #expect(throws: RecordError.self) { try withdrawal([]) }
        #expect(error?.summary == "--withdraw: members has no value for 2023-12-25 to withdraw.")
    }

    @Test func `that are not UTF-8 are refused`() {
        let error = #expect(throws: RecordError.self) { try GivenValue.read([0x81, 0xFF], file: "a.csv") }
        #expect(error?.summary == "a.csv: it is not UTF-8.")
    }
}
