import HakaruMetrics
import HakaruModel
import HakaruStore
import Testing

@Suite struct `Goals and custom metrics, in a summary` {
    private static let asOf = Instant.at("2026-11-24T00:00:00Z")
    private static let week = "2026-W47"

    @Test func `custom metrics add up or hold, and are not known before they begin`() async throws {
        var fixture = try await SummaryFixture([], asOf: Self.asOf)
        let articles = CustomMetric(name: "articles", kind: .count)
        let members = CustomMetric(name: "members", kind: .level)
        fixture.configuration.customMetrics = [articles, members, CustomMetric(name: "talks", kind: .count)]
        func record(_ metric: CustomMetric, _ day: String, _ value: Int64) throws -> CustomRecord {
            CustomRecord(
                metric: metric.name, date: try #require(CivilDate(iso: day)), value: Fraction(value),
                recordedAt: .at("\(day)T10:00:00Z"))
        }
        try await fixture.store.append([
            try record(articles, "2026-09-01", 2), try record(articles, "2026-11-02", 1),
            try record(articles, "2026-11-16", 3), try record(articles, "2026-11-23", 50),
            try record(members, "2026-10-01", 400), try record(members, "2026-11-20", 425),
        ])
        let rows = try await fixture.summary(Self.week).customMetrics
        #expect(rows.map(\.metric.name) == ["articles", "members", "talks"])
        #expect(rows[0].values.all == [Thousandths(3), Thousandths(4), Thousandths(2)])
        #expect(rows[1].values.all == [Thousandths(425), Thousandths(425), Thousandths(400)])
        #expect(rows[2].values.all == [nil, nil, nil])
        #expect(rows.map { $0.lastDay?.description } == ["2026-11-16", "2026-11-20", nil])
    }

    @Test func `a custom metric that counts has trends among the others, and a level has none`() async throws {
        var fixture = try await SummaryFixture([], asOf: Self.asOf)
        let articles = CustomMetric(name: "articles", kind: .count)
        let members = CustomMetric(name: "members", kind: .level)
        fixture.configuration.customMetrics = [articles, members]
        let monday = try #require(CivilDate(iso: "2026-11-16"))
        // Six a week for the last four weeks, two before: for more than a year, every one recorded on a Wednesday.
        var records: [CustomRecord] = []
        for back in 0..<70 as Range<Int64> {
            let day = monday.advanced(byDays: 2 - back * 7)
            let values: [(CustomMetric, Int64)] = [(articles, back < 4 ? 6 : 2), (members, 400 - back)]
            for (metric, value) in values {
                records.append(
                    CustomRecord(metric: metric.name, date: day, value: Fraction(value), recordedAt: Self.asOf))
            }
        }
        try await fixture.store.append(records)
        let course = try await fixture.summary(Self.week).course
        #expect(course.customTrends.map(\.metric) == [articles, articles])
        #expect(course.customTrends.map(\.span) == [.fourWeeks, .thirteenWeeks])
        let recent = try #require(course.customTrends.first)
        #expect(recent.before == Thousandths(2) && recent.after == Thousandths(6))
        #expect(recent.trend.verdict == .clearlyHigher)
        #expect(recent.trend.countBefore == 26 && recent.trend.countAfter == 24)
        #expect(course.customTrends[1].before == Thousandths(2))
        #expect(recent.trend.words(in: .japanese) == "はっきり増えた")
    }

    @Test func `goals stand as at the end of the week, with their way there since their year began`() async throws {
        let merged = ["2026-09-09", "2026-10-21", "2026-11-04", "2026-11-18"].map { Instant.at("\($0)T10:00:00Z") }
        let pullRequests = merged.enumerated().map { PullRequest.sample($0.offset + 1, merged: $0.element) }
        var fixture = try await SummaryFixture(pullRequests, asOf: Self.asOf)
        let members = CustomMetric(name: "members", kind: .level)
        let first = try #require(CivilDate(iso: "2026-09-01"))
        let last = try #require(CivilDate(iso: "2027-03-31"))
        fixture.configuration.goals = [
            Goal(
                name: "more", metric: .pullRequests(.integrated), direction: .atLeast, target: .value(Fraction(2)),
                from: first, by: last),
            Goal(
                name: "members", metric: .custom(members), direction: .atLeast, target: .value(Fraction(500)),
                from: first, by: last),
        ]
        try await fixture.store.append([
            CustomRecord(
                metric: "members", date: try #require(CivilDate(iso: "2026-10-01")), value: Fraction(400),
                recordedAt: .at("2026-10-01T10:00:00Z"))
        ])
        let rows = try await fixture.summary(Self.week).goals
        #expect(rows.map(\.evaluation.goal.name) == ["more", "members"])
        #expect(rows[0].evaluation.value?.value == Fraction(1, over: 2))
        #expect(rows[1].evaluation.value?.value == Fraction(400))
        #expect(
            rows[0].course.map(\.at.description) == [
                "2026-09-28T00:00:00Z", "2026-10-26T00:00:00Z", "2026-11-23T00:00:00Z",
            ])
        #expect(rows[0].course.map(\.value) == [Fraction(1, over: 4), Fraction(1, over: 4), Fraction(1, over: 2)])
        #expect(rows[1].course.map(\.value) == [nil, Fraction(400), Fraction(400)])
    }
}
