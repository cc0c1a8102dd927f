/// The part of GitHub's GraphQL schema that the demo forge answers, in GitHub's names and types.
enum GitHubSchema {
    /// The schema, read once.
    static let schema: Result<GraphQLSchema, GraphQLError> = Result { () throws(GraphQLError) in
        try GraphQLSchema([basics, repositories, pullRequests, timeline, commits].joined(separator: "\n"))
    }

    private static let basics = """
        scalar DateTime scalar GitObjectID scalar GitTimestamp scalar URI scalar BigInt

        type Query {
          rateLimit(dryRun: Boolean = false): RateLimit
          viewer: User!
          repository(owner: String!, name: String!, followRenames: Boolean = true): Repository
          organization(login: String!): Organization
          user(login: String!): User
          repositoryOwner(login: String!): RepositoryOwner
          node(id: ID!): Node
          nodes(ids: [ID!]!): [Node]!
        }
        type RateLimit { cost: Int! limit: Int! nodeCount: Int! remaining: Int! resetAt: DateTime! used: Int! }
        interface Node { id: ID! }
        interface Actor { login: String! url: URI! }
        interface GitObject { id: ID! oid: GitObjectID! }
        interface RepositoryOwner {
          id: ID! login: String! url: URI!
          repositories(
            first: Int after: String last: Int before: String isArchived: Boolean isFork: Boolean
            orderBy: RepositoryOrder ownerAffiliations: [RepositoryAffiliation] = [OWNER, COLLABORATOR]
          ): RepositoryConnection!
        }
        type PageInfo { endCursor: String hasNextPage: Boolean! hasPreviousPage: Boolean! startCursor: String }
        enum OrderDirection { ASC DESC }

        type User implements Actor & Node & RepositoryOwner {
          id: ID! databaseId: Int login: String! name: String email: String! url: URI!
          repositories(
            first: Int after: String last: Int before: String isArchived: Boolean isFork: Boolean
            orderBy: RepositoryOrder ownerAffiliations: [RepositoryAffiliation] = [OWNER, COLLABORATOR]
          ): RepositoryConnection!
        }
        type Organization implements Actor & Node & RepositoryOwner {
          id: ID! databaseId: Int login: String! name: String url: URI!
          repositories(
            first: Int after: String last: Int before: String isArchived: Boolean isFork: Boolean
            orderBy: RepositoryOrder ownerAffiliations: [RepositoryAffiliation] = [OWNER, COLLABORATOR]
          ): RepositoryConnection!
        }
        type Bot implements Actor & Node { id: ID! databaseId: Int login: String! url: URI! }
        type Mannequin implements Actor & Node { id: ID! databaseId: Int login: String! url: URI! }
        """

    private static let repositories = """
        enum RepositoryAffiliation { COLLABORATOR ORGANIZATION_MEMBER OWNER }
        enum RepositoryOrderField { CREATED_AT NAME PUSHED_AT STARGAZERS UPDATED_AT }
        input RepositoryOrder { field: RepositoryOrderField! direction: OrderDirection! }
        enum IssueOrderField { COMMENTS CREATED_AT UPDATED_AT }
        input IssueOrder { field: IssueOrderField! direction: OrderDirection! }
        enum RefOrderField { ALPHABETICAL TAG_COMMIT_DATE }
        input RefOrder { field: RefOrderField! direction: OrderDirection! }
        enum ReleaseOrderField { CREATED_AT NAME }
        input ReleaseOrder { field: ReleaseOrderField! direction: OrderDirection! }
        enum DeploymentOrderField { CREATED_AT }
        input DeploymentOrder { field: DeploymentOrderField! direction: OrderDirection! }
        enum RepositoryVisibility { INTERNAL PRIVATE PUBLIC }

        type RepositoryConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [Repository] edges: [RepositoryEdge]
        }
        type RepositoryEdge { cursor: String! node: Repository }
        type Repository implements Node {
          id: ID! databaseId: Int name: String! nameWithOwner: String! owner: RepositoryOwner! url: URI!
          description: String isArchived: Boolean! isDisabled: Boolean! isEmpty: Boolean! isFork: Boolean!
          isPrivate: Boolean! visibility: RepositoryVisibility!
          createdAt: DateTime! updatedAt: DateTime! pushedAt: DateTime
          defaultBranchRef: Ref
          ref(qualifiedName: String!): Ref
          refs(
            refPrefix: String! query: String first: Int after: String last: Int before: String
            direction: OrderDirection orderBy: RefOrder
          ): RefConnection
          object(oid: GitObjectID expression: String): GitObject
          pullRequest(number: Int!): PullRequest
          pullRequests(
            first: Int after: String last: Int before: String states: [PullRequestState!] baseRefName: String
            headRefName: String labels: [String!] orderBy: IssueOrder
          ): PullRequestConnection!
          releases(first: Int after: String last: Int before: String orderBy: ReleaseOrder): ReleaseConnection!
          deployments(
            first: Int after: String last: Int before: String environments: [String!]
            orderBy: DeploymentOrder = {field: CREATED_AT, direction: ASC}
          ): DeploymentConnection!
        }
        type RefConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Ref] edges: [RefEdge] }
        type RefEdge { cursor: String! node: Ref }
        type Ref implements Node { id: ID! name: String! prefix: String! target: GitObject repository: Repository! }

        type ReleaseConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Release] edges: [ReleaseEdge] }
        type ReleaseEdge { cursor: String! node: Release }
        type Release implements Node {
          id: ID! databaseId: Int name: String tagName: String! tagCommit: Commit author: User isDraft: Boolean!
          isPrerelease: Boolean! createdAt: DateTime! publishedAt: DateTime
        }

        enum DeploymentState {
          ABANDONED ACTIVE DESTROYED ERROR FAILURE INACTIVE IN_PROGRESS PENDING QUEUED SUCCESS WAITING
        }
        enum DeploymentStatusState { ERROR FAILURE INACTIVE IN_PROGRESS PENDING QUEUED SUCCESS WAITING }
        type DeploymentConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Deployment] edges: [DeploymentEdge] }
        type DeploymentEdge { cursor: String! node: Deployment }
        type Deployment implements Node {
          id: ID! databaseId: Int commit: Commit commitOid: String! ref: Ref environment: String task: String
          description: String creator: Actor! createdAt: DateTime! updatedAt: DateTime! state: DeploymentState
          latestStatus: DeploymentStatus
          statuses(first: Int after: String last: Int before: String): DeploymentStatusConnection
        }
        type DeploymentStatusConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [DeploymentStatus] edges: [DeploymentStatusEdge]
        }
        type DeploymentStatusEdge { cursor: String! node: DeploymentStatus }
        type DeploymentStatus implements Node {
          id: ID! state: DeploymentStatusState! description: String creator: Actor! createdAt: DateTime!
        }
        """
}
