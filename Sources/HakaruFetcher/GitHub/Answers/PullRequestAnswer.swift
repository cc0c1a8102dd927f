import HakaruModel

/// `PullRequestDetails` and `PullRequestSummaries`: one entry for each id that was asked for, in that order.
struct NodesAnswer<Node: Decodable>: Decodable {
    let rateLimit: BudgetAnswer?
    let nodes: [Entry<Node>]
}

/// An account; null where it was deleted.
struct WhoNode: Decodable, Hashable {
    enum CodingKeys: String, CodingKey {
        case kind = "__typename"
        case login
    }
    let kind: String
    let login: String

    /// The account as a model value.
    var actor: Actor {
        let kind: Actor.Kind =
            switch self.kind {
            case "User", "EnterpriseUserAccount": .user
            case "Bot": .bot
            case "Mannequin": .mannequin
            case "Organization": .organization
            default: .unknown
            }
        return Actor(login: login, kind: kind)
    }
}

/// The scalars of a pull request.
struct SummaryNode: Decodable {
    let id: String
    let number: Int
    let title: String
    let state: String
    let isDraft: Bool
    let createdAt: Timestamp
    let updatedAt: Timestamp
    let closedAt: Timestamp?
    let mergedAt: Timestamp?
    let baseRefName: String?
    let headRefName: String
    let isCrossRepository: Bool
    let author: WhoNode?
}

/// Everything that is kept of a pull request, with the first pages of its lists.
struct DetailNode: Decodable {
    struct HeadRepository: Decodable {
        let id: String
    }
    struct MergeCommit: Decodable {
        struct Parents: Decodable {
            struct Parent: Decodable {
                let oid: String
            }
            let nodes: [Parent]
        }
        let oid: String
        let parents: Parents
    }
    let summary: SummaryNode
    let body: String?
    let additions: Int?
    let deletions: Int?
    let changedFiles: Int?
    let headRefOid: String?
    let totalCommentsCount: Int?
    let headRepository: HeadRepository?
    let mergedBy: WhoNode?
    let mergeCommit: MergeCommit?
    let labels: LabelsNode
    let commits: CommitsNode
    let reviews: ReviewsNode
    let timelineItems: TimelineNode
    let files: FilesNode?

    private enum CodingKeys: CodingKey {
        case body, additions, deletions, changedFiles, headRefOid, totalCommentsCount, headRepository, mergedBy
        case mergeCommit, labels, commits, reviews, timelineItems, files
    }

    init(from decoder: any Decoder) throws {
        summary = try SummaryNode(from: decoder)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        body = try container.decodeIfPresent(String.self, forKey: .body)
        additions = try container.decodeIfPresent(Int.self, forKey: .additions)
        deletions = try container.decodeIfPresent(Int.self, forKey: .deletions)
        changedFiles = try container.decodeIfPresent(Int.self, forKey: .changedFiles)
        headRefOid = try container.decodeIfPresent(String.self, forKey: .headRefOid)
        totalCommentsCount = try container.decodeIfPresent(Int.self, forKey: .totalCommentsCount)
        headRepository = try container.decodeIfPresent(HeadRepository.self, forKey: .headRepository)
        mergedBy = try container.decodeIfPresent(WhoNode.self, forKey: .mergedBy)
        mergeCommit = try container.decodeIfPresent(MergeCommit.self, forKey: .mergeCommit)
        labels = try container.decode(LabelsNode.self, forKey: .labels)
        commits = try container.decode(CommitsNode.self, forKey: .commits)
        reviews = try container.decode(ReviewsNode.self, forKey: .reviews)
        timelineItems = try container.decode(TimelineNode.self, forKey: .timelineItems)
        files = try container.decodeIfPresent(FilesNode.self, forKey: .files)
    }
}

/// A page of labels.
struct LabelsNode: Decodable {
    struct Label: Decodable {
        let name: String
    }
    let pageInfo: PageInfo
    let nodes: [Label]
}

/// A page of commits.
struct CommitsNode: Decodable {
    struct Row: Decodable {
        let commit: CommitNode
    }
    let totalCount: Int
    let pageInfo: PageInfo
    let nodes: [Row]
}

/// A commit; the parents only where they were asked for.
struct CommitNode: Decodable {
    struct Person: Decodable {
        let email: String?
        let user: WhoNode?
    }
    let id: String
    let oid: String
    let authoredDate: Timestamp
    let committedDate: Timestamp
    let message: String
    let author: Person?
    let parents: CountNode?
}

/// A page of reviews.
struct ReviewsNode: Decodable {
    struct Row: Decodable {
        let id: String
        let state: String
        let submittedAt: Timestamp?
        let author: WhoNode?
    }
    let pageInfo: PageInfo
    let nodes: [Row]
}

/// A page of events and comments.
struct TimelineNode: Decodable {
    struct Commit: Decodable {
        let oid: String
    }
    struct Review: Decodable {
        let id: String
    }
    /// An event or a comment: the fields of all kinds, of which each kind has some.
    struct Row: Decodable {
        enum CodingKeys: String, CodingKey {
            case kind = "__typename"
            case id, createdAt, author, actor, previousRefName, currentRefName, oldBase, newBase, beforeCommit
            case afterCommit, previousReviewState, review
        }
        let kind: String
        let id: String?
        let createdAt: Timestamp?
        let author: WhoNode?
        let actor: WhoNode?
        let previousRefName: String?
        let currentRefName: String?
        let oldBase: String?
        let newBase: String?
        let beforeCommit: CommitNode?
        let afterCommit: Commit?
        let previousReviewState: String?
        let review: Review?
    }
    let pageInfo: PageInfo
    let nodes: [Row]
}

/// A page of changed files.
struct FilesNode: Decodable {
    struct Row: Decodable {
        let path: String
        let additions: Int
        let deletions: Int
    }
    let pageInfo: PageInfo
    let nodes: [Row]
}

/// A page of threads of inline comments.
struct ThreadsNode: Decodable {
    struct Thread: Decodable {
        let id: String
        let comments: ThreadCommentsNode
    }
    let pageInfo: PageInfo
    let nodes: [Thread]
}

/// A page of the comments of a thread.
struct ThreadCommentsNode: Decodable {
    struct Review: Decodable {
        let id: String
        let submittedAt: Timestamp?
    }
    struct Row: Decodable {
        let id: String
        let createdAt: Timestamp
        let author: WhoNode?
        let pullRequestReview: Review?
    }
    let pageInfo: PageInfo
    let nodes: [Row]
}

/// `PullRequestRests`: one entry a part, by the number in the alias.
struct RestsAnswer: Decodable {
    /// A node with the one connection that was asked of it.
    struct Node: Decodable {
        let labels: LabelsNode?
        let commits: CommitsNode?
        let reviews: ReviewsNode?
        let timelineItems: TimelineNode?
        let files: FilesNode?
        let reviewThreads: ThreadsNode?
        let comments: ThreadCommentsNode?
    }
    /// A commit with the number of its parents.
    struct Parents: Decodable {
        let id: String
        let parents: CountNode
    }
    /// A part is one node, or a list of commits.
    enum Part: Decodable {
        case node(Node)
        case parents([Entry<Parents>])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            do {
                self = .parents(try container.decode([Entry<Parents>].self))
            } catch DecodingError.typeMismatch {
                self = .node(try container.decode(Node.self))
            }
        }
    }
    let rateLimit: BudgetAnswer?
    let parts: [Int: Entry<Part>]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Alias.self)
        rateLimit = try container.decodeIfPresent(BudgetAnswer.self, forKey: .rateLimit)
        parts = try container.numbered("part")
    }
}
