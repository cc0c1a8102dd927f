import HakaruModel
import HakaruStore
import Testing

@Suite struct `What is known of a pull request` {
    /// The same pull request, delivered with nothing in its lists.
    private func bare(_ gaps: PullRequest.Gaps) -> PullRequest {
        var result = PullRequest.small(7)
        result.forgeID = PullRequest.whole().forgeID
        result.gaps = gaps
        return result
    }

    @Test func `is what was delivered the first time, with the earliest author date`() {
        var expected = PullRequest.small(1)
        expected.commits = [.sample(1, on: 3), .sample(2, on: 1), .sample(3, on: -5, parents: 2)]
        let result = PullRequest.updated(nil, to: expected)
        expected.earliestAuthoredAtSeen = day(1)
        #expect(result == expected)
    }

    @Test func `has its labels sorted by bytes`() {
        var delivered = PullRequest.small(1)
        delivered.labels = ["é", "b", "a", "Z"]
        #expect(PullRequest.updated(nil, to: delivered).labels == ["Z", "a", "b", "é"])
    }

    @Test func `is empty where the forge delivered nothing and no gap`() {
        var stored = PullRequest.whole()
        stored.gaps = []
        let result = PullRequest.updated(stored, to: bare([]))
        #expect(result.commits.isEmpty && result.replacedCommits.isEmpty && result.labels.isEmpty)
        #expect(result.reviews.isEmpty && result.reviewComments.isEmpty && result.comments.isEmpty)
        #expect(result.events.isEmpty)
    }

    @Test(arguments: [PullRequest.Gaps.commits, .reviews, .reviewComments, .comments, .events, .details])
    func `keeps a part that was not delivered`(gap: PullRequest.Gaps) {
        var stored = PullRequest.whole()
        stored.gaps = []
        let result = PullRequest.updated(stored, to: bare(gap))
        let isAll = gap == .details
        #expect(result.commits == (gap == .commits || isAll ? stored.commits : []))
        #expect(
            result.replacedCommits == (gap == .commits || gap == .events || isAll ? stored.replacedCommits : []))
        #expect(result.reviews == (gap == .reviews || isAll ? stored.reviews : []))
        #expect(result.reviewComments == (gap == .reviewComments || isAll ? stored.reviewComments : []))
        #expect(result.comments == (gap == .comments || isAll ? stored.comments : []))
        #expect(result.events == (gap == .events || isAll ? stored.events : []))
        #expect(result.labels == (isAll ? stored.labels : []))
        #expect(result.commitCount == (gap == .commits || isAll ? 300 : 0))
        #expect(result.gaps == gap)
        #expect(result.title == "Add a thing")
    }

    @Test func `keeps paths that were not asked for again as long as the head is the same`() {
        var stored = PullRequest.whole()
        stored.gaps = []
        var delivered = stored
        delivered.files = nil
        #expect(PullRequest.updated(stored, to: delivered).files == stored.files)
        delivered.headSHA = digest(0x44)
        #expect(PullRequest.updated(stored, to: delivered).files == nil)
        delivered.files = []
        #expect(PullRequest.updated(stored, to: delivered).files == [])
    }

    @Test func `takes a cut list for nothing, and for a shorter cut one`() {
        var delivered = bare(.commits)
        delivered.commits = [.sample(1, on: 0), .sample(2, on: 0)]
        var shorter = bare(.commits)
        shorter.commits = [.sample(3, on: 0)]
        #expect(PullRequest.updated(bare([]), to: delivered).commits == delivered.commits)
        #expect(PullRequest.updated(shorter, to: delivered).commits == delivered.commits)
        #expect(PullRequest.updated(delivered, to: shorter).commits == delivered.commits)
        shorter.gaps = []
        #expect(PullRequest.updated(shorter, to: delivered).commits == shorter.commits)
    }

    @Test func `keeps values that the forge did not tell`() {
        let stored = PullRequest.whole()
        var delivered = bare([])
        delivered.baseBranch = nil
        let result = PullRequest.updated(stored, to: delivered)
        #expect(result.mergedBy == stored.mergedBy && result.baseBranch == stored.baseBranch)
        #expect(result.headSHA == stored.headSHA && result.mergeCommitSHA == stored.mergeCommitSHA)
        #expect(result.mergeCommitFirstParent == stored.mergeCommitFirstParent)
        #expect(result.additions == 0 && result.deletions == 7 && result.changedFiles == 3)
        // These are told by their absence: it was reopened.
        #expect(result.closedAt == nil && result.mergedAt == nil)
    }

    @Test func `keeps what was read from messages where none were read now`() {
        var stored = PullRequest.small(1)
        stored.textFacts = TextFacts(revertedNumber: 4, aiTrailers: ["claude"], messagesRead: true)
        var delivered = PullRequest.small(1)
        delivered.textFacts = TextFacts(aiTrailers: ["aider"])
        #expect(
            PullRequest.updated(stored, to: delivered).textFacts
                == TextFacts(revertedNumber: 4, aiTrailers: ["aider", "claude"], messagesRead: true))
        delivered.textFacts.messagesRead = true
        #expect(PullRequest.updated(stored, to: delivered).textFacts == delivered.textFacts)
    }

    @Test func `remembers the earliest author date for good`() {
        var first = PullRequest.small(1)
        first.commits = [.sample(1, on: -5)]
        var rewritten = PullRequest.small(1)
        rewritten.commits = [.sample(2, on: 2)]
        let result = PullRequest.updated(PullRequest.updated(nil, to: first), to: rewritten)
        #expect(result.earliestAuthoredAtSeen == day(-5))
        #expect(result.commits == rewritten.commits)
        var earlier = rewritten
        earlier.replacedCommits = [.sample(3, on: -8)]
        #expect(PullRequest.updated(result, to: earlier).earliestAuthoredAtSeen == day(-8))
        var told = rewritten
        told.earliestAuthoredAtSeen = day(-9)
        #expect(PullRequest.updated(result, to: told).earliestAuthoredAtSeen == day(-9))
    }

    @Test func `does not change by being delivered again`() {
        let once = PullRequest.updated(nil, to: .whole())
        #expect(PullRequest.updated(once, to: .whole()) == once)
        #expect(PullRequest.updated(once, to: bare(.details)).commits == once.commits)
    }
}
