import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `The first commit (definitions §3)` {
    @Test func `is the earliest author date among its own commits`() throws {
        let facts = try facts(
            .sample(1, opened: 10, commits: [.sample(1, at: 5, committed: 9), .sample(2, at: 3, committed: 8)]))
        #expect(facts.firstCommitAt == .hour(3))
        #expect(!facts.flags.contains(.fromCreated))
    }

    @Test func `is not a merge, whose author date says when others' work came in`() throws {
        let facts = try facts(
            .sample(
                1, opened: 10,
                commits: [.sample(1, at: 1, parents: 2), .sample(2, at: 4), .sample(3, at: 0, parents: 3)]))
        #expect(facts.firstCommitAt == .hour(4))
    }

    @Test func `may be a root commit`() throws {
        #expect(try facts(.sample(1, opened: 10, commits: [.sample(1, at: 4, parents: 0)])).firstCommitAt == .hour(4))
    }

    @Test func `may have been replaced by a force-push`() throws {
        var pullRequest = PullRequest.sample(1, opened: 10, commits: [.sample(2, at: 8)])
        pullRequest.replacedCommits = [.sample(1, at: 2), .sample(9, at: 1, parents: 2)]
        let facts = try facts(pullRequest)
        #expect(facts.firstCommitAt == .hour(2))
        #expect(!facts.flags.contains(.seenBeforeRewrite))
    }

    @Test func `is kept and flagged where an earlier sync saw it and it was rewritten away`() throws {
        var pullRequest = PullRequest.sample(1, opened: 10, commits: [.sample(2, at: 8)])
        pullRequest.earliestAuthoredAtSeen = .hour(3)
        let facts = try facts(pullRequest)
        #expect(facts.firstCommitAt == .hour(3))
        #expect(facts.flags.contains(.seenBeforeRewrite))
    }

    @Test func `is not flagged where the earlier sync saw the commit that is still there`() throws {
        var pullRequest = PullRequest.sample(1, opened: 10, commits: [.sample(2, at: 8)])
        pullRequest.earliestAuthoredAtSeen = .hour(8)
        #expect(try !facts(pullRequest).flags.contains(.seenBeforeRewrite))
    }

    @Test func `counts as the opening where it is dated later`() throws {
        let facts = try facts(.sample(1, opened: 10, commits: [.sample(1, at: 12)]))
        #expect(facts.firstCommitAt == .hour(10))
        #expect(facts.flags.contains(.firstCommitAfterOpening))
    }

    @Test(arguments: [[], [Commit.sample(1, at: 1, parents: 2)]])
    func `is absent where the forge gives none`(commits: [Commit]) throws {
        let facts = try facts(.sample(1, opened: 10, commits: commits))
        #expect(facts.firstCommitAt == nil)
        #expect(facts.flags.contains(.fromCreated))
    }

    @Test func `after the merge is impossible and flagged`() throws {
        let facts = try facts(
            .sample(1, opened: 10, merged: 12, commits: [.sample(1, at: 9), .sample(2, at: 13)]))
        #expect(facts.flags.contains(.commitAfterMerge))
        #expect(facts.firstCommitAt == .hour(9))
    }

    @Test func `is not one that was written after as_of`() throws {
        let pullRequest = PullRequest.sample(1, opened: 10, commits: [.sample(1, at: 30), .sample(2, at: 9)])
        #expect(try facts(pullRequest, asOf: .hour(20)).firstCommitAt == .hour(9))
        let later = PullRequest.sample(1, opened: 10, commits: [.sample(1, at: 30)])
        #expect(try facts(later, asOf: .hour(20)).firstCommitAt == nil)
    }
}
