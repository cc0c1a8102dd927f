import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem
import HakaruTestSupport
import Testing

@testable import HakaruCommands

@Suite struct `The example of a configuration` {
    private func configuration() throws -> Configuration {
        let path = "\(SharedMaterial.packageRoot)/config/hakaru.example.yml"
        let text = String(decoding: try FileSystem.read(path, limitInBytes: 1 << 20), as: UTF8.self)
        var reader = ConfigurationReader()
        try reader.read(text, file: "hakaru.example.yml", origin: .project)
        return reader.configuration
    }

    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    private func pullRequest(_ number: Int, merged: Instant, hours: Int64) throws -> PullRequest {
        let digits = String(number, radix: 16)
        let sha = try #require(ObjectID(String(repeating: "0", count: 40 - digits.count) + digits))
        let opened = merged.advanced(bySeconds: -hours * 3_600)
        return PullRequest(
            forgeID: ForgeID("PR_\(number)"), number: number, title: "Change \(number)", state: .merged,
            createdAt: opened, updatedAt: merged, closedAt: merged, mergedAt: merged,
            author: Actor(login: "account-\(number % 5)", kind: .user), baseBranch: "develop",
            headBranch: "topic-\(number)", headOrigin: .sameRepository, additions: 10, deletions: 1, changedFiles: 1,
            commits: [Commit(sha: sha, authoredAt: opened, committedAt: opened, parentCount: 1)], commitCount: 1)
    }

    @Test func `says a whole year's goals, and a small team's numbers are judged by them`() async throws {
        let configuration = try configuration()
        #expect(
            configuration.goals.map(\.name) == [
                "integrated", "lead_time", "line_coverage backend", "line_coverage *frontend", "members", "articles",
                "talks",
            ])
        #expect(configuration.goals[3].exclusions.map(\.name) == ["pharmacy-frontend"])
        let directory = try TemporaryDirectory()
        let store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        try await fill(store, configuration.customMetrics)
        let zone = try ZoneDatabase(environment: .current()).rules(for: "Asia/Tokyo", setting: "time_zone")
        let now = try instant("2025-01-06T00:00:00Z")
        let builder = GoalBuilder(
            engine: try QueryEngine(store: store, keeper: .nowhere, configuration: configuration, hashing: { _ in [] }),
            scope: try await QueryScope.find([], asOf: now, in: store), zone: zone,
            fiscalYearStart: configuration.fiscalYearStart)
        let report = try await builder.report(on: configuration.goals)
        let states = Dictionary(uniqueKeysWithValues: report.goals.map { ($0.goal.name, $0.state) })
        // 104 in 2023 are 2 a week less a day; 16 in the last 4 weeks of 2024 are 4. From 40 hours to 30.
        #expect(states["integrated"] == .met)
        #expect(report.goals[0].baseline?.count == 104)
        #expect(report.goals[0].value?.value == Fraction(4))
        #expect(states["lead_time"] == .missed)
        #expect(report.goals[1].target == Fraction(20 * 3_600))
        #expect(states["members"] == .met)
        #expect(states["articles"] == .missed)
        #expect(states["talks"] == .met)
        #expect(report.hasMissed)
        let frozen = try await store.freeze(builder.baselines(of: report, frozenAt: now))
        #expect(frozen.map(\.goal).prefix(2) == ["integrated", "lead_time"])
        #expect(frozen.allSatisfy { $0.cause == .first })
        let again = try await builder.report(on: configuration.goals)
        #expect(again.goals[0].baseline?.frozenAt == now)
        #expect(try await store.freeze(builder.baselines(of: again, frozenAt: now)) == [])
    }

    private func fill(_ store: SQLiteStore, _ metrics: [CustomMetric]) async throws {
        let repository = try await store.save(
            Repository(
                forgeID: ForgeID("R_1"), id: try #require(RepositoryID("acme/api")), defaultBranch: "main",
                knownBranches: ["develop", "main"], createdAt: try instant("2022-01-01T00:00:00Z")),
            on: "github.com")
        var pullRequests: [PullRequest] = []
        let year = try instant("2023-01-10T00:00:00Z")
        for index in 0..<104 {
            let merged = year.advanced(bySeconds: Int64(index) * 3 * 86_400)
            pullRequests.append(try pullRequest(index + 1, merged: merged, hours: 40))
        }
        let weeks = try instant("2024-12-02T12:00:00Z")
        for index in 0..<16 {
            let merged = weeks.advanced(bySeconds: Int64(index) * 86_400 * 7 / 4)
            pullRequests.append(try pullRequest(index + 1_000, merged: merged, hours: 30))
        }
        try await store.save(pullRequests, and: SyncState(), of: repository.key)
        let values: [(String, String, Int64)] = [
            ("members", "2023-12-25", 1_400), ("members", "2024-12-20", 2_505), ("articles", "2024-05-01", 20),
            ("articles", "2024-12-31", 29), ("articles", "2025-01-01", 9), ("talks", "2024-11-01", 6),
        ]
        try await store.append(
            try values.map { name, day, value in
                CustomRecord(
                    metric: name, date: try #require(CivilDate(iso: day)), value: Fraction(value), recordedAt: year)
            })
        #expect(Set(values.map(\.0)) == Set(metrics.map(\.name)))
    }
}

@Suite struct `A goal on coverage` {
    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    private func sample(
        _ component: String?, _ covered: Int, of total: Int, at text: String, commit: Int
    ) throws -> CoverageSample {
        CoverageSample(
            repository: try #require(RepositoryID("acme/web")), component: component,
            commit: try #require(ObjectID(String(repeating: "0", count: 39) + String(commit))), branch: "develop",
            measuredAt: try #require(Instant(rfc3339: text)), measure: .lines,
            count: try #require(CoverageCount(covered: covered, total: total)))
    }

    private func evaluation(
        _ samples: [CoverageSample], components: [String] = ["*frontend"], on date: String
    ) throws -> GoalEvaluation {
        let goal = Goal(
            name: "coverage", metric: .coverage(.lines), scope: Goal.Scope(components: components),
            direction: .atLeast, target: .value(Fraction(80)), from: try day("2024-01-01"), by: try day("2024-12-31"),
            exclusions: [Goal.Exclusion(.component("dx-frontend"), reason: "replaced in June")])
        let moment = GoalMoment(goal, at: TimeZoneRules.utc.startOfDay(try day(date)), in: .utc)
        let material = GoalMaterial(coverage: samples, for: goal, at: moment, fiscalYearStart: .january)
        return GoalEvaluation(goal, material: material, frozen: [], at: moment)
    }

    @Test func `adds the last samples of its components and leaves out what is excluded`() throws {
        let samples = try [
            sample("web-frontend", 600, of: 1_000, at: "2023-12-20T00:00:00Z", commit: 1),
            sample("web-frontend", 790, of: 1_000, at: "2024-06-20T00:00:00Z", commit: 2),
            sample("app-frontend", 10, of: 10, at: "2024-06-27T00:00:00Z", commit: 3),
            sample("dx-frontend", 0, of: 9_000, at: "2024-06-27T00:00:00Z", commit: 4),
            sample(nil, 0, of: 9_000, at: "2024-06-27T00:00:00Z", commit: 5),
        ]
        let found = try evaluation(samples, on: "2024-07-02")
        #expect(found.value?.value == Fraction(800 * 100, over: 1_010))
        #expect(found.value?.count == 1_010)
        #expect(found.baseline?.value == Fraction(60))
        #expect(found.state == .onTrack)
        #expect(GoalTexts(found).value == "79.20 %")
    }

    @Test func `is met by the exact fraction alone`() throws {
        let short = try sample("web-frontend", 79_999, of: 100_000, at: "2024-12-30T00:00:00Z", commit: 1)
        #expect(try evaluation([short], on: "2025-01-01").state == .missed)
        let exact = try sample("web-frontend", 80_000, of: 100_000, at: "2024-12-30T00:00:00Z", commit: 2)
        #expect(try evaluation([exact], on: "2025-01-01").state == .met)
    }

    @Test func `is unknown where nothing was measured, or not for more than 8 weeks`() throws {
        #expect(try evaluation([], on: "2024-07-02").gap == .noData)
        let old = try sample("web-frontend", 9, of: 10, at: "2024-04-01T00:00:00Z", commit: 1)
        #expect(try evaluation([old], on: "2024-06-03").state == .met)
        #expect(try evaluation([old], on: "2024-06-10").gap == .stale(weeks: 9))
    }
}
