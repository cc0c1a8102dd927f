import HakaruModel
import Testing

@Suite struct `Months, quarters and fiscal years` {
    @Test(arguments: [
        ("2026-11-24", "2026-11", "2026-Q4", "FY2026"), ("2026-03-31", "2026-03", "2026-Q1", "FY2025"),
        ("2026-04-01", "2026-04", "2026-Q2", "FY2026"), ("2026-12-31", "2026-12", "2026-Q4", "FY2026"),
        ("2027-01-01", "2027-01", "2027-Q1", "FY2026"), ("2024-02-29", "2024-02", "2024-Q1", "FY2023"),
    ])
    func `hold their dates`(day: String, month: String, quarter: String, fiscalYear: String) throws {
        let date = try #require(CivilDate(iso: day))
        #expect(CalendarMonth(containing: date).description == month)
        #expect(CalendarQuarter(containing: date).description == quarter)
        #expect(FiscalYear(containing: date, startMonth: .april).description == fiscalYear)
        #expect(CalendarMonth(month) == CalendarMonth(containing: date))
        #expect(CalendarQuarter(quarter) == CalendarQuarter(containing: date))
        #expect(FiscalYear(fiscalYear, startMonth: .april) == FiscalYear(containing: date, startMonth: .april))
        #expect(FiscalYear(containing: date, startMonth: .january).year == date.year)
    }

    @Test(arguments: [
        "", "2026", "2026-00", "2026-13", "2026-1", "2026-Q0", "2026-Q5", "2026-q1", "2026-Q12", "FY26", "fy2026",
        "FY20261", "2026-１", "2026-Q4\u{301}",
    ])
    func `are nothing else`(text: String) {
        #expect(CalendarMonth(text) == nil)
        #expect(CalendarQuarter(text) == nil)
        #expect(FiscalYear(text, startMonth: .april) == nil)
    }

    @Test func `follow each other`() throws {
        var month = try #require(CalendarMonth(year: 1968, month: 12))
        var quarter = CalendarQuarter(containing: month.firstDay)
        for _ in 0..<1_200 {
            #expect(month.next.previous == month)
            #expect(month.next > month)
            #expect(month.next.firstDay == month.firstDay.advanced(byDays: Int64(days(in: month))))
            month = month.next
            let holding = CalendarQuarter(containing: month.firstDay)
            #expect(holding == quarter || holding == quarter.next)
            #expect(holding.previous.next == holding)
            quarter = holding
        }
        let year = try #require(FiscalYear(year: 2026, startMonth: .april))
        #expect(year.next.firstDay.description == "2027-04-01")
        #expect(year.previous.firstDay.description == "2025-04-01")
        #expect(month.advanced(byMonths: -1_200).description == "1968-12")
        #expect(quarter.advanced(byQuarters: -400).description == "1968-Q4")
    }

    private func days(in month: CalendarMonth) -> Int {
        (28...31).last { CivilDate(year: month.year, month: month.month, day: $0) != nil } ?? 0
    }

    @Test func `begin at midnight of the zone`() throws {
        let tokyo = try TimeZoneRules.footer("JST-9")
        let year = try #require(FiscalYear(year: 2026, startMonth: .april))
        #expect(year.period(in: tokyo).description == "2026-03-31T15:00:00Z/2027-03-31T15:00:00Z")
        let eve = Instant.at("2026-03-31T14:59:59Z")
        #expect(CalendarMonth(containing: eve, in: tokyo).description == "2026-03")
        #expect(CalendarQuarter(containing: eve, in: tokyo).description == "2026-Q1")
        #expect(FiscalYear(containing: eve, startMonth: .april, in: tokyo).description == "FY2025")
        #expect(CalendarMonth(containing: eve.advanced(bySeconds: 1), in: tokyo).description == "2026-04")
    }

    @Test func `exist only where the calendar has them`() {
        #expect(CalendarMonth(year: 2026, month: 13) == nil)
        #expect(CalendarMonth(year: 10_000, month: 1) == nil)
        #expect(CalendarQuarter(year: 2026, quarter: 5) == nil)
        #expect(FiscalYear(year: -1, startMonth: .april) == nil)
        #expect(FiscalYear.StartMonth(month: 0) == nil)
        #expect(FiscalYear.StartMonth(month: 13) == nil)
        #expect(FiscalYear.StartMonth(month: 4) == .april)
    }
}
