import HakaruModel
import Testing

/// A zone and an instant at which its clocks were changed.
struct ClockChange: Sendable, CustomTestStringConvertible {
    let zone: String
    let at: String

    var testDescription: String { "\(zone) at \(at)" }

    /// Forward and back, by half an hour, a minute past midnight, to and from standard time for good, over a whole day,
    /// in a zone that has had no change since, and back for Ramadan alone.
    static let all: [ClockChange] = [
        .init(zone: "America/New_York", at: "2026-03-08T07:00:00Z"),
        .init(zone: "America/New_York", at: "2026-11-01T06:00:00Z"),
        .init(zone: "Europe/Dublin", at: "2026-03-29T01:00:00Z"),
        .init(zone: "Europe/Dublin", at: "2026-10-25T01:00:00Z"),
        .init(zone: "Australia/Lord_Howe", at: "2026-04-04T15:00:00Z"),
        .init(zone: "Australia/Lord_Howe", at: "2026-10-03T15:30:00Z"),
        .init(zone: "America/St_Johns", at: "2006-04-02T03:31:00Z"),
        .init(zone: "America/St_Johns", at: "2006-10-29T02:31:00Z"),
        .init(zone: "Asia/Tokyo", at: "1951-05-05T15:00:00Z"),
        .init(zone: "Asia/Tokyo", at: "1951-09-08T15:00:00Z"),
        .init(zone: "Asia/Kathmandu", at: "1985-12-31T18:30:00Z"),
        .init(zone: "Asia/Pyongyang", at: "2015-08-14T15:00:00Z"),
        .init(zone: "Asia/Pyongyang", at: "2018-05-04T15:00:00Z"),
        .init(zone: "Pacific/Apia", at: "2011-12-30T10:00:00Z"),
        .init(zone: "Europe/London", at: "1968-02-18T02:00:00Z"),
        .init(zone: "Europe/London", at: "1971-10-31T02:00:00Z"),
        .init(zone: "Africa/Casablanca", at: "2026-02-15T02:00:00Z"),
        .init(zone: "America/Caracas", at: "2007-12-09T07:00:00Z"),
    ]
}

@Suite(.enabled(if: SystemZones.areInstalled, "the zone database (tzdata) is not installed"))
struct `Working time at a change of clocks` {
    /// Hours at night, so that every change falls into them or beside them.
    private func calendar(_ zone: String, off: Set<CivilDate> = []) throws -> WorkingCalendar {
        let spans = [try WorkingHours.Span("00:00-05:30"), try WorkingHours.Span("08:15-24:00")]
        return WorkingCalendar(
            hours: try WorkingHours(Dictionary(uniqueKeysWithValues: (1...7).map { ($0, spans) })),
            publicHolidays: nil, companyHolidays: off, zone: try SystemZones.rules(zone))
    }

    /// Looks at the clock every minute for eighteen hours before the change and after it.
    @Test(arguments: ClockChange.all)
    func `is what a clock on the wall shows, minute by minute`(change: ClockChange) throws {
        let at = Instant.at(change.at)
        let plain = try calendar(change.zone)
        let today = plain.zone.civilDate(at: at)
        for off in [[], [today], [today.advanced(byDays: -1)]] as [Set<CivilDate>] {
            let calendar = try calendar(change.zone, off: off)
            var counted: Int64 = 0
            let (start, end) = (at.advanced(bySeconds: -64_800), at.advanced(bySeconds: 64_800))
            for second in stride(from: start.secondsSinceEpoch, to: end.secondsSinceEpoch, by: 60) {
                let local = calendar.zone.civilDateTime(at: Instant(secondsSinceEpoch: second))
                guard !off.contains(local.date) else { continue }
                let spans = calendar.hours.spansByWeekday[local.date.isoWeekday - 1]
                if spans.contains(where: { $0.start <= local.secondOfDay && local.secondOfDay < $0.end }) {
                    counted += 60
                }
            }
            #expect(calendar.workingTime(from: start, to: end) == .seconds(counted), "off \(off)")
        }
    }

    @Test(arguments: ClockChange.all)
    func `adds up, only grows, and is never more than has passed`(change: ClockChange) throws {
        let at = Instant.at(change.at)
        let calendar = try calendar(change.zone, off: [try calendar(change.zone).zone.civilDate(at: at)])
        var generator = SplitMix64(state: UInt64(bitPattern: at.secondsSinceEpoch))
        for _ in 0..<60 {
            // Often within seconds of the change itself.
            let reach: Int64 = Bool.random(using: &generator) ? 5 : 200_000
            let instants = (0..<3)
                .map { _ in at.advanced(bySeconds: Int64.random(in: -reach...reach, using: &generator)) }.sorted()
            func time(_ from: Int, _ to: Int) throws -> Int64 {
                try #require(calendar.workingTime(from: instants[from], to: instants[to]).seconds)
            }
            let (left, right, all) = (try time(0, 1), try time(1, 2), try time(0, 2))
            #expect(left + right == all, "\(instants)")
            #expect(left >= 0 && right >= 0, "\(instants)")
            #expect(all >= left, "\(instants)")
            #expect(all <= instants[2].seconds(since: instants[0]), "\(instants)")
        }
    }

    @Test(arguments: ["Asia/Kolkata", "Asia/Kathmandu", "Australia/Adelaide", "Asia/Tokyo"])
    func `begins and ends with the hours of a day, to the second`(zone: String) throws {
        let calendar = WorkingCalendar(publicHolidays: nil, zone: try SystemZones.rules(zone))
        // A Tuesday.
        let midnight = calendar.zone.startOfDay(try #require(CivilDate(iso: "2026-07-07")))
        func time(_ from: Int64, _ to: Int64) -> WorkingTime {
            calendar.workingTime(from: midnight.advanced(bySeconds: from), to: midnight.advanced(bySeconds: to))
        }
        #expect(time(0, 9 * 3_600) == .seconds(0))
        #expect(time(9 * 3_600 - 1, 9 * 3_600 + 1) == .seconds(1))
        #expect(time(18 * 3_600 - 1, 18 * 3_600 + 1) == .seconds(1))
        #expect(time(0, 86_400) == .seconds(9 * 3_600))
        #expect(time(-1, 86_401) == .seconds(9 * 3_600))
        #expect(time(18 * 3_600, 86_400 + 9 * 3_600) == .seconds(0))
    }
}
