import HakaruDemo
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruTestSupport
import Testing

@testable import HakaruEngine

@Suite struct `A sync of activity` {
    private static let name = "acme/api"

    /// What the demo's own records say that should be stored: the last word of each context on the line of `develop`.
    private func expectedStatuses(_ dataset: DemoDataset) throws -> Set<String> {
        let repository = try #require(dataset.repositories.first)
        let line = try Set(#require(repository.branches.first { $0.name == "develop" }).moves.map(\.tip))
        return Set(
            repository.statuses.filter { line.contains($0.commit) }
                .map { "\($0.commit) \($0.context) \($0.state) \($0.description) \($0.createdAt)" })
    }

    private func storedStatuses(_ harness: SyncHarness) async throws -> Set<String> {
        let key = try #require(try await harness.stored(Self.name)).key
        return Set(
            try await harness.store.commitStatuses(of: key)
                .map { "\($0.sha) \($0.context) \($0.state.rawValue) \($0.description ?? "") \($0.createdAt)" })
    }

    @Test func `brings statuses, releases and deployments as they are recorded, and costs little again`() async throws {
        let dataset = DemoDataset.quiet
        try await withDemoForge(dataset) { forge in
            let harness = try SyncHarness(forge.baseURL)
            let first = try await harness.sync([Self.name])
            #expect(first.exitCode == .success)
            let record = try #require(dataset.repositories.first)
            let key = try #require(try await harness.stored(Self.name)).key
            #expect(try await storedStatuses(harness) == expectedStatuses(dataset))
            let releases = try await harness.store.releases(of: key)
            #expect(releases.map(\.tag).sorted() == record.releases.map(\.tag).sorted())
            #expect(Set(releases.map(\.sha)) == Set(record.releases.map(\.commit)))
            let deployments = try await harness.store.deployments(of: key)
            #expect(deployments.map(\.createdAt) == record.deployments.map(\.createdAt).sorted())
            #expect(
                deployments.map { $0.statuses.map(\.state.rawValue) }
                    == record.deployments.map { $0.statuses.map(\.state) })
            let before = try await harness.export()
            let second = try await harness.sync([Self.name])
            #expect(second.requests <= 2)
            #expect(try await harness.export() == before)
        }
    }

    @Test func `sees what was said later about a commit that is known, though no pull request has changed`()
        async throws
    {
        let dataset = DemoDataset.quiet
        try await withDemoForge(dataset) { forge in
            let harness = try SyncHarness(forge.baseURL)
            _ = try await harness.sync([Self.name])
            let tip = try #require(dataset.repositories.first?.branches.first { $0.name == "develop" }?.moves.last?.tip)
            forge.update { dataset in
                dataset.repositories[0].statuses.append(
                    DemoStatus(
                        databaseID: 99_999_999, commit: tip, context: "late", state: "error", description: "",
                        creator: "github-actions", createdAt: DemoDataset.endOfStory))
            }
            let second = try await harness.sync([Self.name])
            #expect(second.repositories.first?.pullRequestsStored == 0)
            let key = try #require(try await harness.stored(Self.name)).key
            let late = try await harness.store.commitStatuses(of: key).last { $0.context == "late" }
            #expect(late?.state == .error && late?.sha == tip)
        }
    }

    @Test func `goes on after a failure where it stopped, in smaller pages where one is too much`() async throws {
        let dataset = DemoDataset.quiet
        let refused = DemoFault(
            .graphQLErrors(type: "RESOURCE_LIMITS_EXCEEDED", message: "too much"), on: .operation("RepositoryActivity"))
        let stopped = DemoFault(.unauthorized, on: .operation("RepositoryActivity"), skipping: 1)
        try await withDemoForge(dataset, faults: [refused, stopped]) { forge in
            let harness = try SyncHarness(forge.baseURL)
            let first = try await harness.sync([Self.name])
            #expect(first.exitCode == .authentication)
            #expect(first.repositories.first?.isComplete == false)
            let second = try await harness.sync([Self.name])
            #expect(second.exitCode == .success)
            #expect(try await storedStatuses(harness) == expectedStatuses(dataset))
        }
    }

    @Test func `stores nothing twice and asks anew when everything is fetched again`() async throws {
        try await withDemoForge(DemoDataset.quiet) { forge in
            let harness = try SyncHarness(forge.baseURL)
            _ = try await harness.sync([Self.name])
            let before = try await harness.export()
            let again = try await harness.sync([Self.name], isFull: true)
            #expect(again.requests > 2)
            #expect(try await harness.export() == before)
        }
    }

    // MARK: - The plan of the commits

    struct PlanCase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        /// The number of commits, one a day; the last is of today.
        let count: Int
        /// The place of the commit down to which all were asked, and how many days ago that was; nil for never.
        let asked: (to: Int, daysAgo: Int64)?
        /// The first and last place of each page.
        let pages: [(Int, Int)]
        let recent: Int
    }

    static let plans: [PlanCase] = [
        PlanCase(testDescription: "nothing", count: 0, asked: nil, pages: [], recent: 0),
        PlanCase(
            testDescription: "never asked", count: 250, asked: nil, pages: [(249, 150), (149, 50), (49, 0)], recent: 0),
        PlanCase(testDescription: "all asked today", count: 250, asked: (0, 0), pages: [(249, 235)], recent: 1),
        PlanCase(
            testDescription: "asked long ago", count: 250, asked: (0, 100), pages: [(249, 150), (149, 135)], recent: 2),
        PlanCase(
            testDescription: "stopped half way", count: 250, asked: (150, 0), pages: [(249, 235), (149, 50), (49, 0)],
            recent: 1),
        PlanCase(
            testDescription: "stopped within the last weeks", count: 20, asked: (15, 0), pages: [(19, 15), (14, 0)],
            recent: 1),
    ]

    @Test(arguments: plans)
    func `asks about the newest commits again, and about each older one once`(_ plan: PlanCase) throws {
        let now = Instant(secondsSinceEpoch: 1_795_489_200)
        let line = try (0..<plan.count).map { index in
            let sha = try #require(ObjectID(bytes: (0..<20).map { $0 == 19 ? UInt8(index) : 1 }))
            return BranchHistory.Entry(
                sha: sha, committedAt: now.advanced(bySeconds: Int64(index - plan.count + 1) * 86_400), parents: [])
        }
        var state = ActivityState()
        if let asked = plan.asked {
            state.statusesReadTo = line[asked.to].sha
            state.statusesReadAt = now.advanced(bySeconds: -asked.daysAgo * 86_400)
        }
        let result = ActivityWork.CommitPlan(line, state: state, now: now)
        let places = Dictionary(uniqueKeysWithValues: line.enumerated().map { ($0.element.sha, $0.offset) })
        #expect(result.chunks.map { $0.first.flatMap { places[$0] } } == plan.pages.map(\.0))
        #expect(result.chunks.map { $0.last.flatMap { places[$0] } } == plan.pages.map(\.1))
        #expect(result.recentCount == plan.recent)
    }

    @Test func `moves its place only over pages without a gap`() throws {
        let line = try (0..<250).map { index in
            BranchHistory.Entry(
                sha: try #require(ObjectID(bytes: (0..<20).map { $0 == 19 ? UInt8(index) : 1 })),
                committedAt: Instant(secondsSinceEpoch: Int64(index)), parents: [])
        }
        let start = Instant(secondsSinceEpoch: 1_000)
        var work = ActivityWork(before: ActivityState(), start: start)
        work.plan(ActivityWork.CommitPlan(line, state: ActivityState(), now: start))
        let jobs = (0..<3).compactMap { _ in work.nextJob() }
        _ = work.receive(.success(ActivityPage()), of: jobs[1])
        #expect(work.state.statusesReadTo == nil && work.state.statusesReadAt == nil)
        _ = work.receive(.success(ActivityPage()), of: jobs[0])
        #expect(work.state.statusesReadTo == line[50].sha)
        #expect(work.state.statusesReadAt == start)
        _ = work.receive(.success(ActivityPage()), of: jobs[2])
        #expect(work.state.statusesReadTo == line[0].sha)
        let further = work.nextJob()
        #expect(further == nil)
    }

    @Test func `asks the same of a line that grows as of one that is known`() throws {
        let line = try (0..<250).map { index in
            BranchHistory.Entry(
                sha: try #require(ObjectID(bytes: (0..<20).map { $0 == 19 ? UInt8(index) : 1 })),
                committedAt: Instant(secondsSinceEpoch: Int64(index)), parents: [])
        }
        let start = Instant(secondsSinceEpoch: 1_000)
        for (count, steps) in [
            (250, [0, 99, 100, 230, 250]), (200, [200]), (200, [130, 200, 200]), (3, [0, 3]), (0, [0]),
        ] {
            let newestFirst = Array(line[..<count].reversed())
            var growing = ActivityWork(before: ActivityState(), start: start)
            for (index, step) in steps.enumerated() {
                growing.extend(Array(newestFirst[..<step]), isDone: index == steps.count - 1)
            }
            var known = ActivityWork(before: ActivityState(), start: start)
            known.plan(ActivityWork.CommitPlan(Array(line[..<count]), state: ActivityState(), now: start))
            var jobs: ([ActivityWork.Job], [ActivityWork.Job]) = ([], [])
            while let job = growing.nextJob() { jobs.0.append(job) }
            while let job = known.nextJob() { jobs.1.append(job) }
            #expect(jobs.0 == jobs.1 && jobs.0.count == max(1, (count + 99) / 100))
        }
    }
}

@Suite struct `A sync of many repositories without changes` {
    @Test func `asks for their statuses in the same request, and stores what is new`() async throws {
        let names = ["acme/api", "acme/web", "acme/app", "acme/ops"]
        let dataset = DemoTeam(
            end: DemoDataset.endOfStory, years: 1, people: 3, pullRequestsPerWeek: 1,
            repositories: names.compactMap { RepositoryID($0) }
        ).dataset()
        try await withDemoForge(dataset) { forge in
            let harness = try SyncHarness(forge.baseURL)
            _ = try await harness.sync(names)
            let unchanged = try await harness.sync(names)
            #expect(unchanged.requests == 1)
            let repository = dataset.repositories[2]
            let tip = try #require(repository.branches.first { $0.name == "develop" }?.moves.last?.tip)
            forge.update { dataset in
                dataset.repositories[2].statuses.append(
                    DemoStatus(
                        databaseID: 99_999_999, commit: tip, context: "late", state: "success", description: "81 %",
                        creator: "github-actions", createdAt: DemoDataset.endOfStory))
                dataset.repositories[1].releases.append(
                    DemoRelease(
                        databaseID: 99_999_998, tag: "v99", commit: tip, branch: "main", author: "hanako",
                        publishedAt: DemoDataset.endOfStory))
            }
            let third = try await harness.sync(names)
            // One for all, and one for the repository whose list of releases has grown.
            #expect(third.requests == 2)
            let key = try #require(try await harness.stored(repository.id.description)).key
            #expect(try await harness.store.commitStatuses(of: key).contains { $0.context == "late" })
            let web = try #require(try await harness.stored("acme/web")).key
            #expect(try await harness.store.releases(of: web).contains { $0.tag == "v99" })
        }
    }
}

@Suite struct `A sync of paths` {
    @Test func `fetches them once a rule needs them, and never before`() async throws {
        let dataset = DemoDataset.quiet
        try await withDemoForge(dataset) { forge in
            var harness = try SyncHarness(forge.baseURL)
            _ = try await harness.sync(["acme/api"])
            #expect(try await harness.pullRequests(of: "acme/api").allSatisfy { $0.files == nil })
            harness.needsPaths = true
            let first = try await harness.sync(["acme/api"])
            #expect(first.exitCode == .success)
            #expect(first.repositories.first?.pullRequestsStored == dataset.repositories[0].pullRequests.count)
            for pullRequest in try await harness.pullRequests(of: "acme/api") {
                let files = try #require(pullRequest.files)
                #expect(files.count == pullRequest.changedFiles)
                #expect(files.reduce(0) { $0 + $1.additions } == (files.isEmpty ? 0 : pullRequest.additions))
                #expect(files.reduce(0) { $0 + $1.deletions } == (files.isEmpty ? 0 : pullRequest.deletions))
            }
            let second = try await harness.sync(["acme/api"])
            #expect(second.requests <= 2)
        }
    }
}
