import HakaruModel
import Testing

@Suite struct `Periods` {
    let tokyo = try? TimeZoneRules.footer("JST-9")

    @Test func `include their start and exclude their end`() throws {
        let period = try #require(Period(start: .at("2026-01-05T00:00:00Z"), end: .at("2026-01-12T00:00:00Z")))
        #expect(period.contains(period.start))
        #expect(period.contains(period.end.advanced(bySeconds: -1)))
        #expect(!period.contains(period.end))
        #expect(!period.contains(period.start.advanced(bySeconds: -1)))
        #expect(period.seconds == 604_800)
        #expect(period.description == "2026-01-05T00:00:00Z/2026-01-12T00:00:00Z")
    }

    @Test func `are never backwards, but may be empty`() throws {
        let instant = Instant.at("2026-01-05T00:00:00Z")
        #expect(Period(start: instant, end: instant.advanced(bySeconds: -1)) == nil)
        let empty = try #require(Period(start: instant, end: instant))
        #expect(empty.isEmpty)
        #expect(!empty.contains(instant))
        let day = CivilDate(daysSinceEpoch: 20_000)
        #expect(Period(since: day, until: day.advanced(byDays: -1), in: .utc) == nil)
    }

    @Test func `reach from the start of one day to the start of another`() throws {
        let zone = try #require(tokyo)
        let since = try #require(CivilDate(iso: "2026-04-01"))
        let until = try #require(CivilDate(iso: "2026-04-02"))
        #expect(
            Period(since: since, until: until, in: zone)?.description == "2026-03-31T15:00:00Z/2026-04-01T15:00:00Z")
        #expect(Period(year: 2023, in: zone)?.description == "2022-12-31T15:00:00Z/2023-12-31T15:00:00Z")
        #expect(Period(year: 10_000, in: zone) == nil)
    }

    @Test(arguments: [
        ("2026-11-24T00:00:00Z", "2026-11-08T15:00:00Z/2026-11-22T15:00:00Z"),
        ("2026-11-22T15:00:00Z", "2026-11-08T15:00:00Z/2026-11-22T15:00:00Z"),
        ("2026-11-22T14:59:59Z", "2026-11-01T15:00:00Z/2026-11-15T15:00:00Z"),
    ])
    func `of the last weeks hold only those that are over`(now: String, expected: String) throws {
        let period = Period(lastCompleteWeeks: 2, before: .at(now), in: try #require(tokyo))
        #expect(period.description == expected)
    }

    @Test func `of no weeks are empty`() {
        #expect(Period(lastCompleteWeeks: 0, before: .at("2026-11-24T00:00:00Z"), in: .utc).isEmpty)
        #expect(Period(lastCompleteWeeks: -3, before: .at("2026-11-24T00:00:00Z"), in: .utc).isEmpty)
    }

    @Test func `have a part in common or none`() throws {
        let first = try #require(Period(year: 2025, in: .utc))
        let second = try #require(Period(year: 2026, in: .utc))
        let both = try #require(Period(start: .at("2025-12-01T00:00:00Z"), end: .at("2026-02-01T00:00:00Z")))
        #expect(first.intersection(second) == nil)
        #expect(both.intersection(first)?.description == "2025-12-01T00:00:00Z/2026-01-01T00:00:00Z")
        #expect(second.intersection(both)?.description == "2026-01-01T00:00:00Z/2026-02-01T00:00:00Z")
    }
}
