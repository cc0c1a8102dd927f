import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `Grouping and filters` {
    private func names(_ report: ThroughputReport) -> [[String?]] {
        report.groups.map { $0.key.parts.map { $0.value.text } }
    }

    /// Pull requests of three people each, so that no group is small.
    private func byThree(_ numbers: Range<Int>, _ change: (inout PullRequest) -> Void) -> [PullRequest] {
        numbers.map { number in
            var pullRequest = PullRequest.sample(
                number, merged: 5, author: [.alice, .bob, .carol][number % 3])
            change(&pullRequest)
            return pullRequest
        }
    }

    @Test func `shows every week of the period, empty ones too`() throws {
        let report = try FactTable.sample([]).throughput(
            MetricsQuery(period: .hours(24, 400), grouping: [.time(.week)]))
        #expect(names(report) == [["2026-W02"], ["2026-W03"], ["2026-W04"]])
        #expect(report.groups.map(\.period) == [.hours(24, 168), .hours(168, 336), .hours(336, 400)])
        #expect(report.groups.allSatisfy { $0.figures == ThroughputFigures() })
    }

    @Test func `by month, quarter and fiscal year`() throws {
        let table = try FactTable.sample([.sample(1, opened: 0, merged: 24 * 30)])
        let year = Period.hours(0, 24 * 365)
        let months = try table.throughput(MetricsQuery(period: year, grouping: [.time(.month)]))
        #expect(months.groups.first?.key.parts[0].value == .named("2026-01"))
        #expect(months.groups.map(\.figures.integrated).prefix(3) == [0, 1, 0])
        let quarters = try table.throughput(MetricsQuery(period: year, grouping: [.time(.quarter)]))
        #expect(
            quarters.groups.map { $0.key.parts[0].value.text } == [
                "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4", "2027-Q1",
            ])
        let fiscal = try table.throughput(MetricsQuery(period: year, grouping: [.time(.fiscalYear(.april))]))
        #expect(fiscal.groups.map { $0.key.parts[0].value.text } == ["FY2025", "FY2026"])
        #expect(fiscal.grouping[0].name == "fiscal_year")
    }

    @Test func `in the reporting time zone`() throws {
        // 2026-01-11T20:00:00Z is Monday in Tokyo.
        let table = try FactTable.sample([.sample(1, opened: 0, merged: 6 * 24 + 20)])
        for (zone, expected) in [(TimeZoneRules.utc, [1, 0]), (.fixed(hours: 9), [0, 1])] {
            let period = try requireValue(
                Period(
                    start: zone.startOfDay(requireValue(CivilDate(year: 2026, month: 1, day: 5))),
                    end: zone.startOfDay(requireValue(CivilDate(year: 2026, month: 1, day: 19)))))
            let report = try table.throughput(MetricsQuery(period: period, grouping: [.time(.week)], zone: zone))
            #expect(report.groups.map(\.figures.integrated) == expected)
        }
    }

    @Test func `by repository, base, size and label, sorted, what is missing last`() throws {
        let first = byThree(1..<4) {
            $0.additions = 5
            $0.deletions = 0
            $0.labels = ["ui"]
        }
        let second = byThree(4..<7) {
            $0.additions = nil
            $0.deletions = nil
            $0.baseBranch = "main"
        }
        let third = byThree(7..<10) {
            $0.additions = 2_000
            $0.labels = ["bug", "ui"]
        }
        let rules = MeasurementRules(
            branches: .init(integration: [BranchPattern("develop"), BranchPattern("main")].compactMap { $0 }))
        let table = try FactTable([
            .sample(first + second + third, rules: rules),
            .sample(byThree(1..<4) { _ in }, repository: .sample("acme/Api")),
        ])
        func groups(_ key: GroupingKey) throws -> [[String?]] {
            names(try table.throughput(MetricsQuery(period: .fourWeeks, grouping: [key])))
        }
        #expect(try groups(.repository) == [["acme/Api"], ["acme/app"]])
        #expect(try groups(.base) == [["develop"], ["main"]])
        #expect(try groups(.size) == [["XS"], ["S"], ["XL"], [nil]])
        #expect(try groups(.label) == [["bug"], ["ui"], [nil]])
        let labels = try table.throughput(MetricsQuery(period: .fourWeeks, grouping: [.label]))
        #expect(labels.groups.map(\.figures.integrated) == [3, 6, 6], "one of two labels counts in both")
        #expect(labels.total.integrated == 12, "and once in the total")
    }

    @Test(
        arguments: [
            (
                [GroupingKey.time(.week), .repository],
                [
                    ["2026-W02", "acme/api"], ["2026-W02", "acme/app"], ["2026-W03", "acme/api"],
                    ["2026-W03", "acme/app"],
                ]
            ),
            (
                [.repository, .time(.week)],
                [
                    ["acme/api", "2026-W02"], ["acme/api", "2026-W03"], ["acme/app", "2026-W02"],
                    ["acme/app", "2026-W03"],
                ]
            ),
            (
                [.repository, .time(.week), .base],
                [
                    ["acme/api", "2026-W02", "develop"], ["acme/api", "2026-W03", "develop"],
                    ["acme/app", "2026-W02", "develop"],
                    ["acme/app", "2026-W02", "main"], ["acme/app", "2026-W03", "develop"],
                    ["acme/app", "2026-W03", "main"],
                ]
            ),
        ] as [([GroupingKey], [[String]])])
    func `by several keys, the outermost first`(grouping: [GroupingKey], expected: [[String]]) throws {
        let table = try FactTable([
            .sample([.sample(1, merged: 5), .sample(2, into: "main", merged: 200)]),
            .sample([.sample(1, merged: 6)], repository: .sample("acme/api")),
        ])
        let report = try table.throughput(MetricsQuery(period: .hours(0, 336), grouping: grouping))
        #expect(names(report) == expected)
    }

    @Test(arguments: [[GroupingKey.team, .team], [.time(.week), .time(.month)]])
    func `by one key twice is refused`(grouping: [GroupingKey]) throws {
        #expect(throws: MetricsError.repeatedGrouping(name: grouping[1].name)) {
            try FactTable.sample([]).throughput(MetricsQuery(period: .fourWeeks, grouping: grouping))
        }
    }

    @Test func `filters by repository, base and label`() throws {
        var labelled = PullRequest.sample(2, merged: 5)
        labelled.labels = ["bug"]
        let table = try FactTable([
            .sample([
                .sample(1, merged: 5), labelled, .sample(3, into: "release/1", merged: 5),
                .sample(4, into: nil, merged: 5),
            ]),
            .sample([.sample(1, merged: 5)], repository: .sample("acme/api")),
        ])
        func merged(_ change: (inout MetricsQuery) -> Void) throws -> Int {
            var query = MetricsQuery(period: .fourWeeks, people: .visible)
            change(&query)
            return try table.throughput(query).total.merged
        }
        #expect(try merged { _ in } == 5)
        #expect(try merged { $0.repositories = [RepositoryID("ACME/API")].compactMap { $0 } } == 1)
        #expect(try merged { $0.repositories = [RepositoryID("acme/none")].compactMap { $0 } } == 0)
        #expect(try merged { $0.bases = [BranchPattern("release/*")].compactMap { $0 } } == 1)
        #expect(try merged { $0.labels = ["bug", "none"] } == 1)
        #expect(try merged { $0.labels = ["none"] } == 0)
    }
}
