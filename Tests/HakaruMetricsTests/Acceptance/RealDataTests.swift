import FoundationEssentials
import HakaruMetrics
import HakaruModel
import Testing

/// Real pull requests against numbers that were computed by others.
@Suite struct `Real data` {
    private func zone(_ name: String) throws -> TimeZoneRules {
        guard name != "UTC" else { return .utc }
        let bytes = try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/\(name)"))
        return try TimeZoneRules(identifier: name, tzif: Array(bytes))
    }

    private func everything(_ data: SharedData, zone: TimeZoneRules = .utc) throws -> MetricsQuery {
        let start = try requireValue(Instant(rfc3339: "2010-01-04T00:00:00Z"))
        // Bots count in the expected numbers; here they are a series of their own unless asked for.
        return MetricsQuery(
            period: try requireValue(Period(start: start, end: data.asOf)), includesBots: true, zone: zone)
    }

    private func table(_ data: SharedData, histories: Bool = true) throws -> FactTable {
        try FactTable.sample(
            data.pullRequests, histories: histories ? data.histories : [], repository: data.repository, asOf: data.asOf)
    }

    @Test(arguments: SharedData.names, ["UTC", "Asia/Tokyo"])
    func `opened and merged by week equal the expected numbers`(name: String, zoneName: String) throws {
        guard let data = try SharedData.load(name) else { return }
        var query = try everything(data, zone: zone(zoneName))
        query.grouping = [.time(.week)]
        let table = try table(data)
        let all = try table.throughput(query)
        query.bases = [try requireValue(BranchPattern(data.expected.defaultBranch))]
        let toDefault = try table.throughput(query)
        let expected = try requireValue(data.expected.perIsoWeek[zoneName])
        var found = 0
        for (group, defaultGroup) in zip(all.groups, toDefault.groups) {
            let week = try requireValue(group.key.parts[0].value.text)
            let numbers = expected[week]
            #expect(group.figures.opened == numbers?.opened ?? 0, "\(week)")
            #expect(group.figures.merged == numbers?.merged ?? 0, "\(week)")
            #expect(defaultGroup.figures.merged == numbers?.mergedToDefaultBranch ?? 0, "\(week)")
            if numbers != nil { found += 1 }
        }
        #expect(found == expected.count)
        #expect(all.total.opened == data.expected.totals.pullRequests)
        #expect(all.total.merged == data.expected.totals.merged)
        #expect(all.total.promotions == 0)
        #expect(all.total.backMerges == 0)
    }

    /// Rule 1 of §4 alone reaches the branches that `expected.json` lists as integration branches; the former name is found
    /// by the commits, not configured.
    @Test(arguments: SharedData.names)
    func `what was merged into the integration branch under either name is integrated at its merge`(name: String) throws
    {
        guard let data = try SharedData.load(name) else { return }
        let facts = RepositoryFacts.sample(
            data.pullRequests, histories: data.histories, repository: data.repository, asOf: data.asOf
        ).facts
        let based = facts.filter { $0.flags.contains(.baseIsIntegration) && $0.mergedAt != nil }
        #expect(based.count == data.expected.totals.mergedToIntegrationBranch)
        #expect(Set(based.compactMap(\.base)) == Set(data.expected.integrationBranchNames))
        #expect(based.allSatisfy { $0.integratedAt == $0.mergedAt })
    }

    /// The expected numbers count every merge, whatever its base, and lead time here only what is integrated.
    ///
    /// So the durations of all merged ones are compared with the facts, and those of the integration branch with the report.
    @Test(arguments: SharedData.names)
    func `open to merge equals the expected distribution to the second`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let expected = try requireValue(data.expected.leadTimeOpenToMerge)
        let facts = RepositoryFacts.sample(
            data.pullRequests, histories: data.histories, repository: data.repository, asOf: data.asOf
        ).facts
        try compare(
            facts.compactMap { facts in facts.mergedAt.map { $0.seconds(since: facts.createdAt) } }, with: expected.all)
        let human = facts.filter { !$0.flags.contains(.bot) }
        try compare(
            human.compactMap { facts in facts.mergedAt.map { $0.seconds(since: facts.createdAt) } },
            with: expected.humanAuthors)
        var query = try everything(data)
        query.bases = data.expected.integrationBranchNames.compactMap { BranchPattern($0) }
        try compare(try table(data).leadTime(query).total.timeToMerge, with: expected.integrationBranch)
    }

    /// `expected.json` has first commit → merge without the clamp of §3 (its minima are negative, tls13-spec's is −70 s);
    /// without it these numbers are met too.
    @Test(arguments: SharedData.names + [SharedData.gitOnly])
    func `first commit to merge without the clamp equals the expected distribution`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let durations = data.pullRequests.compactMap { pullRequest -> Int64? in
            guard let mergedAt = pullRequest.mergedAt, let first = pullRequest.commits.map(\.authoredAt).min() else {
                return nil
            }
            return mergedAt.seconds(since: first)
        }
        try compare(durations, with: data.expected.firstCommitToMerge.authored)
    }

    @Test(arguments: [
        ("bitcoin-core__secp256k1", 944, "444821", "2211638.5"), ("quicwg__qlog", 245, "239823", "1035650"),
        ("tlswg__tls13-spec", 725, "77408", "724254"),
    ])
    func `first commit to merge with the clamp is what an independent script found`(
        name: String, count: Int, p50: String, p75: String
    ) throws {
        guard let data = try SharedData.load(name) else { return }
        let facts = RepositoryFacts.sample(data.pullRequests, repository: data.repository, asOf: data.asOf).facts
        let durations = facts.compactMap { facts in
            facts.mergedAt.flatMap { mergedAt in facts.firstCommitAt.map { mergedAt.seconds(since: $0) } }
        }
        let distribution = try requireValue(Distribution(durations))
        #expect(distribution.count == count)
        #expect(distribution.p50.description == p50)
        #expect(distribution.p75.description == p75)
    }

    @Test func `cycle time of secp256k1 is over all its 944 merges`() throws {
        guard let data = try SharedData.load("bitcoin-core__secp256k1") else { return }
        let total = try table(data).leadTime(try everything(data)).total
        #expect(total.integrated == 944)
        #expect(total.cycleTime?.count == 944)
        #expect(total.cycleTime?.p50.description == "444821")
        #expect(total.cycleTime?.p75.description == "2211638.5")
        #expect(total.timeToMerge?.p50.description == "378253")
        #expect(total.timeToMerge?.p75.description == "1795532")
        #expect(total.leadTime == total.cycleTime, "every base is the integration branch")
    }

    @Test(arguments: SharedData.names + [SharedData.gitOnly])
    func `the stages of every integrated pull request add up to its lead time, to the second`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        for withReviews in [true, false] {
            // Git knows no reviews; taking them as none shows the law on its commits too.
            let pullRequests = data.pullRequests.map { pullRequest in
                var copy = pullRequest
                if !withReviews { copy.reviews = [] }
                copy.gaps.remove(.reviews)
                return copy
            }
            let facts = RepositoryFacts.sample(
                pullRequests, histories: data.histories, repository: data.repository, asOf: data.asOf
            ).facts
            var integrated = 0
            for facts in facts {
                guard let times = LeadTimes(facts) else { continue }
                integrated += 1
                let stages = times.stages.compactMap(\.seconds)
                #expect(stages.reduce(0, +) == times.leadTime, "\(name)#\(facts.number)")
                #expect(stages.allSatisfy { $0 >= 0 }, "\(name)#\(facts.number)")
            }
            #expect(integrated > 200)
        }
    }

    @Test func `develop to main of action-board is a promotion, 155 times`() throws {
        guard let data = try SharedData.load(SharedData.gitOnly) else { return }
        let table = try table(data)
        let report = try table.throughput(try everything(data))
        #expect(report.total.promotions == data.expected.releasePullRequests?.n)
        #expect(report.total.promotions == 155)
        let explanation = try table.explain(.integrated, try everything(data))
        #expect(explanation.excluded.count { $0.reason == .promotion } == 155)
        #expect(explanation.collected == 1_169)
        // 1,013 have develop as their base; one of them came from main and is a back-merge, and the one squashed into main
        // without a head is in transit.
        #expect(report.total.integrated == 1_012)
        #expect(report.total.backMerges == 1)
        #expect(explanation.excluded.filter { ![.promotion, .backMerge].contains($0.reason) }.map(\.number) == [1_215])
    }

    /// Everything of these repositories that was merged into another branch than the integration branch.
    @Test(arguments: [
        (
            "mlswg__mls-protocol",
            [
                307: "graph via 279", 425: "name via 406", 879: "name via 885", 882: "name via 885",
                883: "name via 885", 884: "name via 885",
            ]
        ),
        ("oauth-wg__oauth-selective-disclosure-jwt", [117: "graph via 120", 146: "graph via 152"]),
        ("quicwg__qlog", [125: "stranded"]),
        (
            "tlswg__tls13-spec",
            [1_411: "in transit", 1_415: "in transit", 1_419: "in transit", 1_420: "in transit", 1_421: "in transit"]
        ),
        ("bitcoin-core__secp256k1", [:]),
    ])
    func `stacked work arrives with the pull request that carried it, or is seen to be on its way`(
        name: String, expected: [Int: String]
    ) throws {
        guard let data = try SharedData.load(name) else { return }
        let facts = RepositoryFacts.sample(
            data.pullRequests, histories: data.histories, repository: data.repository, asOf: data.asOf
        ).facts
        var found: [Int: String] = [:]
        for fact in facts where fact.mergedAt != nil && !fact.flags.contains(.baseIsIntegration) {
            if let carrier = fact.carrier {
                found[fact.number] = "\(fact.flags.contains(.provedByGraph) ? "graph" : "name") via \(carrier)"
                let outer = facts.first { $0.number == carrier }
                #expect(fact.integratedAt == outer?.integratedAt, "#\(fact.number)")
            } else {
                found[fact.number] = fact.strandedAt.map { $0 <= data.asOf } ?? false ? "stranded" : "in transit"
            }
        }
        #expect(found == expected)
    }

    @Test(arguments: SharedData.names + [SharedData.gitOnly])
    func `an explanation collects every pull request`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let table = try table(data)
        for metric in Metric.allCases {
            let explanation = try table.explain(metric, try everything(data))
            #expect(explanation.collected == data.pullRequests.count, "\(metric)")
        }
    }

    private func compare(_ values: [Int64], with expected: ExpectedNumbers.Spread) throws {
        try compare(Distribution(values), with: expected)
    }

    private func compare(_ found: Distribution?, with expected: ExpectedNumbers.Spread) throws {
        let found = try requireValue(found)
        #expect(found.count == expected.n)
        for (number, other) in [
            (found.p50, expected.p50), (found.p75, expected.p75), (found.p90, expected.p90),
            (found.mean, expected.mean),
        ] {
            #expect(abs(number.approximate - other) < 0.000_6, "\(number) is not \(other)")
        }
    }
}
