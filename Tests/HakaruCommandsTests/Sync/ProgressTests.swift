import HakaruFetcher
import HakaruModel
import HakaruTestSupport
import Synchronization
import Testing

@testable import HakaruCommands
@testable import HakaruEngine
@testable import HakaruFetcher

@Suite struct `The progress of a sync` {
    private let api: RepositoryID
    private let web: RepositoryID

    init() throws {
        api = try #require(RepositoryID("acme/api"))
        web = try #require(RepositoryID("acme/web"))
    }

    /// The time since the sync began.
    private final class Watch: Sendable {
        private let time = Mutex(Duration.zero)

        var value: Duration {
            get { time.withLock { $0 } }
            set { time.withLock { $0 = newValue } }
        }
    }

    private func advanced(_ repository: RepositoryID, stored: Int, of wanted: Int, requests: Int) -> SyncProgress {
        var usage = FetchUsage()
        usage.requests = requests
        usage.limit = RateLimit(
            limit: 5_000, remaining: 5_000 - requests, resetsAt: Instant(secondsSinceEpoch: 1_795_492_800))
        let progress = SyncProgress.Repository(
            repository: repository, total: wanted, listed: wanted, wanted: wanted, stored: stored)
        return .advanced(progress, usage)
    }

    private func ended(_ repository: RepositoryID, reason: String? = nil) -> SyncProgress {
        var result = SyncResult.RepositoryResult(repository: repository)
        result.isComplete = reason == nil
        result.reason = reason
        result.pullRequestsListed = 100
        result.pullRequestsStored = reason == nil ? 100 : 25
        return .ended(result)
    }

    @Test func `is a bar for each repository and a line for all`() {
        var picture = ProgressPicture()
        _ = picture.take(.planned(repositoryCount: 3))
        _ = picture.take(advanced(web, stored: 50, of: 100, requests: 7))
        _ = picture.take(advanced(api, stored: 25, of: 200, requests: 11))
        #expect(
            picture.lines(after: .seconds(30)) == [
                "[===                     ] acme/api: 25 of 200 pull requests",
                "[============            ] acme/web: 50 of 100 pull requests",
                "0 of 3 repositories, 75 of 300 pull requests, 11 requests, 4989 left of the forge's limit, "
                    + "about 1m 30s to go",
            ])
        #expect(picture.take(ended(web)) == "acme/web: 100 of 100 pull requests new or changed")
        #expect(
            picture.take(ended(api, reason: "forge.example refused the token."))
                == "acme/api: 25 of 100 pull requests new or changed; incomplete: forge.example refused the token.")
        #expect(picture.lines(after: .seconds(40)).count == 1)
    }

    @Test(
        arguments: [
            (done: 9, known: 100, seconds: nil), (done: 10, known: 100, seconds: 540),
            (done: 50, known: 100, seconds: 60),
            (done: 100, known: 100, seconds: nil), (done: 0, known: 0, seconds: nil),
        ] as [(done: Int, known: Int, seconds: Int64?)])
    func `says how long it takes once a tenth is done`(done: Int, known: Int, seconds: Int64?) {
        #expect(ProgressPicture.timeLeft(done: done, of: known, after: .seconds(60)) == seconds)
    }

    @Test func `says what is waited for, how long and why`() {
        var picture = ProgressPicture()
        let until = Instant(secondsSinceEpoch: 1_795_492_800)
        let words = [RequestBudget.WaitReason.limitSpent, .slowDown, .failure, .pace].map { reason in
            picture.take(.waiting(.init(reason: reason, duration: .milliseconds(59_500), until: until)))
        }
        #expect(
            words == [
                "Waiting 1m until 2026-11-24T04:00:00Z: the forge's limit is spent.",
                "Waiting 1m: the forge asks for fewer requests at once.", "Waiting 1m after failed answers.",
                "Waiting 1m to keep within the forge's limit for a minute.",
            ])
    }

    @Test func `is a line every 10 s where nobody watches, and one a repository at its end`() throws {
        let console = try TestConsole()
        let watch = Watch()
        let view = ProgressView(console.context, isQuiet: false) { watch.value }
        view.observe(.planned(repositoryCount: 1))
        for second in 0...25 {
            watch.value = .seconds(second)
            view.observe(advanced(api, stored: second, of: 100, requests: second))
        }
        view.observe(ended(api))
        view.finish()
        #expect(
            try console.errors() == """
                0 of 1 repositories, 10 of 100 pull requests, 10 requests, 4990 left of the forge's limit, \
                about 1m 30s to go
                0 of 1 repositories, 20 of 100 pull requests, 20 requests, 4980 left of the forge's limit, \
                about 1m 20s to go
                acme/api: 100 of 100 pull requests new or changed

                """)
    }

    @Test func `is rewritten on a terminal, and gone at the end`() throws {
        let console = try TestConsole(isTerminal: true)
        let watch = Watch()
        let view = ProgressView(console.context, isQuiet: false) { watch.value }
        view.observe(.planned(repositoryCount: 1))
        watch.value = .milliseconds(200)
        view.observe(advanced(api, stored: 5, of: 100, requests: 2))
        // Not more than five pictures a second.
        watch.value = .milliseconds(300)
        view.observe(advanced(api, stored: 6, of: 100, requests: 3))
        watch.value = .milliseconds(400)
        view.observe(advanced(api, stored: 50, of: 100, requests: 4))
        view.observe(ended(api))
        view.finish()
        let erased = "\u{1B}[2A\r\u{1B}[J"
        #expect(
            try console.errors() == """
                [=                       ] acme/api: 5 of 100 pull requests
                0 of 1 repositories, 5 of 100 pull requests, 2 requests, 4998 left of the forge's limit
                \(erased)[============            ] acme/api: 50 of 100 pull requests
                0 of 1 repositories, 50 of 100 pull requests, 4 requests, 4996 left of the forge's limit, about 1s to go
                \(erased)acme/api: 100 of 100 pull requests new or changed

                """)
    }

    @Test(arguments: [true, false]) func `is nothing where that was asked for`(isTerminal: Bool) async throws {
        let console = try TestConsole(isTerminal: isTerminal)
        let view = ProgressView(console.context, isQuiet: true) { .seconds(60) }
        view.observe(.planned(repositoryCount: 1))
        view.observe(advanced(api, stored: 5, of: 100, requests: 2))
        view.observe(ended(api))
        await view.tick()
        view.finish()
        #expect(try console.errors() == "")
    }
}
