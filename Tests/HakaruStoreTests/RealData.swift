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
    ///   - withComments: Whether the comments of conversations and lines are taken over.
    static func pullRequests(_ directory: String, withComments: Bool) throws -> [PullRequest] {
        let decoder = JSONDecoder()
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
        let node_id: String
        let title: String
        let state: String
        let draft: Bool?
        let created_at: String
        let updated_at: String
        let closed_at: String?
        let merged_at: String?
        let author: Person?
        let merged_by: Person?
        let base_ref: String
        let head_ref: String
        let head_oid: String?
        let merge_commit_oid: String?
        let additions: Int?
        let deletions: Int?
        let changed_files: Int?
        let labels: [String]
        let commits: [CommitLine]
        let reviews: [ReviewLine]
        let comments: [CommentLine]
        let timeline: [EventLine]?

        func pullRequest(withComments: Bool) throws -> PullRequest {
            PullRequest(
                forgeID: ForgeID(node_id), number: number, title: title,
                state: state == "MERGED" ? .merged : state == "CLOSED" ? .closed : .open, isDraft: draft ?? false,
                createdAt: try instant(created_at), updatedAt: try instant(updated_at),
                closedAt: try closed_at.map(instant), mergedAt: try merged_at.map(instant),
                author: author?.actor ?? .ghost, mergedBy: merged_by?.actor, baseBranch: base_ref, headBranch: head_ref,
                headSHA: head_oid.flatMap { ObjectID($0) }, mergeCommitSHA: merge_commit_oid.flatMap { ObjectID($0) },
                // The data has no parents; a merge commit has a first one, which takes its room.
                mergeCommitFirstParent: merge_commit_oid.flatMap { ObjectID(String($0.reversed())) },
                additions: additions, deletions: deletions, changedFiles: changed_files, labels: labels,
                commits: try commits.map { try $0.commit() }, reviews: try reviews.map { try $0.review() },
                comments: withComments ? try comments.map { try $0.comment() } : [],
                events: try (timeline ?? []).compactMap { try $0.event() })
        }
    }

    private struct CommitLine: Decodable {
        let oid: String
        let authored_at: String
        let committed_at: String
        let author_login: String?
        let author_email: String?

        func commit() throws -> Commit {
            guard let sha = ObjectID(oid) else { throw Malformed(text: oid) }
            // The address is a hash already; its first digits fill the 16 bytes of ours.
            let hash = author_email.map { Array(Array($0.utf8).prefix(16)) }
            return Commit(
                sha: sha, authoredAt: try instant(authored_at), committedAt: try instant(committed_at), parentCount: 1,
                author: author_login.map { Actor(login: $0, kind: .user) }, authorEmailHash: hash)
        }
    }

    private struct ReviewLine: Decodable {
        let node_id: String?
        let author: Person?
        let state: String
        let submitted_at: String?

        func review() throws -> Review {
            let states: [String: Review.State] = [
                "APPROVED": .approved, "CHANGES_REQUESTED": .changesRequested, "COMMENTED": .commented,
                "DISMISSED": .dismissed,
            ]
            return Review(
                forgeID: ForgeID(node_id ?? "PRR_kwDOAAAAAAAAAAAA"), author: author?.actor ?? .ghost,
                state: states[state] ?? .pending, submittedAt: try submitted_at.map(instant))
        }
    }

    private struct CommentLine: Decodable {
        let id: Int?
        let author: Person?
        let created_at: String

        func comment() throws -> Comment {
            // Of the length of the forge's own identities.
            let suffix = String(id ?? 0, radix: 36)
            return Comment(
                forgeID: ForgeID("IC_kwDOAP4Jqs" + String(repeating: "5", count: max(0, 6 - suffix.count)) + suffix),
                author: author?.actor ?? .ghost, createdAt: try instant(created_at))
        }
    }

    private struct EventLine: Decodable {
        let type: String
        let created_at: String
        let actor: Person?

        func event() throws -> TimelineEvent? {
            let kinds: [String: TimelineEvent.Kind] = [
                "ReadyForReviewEvent": .readyForReview, "ConvertToDraftEvent": .convertedToDraft, "ClosedEvent": .closed,
                "ReopenedEvent": .reopened, "MergedEvent": .merged, "ReviewRequestedEvent": .reviewRequested,
                "HeadRefForcePushedEvent": .headForcePushed(before: nil, after: nil), "HeadRefDeletedEvent": .headDeleted,
                "HeadRefRestoredEvent": .headRestored,
            ]
            guard let kind = kinds[type] else { return nil }
            return TimelineEvent(kind: kind, at: try instant(created_at), actor: actor?.actor)
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
