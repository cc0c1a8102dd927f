import Foundation
import HakaruMetrics
import HakaruModel

/// The public pull-request data beside the project, in its own form.
///
/// It lies in `../shared/data`, seen from the root of the package, or in `$HAKARU_SHARED/data`. Where it is not there, the
/// tests that need it say so and pass.
struct SharedData {
    /// The repositories with `pulls.jsonl`.
    static let names = [
        "bitcoin-core__secp256k1", "tlswg__tls13-spec", "mlswg__mls-protocol", "oauth-wg__oauth-selective-disclosure-jwt",
        "quicwg__qlog",
    ]
    /// The repository of which only git tells.
    static let gitOnly = "team-mirai-volunteer__action-board"

    let repository: Repository
    let pullRequests: [PullRequest]
    let histories: [BranchHistory]
    let expected: ExpectedNumbers
    /// After everything in the data.
    let asOf: Instant

    private static let folder: URL = {
        if let shared = ProcessInfo.processInfo.environment["HAKARU_SHARED"] {
            return URL(filePath: shared).appending(path: "data")
        }
        return URL(filePath: #filePath).appending(path: "../../../../../shared/data").standardizedFileURL
    }()

    /// Reads a repository; nil, with a printed reason, where the data is not there.
    static func load(_ name: String) throws -> SharedData? {
        let directory = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: directory.path) else {
            print("skipped: \(directory.path) is not there")
            return nil
        }
        return try SharedData(directory, gitOnly: name == gitOnly)
    }

    private init(_ directory: URL, gitOnly: Bool) throws {
        func content(_ file: String) throws -> Data { try Data(contentsOf: directory.appending(path: file)) }
        func lines<Value: Decodable>(_ file: String, _ type: Value.Type) throws -> [Value] {
            let decoder = JSONDecoder()
            return try content(file).split(separator: 0x0A).map { try decoder.decode(type, from: $0) }
        }
        let source = try JSONDecoder().decode(SourceRepository.self, from: content("repo.json"))
        expected = try JSONDecoder().decode(ExpectedNumbers.self, from: content("expected.json"))
        histories = Dictionary(grouping: try lines("branch_commits.jsonl", SourceBranchCommit.self), by: \.branch)
            .map { BranchHistory(branch: $0.key, entries: $0.value.map(\.entry), reachesRoot: true) }
            .sorted { $0.branch < $1.branch }
        repository = Repository(
            forgeID: ForgeID(source.full_name), id: try requireValue(RepositoryID(source.full_name)),
            defaultBranch: source.default_branch, knownBranches: Set(histories.map(\.branch)),
            createdAt: Instant(secondsSinceEpoch: 0))
        let parents = Dictionary(
            histories.flatMap(\.entries).map { ($0.sha, $0.parents.first) }, uniquingKeysWith: { first, _ in first })
        pullRequests = try lines(gitOnly ? "pulls_from_git.jsonl" : "pulls.jsonl", SourcePullRequest.self).map { source in
            var pullRequest = try source.pullRequest(in: directory.lastPathComponent.replacing("__", with: "/"))
            pullRequest.mergeCommitFirstParent = pullRequest.mergeCommitSHA.flatMap { parents[$0] ?? nil }
            return pullRequest
        }
        asOf = pullRequests.map(\.updatedAt).max()?.advanced(bySeconds: 1) ?? Instant(secondsSinceEpoch: 0)
    }
}

/// The parts of `expected.json` that these tests compare with.
struct ExpectedNumbers: Decodable {
    struct Spread: Decodable {
        let n: Int
        let mean: Double
        let p50: Double
        let p75: Double
        let p90: Double
    }

    struct Week: Decodable {
        let opened: Int?
        let merged: Int
        let merged_to_default_branch: Int
    }

    struct Totals: Decodable {
        let pull_requests: Int
        let merged: Int
        let merged_to_integration_branch: Int
        let author_is_bot: Int?
    }

    struct FirstCommit: Decodable {
        let authored: Spread
    }

    struct OpenToMerge: Decodable {
        let all: Spread
        let human_authors: Spread
        let integration_branch: Spread
    }

    struct Releases: Decodable {
        let n: Int
    }

    let default_branch: String
    let totals: Totals
    let per_iso_week: [String: [String: Week]]
    let integration_branch_names: [String]
    let first_commit_to_merge: FirstCommit
    let lead_time_open_to_merge: OpenToMerge?
    let release_pull_requests: Releases?
}

private struct SourceRepository: Decodable {
    let full_name: String
    let default_branch: String
}

private struct SourceBranchCommit: Decodable {
    let branch: String
    let oid: String
    let committed_at: String
    let parents: [String]

    var entry: BranchHistory.Entry {
        BranchHistory.Entry(
            sha: ObjectID(oid) ?? .sample(0), committedAt: Instant(rfc3339: committed_at) ?? Instant(secondsSinceEpoch: 0),
            parents: parents.compactMap { ObjectID($0) })
    }
}

private struct SourceActor: Decodable {
    let login: String
    let type: String?

    var actor: Actor {
        Actor(login: login, kind: type == "Bot" ? .bot : type == "Mannequin" ? .mannequin : type == nil ? .unknown : .user)
    }
}

private struct SourceCommit: Decodable {
    let oid: String
    let authored_at: String
    let committed_at: String
}

private struct SourceReview: Decodable {
    let id: Int?
    let author: SourceActor?
    let state: String
    let submitted_at: String?
}

private struct SourceComment: Decodable {
    let author: SourceActor?
    let created_at: String
    let review_id: Int?
}

private struct SourceEvent: Decodable {
    let type: String
    let created_at: String
    let actor: SourceActor?
}

private struct SourcePullRequest: Decodable {
    let number: Int
    let title: String?
    let state: String
    let draft: Bool?
    let created_at: String?
    let updated_at: String?
    let closed_at: String?
    let merged_at: String?
    let author: SourceActor?
    let base_ref: String?
    let head_ref: String?
    let head_oid: String?
    let merge_commit_oid: String?
    let head_repo: String?
    let head_owner: String?
    let additions: Int?
    let deletions: Int?
    let changed_files: Int?
    let labels: [String]?
    let commits: [SourceCommit]?
    let commits_total: Int?
    let commits_truncated: Bool?
    let reviews: [SourceReview]?
    let comments: [SourceComment]?
    let review_comments: [SourceComment]?
    let timeline: [SourceEvent]?

    func pullRequest(in repository: String) throws -> PullRequest {
        func instant(_ text: String?) -> Instant? { text.flatMap { Instant(rfc3339: $0) } }
        // Git alone knows no opening; the merge is the only instant that there is.
        let created = try requireValue(instant(created_at) ?? instant(merged_at))
        let commits = try (self.commits ?? []).map { commit in
            Commit(
                sha: try requireValue(ObjectID(commit.oid)), authoredAt: try requireValue(instant(commit.authored_at)),
                committedAt: try requireValue(instant(commit.committed_at)), parentCount: 1)
        }
        var gaps: PullRequest.Gaps = []
        if reviews == nil { gaps.insert(.reviews) }
        // The archives carry no timeline; then `draft` is null.
        if draft == nil { gaps.insert(.events) }
        var pullRequest = PullRequest(
            forgeID: ForgeID("\(repository)#\(number)"), number: number, title: title ?? "",
            state: state == "OPEN" ? .open : state == "MERGED" ? .merged : .closed, isDraft: draft ?? false,
            createdAt: created, updatedAt: instant(updated_at) ?? created, closedAt: instant(closed_at),
            mergedAt: instant(merged_at), author: author?.actor ?? .ghost, baseBranch: base_ref,
            headBranch: head_ref ?? "", headOrigin: headOrigin(in: repository), headSHA: head_oid.flatMap { ObjectID($0) },
            mergeCommitSHA: merge_commit_oid.flatMap { ObjectID($0) }, additions: additions, deletions: deletions,
            changedFiles: changed_files, labels: labels ?? [], commits: commits, gaps: gaps)
        pullRequest.commitCount = (commits_truncated ?? false) ? commits.count + 1 : commits.count
        pullRequest.reviews = (reviews ?? []).enumerated().map { index, review in
            Review(
                forgeID: ForgeID("\(number)-\(review.id ?? index)"), author: review.author?.actor ?? .ghost,
                state: Review.State(rawValue: review.state.lowercased()) ?? .commented,
                submittedAt: instant(review.submitted_at))
        }
        pullRequest.comments = (comments ?? []).enumerated().compactMap { index, comment in
            instant(comment.created_at).map {
                Comment(forgeID: ForgeID("\(number)-c\(index)"), author: comment.author?.actor ?? .ghost, createdAt: $0)
            }
        }
        let submitted = Dictionary(
            (reviews ?? []).compactMap { review in review.id.map { ($0, instant(review.submitted_at)) } },
            uniquingKeysWith: { first, _ in first })
        pullRequest.reviewComments = (review_comments ?? []).enumerated().compactMap { index, comment in
            instant(comment.created_at).map { created in
                ReviewComment(
                    forgeID: ForgeID("\(number)-i\(index)"), author: comment.author?.actor ?? .ghost, createdAt: created,
                    reviewID: comment.review_id.map { ForgeID("\(number)-\($0)") },
                    reviewSubmittedAt: comment.review_id.flatMap { submitted[$0] ?? nil })
            }
        }
        pullRequest.events = (timeline ?? []).compactMap(\.event)
        return pullRequest
    }

    private func headOrigin(in repository: String) -> PullRequest.HeadOrigin {
        if let head_owner { return repository.hasPrefix(head_owner) ? .sameRepository : .fork }
        guard let head_repo else { return .gone }
        return head_repo == repository ? .sameRepository : .fork
    }
}

extension SourceEvent {
    var event: TimelineEvent? {
        guard let at = Instant(rfc3339: created_at) else { return nil }
        let kind: TimelineEvent.Kind? =
            switch type {
            case "ReadyForReviewEvent": .readyForReview
            case "ConvertToDraftEvent": .convertedToDraft
            case "ClosedEvent": .closed
            case "ReopenedEvent": .reopened
            case "MergedEvent": .merged
            case "HeadRefForcePushedEvent": .headForcePushed(before: nil, after: nil)
            case "ReviewRequestedEvent": .reviewRequested
            case "HeadRefDeletedEvent": .headDeleted
            case "HeadRefRestoredEvent": .headRestored
            default: nil
            }
        return kind.map { TimelineEvent(kind: $0, at: at, actor: actor?.actor) }
    }
}
