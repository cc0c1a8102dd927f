import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `The first review (definitions §3)` {
    @Test(arguments: [Review.State.approved, .changesRequested, .commented, .dismissed])
    func `may be of any verdict, since dismissed or not`(state: Review.State) throws {
        let facts = try facts(.sample(1, opened: 0, reviews: [.sample(.commented, at: 9), .sample(state, at: 5)]))
        #expect(facts.firstReviewAt == .hour(5))
    }

    @Test(arguments: [
        Review.sample(.approved, by: .alice, at: 5), .sample(.pending, at: 5), .sample(.approved, by: .robot, at: 5),
        .sample(.approved, by: Actor(login: "CodeRabbitAI", kind: .user), at: 5),
        .sample(.approved, by: Actor(login: "mergify[bot]", kind: .user), at: 5),
    ])
    func `is not one's own, not pending and not a bot's`(review: Review) throws {
        let facts = try facts(.sample(1, opened: 0, merged: 9, reviews: [review]))
        #expect(facts.firstReviewAt == nil)
        #expect(facts.firstApprovalAt == nil)
        #expect(facts.reviews.isEmpty)
    }

    /// Reviewers that are machines, whatever the forge calls their accounts.
    static let machines = [
        Actor(login: "copilot-pull-request-reviewer", kind: .bot),
        Actor(login: "Copilot-Pull-Request-Reviewer", kind: .user), Actor(login: "coderabbitai[bot]", kind: .unknown),
        Actor(login: "github-actions", kind: .user), Actor(login: "our-linter", kind: .user),
    ]

    @Test(arguments: machines) func `is no machine's, in whatever form it speaks`(machine: Actor) throws {
        var pullRequest = PullRequest.sample(
            1, opened: 0, merged: 9, commits: [.sample(1, at: 0), .sample(2, at: 5)],
            reviews: [.sample(.approved, by: machine, at: 2), .sample(.changesRequested, by: machine, at: 3)])
        pullRequest.reviewComments = [
            .sample(by: machine, at: 1, reviewID: "r", submitted: 2),
            .sample(by: machine, at: 1, reviewID: nil, submitted: nil),
        ]
        pullRequest.comments = [Comment(forgeID: ForgeID("c"), author: machine, createdAt: .hour(1))]
        let rules = MeasurementRules(
            bots: ["our-linter"].compactMap(AccountPattern.init), countsCommentsAsReview: true)
        let facts = try facts(pullRequest, rules: rules)
        #expect(facts.firstReviewAt == nil)
        #expect(facts.firstApprovalAt == nil)
        #expect(facts.reviews.isEmpty, "nor does it enter the review load")
        #expect(facts.reworkCycles == 0)
        #expect(!facts.flags.contains(.commentedByOther))
    }

    @Test func `is not one by another account of the same person`() throws {
        let organization = try Organization(
            identities: [Identity(name: "Alice", accounts: ["alice", "alice-at-work"])], teams: [])
        let pullRequest = PullRequest.sample(
            1, opened: 0,
            reviews: [
                .sample(.approved, by: Actor(login: "Alice-At-Work", kind: .user), at: 5), .sample(.commented, at: 7),
            ])
        let facts = try facts(pullRequest, rules: MeasurementRules(organization: organization))
        #expect(facts.firstReviewAt == .hour(7))
        #expect(facts.firstApprovalAt == nil)
        #expect(facts.author == .identity("Alice"))
    }

    @Test func `of a deleted account counts where the author's account is known`() throws {
        #expect(
            try facts(.sample(1, opened: 0, reviews: [.sample(.commented, by: .ghost, at: 5)])).firstReviewAt
                == .hour(5))
        let both = try facts(.sample(1, opened: 0, author: .ghost, reviews: [.sample(.commented, by: .ghost, at: 5)]))
        #expect(both.firstReviewAt == nil)
        #expect(both.flags.contains(.ghostAuthor))
        #expect(
            try facts(.sample(1, opened: 0, author: .ghost, reviews: [.sample(.commented, at: 5)])).firstReviewAt
                == .hour(5))
    }

    @Test func `may be an inline comment, when its review was submitted`() throws {
        var pullRequest = PullRequest.sample(1, opened: 0)
        pullRequest.reviewComments = [
            .sample(at: 3, reviewID: "r", submitted: 8), .sample(at: 2, reviewID: "p", submitted: nil),
        ]
        #expect(try facts(pullRequest).firstReviewAt == .hour(8), "a comment of a pending review counts not at all")
    }

    @Test func `may be an inline comment without a review only where nobody reviewed`() throws {
        var pullRequest = PullRequest.sample(1, opened: 0)
        pullRequest.reviewComments = [
            .sample(at: 3, reviewID: nil, submitted: nil), .sample(by: .alice, at: 1, reviewID: nil, submitted: nil),
        ]
        #expect(try facts(pullRequest).firstReviewAt == .hour(3))
        pullRequest.reviews = [.sample(.approved, at: 7)]
        #expect(try facts(pullRequest).firstReviewAt == .hour(7))
        pullRequest.reviews = [.sample(.approved, by: .robot, at: 7)]
        #expect(try facts(pullRequest).firstReviewAt == .hour(3), "a bot is nobody here")
    }

    @Test(arguments: [(false, nil), (true, Instant.hour(4))])
    func `may be a comment in the conversation only by configuration`(counts: Bool, expected: Instant?) throws {
        var pullRequest = PullRequest.sample(1, opened: 0, merged: 9)
        pullRequest.comments = [
            Comment(forgeID: ForgeID("a"), author: .alice, createdAt: .hour(2)),
            Comment(forgeID: ForgeID("b"), author: .bob, createdAt: .hour(4)),
        ]
        let facts = try facts(pullRequest, rules: MeasurementRules(countsCommentsAsReview: counts))
        #expect(facts.firstReviewAt == expected)
        #expect(facts.flags.contains(.commentedByOther))
    }

    @Test func `may come after the merge and is then a post-merge review`() throws {
        let facts = try facts(
            .sample(
                1, opened: 0, merged: 5, reviews: [.sample(.approved, at: 6), .sample(.commented, by: .carol, at: 8)]))
        #expect(facts.firstReviewAt == .hour(6))
        #expect(facts.firstApprovalAt == nil)
        #expect(facts.postMergeReviewCount == 2)
    }

    @Test(arguments: [(5, true), (6, false)])
    func `is not there where a comment in the conversation came before the merge, its second included`(
        hour: Int, isCommented: Bool
    ) throws {
        var pullRequest = PullRequest.sample(1, opened: 0, merged: 5)
        pullRequest.comments = [Comment(forgeID: ForgeID("c"), author: .bob, createdAt: .hour(hour))]
        #expect(try facts(pullRequest).flags.contains(.commentedByOther) == isCommented)
        let total = try FactTable.sample([pullRequest]).leadTime(MetricsQuery(period: .fourWeeks)).total
        #expect(total.unreviewed == 1)
        #expect(total.commentedOnly == (isCommented ? 1 : 0))
    }

    @Test func `during a draft starts no review before it is ready, but is the first all the same`() throws {
        let facts = try facts(
            .sample(
                1, opened: 0, merged: 30, commits: [.sample(1, at: -4)],
                reviews: [.sample(.commented, at: 2), .sample(.approved, by: .carol, at: 20)],
                events: [.sample(.readyForReview, at: 10)]))
        #expect(facts.firstReviewAt == .hour(2))
        #expect(facts.readyForReviewAt == .hour(10))
        let times = try requireValue(LeadTimes(facts))
        #expect(times.stages.map { $0.seconds.map { $0 / 3_600 } } == [14, 0, 10, 10, nil])
    }

    @Test func `is not known where the forge did not deliver reviews`() throws {
        var pullRequest = PullRequest.sample(1, opened: 0, merged: 5, gaps: .reviews)
        pullRequest.reviewComments = [.sample(at: 3, reviewID: nil, submitted: nil)]
        let facts = try facts(pullRequest)
        #expect(facts.firstReviewAt == nil)
        #expect(facts.flags.contains(.reviewsUnknown))
    }

    @Test func `before the opening is flagged`() throws {
        let facts = try facts(.sample(1, opened: 5, merged: 9, reviews: [.sample(.commented, at: 4)]))
        #expect(facts.flags.contains(.reviewBeforeOpening))
    }

    @Test func `after as_of is hidden`() throws {
        let pullRequest = PullRequest.sample(1, opened: 0, reviews: [.sample(.approved, at: 6)])
        #expect(try facts(pullRequest, asOf: .hour(5)).firstReviewAt == nil)
        #expect(try facts(pullRequest, asOf: .hour(6)).firstApprovalAt == .hour(6))
    }
}

@Suite struct `The first approval (definitions §3)` {
    @Test func `is the earliest by another person`() throws {
        let facts = try facts(
            .sample(
                1, opened: 0, merged: 9,
                reviews: [
                    .sample(.approved, by: .alice, at: 1), .sample(.commented, at: 2), .sample(.approved, at: 5),
                    .sample(.approved, by: .carol, at: 4),
                ]))
        #expect(facts.firstApprovalAt == .hour(4))
        #expect(facts.firstReviewAt == .hour(2))
    }

    @Test(arguments: [(5, true), (6, false)])
    func `comes before the merge, its second included`(hour: Int, counts: Bool) throws {
        let facts = try facts(.sample(1, opened: 0, merged: 5, reviews: [.sample(.approved, at: hour)]))
        #expect((facts.firstApprovalAt != nil) == counts)
    }

    @Test(arguments: [(4, false), (5, false), (6, true)])
    func `is not undone by a dismissal after the merge`(dismissed: Int, counts: Bool) throws {
        let facts = try facts(
            .sample(
                1, opened: 0, merged: 5, reviews: [.sample(.dismissed, at: 3, id: "r")],
                events: [
                    .sample(.reviewDismissed(review: ForgeID("r"), previousState: .approved), at: dismissed)
                ]))
        #expect((facts.firstApprovalAt == .hour(3)) == counts)
        #expect(facts.firstReviewAt == .hour(3), "a dismissed review was a review")
    }

    @Test(arguments: [Review.State.changesRequested, .commented])
    func `is not a dismissed review that was something else`(previous: Review.State) throws {
        let facts = try facts(
            .sample(
                1, opened: 0, merged: 5, reviews: [.sample(.dismissed, at: 3, id: "r")],
                events: [.sample(.reviewDismissed(review: ForgeID("r"), previousState: previous), at: 7)]))
        #expect(facts.firstApprovalAt == nil)
    }

    @Test func `is not a dismissed review of which no event says what it was`() throws {
        let facts = try facts(.sample(1, opened: 0, merged: 5, reviews: [.sample(.dismissed, at: 3)]))
        #expect(facts.firstApprovalAt == nil)
        #expect(facts.firstReviewAt == .hour(3))
    }

    @Test func `may be a later one where an earlier was taken back in time`() throws {
        let facts = try facts(
            .sample(
                1, opened: 0, merged: 9,
                reviews: [.sample(.dismissed, at: 3, id: "r"), .sample(.approved, by: .carol, at: 6)],
                events: [.sample(.reviewDismissed(review: ForgeID("r"), previousState: .approved), at: 4)]))
        #expect(facts.firstApprovalAt == .hour(6))
        #expect(facts.firstReviewAt == .hour(3))
    }

    @Test func `is not undone by a change of mind or a later push`() throws {
        let facts = try facts(
            .sample(
                1, opened: 0, merged: 9, commits: [.sample(1, at: 0), .sample(2, at: 5)],
                reviews: [.sample(.approved, at: 3), .sample(.changesRequested, at: 6)]))
        #expect(facts.firstApprovalAt == .hour(3))
    }
}

@Suite struct `Rework cycles (definitions §6)` {
    @Test(
        arguments: [
            ([2], [Review.sample(.changesRequested, at: 1)], 1),
            ([2, 3], [.sample(.commented, at: 1)], 1),
            ([2, 4], [.sample(.commented, at: 1), .sample(.changesRequested, at: 3)], 2),
            ([4], [.sample(.commented, at: 1), .sample(.commented, by: .carol, at: 3)], 1),
            ([1], [.sample(.commented, at: 1)], 0),
            ([2], [.sample(.commented, by: .alice, at: 1)], 0),
            ([2], [.sample(.commented, by: .robot, at: 1)], 0),
            ([6], [.sample(.commented, at: 1), .sample(.approved, at: 5)], 0),
            ([4, 6], [.sample(.commented, at: 1), .sample(.approved, at: 5), .sample(.commented, at: 5)], 1),
            ([9], [.sample(.commented, at: 1)], 0),
            ([8], [.sample(.commented, at: 1)], 1),
            ([2], [.sample(.approved, at: 1)], 0),
            ([2], [.sample(.pending, at: 1)], 0),
            ([2, 3, 4], [.sample(.changesRequested, at: 1)], 1),
        ] as [([Int], [Review], Int)])
    func `are commits that followed a review before the approval`(
        commits: [Int], reviews: [Review], expected: Int
    ) throws {
        let commits = commits.enumerated().map { Commit.sample($0.offset + 2, at: $0.element) }
        let facts = try facts(
            .sample(1, opened: 0, merged: 8, commits: [.sample(1, at: 0)] + commits, reviews: reviews))
        #expect(facts.reworkCycles == expected)
    }
}

extension ReviewComment {
    static func sample(by author: Actor = .bob, at hour: Int, reviewID: String?, submitted: Int?) -> ReviewComment {
        ReviewComment(
            forgeID: ForgeID("comment-\(hour)"), author: author, createdAt: .hour(hour),
            reviewID: reviewID.map { ForgeID($0) }, reviewSubmittedAt: submitted.map { .hour($0) })
    }
}
