import HakaruModel

/// An account in REST; null where it was deleted, or `ghost`.
struct RestUser: Decodable {
    let login: String
    let type: String?

    var actor: Actor {
        let kind: Actor.Kind =
            switch type {
            case "User": .user
            case "Bot": .bot
            case "Mannequin": .mannequin
            case "Organization": .organization
            default: .unknown
            }
        return Actor(login: login, kind: kind)
    }
}

/// `GET /repos/{owner}/{name}/pulls/{number}`.
struct RestPullRequest: Decodable {
    enum CodingKeys: String, CodingKey {
        case title, body, number, state, draft, user, labels, head, base, additions, deletions, commits
        case forgeID = "node_id"
        case createdAt = "created_at"
        case updatedAt = "updated_at"
        case closedAt = "closed_at"
        case mergedAt = "merged_at"
        case mergedBy = "merged_by"
        case mergeCommit = "merge_commit_sha"
        case changedFiles = "changed_files"
        case inlineCount = "review_comments"
    }
    struct Label: Decodable {
        let name: String
    }
    struct Side: Decodable {
        let ref: String
        let sha: String?
        let repo: Repository?
    }
    struct Repository: Decodable {
        enum CodingKeys: String, CodingKey {
            case forgeID = "node_id"
        }
        let forgeID: String
    }
    let forgeID: String
    let number: Int
    let title: String
    let body: String?
    let state: String
    let draft: Bool?
    let createdAt: Timestamp
    let updatedAt: Timestamp
    let closedAt: Timestamp?
    let mergedAt: Timestamp?
    let user: RestUser?
    let mergedBy: RestUser?
    let mergeCommit: String?
    let head: Side
    let base: Side
    let labels: [Label]
    let additions: Int?
    let deletions: Int?
    let changedFiles: Int?
    let commits: Int?
    let inlineCount: Int?
}

/// A commit of `…/pulls/{number}/commits`, and `…/commits/{sha}`.
struct RestCommit: Decodable {
    enum CodingKeys: String, CodingKey {
        case sha, commit, author, parents
        case forgeID = "node_id"
    }
    struct Parent: Decodable {
        let sha: String
    }
    struct Content: Decodable {
        struct Person: Decodable {
            let email: String?
            let date: Timestamp
        }
        let author: Person
        let committer: Person
        let message: String
    }
    let sha: String
    let forgeID: String
    let commit: Content
    let author: RestUser?
    let parents: [Parent]
}

/// A file of `…/pulls/{number}/files`.
struct RestFile: Decodable {
    let filename: String
    let additions: Int
    let deletions: Int
}

/// A review of `…/pulls/{number}/reviews`.
struct RestReview: Decodable {
    enum CodingKeys: String, CodingKey {
        case id, user, state
        case forgeID = "node_id"
        case submittedAt = "submitted_at"
    }
    let id: Int64
    let forgeID: String
    let user: RestUser?
    let state: String
    let submittedAt: Timestamp?
}

/// A comment of `…/pulls/{number}/comments`.
struct RestReviewComment: Decodable {
    enum CodingKeys: String, CodingKey {
        case user
        case forgeID = "node_id"
        case createdAt = "created_at"
        case review = "pull_request_review_id"
    }
    let forgeID: String
    let user: RestUser?
    let createdAt: Timestamp
    let review: Int64?
}

/// An item of `…/issues/{number}/timeline`: the fields of all kinds, of which each kind has some.
struct RestTimelineItem: Decodable {
    enum CodingKeys: String, CodingKey {
        case event, actor, user
        case forgeID = "node_id"
        case createdAt = "created_at"
        case commit = "commit_id"
        case dismissed = "dismissed_review"
    }
    struct Dismissed: Decodable {
        enum CodingKeys: String, CodingKey {
            case state
            case review = "review_id"
        }
        let state: String?
        let review: Int64?
    }
    let event: String?
    let forgeID: String?
    let createdAt: Timestamp?
    let actor: RestUser?
    let user: RestUser?
    let commit: String?
    let dismissed: Dismissed?
}
