import HakaruEngine
import HakaruModel
import HakaruSystem
import Testing

@Suite struct `The plan of a weekly run` {
    private let api: RepositoryID
    private let web: RepositoryID

    init() throws {
        api = try #require(RepositoryID("acme/api"))
        web = try #require(RepositoryID("acme/web"))
    }

    private func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    private func zone(_ name: String) throws -> TimeZoneRules {
        try ZoneDatabase(environment: Environment()).rules(for: name, setting: "time_zone")
    }

    private func plan(
        _ now: String, zone name: String = "UTC", frozen: String? = nil, synced: [String?] = [],
        isGone: Bool = false, hours: Int64 = 24
    ) throws -> WeekPlan {
        let completed = try synced.isEmpty ? [try at(now), try at(now)] : synced.map { try $0.map(at) }
        return WeekPlan(
            now: try at(now), zone: try zone(name), lastFrozen: try frozen.map { try #require(ISOWeek($0)) },
            repositories: [
                .init(name: api, completedAt: completed[0]),
                .init(name: web, completedAt: completed[1], isGone: isGone),
            ], waitSeconds: hours * 3_600)
    }

    @Test(arguments: [
        ("2026-11-22T23:59:59Z", "UTC", "2026-W46"), ("2026-11-23T00:00:00Z", "UTC", "2026-W47"),
        ("2026-11-22T14:59:59Z", "Asia/Tokyo", "2026-W46"), ("2026-11-22T15:00:00Z", "Asia/Tokyo", "2026-W47"),
        // The year that has 53 weeks, and its end within a week.
        ("2026-12-31T23:59:59Z", "UTC", "2026-W52"), ("2027-01-03T23:59:59Z", "UTC", "2026-W52"),
        ("2027-01-04T00:00:00Z", "UTC", "2026-W53"), ("2027-01-11T00:00:00Z", "UTC", "2027-W01"),
        // Monday's midnight after clocks went forward and back on the Sunday before.
        ("2026-03-09T03:59:59Z", "America/New_York", "2026-W09"),
        ("2026-03-09T04:00:00Z", "America/New_York", "2026-W10"),
        ("2026-11-02T04:59:59Z", "America/New_York", "2026-W43"),
        ("2026-11-02T05:00:00Z", "America/New_York", "2026-W44"),
        ("2026-10-04T12:59:59Z", "Australia/Lord_Howe", "2026-W39"),
        ("2026-10-04T13:00:00Z", "Australia/Lord_Howe", "2026-W40"),
    ])
    func `takes the last week that is over in the zone, to the second`(
        now: String, zone: String, expected: String
    ) throws {
        let plan = try plan(now, zone: zone)
        #expect(plan.steps.map(\.week.description) == [expected])
        #expect(plan.steps.allSatisfy { !$0.isLate && $0.missing.isEmpty })
    }

    @Test func `makes up for what was missed, oldest first, and marks it late`() throws {
        let plan = try plan("2027-01-05T06:00:00Z", frozen: "2026-W50")
        #expect(plan.steps.map(\.week.description) == ["2026-W51", "2026-W52", "2026-W53"])
        #expect(plan.steps.map(\.isLate) == [true, true, false])
        #expect(plan.skipped == 0)
    }

    @Test func `makes up for eight weeks at most`() throws {
        let plan = try plan("2026-11-24T06:00:00Z", frozen: "2026-W30")
        #expect(plan.steps.count == 8)
        #expect(plan.steps.first?.week.description == "2026-W40")
        #expect(plan.steps.last?.week.description == "2026-W47")
        #expect(plan.skipped == 9)
    }

    @Test(arguments: ["2026-W47", "2026-W48", "2027-W10"])
    func `does nothing twice, also where a clock was ahead`(frozen: String) throws {
        let plan = try plan("2026-11-24T06:00:00Z", frozen: frozen)
        #expect(plan.steps.isEmpty)
        #expect(plan.waiting == nil)
    }

    @Test func `waits for a repository, then goes on without it and names it`() throws {
        let synced = ["2026-11-23T01:00:00Z", "2026-11-22T09:00:00Z"]
        let early = try plan("2026-11-23T23:59:59Z", synced: synced)
        #expect(early.steps.isEmpty)
        #expect(early.waiting?.description == "2026-W47")
        #expect(early.waitsUntil == (try at("2026-11-24T00:00:00Z")))
        #expect(early.waitingFor == [web: "its last complete sync was at 2026-11-22T09:00:00Z"])
        let late = try plan("2026-11-24T00:00:00Z", synced: synced)
        #expect(late.steps.map(\.week.description) == ["2026-W47"])
        #expect(late.steps.first?.missing == [web: "its last complete sync was at 2026-11-22T09:00:00Z"])
        let never = try plan("2026-11-24T00:00:00Z", synced: ["2026-11-23T01:00:00Z", nil])
        #expect(never.steps.first?.missing == [web: "it was never synced to the end"])
    }

    @Test func `does not wait for what the forge no longer has`() throws {
        let plan = try plan("2026-11-23T01:00:00Z", synced: ["2026-11-23T01:00:00Z", nil], isGone: true)
        #expect(plan.steps.map(\.week.description) == ["2026-W47"])
        #expect(plan.steps.first?.missing.isEmpty == true)
    }

    @Test func `takes a sync as enough that ended with the week`() throws {
        let end = "2026-11-23T00:00:00Z"
        #expect(try plan("2026-11-23T01:00:00Z", synced: [end, end]).steps.count == 1)
    }
}
