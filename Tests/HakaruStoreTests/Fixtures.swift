import HakaruModel
import HakaruStore

/// A day of the fixtures: day 0 is 2026-01-05, a Monday.
func day(_ number: Int64, seconds: Int64 = 0) -> Instant {
    Instant(secondsSinceEpoch: 1_767_571_200 + number * 86_400 + seconds)
}

/// An object name made of one byte.
func digest(_ byte: UInt8, length: Int = 20) -> ObjectID {
    guard let name = ObjectID(bytes: [UInt8](repeating: byte, count: length)) else {
        preconditionFailure("a digest has 20 or 32 bytes")
    }
    return name
}

extension Actor {
    static let hanako = Actor(login: "hanako", kind: .user)
    static let taro = Actor(login: "taro", kind: .user)
    static let renovate = Actor(login: "renovate", kind: .bot)
}

extension Repository {
    /// A repository of the fixtures.
    static func sample(_ forgeID: String = "R_1", _ name: String = "acme/api") -> Repository {
        guard let id = RepositoryID(name) else { preconditionFailure("\(name) is no name of a repository") }
        return Repository(
            forgeID: ForgeID(forgeID), id: id, defaultBranch: "main",
            knownBranches: ["develop", "main"],
            createdAt: day(-900))
    }
}

extension RepositoryKey {
    static let sample = RepositoryKey(host: "github.com", forgeID: ForgeID("R_1"))
}

extension Commit {
    /// A commit of the fixtures, written on one day and made on the next.
    static func sample(_ byte: UInt8, on number: Int64, parents: Int = 1) -> Commit {
        Commit(
            sha: digest(byte), authoredAt: day(number),
            committedAt: day(number + 1), parentCount: parents, author: .hanako)
    }
}

extension PullRequest {
    /// A small pull request.
    static func small(_ number: Int, title: String = "Add a thing", updatedAt: Instant = day(1)) -> PullRequest {
        PullRequest(
            forgeID: ForgeID("PR_\(number)"), number: number, title: title, state: .open, createdAt: day(0),
            updatedAt: updatedAt, author: .hanako, baseBranch: "develop", headBranch: "topic-\(number)")
    }

    /// A pull request in which everything has a value.
    static func whole(_ number: Int = 7) -> PullRequest {
        var commit = Commit.sample(0x11, on: -3)
        commit.authorEmailHash = [UInt8](repeating: 0xEE, count: 16)
        return PullRequest(
            forgeID: ForgeID("PR_kwDOAP4Jqs5kUcJ\(number)"), number: number,
            title: "雪 \u{1F600} \"quoted\" \u{1B}[31m\r\n",
            state: .merged, isDraft: true, createdAt: day(0), updatedAt: day(9), closedAt: day(5), mergedAt: day(5),
            author: .hanako, mergedBy: .taro, baseBranch: "develop", headBranch: "topic/雪", headOrigin: .fork,
            headSHA: digest(0x12), mergeCommitSHA: digest(0x13, length: 32), mergeCommitFirstParent: digest(0x14),
            additions: 0, deletions: 7, changedFiles: 3,
            files: [
                ChangedFile(path: "b/雪.swift", additions: 0, deletions: 7),
                ChangedFile(path: "a\n", additions: 1, deletions: 0),
            ],
            labels: ["bug", "雪"],
            commits: [commit, .sample(0x12, on: -1), .sample(0x15, on: -9, parents: 2)], commitCount: 300,
            replacedCommits: [.sample(0x10, on: -2)], earliestAuthoredAtSeen: day(-4),
            reviews: [
                Review(forgeID: ForgeID("PRR_1"), author: .ghost, state: .changesRequested, submittedAt: day(2)),
                Review(forgeID: ForgeID("PRR_2"), author: .taro, state: .pending, submittedAt: nil),
            ],
            reviewComments: [
                ReviewComment(
                    forgeID: ForgeID("PRRC_1"), author: .taro, createdAt: day(1), reviewID: ForgeID("PRR_1"),
                    reviewSubmittedAt: day(2)),
                ReviewComment(
                    forgeID: ForgeID("PRRC_2"), author: .taro, createdAt: day(1), reviewID: nil,
                    reviewSubmittedAt: nil),
            ],
            comments: [Comment(forgeID: ForgeID("IC_1"), author: .renovate, createdAt: day(1))],
            events: TimelineEvent.Kind.samples.enumerated().map { index, kind in
                TimelineEvent(
                    kind: kind, at: day(1, seconds: Int64(index)), actor: index.isMultiple(of: 2) ? .taro : nil)
            },
            textFacts: TextFacts(
                revertedNumber: 12, revertedCommit: digest(0x16), titleIsRevert: true, branchIsRevert: false,
                aiTrailers: ["claude", "copilot"], messagesRead: true),
            gaps: [.comments])
    }
}

extension TimelineEvent.Kind {
    /// Every kind of event, with and without its details.
    static let samples: [TimelineEvent.Kind] = [
        .readyForReview, .convertedToDraft, .closed, .reopened, .merged, .baseChanged(from: "main", to: "develop"),
        .headForcePushed(before: digest(1), after: digest(2)), .headForcePushed(before: nil, after: digest(3)),
        .headForcePushed(before: nil, after: nil), .reviewDismissed(review: ForgeID("PRR_1"), previousState: .approved),
        .reviewDismissed(review: nil, previousState: nil), .reviewRequested, .addedToMergeQueue,
        .removedFromMergeQueue, .headDeleted, .headRestored,
    ]
}
