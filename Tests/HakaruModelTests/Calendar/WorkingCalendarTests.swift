import HakaruModel
import Testing

@Suite struct `Working time` {
    let tokyo = try? TimeZoneRules.footer("JST-9")

    /// Nine to six in Tokyo with the holidays of Japan.
    private func japanese(off: [String] = []) throws -> WorkingCalendar {
        WorkingCalendar(
            publicHolidays: .japan, companyHolidays: Set(off.compactMap { CivilDate(iso: $0) }),
            zone: try #require(tokyo))
    }

    @Test(arguments: [
        // Within a day, over a night, over a weekend.
        ("2026-11-24T10:00:00+09:00", "2026-11-24T11:30:00+09:00", 5_400),
        ("2026-11-24T07:00:00+09:00", "2026-11-24T21:00:00+09:00", 32_400),
        ("2026-11-24T17:00:00+09:00", "2026-11-25T10:00:00+09:00", 7_200),
        ("2026-11-27T17:00:00+09:00", "2026-11-30T10:00:00+09:00", 7_200),
        // 23 November is a holiday, a Monday.
        ("2026-11-20T17:00:00+09:00", "2026-11-24T10:00:00+09:00", 7_200),
        ("2026-11-23T09:00:00+09:00", "2026-11-23T18:00:00+09:00", 0),
        // Golden week of 2019: ten days off.
        ("2019-04-26T17:59:59+09:00", "2019-05-07T09:00:01+09:00", 2),
        ("2026-11-28T00:00:00+09:00", "2026-11-30T00:00:00+09:00", 0),
        ("2026-11-24T11:00:00+09:00", "2026-11-24T11:00:00+09:00", 0),
        ("2026-11-24T11:00:00+09:00", "2026-11-24T10:00:00+09:00", 0),
        ("1949-01-01T00:00:00+09:00", "1949-01-04T00:00:00+09:00", 32_400),
    ])
    func `is the part of a duration within working hours`(start: String, end: String, seconds: Int64) throws {
        #expect(try japanese().workingTime(from: .at(start), to: .at(end)) == .seconds(seconds))
    }

    @Test func `leaves out the company's days off, but only once where they are holidays anyway`() throws {
        let calendar = try japanese(off: ["2026-12-29", "2026-12-30", "2026-12-31", "2027-01-01", "2027-01-02"])
        let time = calendar.workingTime(from: .at("2026-12-28T00:00:00+09:00"), to: .at("2027-01-05T00:00:00+09:00"))
        #expect(time == .seconds(2 * 32_400))
        #expect(calendar.isWorkingDay(try #require(CivilDate(iso: "2026-12-28"))) == true)
        #expect(calendar.isWorkingDay(try #require(CivilDate(iso: "2026-12-29"))) == false)
        #expect(calendar.isWorkingDay(try #require(CivilDate(iso: "2027-01-03"))) == false)
    }

    @Test func `leaves out a break`() throws {
        let spans = [try WorkingHours.Span("09:00-12:00"), try WorkingHours.Span("13:00-18:00")]
        let calendar = WorkingCalendar(hours: try WorkingHours([2: spans]), publicHolidays: nil, zone: .utc)
        let time = calendar.workingTime(from: .at("2026-11-24T11:30:00Z"), to: .at("2026-11-24T13:30:00Z"))
        #expect(time == .seconds(3_600))
    }

    @Test func `is not guessed past the dates that are known`() throws {
        let calendar = try japanese()
        let unknown = WorkingTime.holidaysUnknown(
            knownFrom: PublicHolidays.japan.known.lowerBound, knownUntil: PublicHolidays.japan.known.upperBound)
        let end = Instant.at("2028-01-01T00:00:00+09:00")
        let before = end.advanced(bySeconds: -86_400)
        #expect(calendar.workingTime(from: before, to: end) == .seconds(32_400))
        #expect(calendar.workingTime(from: before, to: end.advanced(bySeconds: 1)) == unknown)
        #expect(calendar.workingTime(from: before, to: end.advanced(bySeconds: 1)).seconds == nil)
        #expect(calendar.workingTime(from: .at("1948-12-31T23:59:59+09:00"), to: end) == unknown)
        #expect(calendar.isWorkingDay(try #require(CivilDate(iso: "2028-01-04"))) == nil)
        // A Saturday is off, whatever the government will say.
        #expect(calendar.isWorkingDay(try #require(CivilDate(iso: "2028-01-08"))) == false)
        let worked = WorkingCalendar(publicHolidays: nil, zone: .utc)
        #expect(
            worked.workingTime(from: .at("2028-01-03T00:00:00Z"), to: .at("2028-01-10T00:00:00Z")).seconds == 162_000)
    }

    @Test func `is an hour shorter or longer where clocks change within it`() throws {
        let span = try WorkingHours.Span("01:00-04:00")
        let zone = try TimeZoneRules.footer("EST5EDT,M3.2.0,M11.1.0")
        let calendar = WorkingCalendar(hours: try WorkingHours([7: [span]]), publicHolidays: nil, zone: zone)
        let day = { (date: String) in
            let start = zone.startOfDay(try #require(CivilDate(iso: date)))
            return calendar.workingTime(from: start, to: start.advanced(bySeconds: 90_000)).seconds
        }
        #expect(try day("2026-03-01") == 3 * 3_600)
        #expect(try day("2026-03-08") == 2 * 3_600)
        #expect(try day("2026-11-01") == 4 * 3_600)
    }
}

@Suite struct `Working time over clock changes` {
    static let zones = [
        "UTC0", "JST-9", "EST5EDT,M3.2.0,M11.1.0", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "IST-1GMT0,M10.5.0,M3.5.0/1",
        "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "EST5EDT,0/0,J365/25",
    ]

    /// Working hours with night work, so that clock changes fall into them.
    private func calendar(_ footer: String) throws -> WorkingCalendar {
        let night = try WorkingHours.Span("00:00-05:30")
        let day = try WorkingHours.Span("08:15-24:00")
        return WorkingCalendar(
            hours: try WorkingHours([1: [night, day], 3: [day], 6: [night], 7: [night, day]]), publicHolidays: .japan,
            companyHolidays: Set((0..<40).map { CivilDate(daysSinceEpoch: 20_000 + $0 * 17) }),
            zone: try TimeZoneRules.footer(footer))
    }

    @Test(arguments: zones)
    func `adds up, is never negative and never more than wall-clock time`(footer: String) throws {
        let calendar = try calendar(footer)
        var generator = SplitMix64(state: 20_260_105)
        let first = Instant.at("2024-06-01T00:00:00Z")
        for _ in 0..<400 {
            // From minutes to a year and a half, so that some parts lie within an hour and some over both changes.
            let reach = 600 << Int.random(in: 0...16, using: &generator)
            let start = first.advanced(bySeconds: Int64.random(in: 0..<60_000_000, using: &generator))
            let middle = start.advanced(bySeconds: Int64.random(in: 0...Int64(reach), using: &generator))
            let end = middle.advanced(bySeconds: Int64.random(in: 0...Int64(reach), using: &generator))
            let parts = [(start, middle), (middle, end), (start, end)].map { calendar.workingTime(from: $0, to: $1) }
            let (left, right, all) = (parts[0].seconds, parts[1].seconds, parts[2].seconds)
            guard let left, let right, let all else {
                #expect(calendar.zone.civilDate(at: end).year >= 2028)
                continue
            }
            #expect(left + right == all)
            #expect(left >= 0 && right >= 0)
            #expect(all <= end.seconds(since: start))
        }
    }

    /// Another way to the same number: look at the clock every half minute.
    @Test(arguments: zones)
    func `is what one counts by looking at the clock`(footer: String) throws {
        let calendar = try calendar(footer)
        let week = try #require(ISOWeek(footer.hasPrefix("IST") ? "2026-W13" : "2026-W44"))
        for period in [week.period(in: calendar.zone), try #require(ISOWeek("2026-W10")).period(in: calendar.zone)] {
            var counted: Int64 = 0
            for second in stride(from: period.start.secondsSinceEpoch, to: period.end.secondsSinceEpoch, by: 30) {
                let local = calendar.zone.civilDateTime(at: Instant(secondsSinceEpoch: second))
                guard calendar.isWorkingDay(local.date) == true else { continue }
                let spans = calendar.hours.spansByWeekday[local.date.isoWeekday - 1]
                if spans.contains(where: { $0.start <= local.secondOfDay && local.secondOfDay < $0.end }) {
                    counted += 30
                }
            }
            #expect(calendar.workingTime(from: period.start, to: period.end) == .seconds(counted))
        }
    }
}

/// Random numbers that are the same on every run.
struct SplitMix64: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
