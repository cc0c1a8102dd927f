import HakaruModel

/// `RepositoryActivity`.
struct ActivityAnswer: Decodable {
    struct Deployed: Decodable {
        let deployments: List<DeploymentRow>?
    }

    /// A page of a list whose rows are read one by one.
    struct List<Row: Decodable>: Decodable {
        let pageInfo: PageInfo
        let nodes: [Entry<Row>]

        /// The rows that make sense.
        var rows: [Row] {
            nodes.compactMap { if case .delivered(let row) = $0 { row } else { nil } }
        }
    }

    let rateLimit: BudgetAnswer?
    let repository: Repository?
    let deployed: Deployed?

    /// The repository with its releases and, by the number in the alias, its commits.
    struct Repository: Decodable {
        let releases: List<ReleaseRow>?
        let commits: [Int: Entry<CommitRow>]

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: Alias.self)
            releases = try container.decodeIfPresent(List<ReleaseRow>.self, forKey: Alias("releases"))
            commits = try container.numbered("commit")
        }
    }

    /// A commit; without a rollup nobody said anything.
    struct CommitRow: Decodable {
        struct Rollup: Decodable {
            let contexts: List<ContextRow>
        }
        let statusCheckRollup: Rollup?
    }

    /// A commit status or a check run: the fields of both.
    struct ContextRow: Decodable {
        enum CodingKeys: String, CodingKey {
            case context, state, description, createdAt, creator, name, conclusion, title, completedAt, checkSuite
            case kind = "__typename"
        }
        struct Suite: Decodable {
            struct App: Decodable {
                let slug: String
            }
            let id: String?
            let app: App?
        }
        let kind: String
        let context: String?
        let state: String?
        let description: String?
        let createdAt: Timestamp?
        let creator: WhoNode?
        let name: String?
        let conclusion: String?
        let title: String?
        let completedAt: Timestamp?
        let checkSuite: Suite?
    }

    struct ReleaseRow: Decodable {
        struct TagCommit: Decodable {
            let oid: String
        }
        let id: String
        let tagName: String
        let isDraft: Bool
        let isPrerelease: Bool
        let createdAt: Timestamp
        let publishedAt: Timestamp?
        let tagCommit: TagCommit?
        let author: WhoNode?
    }

    struct DeploymentRow: Decodable {
        struct Statuses: Decodable {
            let nodes: [Entry<Status>]
        }
        struct Status: Decodable {
            let state: String
            let createdAt: Timestamp
        }
        let id: String
        let commitOid: String
        let environment: String?
        let createdAt: Timestamp
        let creator: WhoNode?
        let statuses: Statuses?
    }
}

extension ActivityAnswer.ContextRow {
    /// What was said about a commit; nil for a check that has not ended, and for what is neither status nor check.
    func status(of sha: ObjectID) -> CommitStatus? {
        switch kind {
        case "StatusContext":
            guard let context, let state, let createdAt else { return nil }
            return CommitStatus(
                sha: sha, context: context.cut(to: 1_024), state: CommitStatus.State(github: state),
                description: description?.line, creator: creator?.actor, createdAt: createdAt.instant)
        case "CheckRun":
            guard let name, let conclusion, let completedAt else { return nil }
            return CommitStatus(
                sha: sha, form: .checkRun, context: name.cut(to: 1_024), suite: (checkSuite?.id).map { ForgeID($0) },
                state: CommitStatus.State(github: conclusion), description: title?.line,
                creator: (checkSuite?.app?.slug).map { Actor(login: $0, kind: .bot) }, createdAt: completedAt.instant)
        default:
            return nil
        }
    }
}

extension ActivityAnswer.ReleaseRow {
    /// The release as a model value.
    var release: Release {
        Release(
            forgeID: ForgeID(id), tag: tagName.cut(to: 1_024), sha: (tagCommit?.oid).flatMap { ObjectID($0) },
            isDraft: isDraft, isPrerelease: isPrerelease, createdAt: createdAt.instant,
            publishedAt: publishedAt?.instant, author: author?.actor)
    }
}

extension ActivityAnswer.DeploymentRow {
    /// The deployment as a model value; nil where its commit has no name.
    var deployment: Deployment? {
        guard let sha = ObjectID(commitOid) else { return nil }
        let reports = (statuses?.nodes ?? []).compactMap { entry -> Deployment.Status? in
            guard case .delivered(let row) = entry else { return nil }
            return Deployment.Status(state: Deployment.State(github: row.state), createdAt: row.createdAt.instant)
        }
        // The forge gives them newest first; of one second the later in its list comes first.
        let ordered = reports.reversed().enumerated()
            .sorted { ($0.element.createdAt, $0.offset) < ($1.element.createdAt, $1.offset) }.map(\.element)
        return Deployment(
            forgeID: ForgeID(id), sha: sha, environment: environment?.cut(to: 1_024), creator: creator?.actor,
            createdAt: createdAt.instant, statuses: ordered)
    }
}

extension String {
    /// The text in the length that is kept; nil where nothing stands there.
    fileprivate var line: String? { isEmpty ? nil : cut(to: 1_024) }
}

extension CommitStatus.State {
    /// GitHub's spelling in either API.
    fileprivate init(github text: String) {
        self = CommitStatus.State(rawValue: text.lowercased()) ?? .unknown
    }
}

extension Deployment.State {
    /// GitHub's spelling in either API.
    init(github text: String) {
        self = Deployment.State(rawValue: text.lowercased()) ?? .unknown
    }
}
