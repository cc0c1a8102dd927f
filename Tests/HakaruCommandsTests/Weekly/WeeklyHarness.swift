import ArgumentParser
import Glibc
import HakaruDemo
import HakaruModel
import HakaruStore
import HakaruSystem
import HakaruTestSupport
import Synchronization
import Testing

@testable import HakaruCommands

/// A team's machine: a configuration, a store, a forge that also plays Slack and a heartbeat, and a clock.
///
/// The forge dates its answers by the machine's clock, so the story is told around that: whatever day it is, ``week`` is
/// the last complete week, and the clock stands at its very end or goes back from there by whole weeks.
final class WeeklyHarness: Sendable {
    /// The last complete week.
    static let week = ISOWeek(containing: CivilDate(daysSinceEpoch: SystemClock.now().secondsSinceEpoch / 86_400))
        .previous
    /// Its end, which is the same time of the week on every day, so that no test depends on the day of its run.
    static let now = Instant(secondsSinceEpoch: week.next.firstDay.daysSinceEpoch * 86_400)
    /// Noon of its Thursday, when a pull request was merged, as on the three Thursdays before.
    static let thursday = Instant(secondsSinceEpoch: week.firstDay.daysSinceEpoch * 86_400 + 84 * 3_600)
    /// Where reports go unless a test says otherwise.
    static let usual = "[{file: 'reports/{week}.txt'}, slack]"

    let directory: TemporaryDirectory
    let forge: DemoForge
    private let time = Mutex(WeeklyHarness.now)
    private let waits = Mutex<[Duration]>([])

    init(_ forge: DemoForge, configuration: String = "", deliver: String = WeeklyHarness.usual) throws {
        directory = try TemporaryDirectory()
        self.forge = forge
        try configure(configuration, deliver: deliver)
    }

    /// Writes the configuration anew.
    func configure(
        _ more: String, deliver: String = WeeklyHarness.usual, wait: String = "24h",
        repositories: String = "repositories: [acme/api]"
    ) throws {
        let text = """
            \(repositories)
            report: {deliver: \(deliver), wait: \(wait)}
            channels:
              slack: {url: '\(forge.baseURL)/services/canary'}
            \(more)

            """
        try FileSystem.write(Array(text.utf8), to: directory.path("hakaru.yml"))
    }

    /// Sets the clocks of the machine and of the forge.
    func setClock(_ instant: Instant) {
        time.withLock { $0 = instant }
        forge.setClock(instant)
    }

    /// Makes Slack answer so, however often it is asked.
    func slack(_ effect: DemoFault.Effect = .answer(status: 200, body: "ok")) {
        forge.clearFaults()
        forge.script(DemoFault(effect, on: .path("/services/"), times: .max))
    }

    /// How long was waited for a next try, each time; no test really waits.
    var waited: [Duration] { waits.withLock { $0 } }

    /// How often Slack was asked.
    var slackCount: Int { forge.statistics.count(path: "/services/") }

    /// Runs a command line.
    ///
    /// - Returns: Its code, and what it wrote to both streams.
    func run(
        _ arguments: [String] = ["weekly", "--quiet"], environment: [String: String] = [:]
    ) async throws -> (code: HakaruModel.ExitCode, output: String, errors: String) {
        let streams = try (Stream(directory.path("output")), Stream(directory.path("errors")))
        let context = CommandContext(
            environment: Environment(environment.merging(["HAKARU_GITHUB_API_URL": forge.baseURL]) { $1 }),
            workingDirectory: "/", output: OutputWriter(descriptor: streams.0.descriptor),
            messages: OutputWriter(descriptor: streams.1.descriptor, capacityInBytes: 0), isOutputTerminal: false,
            isErrorTerminal: false, now: { self.time.withLock { $0 } },
            sleep: { wait in self.waits.withLock { $0.append(wait) } })
        let own = ["--store", directory.path("hakaru.db"), "--config", directory.path("hakaru.yml")]
        var code: HakaruModel.ExitCode
        do {
            let command = try RootCommand.parseAsRoot(arguments + own)
            if let weekly = command as? WeeklyCommand {
                let (signals, continuation) = AsyncStream.makeStream(of: StopSignal.self)
                continuation.finish()
                code = try await weekly.perform(in: context, signals: signals)
            } else {
                code = try await #require(command as? any ContextCommand).run(in: context)
            }
        } catch let error as any UserFacingError {
            context.report(error)
            code = error.exitCode
        }
        try context.output.finish()
        return (code, try streams.0.text(), try streams.1.text())
    }

    /// The text of a file in the directory; nil where it is not there.
    func text(_ name: String) throws -> String? {
        guard FileInfo(at: directory.path(name)) != nil else { return nil }
        return String(decoding: try FileSystem.read(directory.path(name), limitInBytes: 1 << 20), as: UTF8.self)
    }

    /// The report of the last complete week or of one before; nil where it was not written.
    func report(_ week: ISOWeek = WeeklyHarness.week) throws -> String? { try text("reports/\(week).txt") }

    /// Takes back what a sync has noted: the last complete one ended before the pull request of the week was merged.
    func forgetSync() async throws {
        let store = try SQLiteStore(path: directory.path("hakaru.db"), mode: .create)
        for repository in try await store.repositories() {
            var state = try await store.syncState(of: repository.key)
            state.completedAt = WeeklyHarness.thursday.advanced(bySeconds: -7_200)
            try await store.save([], and: state, of: repository.key)
        }
        try store.close()
    }

    /// The store, for looking.
    func store() throws -> SQLiteStore { try SQLiteStore(path: directory.path("hakaru.db"), mode: .existing) }

    /// The messages with their states.
    func states() async throws -> [String] {
        try await store().outbox(withPayload: false).map { "\($0.week) \($0.channel) \($0.state)" }
    }

    /// A file in the place of a standard stream.
    private final class Stream {
        let descriptor: Int32
        private let path: String

        init(_ path: String) throws {
            self.path = path
            descriptor = open(path, O_CREAT | O_TRUNC | O_RDWR | O_CLOEXEC, 0o600)
            try #require(descriptor >= 0)
        }

        deinit { close(descriptor) }

        func text() throws -> String {
            String(decoding: try FileSystem.read(path, limitInBytes: 1 << 20), as: UTF8.self)
        }
    }
}

extension DemoDataset {
    /// Four pull requests of `acme/api`, merged in the last four weeks, the last one without a review.
    static func small() throws -> DemoDataset {
        let repository = try #require(RepositoryID("acme/api"))
        let pullRequests = try (1...4).map { number in
            let merged = WeeklyHarness.thursday.advanced(bySeconds: Int64(number - 4) * 7 * 86_400)
            let sha = try #require(ObjectID(bytes: [UInt8](repeating: UInt8(number), count: 20)))
            let head = try #require(ObjectID(bytes: [UInt8](repeating: UInt8(100 + number), count: 20)))
            let commit = DemoCommit(
                sha: head, parents: [], authorLogin: "hanako", authorName: "Hanako", authorEmail: "h@example.com",
                authoredAt: merged.advanced(bySeconds: -7_200), message: "Change \(number)")
            let review = DemoReview(
                databaseID: number, author: "taro", state: .approved, submittedAt: merged.advanced(bySeconds: -600))
            return DemoPullRequest(
                number: number, title: "Change \(number)", author: "hanako",
                createdAt: merged.advanced(bySeconds: -3_600), baseBranch: "develop", headBranch: "change-\(number)",
                commits: [commit], reviews: number < 4 ? [review] : [],
                events: [
                    DemoEvent(.merged(commit: sha), at: merged, actor: "hanako"),
                    DemoEvent(.closed, at: merged, actor: "hanako"),
                ])
        }
        return .only(repository, pullRequests)
    }
}

/// Runs a test with a harness over the small team, Slack taking everything.
func withWeekly(
    configuration: String = "", deliver: String = WeeklyHarness.usual,
    _ body: (WeeklyHarness) async throws -> Void
) async throws {
    let forge = try await DemoForge.start(try .small())
    let harness = try WeeklyHarness(forge, configuration: configuration, deliver: deliver)
    harness.setClock(WeeklyHarness.now)
    harness.slack()
    do {
        try await body(harness)
    } catch {
        await forge.stop()
        throw error
    }
    await forge.stop()
}
