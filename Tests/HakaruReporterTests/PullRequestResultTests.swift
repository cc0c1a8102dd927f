import HakaruMetrics
import HakaruModel
import HakaruReporter
import Testing

/// The example that runs through `docs/metrics.md`, as `hakaru pr` prints it.
@Suite struct `One pull request as it is printed` {
    private func at(_ text: String) throws -> Instant { try #require(Instant(rfc3339: "2026-03-\(text):00Z")) }

    private func report() throws -> PullRequestReport {
        let facts = PullRequest.Facts(
            number: 12, author: .account("hanako"), base: "feature/search", flags: [.openedAsDraft],
            createdAt: try at("03T10:00"), firstCommitAt: try at("02T09:00"), readyForReviewAt: try at("03T15:00"),
            firstReviewAt: try at("04T09:30"), firstApprovalAt: try at("04T16:00"), mergedAt: try at("05T08:00"),
            closedAt: try at("05T08:00"), integratedAt: try at("06T12:00"),
            closedSpans: [try #require(Period(start: at("04T17:00"), end: at("04T18:00")))], draftSeconds: 18_000,
            size: 150, reworkCycles: 1)
        return PullRequestReport(
            repository: try #require(RepositoryID("acme/api")), number: 12, title: "Add search",
            author: Actor(login: "hanako", kind: .user), state: .merged, asOf: try at("09T00:00"), facts: facts,
            times: LeadTimes(facts), route: ["feature/search", "develop"], proof: .name,
            firstCommit: ObjectID(bytes: [UInt8](repeating: 0xAB, count: 20)),
            firstReview: .init(
                account: Actor(login: "taro", kind: .user), at: try at("04T09:30"), kind: .inlineComment),
            firstApproval: .init(account: Actor(login: "yuki", kind: .user), at: try at("04T16:00"), kind: .review),
            draftSpans: [try #require(Period(start: at("03T10:00"), end: at("03T15:00")))],
            clamped: [.init(instant: "first_commit_at", dated: try at("03T10:05"), counted: try at("03T10:00"))],
            exclusion: nil)
    }

    private func lines(_ report: PullRequestReport) -> [String] {
        let result = RenderedResult(report, header: ResultHeader(timeZone: "UTC", asOf: report.asOf))
        return result.table.rows.map { row in
            row.map { cell in if case .text(let text) = cell { text } else { "?" } }.joined(separator: ": ")
        }
    }

    @Test func `has the instants, what counted, the route, the spans and what was clamped`() throws {
        #expect(
            lines(try report()) == [
                "pull request: acme/api#12 Add search", "author: hanako", "state: merged",
                "first_commit_at: 2026-03-02T09:00:00Z (ababababab)", "created_at: 2026-03-03T10:00:00Z",
                "ready_for_review_at: 2026-03-03T15:00:00Z",
                "first_review_at: 2026-03-04T09:30:00Z (inline_comment by taro)",
                "first_approval_at: 2026-03-04T16:00:00Z (by yuki)", "merged_at: 2026-03-05T08:00:00Z",
                "closed_at: 2026-03-05T08:00:00Z", "integrated_at: 2026-03-06T12:00:00Z", "lead_time: 4d 3h",
                "coding_time: 1d 6h", "pickup_time: 18h 30m", "review_time: 6h 30m", "merge_time: 16h",
                "integration_time: 1d 4h", "route: feature/search → develop (by name)",
                "draft: 2026-03-03T10:00:00Z to 2026-03-03T15:00:00Z",
                "closed: 2026-03-04T17:00:00Z to 2026-03-04T18:00:00Z",
                "clamped: first_commit_at: dated 2026-03-03T10:05:00Z, counts as 2026-03-03T10:00:00Z",
                "flags: opened_as_draft",
            ])
    }

    @Test func `has them in JSON too`() throws {
        let result = RenderedResult(try report(), header: ResultHeader(timeZone: "UTC", asOf: try report().asOf))
        let json = String(decoding: result.bytes(as: .json, width: nil), as: UTF8.self)
        for part in [
            #""lead_time_seconds": 356400"#, #""cycle_time_seconds": 255600"#, #""time_to_merge_seconds": 165600"#,
            #""coding_time_seconds": 108000"#, #""pickup_time_seconds": 66600"#, #""review_time_seconds": 23400"#,
            #""merge_time_seconds": 57600"#, #""integration_time_seconds": 100800"#, #""draft_seconds": 18000"#,
            #""closed_seconds": 3600"#, #""integration_proof": "name""#, #""route": ["feature/search", "develop"]"#,
            #""excluded": null"#, #""instant": "first_commit_at""#,
        ] {
            #expect(json.contains(part), "\(part)")
        }
    }
}
