import HakaruModel
import HakaruStore
import Testing

@Suite struct `The canonical export` {
    @Test(arguments: StoreBackend.allCases)
    func `is the same for two stores that know the same`(backend: StoreBackend) async throws {
        let first = try backend.make()
        try await first.fill([.whole(1), .small(2)], state: SyncState(watermark: day(1), walk: [1]))
        let web = try await first.store.save(.sample("R_2", "acme/web"), on: "github.com")
        try await first.store.save([.whole(3), .small(12)], and: SyncState(), of: web.key)
        try await first.store.save(.line("develop", 1...4), endsAtTip: true, of: .sample)

        // Learned in another order, in other steps, with other values in between.
        let second = try backend.make()
        try await second.store.save(.sample("R_2", "acme/old-name"), on: "github.com")
        try await second.store.save([.small(12, title: "Old")], and: SyncState(detailWidth: 3), of: web.key)
        try await second.store.save([.small(12), .whole(3)], and: SyncState(failure: "no"), of: web.key)
        try await second.store.save(.sample("R_2", "acme/web"), on: "github.com")
        try await second.fill([.small(2)])
        try await second.fill([.small(2), .whole(1)])
        try await second.store.save(.line("develop", 3...4, firstParent: 2), endsAtTip: true, of: .sample)
        try await second.store.save(.line("develop", 1...2), endsAtTip: false, of: .sample)

        let text = try await first.export()
        #expect(try await second.export() == text)
        #expect(text.split(separator: "\n").count == 7)
        #expect(try await first.store.snapshot().exportedText() == text)
    }

    @Test(arguments: StoreBackend.allCases)
    func `names an e-mail address by its least commit, not by its hash`(backend: StoreBackend) async throws {
        func pullRequest(hash: UInt8, _ commits: [UInt8]) -> PullRequest {
            var result = PullRequest.small(1)
            result.commits = commits.map { byte in
                var commit = Commit.sample(byte, on: 0)
                commit.authorEmailHash = [UInt8](repeating: hash, count: 16)
                return commit
            }
            return result
        }
        let first = try backend.make()
        try await first.fill([pullRequest(hash: 1, [5, 3, 4])])
        let second = try backend.make()
        try await second.fill([pullRequest(hash: 2, [5, 3, 4])])
        let text = try await first.export()
        #expect(try await second.export() == text)
        #expect(text.utf8Occurrences(of: "\"author_email\":\"0303030303030303030303030303030303030303\"") == 3)
    }

    @Test(arguments: StoreBackend.allCases)
    func `writes one line of JSON a fact`(backend: StoreBackend) async throws {
        let test = try backend.make()
        var pullRequest = PullRequest.small(1, title: "a\"b\\c\u{1B}\n雪")
        pullRequest.events = [TimelineEvent(kind: .baseChanged(from: "main", to: "develop"), at: day(1), actor: nil)]
        pullRequest.commits = [.sample(1, on: 0)]
        try await test.fill([pullRequest])
        try await test.store.save(.line("main", 1...1), endsAtTip: true, of: .sample)
        let lines = try await test.export().split(separator: "\n").map { String($0) }
        #expect(
            lines == [
                """
                {"kind":"repository","host":"github.com","id":"R_1","name":"acme/api","presence":"visible",\
                "default_branch":"main","known_branches":["develop","main"],"is_archived":false,"is_fork":false,\
                "is_private":false,"created_at":"2023-07-20T00:00:00Z"}
                """,
                """
                {"kind":"branch","host":"github.com","repository":"R_1","name":"main","exists":true,\
                "reaches_root":false,"commits":[{"sha":"0101010101010101010101010101010101010101",\
                "committed_at":"2026-01-06T00:00:00Z",\
                "parents":[]}]}
                """,
                """
                {"kind":"pull_request","host":"github.com","repository":"R_1","number":1,"id":"PR_1",\
                "title":"a\\"b\\\\c\\u001b\\u000a雪","state":"open","is_draft":false,\
                "created_at":"2026-01-05T00:00:00Z","updated_at":"2026-01-06T00:00:00Z","closed_at":null,\
                "merged_at":null,"author":"hanako",\
                "author_kind":"user","merged_by":null,"merged_by_kind":null,"base_branch":"develop",\
                "head_branch":"topic-1","head_origin":"same","head_sha":null,"merge_commit_sha":null,\
                "merge_commit_first_parent":null,"additions":null,"deletions":null,"changed_files":null,"labels":[],\
                "commit_count":0,"earliest_authored_at_seen":"2026-01-05T00:00:00Z","reverted_number":null,\
                "reverted_commit":null,"title_is_revert":false,"branch_is_revert":false,"ai_trailers":[],\
                "messages_read":false,"gaps":0,"commits":[{"sha":"0101010101010101010101010101010101010101",\
                "authored_at":"2026-01-05T00:00:00Z","committed_at":"2026-01-06T00:00:00Z","parent_count":1,\
                "author":"hanako","author_kind":"user","author_email":null}],"replaced_commits":[],"reviews":[],\
                "review_comments":[],"comments":[],"events":[{"event":"base_changed","from":"main","to":"develop",\
                "at":"2026-01-06T00:00:00Z","actor":null,"actor_kind":null}],"files":null}
                """,
            ])
    }

    @Test(arguments: StoreBackend.allCases)
    func `stops with the error of its sink`(backend: StoreBackend) async throws {
        struct Full: Error {}
        let test = try backend.make()
        try await test.fill([.small(1)])
        await #expect(throws: Full.self) {
            try await test.store.canonicalExport { _ in throw Full() }
        }
    }
}

extension String {
    /// How often a text occurs in this one.
    func utf8Occurrences(of text: String) -> Int {
        let bytes = Array(utf8)
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return 0 }
        return (0...(bytes.count - wanted.count)).count { bytes[$0..<($0 + wanted.count)].elementsEqual(wanted) }
    }
}
