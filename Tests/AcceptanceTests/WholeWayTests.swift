import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

/// Real repositories, through the API of the simulator, the client, the fetcher, the store and the metrics, against
/// reference answers that were computed without Hakaru.
@Suite(.serialized, .enabled(if: ForgeSimulator.isAvailable, SharedMaterial.absence))
struct `Real repositories through the API` {
    /// Bots count in the reference answers; here they are a series of their own unless asked for.
    private func everything(_ zone: TimeZoneRules, _ grouping: [GroupingKey]) throws -> MetricsQuery {
        let start = try #require(Instant(rfc3339: "2010-01-04T00:00:00Z"))
        let end = try #require(Instant(rfc3339: "2026-09-07T00:00:00Z"))
        return MetricsQuery(
            period: try #require(Period(start: start, end: end)), grouping: grouping, includesBots: true, zone: zone)
    }

    private func expectEqual(_ found: Distribution?, _ spread: Expected.Spread, _ what: String) {
        #expect(found?.count == spread.n, "\(what)")
        #expect(found?.p50.approximate == spread.p50, "\(what)")
        #expect(found?.p75.approximate == spread.p75, "\(what)")
        #expect(found?.p90.approximate == spread.p90, "\(what)")
        #expect(found?.mean.approximate == spread.mean, "\(what)")
    }

    private func expectWeeks(_ table: FactTable, _ expected: Expected, dataset: String) throws {
        let zones = ZoneDatabase(environment: .current())
        for name in ["UTC", "Asia/Tokyo"] {
            let zone = try zones.rules(for: name, setting: "test")
            let weeks = try #require(expected.perIsoWeek[name])
            var query = try everything(zone, [.time(.week)])
            let all = try table.throughput(query)
            query.bases = [try #require(BranchPattern(expected.defaultBranch))]
            let toDefault = try table.throughput(query)
            for (group, defaultGroup) in zip(all.groups, toDefault.groups) {
                let week = try #require(group.key.parts[0].value.text)
                #expect(group.figures.opened == weeks[week]?.opened ?? 0, "\(dataset) \(name) \(week)")
                #expect(group.figures.merged == weeks[week]?.merged ?? 0, "\(dataset) \(name) \(week)")
                #expect(
                    defaultGroup.figures.merged == weeks[week]?.mergedToDefaultBranch ?? 0, "\(dataset) \(name) \(week)"
                )
            }
            #expect(Set(weeks.keys).isSubset(of: all.groups.compactMap { $0.key.parts[0].value.text }))
        }
    }

    @Test func `give the reference answers, politely, and a second sync asks little`() async throws {
        let simulator = try await ForgeSimulator()
        let collected = try Collected(simulator)
        let result = try await collected.sync(Collected.datasets)
        #expect(result.exitCode == .success)
        #expect(result.repositories.allSatisfy { $0.isComplete && $0.incomplete == 0 })
        for dataset in Collected.datasets {
            let expected = try Expected.load(dataset)
            let table = try await collected.table(dataset, integrationBranches: expected.integrationBranchNames)
            try expectWeeks(table, expected, dataset: dataset)
            var query = try everything(.utc, [])
            // Lead time is over what reached the integration branch, so the answers over every merge are not ours.
            query.bases = expected.integrationBranchNames.compactMap(BranchPattern.init)
            let leadTime = try table.leadTime(query).total
            expectEqual(leadTime.timeToMerge, expected.leadTimeOpenToMerge.integrationBranch, "\(dataset) open→merge")
        }
        let first = try await simulator.statistics()
        #expect(first.violations.isEmpty)
        #expect(first.unimplementedFields.isEmpty)
        let again = try await collected.sync(Collected.datasets)
        #expect(again.requests <= 2 * Collected.datasets.count)
        // The newest is fetched again: it may have changed within the second that it was last seen in.
        #expect(again.repositories.allSatisfy { $0.isComplete && $0.pullRequestsStored <= 1 })
    }

    @Test func `give first commit to merge as an independent script does`() async throws {
        let simulator = try await ForgeSimulator()
        let collected = try Collected(simulator)
        _ = try await collected.sync(Collected.datasets)
        for dataset in Collected.datasets {
            let reference = try await Reference.compute(dataset)
            // The script itself is right: without the clamp it finds what the data set's own answers say.
            let expected = try Expected.load(dataset)
            #expect(reference.firstCommitToMerge.unclamped == expected.firstCommitToMerge.authored, "\(dataset)")
            #expect(reference.openToMerge == expected.leadTimeOpenToMerge.all, "\(dataset)")
            // Every branch counts as integrated here, since the script looks at every merge.
            let table = try await collected.table(dataset, integrationBranches: ["*"])
            let figures = try table.leadTime(try everything(.utc, [])).total
            expectEqual(figures.cycleTime, reference.firstCommitToMerge.clamped, "\(dataset) first commit→merge")
            expectEqual(figures.timeToMerge, reference.openToMerge, "\(dataset) open→merge")
        }
    }
}
