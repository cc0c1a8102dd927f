import HakaruModel
import HakaruStore
import Testing

@Suite struct `A store keeps activity` {
    private let status = CommitStatus(
        sha: digest(1), context: "coverage/backend", state: .success, description: "81.25 % \"雪\"",
        creator: .renovate, createdAt: day(2))
    private let release = Release(
        forgeID: ForgeID("RE_1"), tag: "v1", sha: digest(3, length: 32), isPrerelease: true, createdAt: day(1),
        publishedAt: day(2), author: .taro)
    private let deployment = Deployment(
        forgeID: ForgeID("DE_1"), sha: digest(4), environment: "production", creator: .renovate, createdAt: day(3),
        statuses: [.init(state: .queued, createdAt: day(3)), .init(state: .success, createdAt: day(4))])

    @Test(arguments: StoreBackend.allCases)
    func `of every form and state, by time`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([])
        var statuses: [CommitStatus] = []
        for (index, state) in CommitStatus.State.allCases.enumerated() {
            for form in CommitStatus.Form.allCases {
                statuses.append(
                    CommitStatus(
                        sha: digest(1), form: form, context: "c\(index)", state: state, createdAt: day(Int64(index))))
            }
        }
        let deployments = Deployment.State.allCases.enumerated().map { index, state in
            Deployment(
                forgeID: ForgeID("DE_\(index)"), sha: digest(1), environment: nil, createdAt: day(Int64(index)),
                statuses: [.init(state: state, createdAt: day(1))])
        }
        let draft = Release(
            forgeID: ForgeID("RE_0"), tag: "next", sha: nil, isDraft: true, createdAt: day(0), publishedAt: nil)
        let state = ActivityState(
            releasesReadAt: day(1), deploymentsReadAt: day(2), statusesReadAt: day(3), statusesReadTo: digest(9),
            refused: [.statuses, .deployments])
        let activity = RepositoryActivity(
            statuses: statuses.reversed(), releases: [release, draft], deployments: deployments.reversed())
        try await test.store.save(activity, and: state, of: .sample)
        #expect(try await test.store.commitStatuses(of: .sample) == statuses)
        #expect(try await test.store.releases(of: .sample) == [draft, release])
        #expect(try await test.store.deployments(of: .sample) == deployments)
        #expect(try await test.store.activityState(of: .sample) == state)
        #expect(try await test.store.check(.full) == [])
    }

    @Test(arguments: StoreBackend.allCases)
    func `with the newest word, whatever comes later, and changes no derived number`(
        backend: StoreBackend
    ) async throws {
        let test = try backend.make()
        try await test.fill([])
        let revision = try await test.repository().revision
        let first = RepositoryActivity(statuses: [status], releases: [release], deployments: [deployment])
        try await test.store.save(first, and: ActivityState(), of: .sample)
        var newer = status
        newer.state = .failure
        newer.description = nil
        newer.createdAt = day(5)
        var older = status
        older.state = .pending
        older.createdAt = day(1)
        var done = deployment
        done.statuses = [done.statuses[1], .init(state: .inactive, createdAt: day(9))]
        var moved = release
        moved.tag = "v1.0"
        let second = RepositoryActivity(statuses: [newer, older], releases: [moved], deployments: [done])
        try await test.store.save(second, and: ActivityState(), of: .sample)
        try await test.store.save(RepositoryActivity(), and: ActivityState(), of: .sample)
        #expect(try await test.store.commitStatuses(of: .sample) == [newer])
        #expect(try await test.store.releases(of: .sample) == [moved])
        #expect(try await test.store.deployments(of: .sample) == [done])
        #expect(try await test.repository().revision == revision)
    }

    @Test(arguments: StoreBackend.allCases)
    func `with every check of one name, the latest of them last`(backend: StoreBackend) async throws {
        func check(_ suite: String?, _ state: CommitStatus.State, on number: Int64) -> CommitStatus {
            CommitStatus(
                sha: digest(1), form: .checkRun, context: "test", suite: suite.map { ForgeID($0) }, state: state,
                createdAt: day(number))
        }
        let test = try backend.make()
        try await test.fill([])
        // Of a store that did not know suites, one of the two is left.
        try await test.store.save(
            RepositoryActivity(statuses: [check(nil, .failure, on: 2)]), and: ActivityState(), of: .sample)
        let both = [check("CS_1", .success, on: 3), check("CS_2", .failure, on: 2)]
        try await test.store.save(RepositoryActivity(statuses: both), and: ActivityState(), of: .sample)
        #expect(try await test.store.commitStatuses(of: .sample) == both.reversed())
        // Each suite has its own last word.
        let again = [check("CS_2", .success, on: 4), check("CS_1", .cancelled, on: 1)]
        try await test.store.save(RepositoryActivity(statuses: again), and: ActivityState(), of: .sample)
        #expect(try await test.store.commitStatuses(of: .sample) == [both[0], again[0]])
        #expect(try await test.export().contains(#""context":"test","suite":"CS_1","state":"success""#))
    }

    @Test(arguments: StoreBackend.allCases)
    func `of one repository apart from that of others, and of none that is unknown`(
        backend: StoreBackend
    ) async throws {
        let test = try backend.make()
        try await test.fill([])
        let web = try await test.store.save(.sample("R_2", "acme/web"), on: "github.com")
        let all = RepositoryActivity(statuses: [status], releases: [release], deployments: [deployment])
        try await test.store.save(all, and: ActivityState(releasesReadAt: day(1)), of: web.key)
        try await test.store.save(RepositoryActivity(statuses: [status]), and: ActivityState(), of: .sample)
        #expect(try await test.store.releases(of: .sample) == [])
        #expect(try await test.store.deployments(of: .sample) == [])
        #expect(try await test.store.commitStatuses(of: .sample) == [status])
        #expect(try await test.store.activityState(of: .sample) == ActivityState())
        let unknown = RepositoryKey(host: "github.com", forgeID: ForgeID("R_9"))
        #expect(try await test.store.commitStatuses(of: unknown) == [])
        #expect(try await test.store.activityState(of: unknown) == ActivityState())
        await #expect(throws: StoreError.unknownRepository(unknown)) {
            try await test.store.save(all, and: ActivityState(), of: unknown)
        }
    }

    @Test(arguments: StoreBackend.allCases)
    func `and exports it, one line a fact`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([])
        let all = RepositoryActivity(statuses: [status], releases: [release], deployments: [deployment])
        try await test.store.save(all, and: ActivityState(releasesReadAt: day(1)), of: .sample)
        let lines = try await test.export().split(separator: "\n").dropFirst().map { String($0) }
        #expect(
            lines == [
                """
                {"kind":"commit_status","host":"github.com","repository":"R_1",\
                "sha":"0101010101010101010101010101010101010101","form":"status","context":"coverage/backend",\
                "state":"success","description":"81.25 % \\"雪\\"","creator":"renovate","creator_kind":"bot",\
                "created_at":"2026-01-07T00:00:00Z"}
                """,
                """
                {"kind":"release","host":"github.com","repository":"R_1","id":"RE_1","tag":"v1",\
                "sha":"0303030303030303030303030303030303030303030303030303030303030303","is_draft":false,\
                "is_prerelease":true,"created_at":"2026-01-06T00:00:00Z","published_at":"2026-01-07T00:00:00Z",\
                "author":"taro","author_kind":"user"}
                """,
                """
                {"kind":"deployment","host":"github.com","repository":"R_1","id":"DE_1",\
                "sha":"0404040404040404040404040404040404040404","environment":"production","creator":"renovate",\
                "creator_kind":"bot","created_at":"2026-01-08T00:00:00Z","statuses":[{"state":"queued",\
                "created_at":"2026-01-08T00:00:00Z"},{"state":"success","created_at":"2026-01-09T00:00:00Z"}]}
                """,
            ])
    }
}
