import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `One pull request's line of time (definitions §§3–5, 10)` {
    private func report(
        _ number: Int, _ pullRequests: [PullRequest], histories: [BranchHistory] = [], asOf: Int = 1_000
    ) -> PullRequestReport? {
        PullRequestReport(
            number, repository: .sample(), pullRequests: pullRequests, histories: histories, rules: MeasurementRules(),
            asOf: .hour(asOf))
    }

    @Test func `names the commit and the review that counted`() throws {
        let report = try requireValue(
            report(
                1,
                [
                    .sample(
                        1, opened: 10, merged: 30, commits: [.sample(1, at: 8), .sample(2, at: 5)],
                        reviews: [
                            .sample(.commented, by: .alice, at: 11), .sample(.commented, at: 12),
                            .sample(.approved, by: .carol, at: 20),
                        ])
                ]))
        #expect(report.firstCommit == .sample(2))
        #expect(report.firstReview == .init(account: .bob, at: .hour(12), kind: .review))
        #expect(report.firstApproval == .init(account: .carol, at: .hour(20), kind: .review))
        #expect(report.state == .merged)
        #expect(report.proof == .base)
        #expect(report.route == ["develop"])
        #expect(report.times?.leadTime == 90_000)
        #expect(report.clamped.isEmpty)
        #expect(report.exclusion == nil)
    }

    @Test func `shows its route: the base at the merge, each next base, the integration branch last`() throws {
        let pullRequests: [PullRequest] = [
            .sample(1, from: "a", merged: 9, gaps: .commits),
            .sample(2, from: "b", into: "a", merged: 6, gaps: .commits),
            .sample(3, from: "c", into: "b", merged: 4), .sample(4, from: "d", into: "nowhere", merged: 4), .sample(5),
        ]
        #expect(report(3, pullRequests)?.route == ["b", "a", "develop"])
        #expect(report(3, pullRequests)?.proof == .name)
        #expect(report(3, pullRequests)?.facts.carrier == 2)
        #expect(report(4, pullRequests)?.route == ["nowhere"])
        #expect(report(4, pullRequests)?.proof == PullRequestReport.Proof.none)
        #expect(report(4, pullRequests)?.exclusion == .inTransit)
        #expect(report(5, pullRequests)?.route == [])
        #expect(report(5, pullRequests)?.exclusion == .open)
    }

    @Test func `a graph's route ends in the branch that holds the commit`() throws {
        let report = report(
            1, [.sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20)],
            histories: [.sample("develop", [(100, -9, []), (90, 10, [20])])])
        #expect(report?.route == ["a", "develop"])
        #expect(report?.proof == .graph)
    }

    @Test func `shows draft and closed spans`() throws {
        let events: [TimelineEvent] = [
            .sample(.closed, at: 12), .sample(.reopened, at: 14), .sample(.readyForReview, at: 16),
            .sample(.convertedToDraft, at: 18), .sample(.readyForReview, at: 20),
        ]
        let report = try requireValue(report(1, [.sample(1, opened: 10, merged: 30, events: events)]))
        #expect(report.draftSpans == [.hours(10, 16), .hours(18, 20)])
        #expect(report.facts.closedSpans == [.hours(12, 14)])
        #expect(report.facts.draftSeconds == 8 * 3_600)
    }

    @Test func `shows what was clamped`() throws {
        let report = try requireValue(
            report(
                1,
                [
                    .sample(
                        1, opened: 10, merged: 30, commits: [.sample(1, at: 12)], reviews: [.sample(.approved, at: 4)])
                ]))
        #expect(
            report.clamped == [
                .init(instant: "first_commit_at", dated: .hour(12), counted: .hour(10)),
                .init(instant: "first_review_at", dated: .hour(4), counted: .hour(10)),
                .init(instant: "first_approval_at", dated: .hour(4), counted: .hour(10)),
            ])
        #expect(report.facts.flags.setNames.contains("first_commit_after_opening"))
        #expect(report.facts.flags.setNames.contains("review_before_opening"))
    }

    @Test func `is not there for a number that is not known`() {
        #expect(report(7, [.sample(1)]) == nil)
        #expect(report(1, [.sample(1, opened: 10)], asOf: 9) == nil)
    }

    @Test func `has the facts that the table has`() throws {
        let history = GeneratedHistory(seed: 3, count: 60)
        let facts = RepositoryFacts.sample(history.pullRequests, histories: history.histories, asOf: .hour(1_000))
        for fact in facts.facts.prefix(10) {
            #expect(report(fact.number, history.pullRequests, histories: history.histories)?.facts == fact)
        }
    }
}
