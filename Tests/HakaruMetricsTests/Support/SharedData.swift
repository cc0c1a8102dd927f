// The names are those of the JSON that is read.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import FoundationEssentials
import HakaruMetrics
import HakaruModel
import Synchronization

/// The public pull-request data beside the project, in its own form.
///
/// It lies in `../shared/data`, seen from the root of the package, or in `$HAKARU_SHARED/data`. Where it is not there, the
/// tests that need it say so and pass.
struct SharedData: Sendable {
    /// The repositories with `pulls.jsonl`.
    static let names = [
        "bitcoin-core__secp256k1", "tlswg__tls13-spec", "mlswg__mls-protocol",
        "oauth-wg__oauth-selective-disclosure-jwt",
        "quicwg__qlog",
    ]
    /// The repository of which only git tells.
    static let gitOnly = "team-mirai-volunteer__action-board"

    let repository: Repository
    let pullRequests: [PullRequest]
    let histories: [BranchHistory]
    let expected: ExpectedNumbers
    /// How each was merged, as far as git tells.
    let mergeMethods: [Int: String]
    /// After everything in the data.
    let asOf: Instant

    static let folder: URL = {
        if let shared = ProcessInfo.processInfo.environment["HAKARU_SHARED"] {
            return URL(filePath: shared).appending(path: "data")
        }
        return URL(filePath: #filePath).appending(path: "../../../../../shared/data").standardizedFileURL
    }()

    /// Reads a repository; nil, with a printed reason, where the data is not there.
    static func load(_ name: String) throws -> SharedData? {
        if let data = cache.withLock({ $0[name] }) { return data }
        let directory = folder.appending(path: name)
        guard FileManager.default.fileExists(atPath: directory.path) else {
            print("skipped: \(directory.path) is not there")
            return nil
        }
        let data = try SharedData(directory, gitOnly: name == gitOnly)
        cache.withLock { $0[name] = data }
        return data
    }

    /// What has been read: decoding takes longer than everything else.
    private static let cache = Mutex<[String: SharedData]>([:])

    private init(_ directory: URL, gitOnly: Bool) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        func content(_ file: String) throws -> Data { try Data(contentsOf: directory.appending(path: file)) }
        func lines<Value: Decodable>(_ file: String, _ type: Value.Type) throws -> [Value] {
            try content(file).split(separator: 0x0A).map { try decoder.decode(type, from: $0) }
        }
        let source = try decoder.decode(SourceRepository.self, from: content("repo.json"))
        expected = try decoder.decode(ExpectedNumbers.self, from: content("expected.json"))
        histories = Dictionary(grouping: try lines("branch_commits.jsonl", SourceBranchCommit.self), by: \.branch)
            .map { BranchHistory(branch: $0.key, entries: $0.value.map(\.entry), reachesRoot: true) }
            .sorted { $0.branch < $1.branch }
        repository = Repository(
            forgeID: ForgeID(source.fullName), id: try requireValue(RepositoryID(source.fullName)),
            defaultBranch: source.defaultBranch, knownBranches: Set(histories.map(\.branch)),
            createdAt: Instant(secondsSinceEpoch: 0))
        let parents = Dictionary(
            histories.flatMap(\.entries).map { ($0.sha, $0.parents.first) }, uniquingKeysWith: { first, _ in first })
        let sources = try lines(gitOnly ? "pulls_from_git.jsonl" : "pulls.jsonl", SourcePullRequest.self)
        mergeMethods = Dictionary(uniqueKeysWithValues: sources.map { ($0.number, $0.mergeMethod ?? "") })
        pullRequests = try sources.map { source in
            var pullRequest = try source.pullRequest(in: directory.lastPathComponent.replacing("__", with: "/"))
            pullRequest.mergeCommitFirstParent = pullRequest.mergeCommitSHA.flatMap { parents[$0] ?? nil }
            return pullRequest
        }
        asOf = pullRequests.map(\.updatedAt).max()?.advanced(bySeconds: 1) ?? Instant(secondsSinceEpoch: 0)
    }
}

private struct SourceRepository: Decodable {
    let fullName: String
    let defaultBranch: String
}

private struct SourceBranchCommit: Decodable {
    let branch: String
    let oid: String
    let committedAt: String
    let parents: [String]

    var entry: BranchHistory.Entry {
        BranchHistory.Entry(
            sha: ObjectID(oid) ?? .sample(0),
            committedAt: Instant(rfc3339: committedAt) ?? Instant(secondsSinceEpoch: 0),
            parents: parents.compactMap { ObjectID($0) })
    }
}

private struct SourceActor: Decodable {
    let login: String
    let type: String?

    var actor: Actor {
        Actor(
            login: login, kind: type == "Bot" ? .bot : type == "Mannequin" ? .mannequin : type == nil ? .unknown : .user
        )
    }
}

private struct SourceCommit: Decodable {
    let oid: String
    let authoredAt: String
    let committedAt: String
}

private struct SourceReview: Decodable {
    let id: Int?
    let author: SourceActor?
    let state: String
    let submittedAt: String?
}

private struct SourceComment: Decodable {
    let author: SourceActor?
    let createdAt: String
    let reviewId: Int?
}

private struct SourceEvent: Decodable {
    let type: String
    let createdAt: String
    let actor: SourceActor?
}

private struct SourcePullRequest: Decodable {
    let number: Int
    let title: String?
    let state: String
    let draft: Bool?
    let createdAt: String?
    let updatedAt: String?
    let closedAt: String?
    let mergedAt: String?
    let author: SourceActor?
    let baseRef: String?
    let headRef: String?
    let headOid: String?
    let mergeCommitOid: String?
    let headRepo: String?
    let headOwner: String?
    let additions: Int?
    let deletions: Int?
    let changedFiles: Int?
    let labels: [String]?
    let commits: [SourceCommit]?
    let commitsTotal: Int?
    let commitsTruncated: Bool?
    let reviews: [SourceReview]?
    let comments: [SourceComment]?
    let reviewComments: [SourceComment]?
    let timeline: [SourceEvent]?
    let mergeMethod: String?

    func pullRequest(in repository: String) throws -> PullRequest {
        func instant(_ text: String?) -> Instant? { text.flatMap { Instant(rfc3339: $0) } }
        // Git alone knows no opening; the merge is the only instant that there is.
        let created = try requireValue(instant(createdAt) ?? instant(mergedAt))
        let commits = try (self.commits ?? []).map { commit in
            Commit(
                sha: try requireValue(ObjectID(commit.oid)), authoredAt: try requireValue(instant(commit.authoredAt)),
                committedAt: try requireValue(instant(commit.committedAt)), parentCount: 1)
        }
        var gaps: PullRequest.Gaps = []
        if reviews == nil { gaps.insert(.reviews) }
        // The archives carry no timeline; then `draft` is null.
        if draft == nil { gaps.insert(.events) }
        var pullRequest = PullRequest(
            forgeID: ForgeID("\(repository)#\(number)"), number: number, title: title ?? "",
            state: state == "OPEN" ? .open : state == "MERGED" ? .merged : .closed, isDraft: draft ?? false,
            createdAt: created, updatedAt: instant(updatedAt) ?? created, closedAt: instant(closedAt),
            mergedAt: instant(mergedAt), author: author?.actor ?? .ghost, baseBranch: baseRef,
            headBranch: headRef ?? "", headOrigin: headOrigin(in: repository),
            headSHA: headOid.flatMap { ObjectID($0) },
            mergeCommitSHA: mergeCommitOid.flatMap { ObjectID($0) }, additions: additions, deletions: deletions,
            changedFiles: changedFiles, labels: labels ?? [], commits: commits, gaps: gaps)
        pullRequest.commitCount = (commitsTruncated ?? false) ? commits.count + 1 : commits.count
        pullRequest.reviews = (reviews ?? []).enumerated().map { index, review in
            Review(
                forgeID: ForgeID("\(number)-\(review.id ?? index)"), author: review.author?.actor ?? .ghost,
                state: Review.State(rawValue: review.state.lowercased()) ?? .commented,
                submittedAt: instant(review.submittedAt))
        }
        pullRequest.comments = (comments ?? []).enumerated().compactMap { index, comment in
            instant(comment.createdAt).map {
                Comment(forgeID: ForgeID("\(number)-c\(index)"), author: comment.author?.actor ?? .ghost, createdAt: $0)
            }
        }
        let submitted = Dictionary(
            (reviews ?? []).compactMap { review in review.id.map { ($0, instant(review.submittedAt)) } },
            uniquingKeysWith: { first, _ in first })
        pullRequest.reviewComments = (reviewComments ?? []).enumerated().compactMap { index, comment in
            instant(comment.createdAt).map { created in
                ReviewComment(
                    forgeID: ForgeID("\(number)-i\(index)"), author: comment.author?.actor ?? .ghost,
                    createdAt: created,
                    reviewID: comment.reviewId.map { ForgeID("\(number)-\($0)") },
                    reviewSubmittedAt: comment.reviewId.flatMap { submitted[$0] ?? nil })
            }
        }
        pullRequest.events = (timeline ?? []).compactMap(\.event)
        return pullRequest
    }

    private func headOrigin(in repository: String) -> PullRequest.HeadOrigin {
        if let headOwner { return repository.hasPrefix(headOwner) ? .sameRepository : .fork }
        guard let headRepo else { return .gone }
        return headRepo == repository ? .sameRepository : .fork
    }
}

extension SourceEvent {
    var event: TimelineEvent? {
        guard let at = Instant(rfc3339: createdAt) else { return nil }
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
