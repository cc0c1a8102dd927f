import HakaruModel
import Testing

@Suite struct `Groupings of a period` {
    @Test func `show every week, and say which is not whole`() throws {
        let period = try #require(Period(start: .at("2026-12-23T12:00:00Z"), end: .at("2027-01-11T00:00:00Z")))
        let buckets = PeriodGrouping.week.buckets(of: period, in: .utc)
        #expect(buckets.map(\.label) == ["2026-W52", "2026-W53", "2027-W01"])
        #expect(buckets.map(\.isWhole) == [false, true, true])
        #expect(buckets[0].period.description == "2026-12-23T12:00:00Z/2026-12-28T00:00:00Z")
    }

    @Test func `know months, quarters and fiscal years`() throws {
        let period = try #require(Period(start: .at("2026-02-01T00:00:00Z"), end: .at("2026-07-01T00:00:00Z")))
        let labels = { (grouping: PeriodGrouping) in grouping.buckets(of: period, in: .utc).map(\.label) }
        #expect(labels(.month) == ["2026-02", "2026-03", "2026-04", "2026-05", "2026-06"])
        #expect(labels(.quarter) == ["2026-Q1", "2026-Q2"])
        #expect(labels(.fiscalYear(.april)) == ["FY2025", "FY2026"])
        #expect(labels(.fiscalYear(.january)) == ["FY2026"])
    }

    @Test func `of nothing are nothing`() throws {
        let instant = Instant.at("2026-02-01T00:00:00Z")
        let buckets = PeriodGrouping.week.buckets(of: try #require(Period(start: instant, end: instant)), in: .utc)
        #expect(buckets.isEmpty)
        #expect(buckets.index(of: instant) == nil)
    }

    static let zones = [
        "UTC0", "JST-9", "EST5EDT,M3.2.0,M11.1.0", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "IST-1GMT0,M10.5.0,M3.5.0/1",
    ]
    static let groupings: [PeriodGrouping] = [.week, .month, .quarter, .fiscalYear(.april)]

    @Test(arguments: zones, groupings)
    func `cover the period without gaps and find the bucket of each instant`(
        footer: String, grouping: PeriodGrouping
    ) throws {
        let zone = try TimeZoneRules.footer(footer)
        let period = try #require(Period(start: .at("2019-05-17T03:04:05Z"), end: .at("2026-11-24T06:07:08Z")))
        let buckets = grouping.buckets(of: period, in: zone)
        #expect(buckets.first?.period.start == period.start)
        #expect(buckets.last?.period.end == period.end)
        #expect(zip(buckets, buckets.dropFirst()).allSatisfy { $0.period.end == $1.period.start })
        #expect(Set(buckets.map(\.label)).count == buckets.count)
        for (index, bucket) in buckets.enumerated() {
            #expect(buckets.index(of: bucket.period.start) == index)
            #expect(buckets.index(of: bucket.period.end.advanced(bySeconds: -1)) == index)
        }
        #expect(buckets.index(of: period.end) == nil)
        #expect(buckets.index(of: period.start.advanced(bySeconds: -1)) == nil)
    }
}
