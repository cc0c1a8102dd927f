import HakaruMetrics
import HakaruModel
import HakaruStore
import Testing

@Suite struct `The coverage of a summary` {
    private static let asOf = Instant.at("2026-11-24T00:00:00Z")
    private static let week = "2026-W47"

    private func sample(
        _ component: String?, _ covered: Int, at instant: String, branch: String = "develop",
        measure: CoverageMeasure = .lines
    ) throws -> CoverageSample {
        let digit = String(covered % 10)
        return CoverageSample(
            repository: .app, component: component,
            commit: try #require(ObjectID(String(repeating: digit, count: 40))), branch: branch,
            measuredAt: .at(instant), measure: measure,
            count: try #require(CoverageCount(covered: covered, total: 1_000)))
    }

    private func fixture(_ samples: [CoverageSample] = []) async throws -> SummaryFixture {
        let fixture = try await SummaryFixture([], asOf: Self.asOf)
        let repository = try #require(try await fixture.store.repositories().first)
        try await fixture.store.save(samples, of: repository.key)
        return fixture
    }

    @Test func `is the last of the integration branch, carried forward with its age`() async throws {
        let fixture = try await self.fixture([
            try sample("backend", 701, at: "2026-10-05T10:00:00Z"),
            try sample("backend", 712, at: "2026-11-03T10:00:00Z"),
            try sample("backend", 993, at: "2026-11-18T10:00:00Z", branch: "feature/x"),
            try sample("backend", 994, at: "2026-11-18T10:00:00Z", measure: .branches),
            try sample("backend", 995, at: "2026-11-24T10:00:00Z"),
            try sample(nil, 806, at: "2026-11-17T10:00:00Z"),
        ])
        let rows = try await fixture.summary(Self.week).coverage
        #expect(rows.map(\.component) == [nil, "backend"])
        #expect(rows.map(\.repository) == [.app, .app])
        #expect(rows.map { $0.current?.count.covered } == [806, 712])
        #expect(rows.map { $0.current?.ageInWeeks } == [0, 2])
        #expect(rows[1].points.count == WeeklyCourse.shownWeeks)
        #expect(rows[1].change(overWeeks: 4) == 110)
        #expect(rows[0].change(overWeeks: 4) == nil, "nothing was measured then")
    }

    @Test func `names what is left out with its reason, and what was never measured`() async throws {
        var fixture = try await self.fixture([
            try sample("legacy", 100, at: "2026-05-04T10:00:00Z"), try sample("web", 801, at: "2026-11-17T10:00:00Z"),
        ])
        fixture.configuration.coverage.components = [
            CoverageComponent(name: "legacy", paths: [], exclusionReason: "replaced in June"),
            CoverageComponent(name: "web", paths: []), CoverageComponent(name: "mobile", paths: []),
        ]
        let rows = try await fixture.summary(Self.week).coverage
        #expect(rows.map(\.component) == ["web", "mobile", "legacy"])
        #expect(rows.map(\.exclusionReason) == [nil, nil, "replaced in June"])
        #expect(rows.map { $0.current?.isStale } == [false, nil, true])
        #expect(rows.map(\.repository) == [.app, nil, .app])
    }
}
