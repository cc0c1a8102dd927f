import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `The lists of a summary` {
    private static let asOf = Instant.at("2026-11-24T00:00:00Z")
    private static let week = "2026-W47"

    @Test func `name the oldest that wait for a review, with their address`() async throws {
        let open = (1...7).map { number in
            PullRequest.sample(
                number, opened: Instant.at("2026-11-10T00:00:00Z").advanced(bySeconds: Int64(-number) * 60))
        }
        let summary = try await SummaryFixture(open, asOf: Self.asOf).summary(Self.week)
        #expect(summary.waitingCount == 7)
        #expect(summary.waiting.map(\.number) == [7, 6, 5, 4, 3])
        #expect(summary.waiting.first?.title == "Change 7")
        #expect(summary.waiting.first?.url == "https://github.com/acme/app/pull/7")
        #expect(summary.waiting.first?.ageSeconds == Int64(13 * 86_400 + 7 * 60))
    }

    @Test(arguments: [
        ("github.com", "https://github.com/acme/app/pull/1"),
        ("git.example.co.jp", "https://git.example.co.jp/acme/app/pull/1"),
        ("127.0.0.1", nil), ("::1", nil), ("localhost", nil),
    ])
    func `have no address on a forge of this machine`(host: String, url: String?) async throws {
        let fixture = try await SummaryFixture([.sample(1)], host: host, asOf: Self.asOf)
        #expect(try await fixture.summary(Self.week).waiting.map(\.url) == [url])
    }

    @Test func `name what is merged and has not arrived, the stranded ones last`() async throws {
        let old = Instant.at("2026-05-04T10:00:00Z")
        let new = Instant.at("2026-11-18T10:00:00Z")
        let pullRequests: [PullRequest] = [
            // Nobody carries it on, and its branch had no commit for half a year.
            .sample(1, merged: old, into: "feature/old"),
            .sample(2, merged: new, into: "feature/new"),
            // The open one will carry the second on.
            {
                var carrier = PullRequest.sample(3, opened: new)
                carrier.headBranch = "feature/new"
                return carrier
            }(),
            .sample(4, merged: new),
        ]
        let summary = try await SummaryFixture(pullRequests, asOf: Self.asOf).summary(Self.week)
        #expect(summary.inProgress.inTransit == 2)
        #expect(summary.inProgress.stranded == 1)
        #expect(summary.inTransit.map(\.pullRequest.number) == [2, 1])
        #expect(summary.inTransit.map(\.base) == ["feature/new", "feature/old"])
        #expect(summary.inTransit.map(\.isStranded) == [false, true])
        #expect(summary.inTransit.first?.pullRequest.ageSeconds == Int64(4 * 86_400 + 14 * 3_600))
    }

    @Test func `show teams of three and more, and fold the smaller ones`() async throws {
        let people = ["alice", "bob", "carol", "dave", "erin"]
        let merged = Instant.at("2026-11-18T10:00:00Z")
        let pullRequests = people.enumerated().map { PullRequest.sample($0 + 1, merged: merged, author: $1) }
        var fixture = try await SummaryFixture(pullRequests, asOf: Self.asOf)
        #expect(try await fixture.summary(Self.week).teams.isEmpty)
        fixture.configuration.teams = [
            Team(name: "backend", members: ["alice", "bob", "carol"].map { Team.Member(person: $0) }),
            Team(name: "design", members: [Team.Member(person: "dave")]),
        ]
        let teams = try await fixture.summary(Self.week).teams
        #expect(teams.map(\.key).contains(.named("design")) == false)
        let repositories = try await fixture.summary(Self.week).repositories
        #expect(repositories.map(\.key) == [.named("acme/app")])
        #expect(repositories.first?.week?.throughput.integrated == 5)
        #expect(repositories.first?.recent.leadTime.leadTime?.count == 5)
    }

    @Test func `are empty in an empty week, which is no error`() async throws {
        let summary = try await SummaryFixture([], asOf: Self.asOf).summary("2021-W09")
        #expect(summary.throughput.week == ThroughputFigures())
        #expect(summary.leadTime.week.leadTime == nil)
        #expect(summary.waiting.isEmpty && summary.inTransit.isEmpty && summary.teams.isEmpty)
        #expect(summary.course.weeks.isEmpty)
    }
}
