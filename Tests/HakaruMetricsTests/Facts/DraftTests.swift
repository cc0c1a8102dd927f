import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `Ready for review (definitions §3)` {
    @Test func `is the opening of one that was never a draft`() throws {
        let facts = try facts(.sample(1, opened: 10))
        #expect(facts.readyForReviewAt == .hour(10))
        #expect(!facts.flags.contains(.openedAsDraft))
        #expect(facts.draftSeconds == 0)
    }

    @Test func `is the first time that a draft was marked ready`() throws {
        let events: [TimelineEvent] = [
            .sample(.readyForReview, at: 15), .sample(.convertedToDraft, at: 18), .sample(.readyForReview, at: 20),
        ]
        let facts = try facts(.sample(1, opened: 10, merged: 30, events: events))
        #expect(facts.readyForReviewAt == .hour(15))
        #expect(facts.flags.contains(.openedAsDraft))
        #expect(facts.draftSeconds == 7 * 3_600)
    }

    @Test func `is absent for a draft that was never marked ready`() throws {
        var pullRequest = PullRequest.sample(1, opened: 10, merged: 30)
        pullRequest.isDraft = true
        let facts = try facts(pullRequest)
        #expect(facts.readyForReviewAt == nil)
        #expect(facts.flags.contains(.openedAsDraft))
        #expect(facts.draftSeconds == 20 * 3_600)
    }

    @Test(arguments: [(3_600, true), (3_601, false)])
    func `a draft within 3,600 seconds of the opening was opened as one`(seconds: Int, expected: Bool) throws {
        var pullRequest = PullRequest.sample(1, opened: 0, merged: 30, events: [.sample(.readyForReview, at: 9)])
        pullRequest.events.insert(TimelineEvent(kind: .convertedToDraft, at: .second(seconds)), at: 0)
        let facts = try facts(pullRequest)
        #expect(facts.flags.contains(.openedAsDraft) == expected)
        #expect(facts.readyForReviewAt == (expected ? .hour(9) : .hour(0)))
        #expect(facts.draftSeconds == Int64(9 * 3_600 - seconds))
    }

    @Test func `a draft after another person's review was not opened as one`() throws {
        var pullRequest = PullRequest.sample(1, opened: 0, merged: 30, events: [.sample(.readyForReview, at: 9)])
        pullRequest.events.insert(TimelineEvent(kind: .convertedToDraft, at: .second(1_800)), at: 0)
        pullRequest.reviews = [
            Review(forgeID: ForgeID("r"), author: .bob, state: .commented, submittedAt: .second(600))
        ]
        #expect(try facts(pullRequest).readyForReviewAt == .hour(0))
        pullRequest.reviews[0].author = .alice
        #expect(try facts(pullRequest).readyForReviewAt == .hour(9), "one's own review is no other person's")
    }

    @Test func `does not move when it becomes a draft again later`() throws {
        let events: [TimelineEvent] = [.sample(.convertedToDraft, at: 20), .sample(.readyForReview, at: 24)]
        let facts = try facts(.sample(1, opened: 10, merged: 30, events: events))
        #expect(facts.readyForReviewAt == .hour(10))
        #expect(facts.draftSeconds == 4 * 3_600)
    }

    @Test(arguments: [PullRequest.Gaps.events, .details])
    func `is the opening, flagged, where the forge tells no draft history`(gaps: PullRequest.Gaps) throws {
        var pullRequest = PullRequest.sample(1, opened: 10, gaps: gaps)
        pullRequest.isDraft = true
        let facts = try facts(pullRequest)
        #expect(facts.readyForReviewAt == .hour(10))
        #expect(facts.flags.contains(.draftHistoryUnknown))
        #expect(facts.flags.contains(.isDraft))
    }

    @Test func `after as_of has not happened yet`() throws {
        let pullRequest = PullRequest.sample(1, opened: 10, events: [.sample(.readyForReview, at: 20)])
        let before = try facts(pullRequest, asOf: .hour(15))
        #expect(before.readyForReviewAt == nil)
        #expect(before.flags.isSuperset(of: [.openedAsDraft, .isDraft]))
        #expect(before.draftSeconds == 5 * 3_600)
        #expect(try !facts(pullRequest, asOf: .hour(20)).flags.contains(.isDraft))
    }
}
