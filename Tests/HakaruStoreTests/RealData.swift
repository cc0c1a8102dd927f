// The names are those of the JSON that is read.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import FoundationEssentials
import HakaruModel

/// Real pull requests from the shared data, where it is there.
///
/// It is looked for in `HAKARU_SHARED`, else in `../shared` beside the package.
enum RealData {
    /// The directory of a data set, or nil.
    static func directory(_ name: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let places = [environment["HAKARU_SHARED"], "../shared"].compactMap { $0 }
        return places.map { "\($0)/data/\(name)" }.first { FileProbe.exists("\($0)/pulls.jsonl") }
    }

    /// Reads the pull requests of a data set.
    ///
    /// - Parameters:
    ///   - directory: The directory of the data set.
    ///   - withComments: Whether the comments of conversations are taken over.
    /// - Returns: The pull requests in ascending order of their numbers.
    /// - Throws: Where a line has another form.
    static func pullRequests(_ directory: String, withComments: Bool) throws -> [PullRequest] {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try read("\(directory)/pulls.jsonl").split(separator: 0x0A).map { line in
            try decoder.decode(Line.self, from: Data(line)).pullRequest(withComments: withComments)
        }
    }

    private struct Person: Decodable {
        let login: String
        let type: String?

        var actor: Actor { Actor(login: login, kind: type == "Bot" ? .bot : .user) }
    }

    private struct Line: Decodable {
        let number: Int
        let nodeId: String
        let title: String
        let state: String
        let draft: Bool?
        let createdAt: String
        let updatedAt: String
        let closedAt: String?
        let mergedAt: String?
        let author: Person?
        let mergedBy: Person?
        let baseRef: String
        let headRef: String
        let headOid: String?
        let mergeCommitOid: String?
        let additions: Int?
        let deletions: Int?
        let changedFiles: Int?
        let labels: [String]
        let commits: [CommitLine]
        let reviews: [ReviewLine]
        let comments: [CommentLine]
        let timeline: [EventLine]?

        func pullRequest(withComments: Bool) throws -> PullRequest {
            PullRequest(
                forgeID: ForgeID(nodeId), number: number, title: title,
                state: state == "MERGED" ? .merged : state == "CLOSED" ? .closed : .open, isDraft: draft ?? false,
                createdAt: try instant(createdAt), updatedAt: try instant(updatedAt),
                closedAt: try closedAt.map(instant), mergedAt: try mergedAt.map(instant),
                author: author?.actor ?? .ghost, mergedBy: mergedBy?.actor, baseBranch: baseRef, headBranch: headRef,
                headSHA: headOid.flatMap { ObjectID($0) }, mergeCommitSHA: mergeCommitOid.flatMap { ObjectID($0) },
                // The data has no parents; a merge commit has a first one, which takes its room.
                mergeCommitFirstParent: mergeCommitOid.flatMap { ObjectID(String($0.reversed())) },
                additions: additions, deletions: deletions, changedFiles: changedFiles, labels: labels,
                commits: try commits.map { try $0.commit() }, reviews: try reviews.map { try $0.review() },
                comments: withComments ? try comments.map { try $0.comment() } : [],
                events: try (timeline ?? []).compactMap { try $0.event() })
        }
    }

    private struct CommitLine: Decodable {
        let oid: String
        let authoredAt: String
        let committedAt: String
        let authorLogin: String?
        let authorEmail: String?

        func commit() throws -> Commit {
            guard let sha = ObjectID(oid) else { throw Malformed(text: oid) }
            // The address is a hash already; its first digits fill the 16 bytes of ours.
            let hash = authorEmail.map { Array(Array($0.utf8).prefix(16)) }
            return Commit(
                sha: sha, authoredAt: try instant(authoredAt), committedAt: try instant(committedAt), parentCount: 1,
                author: authorLogin.map { Actor(login: $0, kind: .user) }, authorEmailHash: hash)
        }
    }

    private struct ReviewLine: Decodable {
        let nodeId: String?
        let author: Person?
        let state: String
        let submittedAt: String?

        func review() throws -> Review {
            let states: [String: Review.State] = [
                "APPROVED": .approved, "CHANGES_REQUESTED": .changesRequested, "COMMENTED": .commented,
                "DISMISSED": .dismissed,
            ]
            return Review(
                forgeID: ForgeID(nodeId ?? "PRR_kwDOAAAAAAAAAAAA"), author: author?.actor ?? .ghost,
                state: states[state] ?? .pending, submittedAt: try submittedAt.map(instant))
        }
    }

    private struct CommentLine: Decodable {
        let id: Int?
        let author: Person?
        let createdAt: String

        func comment() throws -> Comment {
            // Of the length of the forge's own identities.
            let suffix = String(id ?? 0, radix: 36)
            return Comment(
                forgeID: ForgeID("IC_kwDOAP4Jqs" + String(repeating: "5", count: max(0, 6 - suffix.count)) + suffix),
                author: author?.actor ?? .ghost, createdAt: try instant(createdAt))
        }
    }

    private struct EventLine: Decodable {
        let type: String
        let createdAt: String
        let actor: Person?

        func event() throws -> TimelineEvent? {
            let kinds: [String: TimelineEvent.Kind] = [
                "ReadyForReviewEvent": .readyForReview, "ConvertToDraftEvent": .convertedToDraft,
                "ClosedEvent": .closed,
                "ReopenedEvent": .reopened, "MergedEvent": .merged, "ReviewRequestedEvent": .reviewRequested,
                "HeadRefForcePushedEvent": .headForcePushed(before: nil, after: nil),
                "HeadRefDeletedEvent": .headDeleted,
                "HeadRefRestoredEvent": .headRestored,
            ]
            guard let kind = kinds[type] else { return nil }
            return TimelineEvent(kind: kind, at: try instant(createdAt), actor: actor?.actor)
        }
    }

    private struct Malformed: Error {
        let text: String
    }

    private static func instant(_ text: String) throws -> Instant {
        guard let instant = Instant(rfc3339: text) else { throw Malformed(text: text) }
        return instant
    }
}
