import ArgumentParser
import Glibc
import HakaruDemo
import HakaruModel
import HakaruStore
import HakaruSystem
import HakaruTestSupport
import Testing

@testable import HakaruCommands

/// A store with a year of a generated team, with deployments, coverage and recorded values, and the commands over it.
final class QueryHarness: Sendable {
    /// The end of the story, when the last sync was complete: 2026-11-24, noon in Tokyo.
    static let now = DemoDataset.endOfStory
    private let directory: TemporaryDirectory
    /// The pull requests of each repository.
    let pullRequests: [RepositoryID: [PullRequest]]
    /// The accounts of the people, by how much they merged.
    let people: [String]

    /// Copies the store; with `configuration` added to the usual one.
    init(configuration: String = "") async throws {
        let story = try await Story.told()
        directory = try TemporaryDirectory()
        pullRequests = story.pullRequests
        people = story.people
        try FileSystem.write(story.store, to: directory.path("hakaru.db"))
        try configure(configuration)
    }

    /// Writes a configuration of one's own.
    func replaceConfiguration(_ text: String) throws {
        try FileSystem.write(Array(text.utf8), to: directory.path("hakaru.yml"))
    }

    /// Writes the configuration anew.
    private func configure(_ more: String) throws {
        let half = people.count / 2
        let text = """
            time_zone: Asia/Tokyo
            fiscal_year_start: 4
            teams:
              - {name: left, people: [\(people[..<half].joined(separator: ", "))]}
              - {name: right, people: [\(people[half...].joined(separator: ", "))]}
              - {name: pair, people: [\(people[..<2].joined(separator: ", "))]}
            coverage:
              components:
                - {name: backend, paths: ['api/**']}
                - {name: frontend, paths: ['web/**']}
                - {name: old-frontend, paths: ['dx/**'], excluded: {reason: 'replaced in June'}}
            custom_metrics: [{name: members, kind: level}, {name: articles, kind: count}]
            working_time: {public_holidays: japan}
            \(more)

            """
        try replaceConfiguration(text)
    }

    /// A file beside the store.
    func write(_ text: String, to name: String) throws -> String {
        try FileSystem.write(Array(text.utf8), to: directory.path(name))
        return directory.path(name)
    }

    /// The store, for looking.
    func store() throws -> SQLiteStore { try SQLiteStore(path: directory.path("hakaru.db"), mode: .existing) }

    /// What a command wrote, and how it ended.
    struct Answer {
        let code: HakaruModel.ExitCode
        let output: String
        let errors: String

        /// Standard output as JSON.
        func json() throws -> JSONNode { try JSONNode(output) }
    }

    /// Runs a command line.
    func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Answer {
        let streams = try (Capture(in: directory), Capture(in: directory))
        let context = CommandContext(
            environment: Environment(environment), workingDirectory: directory.path,
            output: OutputWriter(descriptor: streams.0.descriptor),
            messages: OutputWriter(descriptor: streams.1.descriptor, capacityInBytes: 0), isOutputTerminal: false,
            isErrorTerminal: false, now: { QueryHarness.now })
        let own = ["--store", directory.path("hakaru.db"), "--config", directory.path("hakaru.yml")]
        var code: HakaruModel.ExitCode
        do {
            let command = try RootCommand.parseAsRoot(arguments + own)
            code = try await #require(command as? any ContextCommand).run(in: context)
        } catch let error as any UserFacingError {
            context.report(error)
            code = error.exitCode
        } catch {
            code = context.reportUsage(error)
        }
        try context.output.finish()
        return Answer(code: code, output: try streams.0.text(), errors: try streams.1.text())
    }

    /// Runs a command line that must succeed.
    func json(_ arguments: [String], environment: [String: String] = [:]) async throws -> JSONNode {
        let answer = try await run(arguments + ["--format", "json"], environment: environment)
        #expect(answer.code == .success, "\(arguments): \(answer.errors)")
        return try answer.json()
    }

    /// A file without a name in the place of a standard stream.
    private final class Capture {
        let descriptor: Int32

        init(in directory: TemporaryDirectory) throws {
            var template = Array(directory.path("stream-XXXXXX").utf8CString)
            descriptor = mkstemp(&template)
            try #require(descriptor >= 0)
            unlink(template)
        }

        deinit { close(descriptor) }

        func text() throws -> String {
            let size = lseek(descriptor, 0, SEEK_END)
            lseek(descriptor, 0, SEEK_SET)
            var bytes: [UInt8] = []
            var piece = [UInt8](repeating: 0, count: 65_536)
            while bytes.count < size {
                let count = read(descriptor, &piece, piece.count)
                try #require(count > 0)
                bytes += piece[..<count]
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

/// What the store of the harness holds: told once for all tests.
private struct Story: Sendable {
    /// The bytes of the store's file.
    let store: [UInt8]
    let pullRequests: [RepositoryID: [PullRequest]]
    let people: [String]

    private static let task = Task { try await Story() }

    static func told() async throws -> Story { try await task.value }

    private init() async throws {
        let directory = try TemporaryDirectory()
        let team = DemoTeam(end: QueryHarness.now, people: 9, pullRequestsPerWeek: 3)
        let store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        var all: [RepositoryID: [PullRequest]] = [:]
        for (index, repository) in team.repositoryValues.enumerated() {
            let stored = try await store.save(repository, on: "demo.invalid")
            let pullRequests = team.pullRequests(ofRepositoryAt: index).flatMap { $0 }
            try await store.save(pullRequests, and: SyncState(completedAt: QueryHarness.now), of: stored.key)
            let line = Story.line(pullRequests)
            try await store.save(line, endsAtTip: true, of: stored.key)
            try await store.save(
                Story.activity(line, of: repository.id),
                and: ActivityState(
                    releasesReadAt: QueryHarness.now, deploymentsReadAt: QueryHarness.now,
                    statusesReadAt: QueryHarness.now),
                of: stored.key)
            try await store.save(Story.samples(line, of: repository.id), of: stored.key)
            all[repository.id] = pullRequests
        }
        try await store.append(Story.records)
        try store.close()
        self.store = try FileSystem.read(directory.path("hakaru.db"), limitInBytes: 64 << 20)
        pullRequests = all
        let merged = all.values.joined().filter { $0.mergedAt != nil && $0.author.kind == .user }
        people = Dictionary(grouping: merged.map(\.author.login), by: { $0 })
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map(\.key)
    }
}

extension Story {
    /// What was merged into `develop`, as the line of the branch.
    private static func line(_ pullRequests: [PullRequest]) -> BranchHistory {
        let merges = pullRequests.filter { $0.baseBranch == "develop" }.compactMap { pullRequest in
            pullRequest.mergedAt.flatMap { at in pullRequest.mergeCommitSHA.map { (at: at, sha: $0) } }
        }
        let sorted = merges.sorted { ($0.at, $0.sha) < ($1.at, $1.sha) }
        var entries: [BranchHistory.Entry] = []
        for merge in sorted {
            entries.append(
                BranchHistory.Entry(
                    sha: merge.sha, committedAt: merge.at, parents: entries.last.map { [$0.sha] } ?? []))
        }
        return BranchHistory(branch: "develop", entries: entries, reachesRoot: true)
    }

    /// A deployment after every sixth merge: some fail, some go elsewhere, some never end, one goes back.
    private static func activity(_ line: BranchHistory, of repository: RepositoryID) -> RepositoryActivity {
        var deployments: [Deployment] = []
        for (index, entry) in line.entries.enumerated() where index % 6 == 5 {
            let at = entry.committedAt.advanced(bySeconds: 3_600)
            let state: Deployment.State = index % 30 == 5 ? .failure : index % 42 == 11 ? .inProgress : .success
            let back = index % 54 == 23 && index > 12 ? line.entries[index - 12].sha : entry.sha
            deployments.append(
                Deployment(
                    forgeID: ForgeID("\(repository) \(index)"), sha: back,
                    environment: index % 24 == 17 ? "staging" : "production", createdAt: at,
                    statuses: [.init(state: state, createdAt: at.advanced(bySeconds: 600))]))
        }
        return RepositoryActivity(deployments: deployments)
    }

    /// A sample of the whole and of two components after every tenth merge, one of another branch, one of branches.
    private static func samples(_ line: BranchHistory, of repository: RepositoryID) -> [CoverageSample] {
        var samples: [CoverageSample] = []
        for (index, entry) in line.entries.enumerated() where index % 10 == 4 {
            for (component, total) in [(nil, 9_000), ("backend", 5_000), ("frontend", 3_000), ("old-frontend", 1_000)] {
                guard let count = CoverageCount(covered: total / 2 + index * 5 % (total / 4), total: total) else {
                    continue
                }
                for (branch, measure) in [
                    ("develop", CoverageMeasure.lines), ("topic", .lines), ("develop", .branches),
                ] {
                    samples.append(
                        CoverageSample(
                            repository: repository, component: component, commit: entry.sha, branch: branch,
                            measuredAt: entry.committedAt.advanced(bySeconds: branch == "topic" ? 7_200 : 900),
                            measure: measure, count: count))
                }
            }
        }
        return samples
    }

    /// A level each month and a count each week, one of each corrected, one withdrawn.
    private static var records: [CustomRecord] {
        let first = CivilDate(daysSinceEpoch: 20_089)  // 2025-01-01
        func record(_ metric: String, _ day: Int64, _ value: Int64?, _ version: Int64 = 0) -> CustomRecord {
            CustomRecord(
                metric: metric, date: first.advanced(byDays: day), value: value.map { Fraction($0) },
                recordedAt: QueryHarness.now.advanced(bySeconds: -86_400 * 30 + day + version))
        }
        let levels = (0..<22).map { record("members", $0 * 30, 1_000 + $0 * 40) }
        let counts = (0..<95).map { record("articles", $0 * 7 + 2, $0 % 3) }
        return levels + counts + [
            record("members", 600, 1_777, 1), record("articles", 9, 7, 1), record("articles", 16, nil, 1),
        ]
    }
}
