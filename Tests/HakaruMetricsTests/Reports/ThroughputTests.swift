import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `Throughput (definitions §6)` {
    private func week(_ number: Int) -> Int { number * 168 }

    @Test func `counts each event in the week in which it happened, never in another`() throws {
        let table = try FactTable.sample([
            .sample(1, from: "a", opened: week(0), merged: week(2), gaps: .commits),
            .sample(2, into: "a", opened: week(0) + 1, merged: week(1)),
            .sample(3, opened: week(1), closed: week(1) + 5),
        ])
        let report = try table.throughput(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        #expect(report.groups.map(\.figures.opened) == [2, 1, 0, 0])
        #expect(report.groups.map(\.figures.merged) == [0, 1, 1, 0])
        #expect(report.groups.map(\.figures.integrated) == [0, 0, 2, 0])
        #expect(report.groups.map(\.figures.abandoned) == [0, 1, 0, 0])
        #expect(report.groups.map(\.figures.inProgress) == [2, 1, 0, 0])
        #expect(report.groups.map(\.figures.contributors) == [0, 0, 1, 0])
        #expect(report.groups.map { $0.key.parts[0].value.text } == ["2026-W02", "2026-W03", "2026-W04", "2026-W05"])
        #expect(report.total.integrated == 2)
    }

    @Test func `a period includes its start and excludes its end`() throws {
        let table = try FactTable.sample([
            .sample(1, opened: 0, merged: 168), .sample(2, opened: 0, merged: 336),
            .sample(3, opened: 168, merged: 335),
        ])
        let total = try table.throughput(MetricsQuery(period: .hours(168, 336))).total
        #expect(total.merged == 2)
        #expect(total.opened == 1)
    }

    @Test func `abandoned is closed at the end of the period, the last close lying in it`() throws {
        let events: [TimelineEvent] = [
            .sample(.closed, at: 10), .sample(.reopened, at: 200), .sample(.closed, at: 210),
            .sample(.reopened, at: 220),
            .sample(.closed, at: 400),
        ]
        let table = try FactTable.sample([.sample(1, opened: 0, closed: 400, events: events)])
        let report = try table.throughput(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        // Closed at the end of the first week, open at that of the second, closed for good in the third.
        #expect(report.groups.map(\.figures.abandoned) == [1, 0, 1, 0])
        #expect(report.groups.map(\.figures.inProgress) == [0, 1, 0, 0])
        #expect(report.total.abandoned == 1, "weeks need not add up to their total")
    }

    @Test func `a close counts as lasting where it was opened again in the first second of the next week`() throws {
        let events: [TimelineEvent] = [.sample(.closed, at: 10), .sample(.reopened, at: 168)]
        let table = try FactTable.sample([.sample(1, opened: 0, events: events)])
        let report = try table.throughput(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        #expect(report.groups.map(\.figures.abandoned) == [1, 0, 0, 0])
        #expect(report.groups.map(\.figures.inProgress) == [0, 1, 1, 1])
    }

    @Test func `one whose close is dated before its opening is abandoned when it was opened`() throws {
        let table = try FactTable.sample([.sample(1, opened: 170, closed: 160)])
        let report = try table.throughput(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        #expect(report.groups.map(\.figures.abandoned) == [0, 1, 0, 0])
        #expect(try table.throughput(MetricsQuery(period: .hours(0, 168))).total.abandoned == 0)
        #expect(try table.throughput(MetricsQuery(period: .hours(168, 336))).total.abandoned == 1)
    }

    @Test func `one that was merged in the end is abandoned in the week in which it was closed for a time`() throws {
        let events: [TimelineEvent] = [.sample(.closed, at: 10), .sample(.reopened, at: 200)]
        let table = try FactTable.sample([.sample(1, opened: 0, merged: 300, events: events)])
        let report = try table.throughput(MetricsQuery(period: .fourWeeks, grouping: [.time(.week)]))
        #expect(report.groups.map(\.figures.abandoned) == [1, 0, 0, 0])
        #expect(report.total.abandoned == 0)
    }

    @Test func `promotions and back-merges count in none of it and are listed`() throws {
        let table = try FactTable.sample([
            .sample(1, from: "develop", into: "main", opened: 0, merged: 5),
            .sample(2, from: "main", into: "develop", opened: 0, merged: 6), .sample(3, opened: 0, merged: 7),
            .sample(4, from: "develop", into: "main", opened: 0),
            .sample(5, from: "main", into: "develop", opened: 0, closed: 3),
        ])
        let total = try table.throughput(MetricsQuery(period: .fourWeeks)).total
        #expect(total.opened == 1)
        #expect(total.merged == 1)
        #expect(total.integrated == 1)
        #expect(total.abandoned == 0)
        #expect(total.inProgress == 0)
        #expect(total.promotions == 1)
        #expect(total.backMerges == 1)
    }

    @Test(arguments: [(false, 1, 1), (true, 3, 1)])
    func `bots are a series of their own unless asked for`(includesBots: Bool, integrated: Int, contributors: Int)
        throws
    {
        let table = try FactTable.sample([
            .sample(1, merged: 5), .sample(2, merged: 5, author: .robot),
            .sample(3, merged: 6, author: Actor(login: "Renovate", kind: .user)),
        ])
        let total = try table.throughput(MetricsQuery(period: .fourWeeks, includesBots: includesBots)).total
        #expect(total.integrated == integrated)
        #expect(total.contributors == contributors, "a bot is no contributor")
        #expect(total.byBots == 2)
    }

    @Test func `contributors are distinct people, all ghosts one of them`() throws {
        let organization = try Organization(
            identities: [Identity(name: "Alice", accounts: ["alice", "alice2"])], teams: [])
        let table = try FactTable.sample(
            [
                .sample(1, merged: 5), .sample(2, merged: 5, author: Actor(login: "ALICE2", kind: .user)),
                .sample(3, merged: 5, author: .ghost), .sample(4, merged: 5, author: .ghost), .sample(5, author: .bob),
            ], rules: MeasurementRules(organization: organization))
        let total = try table.throughput(MetricsQuery(period: .fourWeeks)).total
        #expect(total.contributors == 2)
        #expect(total.integrated == 4)
        #expect(total.integratedPerContributor?.description == "2")
    }

    @Test func `nothing per contributor without contributors is null`() throws {
        let total = try FactTable.sample([]).throughput(MetricsQuery(period: .fourWeeks)).total
        #expect(total.integratedPerContributor == nil)
        #expect(total.size == nil)
        #expect(total.revertShare.ratio == nil)
    }

    @Test(arguments: [
        TextFacts(revertedNumber: 7), TextFacts(revertedCommit: .sample(7)), TextFacts(titleIsRevert: true),
        TextFacts(branchIsRevert: true),
    ])
    func `reverts are known by title, body, branch or commit`(texts: TextFacts) throws {
        var revert = PullRequest.sample(1, merged: 5)
        revert.textFacts = texts
        let total = try FactTable.sample([revert, .sample(2, merged: 6)]).throughput(MetricsQuery(period: .fourWeeks))
            .total
        #expect(total.reverts == 1)
        #expect(total.revertShare.ratio?.description == "0.5")
    }

    @Test(arguments: [
        (0, "XS"), (10, "XS"), (11, "S"), (50, "S"), (51, "M"), (250, "M"), (251, "L"), (1_000, "L"), (1_001, "XL"),
    ])
    func `size bands end at 10, 50, 250 and 1,000 lines`(lines: Int, band: String) {
        #expect(SizeBand(lines: lines).rawValue == band)
    }

    @Test func `size is additions and deletions, generated paths left out`() throws {
        var pullRequest = PullRequest.sample(1, merged: 5)
        pullRequest.additions = 100
        pullRequest.deletions = 20
        let rules = MeasurementRules(
            generatedPaths: [PathPattern("**/*.lock"), PathPattern("gen/**")].compactMap { $0 })
        #expect(try facts(pullRequest).size == 120)
        #expect(try facts(pullRequest, rules: rules).flags.contains(.sizeUnfiltered), "the files are not known")
        pullRequest.files = [
            ChangedFile(path: "app/yarn.lock", additions: 70, deletions: 5),
            ChangedFile(path: "gen/a.swift", additions: 10, deletions: 1),
            ChangedFile(path: "app/main.swift", additions: 20, deletions: 14),
        ]
        #expect(try facts(pullRequest, rules: rules).size == 34)
        #expect(try facts(pullRequest).size == 120)
        pullRequest.additions = nil
        pullRequest.deletions = nil
        #expect(try facts(pullRequest, rules: rules).size == 34)
        pullRequest.files = nil
        #expect(try facts(pullRequest, rules: rules).size == nil)
    }
}
