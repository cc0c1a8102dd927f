import HakaruModel
import Testing

@Suite struct `A fraction` {
    @Test(
        arguments: [
            ("2500", 2_500, 1), ("0.5", 1, 2), ("-3", -3, 1), ("0", 0, 1), ("79.995", 15_999, 200),
            ("1.000000", 1, 1), ("123456789012345", 123_456_789_012_345, 1), ("-0.25", -1, 4),
        ] as [(String, Int64, Int64)])
    func `is read from a decimal number and kept in lowest terms`(text: String, numerator: Int64, denominator: Int64) {
        #expect(Fraction(decimal: text) == Fraction(numerator, over: denominator))
        #expect(Fraction(decimal: text)?.numerator == numerator)
        #expect(Fraction(decimal: text)?.denominator == denominator)
    }

    @Test(arguments: [
        "", "-", ".5", "5.", "1e3", "1,400", "１４００", " 1", "1.0000001", "1234567890123456", "--1", "many",
    ])
    func `is not read from anything else`(text: String) {
        #expect(Fraction(decimal: text) == nil)
    }

    @Test func `calculates and compares without rounding`() {
        let third = Fraction(1, over: 3)
        #expect(third + third + third == Fraction(1))
        #expect(third * Fraction(3) == Fraction(1))
        #expect(Fraction(1) - third == Fraction(2, over: 3))
        #expect(Fraction(79_999, over: 1_000) < Fraction(80))
        #expect(Fraction(-1, over: 2) < Fraction(-1, over: 3))
    }

    @Test func `stays near where the parts grow too large`() {
        let large = Fraction(Int64.max) * Fraction(Int64.max)
        #expect(large.numerator > 0)
        #expect(large > Fraction(Int64.max / 4))
        let small = Fraction(1, over: Int64.max) * Fraction(1, over: Int64.max)
        #expect(small >= Fraction(0))
        #expect(small < Fraction(1, over: 1_000_000))
    }
}

@Suite struct `A stretch of the calendar` {
    @Test(arguments: [
        ("2023", "2023-01-01T00:00:00Z/2024-01-01T00:00:00Z"), ("FY2023", "2023-04-01T00:00:00Z/2024-04-01T00:00:00Z"),
        ("2023-Q4", "2023-10-01T00:00:00Z/2024-01-01T00:00:00Z"),
        ("2023-11", "2023-11-01T00:00:00Z/2023-12-01T00:00:00Z"),
        ("2026-W01", "2025-12-29T00:00:00Z/2026-01-05T00:00:00Z"),
        ("2023-04-01/2023-04-03", "2023-04-01T00:00:00Z/2023-04-03T00:00:00Z"),
    ])
    func `has a name and a period`(text: String, period: String) throws {
        let span = try #require(CalendarSpan(text))
        #expect(span.description == text)
        #expect(span.period(in: .utc, fiscalYearStart: .april).description == period)
    }

    @Test(arguments: [
        "", "23", "0000", "2023-13", "2023-Q5", "2023-W54", "2023-04-03/2023-04-01", "2023-04-01/2023-04-01",
        "2023-04-01/", "2023..2024", "fy2023", "last year",
    ])
    func `is not anything else`(text: String) {
        #expect(CalendarSpan(text) == nil)
    }
}

@Suite struct `A custom metric` {
    private func record(_ day: String, _ value: Int64?) throws -> CustomRecord {
        CustomRecord(
            metric: "members", date: try #require(CivilDate(iso: day)), value: value.map { Fraction($0) },
            recordedAt: .at("2026-01-01T00:00:00Z"))
    }

    @Test func `has one value a day, the last one that was recorded`() throws {
        let records = try [
            record("2023-12-25", 1_400), record("2023-11-01", 1_200), record("2023-12-25", 1_450),
            record("2024-01-10", 9_999), record("2024-01-10", nil),
            CustomRecord(
                metric: "talks", date: #require(CivilDate(iso: "2023-12-25")), value: Fraction(7),
                recordedAt: .at("2026-01-01T00:00:00Z")),
        ]
        let series = CustomSeries(of: "members", records: records)
        #expect(series.points.map(\.date.description) == ["2023-11-01", "2023-12-25"])
        #expect(series.points.map(\.value) == [Fraction(1_200), Fraction(1_450)])
        #expect(series.last(before: try #require(CivilDate(iso: "2023-12-25")))?.value == Fraction(1_200))
        #expect(series.value(on: try #require(CivilDate(iso: "2024-01-10"))) == nil)
    }

    @Test(arguments: [
        ("members", true), ("会員数", true), ("talks-2024", true), ("a_b", true), ("", false), ("2024", false),
        ("-x", false), ("a b", false), ("a,b", false), ("=1+1", false),
    ])
    func `has a name that tables and flags can hold`(name: String, isName: Bool) {
        #expect(CustomMetric.isName(name) == isName)
    }

    @Test(arguments: [
        ("2024-12-31", 1, "2024-01-01"), ("2025-03-31", 4, "2024-04-01"), ("2024-12-31", 4, "2024-01-01"),
        ("2024-06-30", 4, "2024-01-01"), ("2024-06-30", 7, "2023-07-01"),
    ])
    func `or another one has a goal whose year ends with its last day, where one does`(
        by: String, month: Int, from: String
    ) throws {
        let start = try #require(FiscalYear.StartMonth(month: month))
        let day = try #require(CivilDate(iso: by))
        #expect(Goal.usualStart(by: day, fiscalYearStart: start).description == from)
    }
}
