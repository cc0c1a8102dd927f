// The names are those of the JSON that is read.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

import FoundationEssentials
import HakaruFetcher
import HakaruModel
import HakaruTestSupport

/// A line of `pulls.jsonl`: the truth that a sync through the API is compared with.
struct RecordedPullRequest: Decodable {
    struct Person: Decodable {
        let login: String
        let type: String?

        /// The account as the API gives it back.
        var actor: Actor {
            let kind: Actor.Kind = type == "Bot" ? .bot : type == "Mannequin" ? .mannequin : .user
            return Actor(login: login, kind: kind)
        }
    }
    struct RecordedCommit: Decodable {
        let oid: String
        let authored_at: String
        let committed_at: String
        let author_login: String?
        let author_email: String?
        let message: String?
        let parents: [String]?
    }
    struct RecordedReview: Decodable {
        let id: Int64
        let author: Person?
        let state: String
        let submitted_at: String?
    }
    struct RecordedComment: Decodable {
        let author: Person?
        let created_at: String
        let review_id: Int64?
    }
    struct RecordedEvent: Decodable {
        let type: String
        let created_at: String
        let actor: Person?
        let previous_ref: String?
        let current_ref: String?
    }
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
    let head_repo: String?
    let merge_commit_oid: String?
    let additions: Int?
    let deletions: Int?
    let changed_files: Int?
    let labels: [String]
    let commits: [RecordedCommit]
    let reviews: [RecordedReview]
    let comments: [RecordedComment]
    let review_comments: [RecordedComment]
    let timeline: [RecordedEvent]?

    /// The pull requests of a dataset.
    static func all(in dataset: String) throws -> [RecordedPullRequest] {
        let path = "\(SharedMaterial.root ?? "")/data/\(dataset)/pulls.jsonl"
        let bytes = try Data(contentsOf: URL(filePath: path))
        return try bytes.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(RecordedPullRequest.self, from: $0)
        }
    }

    /// The commits that lie on recorded branches, with their parents, which the simulator takes from there.
    static func branchParents(in dataset: String) throws -> [String: [String]] {
        struct Line: Decodable {
            let oid: String
            let parents: [String]
        }
        let path = "\(SharedMaterial.root ?? "")/data/\(dataset)/branch_commits.jsonl"
        let bytes = try Data(contentsOf: URL(filePath: path))
        let lines = try bytes.split(separator: UInt8(ascii: "\n")).map { try JSONDecoder().decode(Line.self, from: $0) }
        return Dictionary(lines.map { ($0.oid, $0.parents) }) { first, _ in first }
    }
}

extension RecordedPullRequest {
    /// What the store holds of a fetched pull request, and what the record says it should: name, stored, recorded.
    ///
    /// Event actors and comment ids are made up by the simulator where the record has none.
    func differences(
        from fetched: PullRequest, repository: String, emails: EmailHasher, branchParents: [String: [String]]
    ) -> [String] {
        var found: [String] = []
        func compare<Value: Equatable>(_ what: String, _ stored: Value, _ recorded: Value) {
            if stored != recorded { found.append("#\(number) \(what): \(stored), recorded \(recorded)") }
        }
        compare("forgeID", fetched.forgeID.rawValue, node_id)
        compare("title", fetched.title, title)
        compare("state", fetched.state.rawValue, state.lowercased())
        compare("isDraft", fetched.isDraft, draft ?? false)
        compare("createdAt", fetched.createdAt, Instant(rfc3339: created_at))
        compare("updatedAt", fetched.updatedAt, Instant(rfc3339: updated_at))
        compare("closedAt", fetched.closedAt, closed_at.flatMap { Instant(rfc3339: $0) })
        compare("mergedAt", fetched.mergedAt, merged_at.flatMap { Instant(rfc3339: $0) })
        compare("author", fetched.author, author?.actor ?? .ghost)
        compare("mergedBy", fetched.mergedBy, merged_at == nil ? nil : merged_by?.actor)
        compare("base", fetched.baseBranch, base_ref)
        compare("head", fetched.headBranch, head_ref)
        let isOwn = head_repo?.lowercased() == repository.lowercased()
        compare("origin", fetched.headOrigin, isOwn ? .sameRepository : head_repo == nil ? .gone : .fork)
        compare("merge", fetched.mergeCommitSHA, merged_at == nil ? nil : merge_commit_oid.flatMap { ObjectID($0) })
        if let merge = merge_commit_oid, let parents = branchParents[merge], merged_at != nil {
            compare("mergeParent", fetched.mergeCommitFirstParent, parents.first.flatMap { ObjectID($0) })
        }
        compare("additions", fetched.additions, additions ?? 0)
        compare("deletions", fetched.deletions, deletions ?? 0)
        compare("files", fetched.changedFiles, changed_files ?? 0)
        compare("labels", fetched.labels, labels.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        compare("commitCount", fetched.commitCount, min(250, commits.count))
        compare(
            "commits",
            fetched.commits.map {
                "\($0.sha) \($0.authoredAt) \($0.committedAt) \($0.author?.login.lowercased() ?? "-")"
            },
            commits.prefix(250).map { "\($0.oid) \($0.authored_at) \($0.committed_at) \($0.account ?? "-")" })
        compare(
            "addresses", fetched.commits.map(\.authorEmailHash),
            commits.prefix(250).map { $0.author_email.flatMap(emails.hash) })
        compare(
            "parents", fetched.commits.map(\.parentCount),
            commits.prefix(250).map { commit in
                let isMerge = commit.message?.hasPrefix("Merge ") ?? false
                return (commit.parents ?? branchParents[commit.oid])?.count ?? (isMerge ? 2 : 1)
            })
        let submitted = reviews.filter { $0.state != "PENDING" }
        compare(
            "reviews",
            fetched.reviews.map { "\($0.state.rawValue) \($0.submittedAt?.description ?? "-") \($0.author.login)" },
            submitted.map { "\($0.state.lowercased()) \($0.submitted_at ?? "-") \($0.author?.actor.login ?? "ghost")" })
        compare(
            "comments", fetched.comments.map { "\($0.createdAt) \($0.author.login)" },
            comments.map { "\($0.created_at) \($0.author?.actor.login ?? "ghost")" })
        compare("inline", fetched.reviewComments.count, hasReviewByAnother ? 0 : review_comments.count)
        compare("events", fetched.events.compactMap(\.recordedName).sorted(), recordedEvents.sorted())
        compare("gaps", fetched.gaps, [])
        return found
    }

    /// Whether a person other than the author has reviewed: then inline comments are not asked for.
    private var hasReviewByAnother: Bool {
        reviews.contains { review in
            guard review.state != "PENDING", review.submitted_at != nil else { return false }
            guard let reviewer = review.author, reviewer.login != "ghost" else {
                return author != nil && author?.login != "ghost"
            }
            let isBot = reviewer.actor.kind == .bot || KnownBots.logins.contains(Actor.foldedLogin(reviewer.login))
            return !isBot && reviewer.login.lowercased() != author?.login.lowercased()
        }
    }

    /// The events that are kept, as `name time`; a merge and a close are there also where the record lacks them.
    private var recordedEvents: [String] {
        let names = [
            "ReadyForReviewEvent": "ready", "ConvertToDraftEvent": "draft", "ClosedEvent": "closed",
            "ReopenedEvent": "reopened", "MergedEvent": "merged", "HeadRefForcePushedEvent": "force-push",
            "HeadRefDeletedEvent": "head-deleted", "HeadRefRestoredEvent": "head-restored",
            "ReviewRequestedEvent": "requested", "ReviewDismissedEvent": "dismissed",
            "AddedToMergeQueueEvent": "queued", "RemovedFromMergeQueueEvent": "unqueued", "BaseRefChangedEvent": "base",
            "AutomaticBaseChangeSucceededEvent": "base",
        ]
        var events = (timeline ?? []).compactMap { event in names[event.type].map { "\($0) \(event.created_at)" } }
        if let merged_at, !(timeline ?? []).contains(where: { $0.type == "MergedEvent" }) {
            events.append("merged \(merged_at)")
        }
        if let closed_at, !(timeline ?? []).contains(where: { $0.type == "ClosedEvent" }) {
            events.append("closed \(closed_at)")
        }
        return events
    }
}

extension RecordedPullRequest.RecordedCommit {
    /// The account that the API names: bots are none here.
    fileprivate var account: String? {
        author_login.flatMap { $0.isEmpty || $0.hasSuffix("[bot]") || $0 == "Copilot" ? nil : $0.lowercased() }
    }
}

extension TimelineEvent {
    fileprivate var recordedName: String? {
        let name =
            switch kind {
            case .readyForReview: "ready"
            case .convertedToDraft: "draft"
            case .closed: "closed"
            case .reopened: "reopened"
            case .merged: "merged"
            case .baseChanged: "base"
            case .headForcePushed: "force-push"
            case .reviewDismissed: "dismissed"
            case .reviewRequested: "requested"
            case .addedToMergeQueue: "queued"
            case .removedFromMergeQueue: "unqueued"
            case .headDeleted: "head-deleted"
            case .headRestored: "head-restored"
            }
        return "\(name) \(at)"
    }
}
