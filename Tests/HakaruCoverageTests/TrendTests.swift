import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `The coverage trend` {
    private static let utc = TimeZoneRules.utc

    private func sample(_ time: String, _ covered: Int, _ total: Int, commit: String = "0") throws -> CoverageSample {
        CoverageSample(
            repository: try #require(RepositoryID("acme/api")), component: nil,
            commit: try #require(ObjectID(String(repeating: commit, count: 40))), branch: "develop",
            measuredAt: try #require(Instant(rfc3339: time)), measure: .lines,
            count: try #require(count(covered, total)))
    }

    private func weeks(_ first: String, _ count: Int) throws -> [ISOWeek] {
        let start = try #require(ISOWeek(first))
        return (0..<count).map { start.advanced(byWeeks: $0) }
    }

    @Test func `takes the last sample of each week and carries it forward`() throws {
        let trend = CoverageTrend(
            samples: [
                try sample("2026-01-21T10:00:00Z", 85, 100), try sample("2026-01-05T00:00:00Z", 70, 100),
                try sample("2026-01-11T23:59:59Z", 80, 100), try sample("2026-01-09T10:00:00Z", 10, 100),
            ], weeks: try weeks("2026-W01", 5), in: Self.utc)
        #expect(trend.points.map(\.sample?.count.covered) == [nil, 80, 80, 85, 85])
        #expect(trend.points.map(\.ageInWeeks) == [0, 0, 1, 0, 1])
        #expect(trend.points.map(\.isCarriedForward) == [false, false, true, false, true])
        #expect(trend.points.map(\.changeInHundredths) == [nil, nil, 0, 500, 0])
        #expect(!trend.points.contains { $0.isStale })
    }

    @Test func `is stale after eight weeks`() throws {
        let trend = CoverageTrend(
            samples: [try sample("2025-12-31T10:00:00Z", 1, 2)], weeks: try weeks("2026-W08", 3), in: Self.utc)
        #expect(trend.points.map(\.ageInWeeks) == [7, 8, 9])
        #expect(trend.points.map(\.isStale) == [false, false, true])
    }

    @Test func `counts weeks in the zone of the report`() throws {
        let samples = [try sample("2026-01-04T15:30:00Z", 1, 2)]
        // TZif of version 1: the header with its six counts, one offset of nine hours, one name.
        let header = Array("TZif".utf8) + [UInt8](repeating: 0, count: 16)
        let counts: [UInt8] = [0, 0, 0, 0, 1, 4].flatMap { [0, 0, 0, $0] }
        let tokyo = try TimeZoneRules(
            identifier: "Test/Tokyo", tzif: header + counts + [0, 0, 0x7E, 0x90, 0, 0] + Array("JST\0".utf8))
        #expect(
            CoverageTrend(samples: samples, weeks: try weeks("2026-W01", 2), in: Self.utc).points.map(\.ageInWeeks) == [
                0, 1,
            ])
        let points = CoverageTrend(samples: samples, weeks: try weeks("2026-W01", 2), in: tokyo).points
        #expect(points.map(\.sample?.count) == [nil, count(1, 2)])
        #expect(points[1].ageInWeeks == 0)
    }

    @Test func `decides equal times by the commit, whatever the order`() throws {
        let samples = [
            try sample("2026-01-06T10:00:00Z", 1, 9, commit: "a"),
            try sample("2026-01-06T10:00:00Z", 2, 9, commit: "b"),
        ]
        for order in [samples, samples.reversed()] {
            let trend = CoverageTrend(samples: order, weeks: try weeks("2026-W02", 1), in: Self.utc)
            #expect(trend.points.first?.sample?.count == count(2, 9))
        }
    }

    @Test func `has no change where nothing can be covered`() throws {
        let trend = CoverageTrend(
            samples: [try sample("2026-01-06T10:00:00Z", 0, 0), try sample("2026-01-13T10:00:00Z", 1, 2)],
            weeks: try weeks("2026-W02", 2), in: Self.utc)
        #expect(trend.points.map(\.changeInHundredths) == [nil, nil])
    }
}
