import HakaruMetrics
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `Working time as it is printed` {
    private let header = ResultHeader(timeZone: "UTC", asOf: Instant(secondsSinceEpoch: 0))

    private func result(unknown: Int, calendar: WorkingCalendar?) -> RenderedResult {
        var figures = LeadTimeFigures()
        figures.leadTime = Distribution([86_400, 86_400, 86_400, 86_400, 86_400])
        var times = WorkingTimeFigures()
        times.leadTime = Distribution([32_400, 32_400, 32_400, 32_400, 32_400])
        times.unknown = unknown
        figures.workingTime = calendar == nil ? nil : times
        let report = Report(
            period: Period(lastCompleteWeeks: 1, before: header.asOf, in: .utc), timeZone: "UTC", asOf: header.asOf,
            grouping: [], total: figures, groups: [])
        return RenderedResult(report, header: header, calendar: calendar)
    }

    private func text(_ result: RenderedResult, _ format: OutputFormat) -> String {
        String(decoding: result.bytes(as: format, width: nil), as: UTF8.self)
    }

    @Test func `stands beside wall-clock time, never in its place`() {
        let japan = WorkingCalendar(publicHolidays: .japan, zone: .utc)
        let json = text(result(unknown: 0, calendar: japan), .json)
        #expect(json.contains(#""lead_time_seconds": {"n": 5, "p50": 86400"#))
        #expect(json.contains(#""working_time": {"#) && json.contains(#""lead_time_seconds": {"n": 5, "p50": 32400"#))
        #expect(json.contains(#""holidays_known_until": "2027-12-31""#))
        let table = text(result(unknown: 0, calendar: japan), .table)
        #expect(table.contains("1d") && table.contains("9h (5)"))
        #expect(!text(result(unknown: 0, calendar: nil), .json).contains("working"))
    }

    @Test func `warns past the day until which public holidays are known, and guesses nothing`() {
        let japan = WorkingCalendar(publicHolidays: .japan, zone: .utc)
        let table = text(result(unknown: 3, calendar: japan), .table)
        #expect(table.contains("working time: 3 reach outside of 1949-01-01 to 2027-12-31, the days whose public"))
        #expect(text(result(unknown: 3, calendar: japan), .json).contains(#""holidays_unknown": 3"#))
        #expect(!text(result(unknown: 0, calendar: japan), .table).contains("reach outside"))
        #expect(WorkingCalendar(publicHolidays: nil, zone: .utc).warning(unknown: 3) == nil)
    }
}
