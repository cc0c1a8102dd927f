import HakaruModel

/// `OpenWalk` and `ListPullRequests`.
struct ListAnswer: Decodable {
    let rateLimit: BudgetAnswer?
    let repository: RepositoryNode?
}

/// A repository with a page of its list; the facts only where they were asked for.
struct RepositoryNode: Decodable {
    let facts: FactsNode?
    let newest: NewestNode?
    let pullRequests: ListNode?
    /// The branches asked for by name or part of it.
    let tips: [TipNode]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Alias.self)
        newest = try container.decodeIfPresent(NewestNode.self, forKey: Alias("newest"))
        pullRequests = try container.decodeIfPresent(ListNode.self, forKey: Alias("pullRequests"))
        facts = container.contains(Alias("nameWithOwner")) ? try FactsNode(from: decoder) : nil
        tips = try container.tips()
    }
}

/// The facts of a repository.
struct FactsNode: Decodable {
    let id: String
    let nameWithOwner: String
    let isArchived: Bool
    let isFork: Bool
    let isPrivate: Bool
    let createdAt: Timestamp
    let defaultBranchRef: TipNode?

    /// The repository as a model value; nil where its name is not one.
    func repository(knownBranches: Set<String>) -> Repository? {
        guard let name = RepositoryID(nameWithOwner) else { return nil }
        return Repository(
            forgeID: ForgeID(id), id: name, defaultBranch: defaultBranchRef?.name,
            knownBranches: knownBranches.union(defaultBranchRef.map { [$0.name] } ?? []), isArchived: isArchived,
            isFork: isFork, isPrivate: isPrivate, createdAt: createdAt.instant)
    }
}

/// A branch and the commit at its tip.
struct TipNode: Decodable {
    struct Target: Decodable {
        let oid: String
    }
    let name: String
    let target: Target?

    var sha: ObjectID? { target.flatMap { ObjectID($0.oid) } }
}

/// The newest change.
struct NewestNode: Decodable {
    struct Row: Decodable {
        let updatedAt: Timestamp
    }
    let totalCount: Int?
    let nodes: [Row]
}

/// Where a page ends.
struct PageInfo: Decodable {
    let hasNextPage: Bool
    let endCursor: String?

    /// Where the next page begins; nil after the last.
    var next: String? { hasNextPage ? endCursor : nil }
}

/// A number of things, without the things.
struct CountNode: Decodable {
    let totalCount: Int
}

/// A page of the list of pull requests.
struct ListNode: Decodable {
    struct Row: Decodable {
        let id: String
        let number: Int
        let state: String
        let updatedAt: Timestamp
        let baseRefName: String?
        let commits: CountNode?

        var listed: ListedPullRequest {
            ListedPullRequest(
                forgeID: ForgeID(id), number: number, state: PullRequest.State(github: state),
                updatedAt: updatedAt.instant, baseBranch: baseRefName, commitCount: commits?.totalCount ?? 1)
        }
    }
    let totalCount: Int
    let pageInfo: PageInfo
    let nodes: [Entry<Row>]
}

/// `ChangeCheck`: one entry a repository, by the alias.
struct ChangeAnswer: Decodable {
    struct Node: Decodable {
        let facts: FactsNode
        let newest: NewestNode
        let tips: [TipNode]
        let recent: RecentNode?
        let releases: NewestThings?
        let open: OpenNode?

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Alias.self)
            newest = try container.decode(NewestNode.self, forKey: Alias("newest"))
            recent = try container.decodeIfPresent(RecentNode.self, forKey: Alias("recent"))
            releases = try container.decodeIfPresent(NewestThings.self, forKey: Alias("releases"))
            facts = try FactsNode(from: decoder)
            tips = try container.tips()
            open = try container.decodeIfPresent(OpenNode.self, forKey: Alias("open"))
        }
    }
    let rateLimit: BudgetAnswer?
    /// By the number in the alias.
    let nodes: [Int: Entry<Node>]
    /// The newest deployment, by the number in the alias.
    let deployed: [Int: Entry<DeployedNode>]

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Alias.self)
        rateLimit = try container.decodeIfPresent(BudgetAnswer.self, forKey: .rateLimit)
        nodes = try container.numbered("repository")
        deployed = try container.numbered("deployed")
    }
}

/// A key of an answer whose parts are aliased by number, such as `part12`.
struct Alias: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    static let rateLimit = Alias("rateLimit")

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }

    /// The number behind a prefix.
    func number(after prefix: String) -> Int? {
        stringValue.hasPrefix(prefix) ? Int(stringValue.dropFirst(prefix.count)) : nil
    }
}

/// The open pull requests of a repository, as far as a change check asks for them.
struct OpenNode: Decodable {
    struct Row: Decodable {
        let id: String
        let baseRefName: String
    }
    let totalCount: Int
    let nodes: [Entry<Row>]

    /// The branch that each asks to be merged into; nil where some are not in the answer.
    var whole: [ForgeID: String]? {
        var result: [ForgeID: String] = [:]
        for case .delivered(let row) in nodes { result[ForgeID(row.id)] = row.baseRefName }
        return result.count == totalCount ? result : nil
    }
}

/// `OwnedRepositories`.
struct OwnedAnswer: Decodable {
    struct Owner: Decodable {
        let repositories: Repositories
    }
    struct Repositories: Decodable {
        let pageInfo: PageInfo
        let nodes: [Entry<FactsNode>]
    }
    let rateLimit: BudgetAnswer?
    let repositoryOwner: Owner?
}

/// Branches whose names have a part in common.
private struct RefsNode: Decodable {
    let nodes: [TipNode]
}

extension KeyedDecodingContainer<Alias> {
    /// The branches that were asked for by name (`branch…`) or by part of it (`part…`).
    func tips() throws -> [TipNode] {
        var tips: [TipNode] = []
        for key in allKeys {
            if key.stringValue.hasPrefix("branch") {
                if let tip = try decodeIfPresent(TipNode.self, forKey: key) { tips.append(tip) }
            } else if key.stringValue.hasPrefix("part") {
                tips += try decodeIfPresent(RefsNode.self, forKey: key)?.nodes ?? []
            }
        }
        return tips
    }

    /// The entries whose keys are the prefix and a number, by the number.
    func numbered<Value: Decodable>(_ prefix: String) throws -> [Int: Entry<Value>] {
        var result: [Int: Entry<Value>] = [:]
        for key in allKeys {
            guard let number = key.number(after: prefix) else { continue }
            result[number] = try decodeNil(forKey: key) ? .missing : decode(Entry<Value>.self, forKey: key)
        }
        return result
    }
}

/// `BranchHistory`.
struct HistoryAnswer: Decodable {
    struct Repository: Decodable {
        let object: Object?
    }
    struct Object: Decodable {
        let history: History?
    }
    struct History: Decodable {
        let totalCount: Int?
        let pageInfo: PageInfo?
        let nodes: [Node]
    }
    struct Node: Decodable {
        struct Parents: Decodable {
            struct Parent: Decodable {
                let oid: String
            }
            let totalCount: Int
            let nodes: [Parent]
        }
        let oid: String
        let committedDate: Timestamp
        let parents: Parents
    }
    let rateLimit: BudgetAnswer?
    let repository: Repository?
}
