import HakaruModel
import Testing

@Suite struct `ISO weeks` {
    @Test(arguments: [
        ("2026-11-24", "2026-W48"), ("2026-11-22", "2026-W47"), ("2026-11-16", "2026-W47"), ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"), ("2024-12-30", "2025-W01"), ("2021-01-03", "2020-W53"), ("2010-01-01", "2009-W53"),
        ("2008-12-29", "2009-W01"), ("2000-01-02", "1999-W52"), ("1969-12-29", "1970-W01"), ("0004-01-01", "0004-W01"),
    ])
    func `hold their dates`(day: String, name: String) throws {
        let week = ISOWeek(containing: try #require(CivilDate(iso: day)))
        #expect(week.description == name)
        #expect(ISOWeek(name) == week)
    }

    @Test(arguments: [
        "", "2026", "2026-47", "2026-W00", "2026-W54", "2025-W53", "2026-w47", "2026-W4", "2026-W047", "26-W47",
        "2026W47",
        "2026-W47 ", "2026-W-1", "-026-W01", "2026-W４", "2026-W4\u{301}",
    ])
    func `are nothing else`(text: String) {
        #expect(ISOWeek(text) == nil)
    }

    @Test func `number 53 in the years of the table and 52 in all others`() {
        for year in 1900...2100 {
            let count = ZoneTable.longYears.contains(year) ? 53 : 52
            #expect(ISOWeek.weekCount(ofYear: year) == count)
            #expect((ISOWeek(year: year, week: 53) != nil) == (count == 53))
        }
    }

    @Test func `follow each other through the years`() throws {
        var week = try #require(ISOWeek(year: 1969, week: 52))
        for monday in stride(from: Int64(-3), to: 50_000, by: 7) {
            let next = week.next
            #expect(next.firstDay.daysSinceEpoch == monday)
            #expect(next.firstDay.isoWeekday == 1)
            #expect(next.previous == week)
            #expect(next > week)
            #expect(next.week == week.week + 1 || (next.week == 1 && week.week >= 52 && next.year == week.year + 1))
            week = next
        }
    }

    @Test(
        .enabled(if: SystemZones.areInstalled, "the zone database (tzdata) is not installed"),
        arguments: ZoneTable.weekStarts.keys.sorted())
    func `begin where Python's zoneinfo says, for thirty years`(zone: String) throws {
        let rules = try SystemZones.rules(zone)
        let runs = pairs(try #require(ZoneTable.weekStarts[zone]), separator: "*")
        var week = try #require(ISOWeek(year: 1996, week: 1))
        for (secondsBeforeUTC, count) in runs {
            for _ in 0..<count {
                let monday = week.firstDay.daysSinceEpoch * 86_400
                let start = Instant(secondsSinceEpoch: monday - secondsBeforeUTC)
                #expect(week.start(in: rules) == start)
                #expect(ISOWeek(containing: start, in: rules) == week)
                #expect(ISOWeek(containing: start.advanced(bySeconds: -1), in: rules) == week.previous)
                week = week.next
            }
        }
        #expect(week.description == "2026-W02")
    }

    @Test(
        .enabled(if: SystemZones.areInstalled, "the zone database (tzdata) is not installed"),
        arguments: ZoneTable.weekStarts.keys.sorted() + ["Pacific/Apia", "America/St_Johns", "Africa/Cairo"])
    func `are as long as their seven days together`(zone: String) throws {
        let rules = try SystemZones.rules(zone)
        var week = try #require(ISOWeek(year: 1996, week: 1))
        while week.year < 2060 {
            let days = (0..<7).map { week.firstDay.advanced(byDays: $0) }
            let lengths = days.map { rules.startOfDay($0.advanced(byDays: 1)).seconds(since: rules.startOfDay($0)) }
            #expect(lengths.reduce(0, +) == week.period(in: rules).seconds)
            #expect(lengths.allSatisfy { $0 >= 0 })
            week = week.next
        }
    }

    @Test(arguments: [
        ("EST5EDT,M3.2.0,M11.1.0", "2026-W10", 167), ("EST5EDT,M3.2.0,M11.1.0", "2026-W44", 169),
        ("EST5EDT,M3.2.0,M11.1.0", "2026-W11", 168), ("JST-9", "2026-W10", 168),
    ])
    func `have an hour less or more where clocks change`(footer: String, name: String, hours: Int64) throws {
        let rules = try TimeZoneRules.footer(footer)
        #expect(try #require(ISOWeek(name)).period(in: rules).seconds == hours * 3_600)
    }

    @Test func `change by half an hour on Lord Howe`() throws {
        let rules = try TimeZoneRules.footer("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0")
        #expect(try #require(ISOWeek("2026-W14")).period(in: rules).seconds == 168 * 3_600 + 1_800)
    }
}
