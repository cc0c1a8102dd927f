import HakaruMetrics
import HakaruModel
import Testing

/// A week in a zone, by its first and its last second.
struct WeekBounds: CustomTestStringConvertible, Sendable {
    let week: String
    let zone: String
    let first: String
    let last: String
    var hours = 168

    var testDescription: String { "\(week) in \(zone)" }

    static let newYork = "EST5EDT,M3.2.0,M11.1.0"

    /// Faults F45 and F46: years of 53 weeks, weeks of two years, zones, weeks in which clocks change.
    static let all = [
        WeekBounds(week: "2026-W53", zone: "UTC0", first: "2026-12-28T00:00:00Z", last: "2027-01-03T23:59:59Z"),
        WeekBounds(week: "2027-W01", zone: "UTC0", first: "2027-01-04T00:00:00Z", last: "2027-01-10T23:59:59Z"),
        WeekBounds(week: "2020-W53", zone: "UTC0", first: "2020-12-28T00:00:00Z", last: "2021-01-03T23:59:59Z"),
        WeekBounds(week: "2021-W01", zone: "UTC0", first: "2021-01-04T00:00:00Z", last: "2021-01-10T23:59:59Z"),
        WeekBounds(week: "2025-W01", zone: "UTC0", first: "2024-12-30T00:00:00Z", last: "2025-01-05T23:59:59Z"),
        WeekBounds(week: "2024-W09", zone: "UTC0", first: "2024-02-26T00:00:00Z", last: "2024-03-03T23:59:59Z"),
        WeekBounds(week: "2026-W53", zone: "JST-9", first: "2026-12-27T15:00:00Z", last: "2027-01-03T14:59:59Z"),
        WeekBounds(week: "2027-W01", zone: "JST-9", first: "2027-01-03T15:00:00Z", last: "2027-01-10T14:59:59Z"),
        WeekBounds(week: "2026-W47", zone: "<-1130>11:30", first: "2026-11-16T11:30:00Z", last: "2026-11-23T11:29:59Z"),
        WeekBounds(
            week: "2026-W10", zone: newYork, first: "2026-03-02T05:00:00Z", last: "2026-03-09T03:59:59Z", hours: 167),
        WeekBounds(
            week: "2026-W44", zone: newYork, first: "2026-10-26T04:00:00Z", last: "2026-11-02T04:59:59Z", hours: 169),
    ]
}

@Suite struct `The week of a summary (F45, F46)` {
    @Test(arguments: WeekBounds.all) func `has its first and its last second and no other`(bounds: WeekBounds)
        async throws
    {
        let zone = try TimeZoneRules.rule(bounds.zone)
        let first = Instant.at(bounds.first)
        let last = Instant.at(bounds.last)
        let merges = [first.advanced(bySeconds: -1), first, last, last.advanced(bySeconds: 1)]
        let pullRequests = merges.enumerated().map { PullRequest.sample($0 + 1, merged: $1) }
        let fixture = try await SummaryFixture(pullRequests, zone: zone, asOf: last.advanced(bySeconds: 1_000_000))
        let summary = try await fixture.summary(bounds.week)
        #expect(summary.period == Period(start: first, end: last.advanced(bySeconds: 1)))
        #expect(summary.period.end.secondsSinceEpoch - first.secondsSinceEpoch == Int64(bounds.hours) * 3_600)
        #expect(summary.throughput.week.integrated == 2)
        #expect(summary.throughput.recent.integrated == 3, "the second before lies in the week before")
        #expect(summary.throughput.before.integrated == 0)
        #expect(summary.leadTime.week.leadTime?.count == 2)
        #expect(summary.course.weeks.last?.week.description == bounds.week)
        #expect(summary.course.weeks.last?.integrated == 2)
        let next = try await fixture.summary(ISOWeek.named(bounds.week).next.description)
        #expect(next.throughput.week.integrated == 1)
        #expect(next.throughput.recent.integrated == 4)
    }

    /// Order, a sync that came later and another configuration of what is not asked for change nothing.
    @Test func `is the same on every run, however its store was filled`() async throws {
        let asOf = Instant.at("2026-02-01T00:00:00Z")
        let merges = (1...40).map { number in
            PullRequest.sample(
                number, merged: .at("2026-01-01T00:00:00Z").advanced(bySeconds: Int64(number) * 50_000),
                author: ["alice", "bob", "carol", "dave"][number % 4])
        }
        let first = try await SummaryFixture(merges, asOf: asOf).summary("2026-W04")
        let again = try await SummaryFixture(merges.reversed(), asOf: asOf)
        #expect(try await again.summary("2026-W04") == first)
        #expect(try await again.summary("2026-W04") == first, "the second time as well")
        #expect(first.throughput.week.integrated > 5)
        // What happened after as_of is hidden, whenever it was fetched.
        let later = [
            PullRequest.sample(99, opened: asOf.advanced(bySeconds: 5)),
            .sample(98, opened: .at("2026-02-02T00:00:00Z"), merged: .at("2026-02-03T00:00:00Z")),
        ]
        #expect(try await SummaryFixture(merges + later, asOf: asOf).summary("2026-W04") == first)
    }

    @Test func `counts 4 and 13 weeks back over the end of a year of 53`() {
        let weeks = WeeklySummary.weeks(endingWith: .named("2027-W02"))
        #expect(weeks.week.map(\.description) == ["2027-W02"])
        #expect(weeks.recent.map(\.description) == ["2026-W52", "2026-W53", "2027-W01", "2027-W02"])
        #expect(weeks.before.map(\.description).first == "2026-W39")
        #expect(weeks.before.map(\.description).last == "2026-W51")
        #expect(weeks.before.count == 13)
        #expect(
            WeeklySummary.recentPeriod(endingWith: .named("2027-W02"), in: .utc)
                == Period(start: .at("2026-12-21T00:00:00Z"), end: .at("2027-01-18T00:00:00Z")))
        #expect(
            WeeklySummary.beforePeriod(endingWith: .named("2027-W02"), in: .utc)
                == Period(start: .at("2026-09-21T00:00:00Z"), end: .at("2026-12-21T00:00:00Z")))
    }

    @Test func `says that it is not over before its last second in the zone`() async throws {
        let zone = try TimeZoneRules.rule("JST-9")
        let end = Instant.at("2027-01-03T15:00:00Z")
        let merged = [PullRequest.sample(1, merged: .at("2026-12-30T00:00:00Z"))]
        let early = try await SummaryFixture(merged, zone: zone, asOf: end.advanced(bySeconds: -1))
        #expect(try await early.summary("2026-W53").isOver == false)
        #expect(try await early.summary("2026-W53").course.statements.isEmpty)
        let late = try await SummaryFixture(merged, zone: zone, asOf: end)
        #expect(try await late.summary("2026-W53").isOver)
    }
}

@Suite struct `The working days of a week` {
    private static let japan = WorkingCalendar(publicHolidays: .japan, zone: .utc)

    @Test(arguments: [
        ("2026-W19", ["2026-05-04", "2026-05-05", "2026-05-06"], true), ("2026-W48", ["2026-11-23"], false),
        ("2026-W53", ["2027-01-01"], false), ("2027-W01", [], false), ("2027-W02", ["2027-01-11"], false),
        ("2026-W39", ["2026-09-21", "2026-09-22", "2026-09-23"], true),
    ])
    func `are those without holidays`(week: String, daysOff: [String], isHoliday: Bool) throws {
        let days = try #require(WorkingDays(of: [.named(week)], in: Self.japan))
        #expect(days.daysOff.map(\.description) == daysOff)
        #expect(days.usual == 5)
        #expect(days.worked == 5 - daysOff.count)
        #expect(days.isHoliday == isHoliday)
    }

    @Test func `are not known after the last year that was published`() {
        #expect(WorkingDays(of: [.named("2027-W52")], in: Self.japan)?.worked == 5)
        #expect(WorkingDays(of: [.named("2028-W01")], in: Self.japan) == nil)
    }

    @Test func `stand in the summary for each stretch, and mark the weeks of the chart`() async throws {
        let merges = (0..<30).map { PullRequest.sample($0 + 1, merged: .at("2026-01-07T10:00:00Z").later(weeks: $0)) }
        var fixture = try await SummaryFixture(merges, asOf: .at("2026-06-01T00:00:00Z"))
        fixture.calendar = Self.japan
        let summary = try await fixture.summary("2026-W19")
        #expect(summary.workingDays?.all.map(\.worked) == [2, 16, 61])
        #expect(summary.workingDays?.all.map(\.usual) == [5, 20, 65])
        #expect(summary.course.weeks.last?.isHatched == true)
        #expect(summary.course.weeks.last?.isQuiet == false)
        #expect(summary.course.weeks.first?.workingDays?.worked == 4, "the day of adulthood, 12 January 2026")
        fixture.calendar = nil
        #expect(try await fixture.summary("2026-W19").workingDays == nil)
    }
}

extension Instant {
    fileprivate func later(weeks: Int) -> Instant { advanced(bySeconds: Int64(weeks) * 604_800) }
}
