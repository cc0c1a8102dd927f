extension GitHubSchema {
    static let pullRequests = """
        enum PullRequestState { CLOSED MERGED OPEN }
        enum PullRequestReviewState { APPROVED CHANGES_REQUESTED COMMENTED DISMISSED PENDING }
        enum PullRequestReviewDecision { APPROVED CHANGES_REQUESTED REVIEW_REQUIRED }
        enum MergeableState { CONFLICTING MERGEABLE UNKNOWN }
        enum PatchStatus { ADDED CHANGED COPIED DELETED MODIFIED RENAMED }
        enum LabelOrderField { CREATED_AT NAME }
        input LabelOrder { field: LabelOrderField! direction: OrderDirection! }
        enum IssueCommentOrderField { UPDATED_AT }
        input IssueCommentOrder { field: IssueCommentOrderField! direction: OrderDirection! }

        type PullRequestConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [PullRequest] edges: [PullRequestEdge]
        }
        type PullRequestEdge { cursor: String! node: PullRequest }
        type PullRequest implements Node {
          id: ID! databaseId: Int fullDatabaseId: BigInt number: Int! title: String! body: String! bodyText: String!
          url: URI! permalink: URI! repository: Repository! state: PullRequestState! isDraft: Boolean!
          closed: Boolean! merged: Boolean! locked: Boolean! mergeable: MergeableState!
          createdAt: DateTime! updatedAt: DateTime! closedAt: DateTime mergedAt: DateTime publishedAt: DateTime
          author: Actor mergedBy: Actor
          baseRefName: String! baseRef: Ref headRefName: String! headRef: Ref headRefOid: GitObjectID!
          headRepository: Repository headRepositoryOwner: RepositoryOwner isCrossRepository: Boolean!
          mergeCommit: Commit additions: Int! deletions: Int! changedFiles: Int! totalCommentsCount: Int
          reviewDecision: PullRequestReviewDecision
          labels(
            first: Int after: String last: Int before: String
            orderBy: LabelOrder = {field: CREATED_AT, direction: ASC}
          ): LabelConnection
          commits(first: Int after: String last: Int before: String): PullRequestCommitConnection!
          reviews(
            first: Int after: String last: Int before: String author: String states: [PullRequestReviewState!]
          ): PullRequestReviewConnection
          latestReviews(first: Int after: String last: Int before: String): PullRequestReviewConnection
          reviewThreads(first: Int after: String last: Int before: String): PullRequestReviewThreadConnection!
          reviewRequests(first: Int after: String last: Int before: String): ReviewRequestConnection
          comments(
            first: Int after: String last: Int before: String orderBy: IssueCommentOrder
          ): IssueCommentConnection!
          files(first: Int after: String last: Int before: String): PullRequestChangedFileConnection
          timelineItems(
            first: Int after: String last: Int before: String since: DateTime skip: Int
            itemTypes: [PullRequestTimelineItemsItemType!]
          ): PullRequestTimelineItemsConnection!
        }

        type LabelConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Label] edges: [LabelEdge] }
        type LabelEdge { cursor: String! node: Label }
        type Label implements Node { id: ID! name: String! color: String! }

        type PullRequestCommitConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestCommit] edges: [PullRequestCommitEdge]
        }
        type PullRequestCommitEdge { cursor: String! node: PullRequestCommit }
        type PullRequestCommit implements Node { id: ID! commit: Commit! }

        type PullRequestReviewConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestReview] edges: [PullRequestReviewEdge]
        }
        type PullRequestReviewEdge { cursor: String! node: PullRequestReview }
        type PullRequestReview implements Node {
          id: ID! databaseId: Int fullDatabaseId: BigInt author: Actor state: PullRequestReviewState! body: String!
          createdAt: DateTime! publishedAt: DateTime submittedAt: DateTime updatedAt: DateTime! commit: Commit
          comments(first: Int after: String last: Int before: String): PullRequestReviewCommentConnection!
        }

        type PullRequestReviewThreadConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestReviewThread] edges: [PullRequestReviewThreadEdge]
        }
        type PullRequestReviewThreadEdge { cursor: String! node: PullRequestReviewThread }
        type PullRequestReviewThread implements Node {
          id: ID! isResolved: Boolean! isOutdated: Boolean! path: String! line: Int
          comments(
            first: Int after: String last: Int before: String skip: Int
          ): PullRequestReviewCommentConnection!
        }
        type PullRequestReviewCommentConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestReviewComment] edges: [PullRequestReviewCommentEdge]
        }
        type PullRequestReviewCommentEdge { cursor: String! node: PullRequestReviewComment }
        type PullRequestReviewComment implements Node {
          id: ID! databaseId: Int fullDatabaseId: BigInt author: Actor createdAt: DateTime! publishedAt: DateTime
          path: String! line: Int body: String! pullRequestReview: PullRequestReview replyTo: PullRequestReviewComment
        }

        type ReviewRequestConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [ReviewRequest] edges: [ReviewRequestEdge]
        }
        type ReviewRequestEdge { cursor: String! node: ReviewRequest }
        type ReviewRequest implements Node { id: ID! requestedReviewer: RequestedReviewer }
        union RequestedReviewer = Bot | Mannequin | User

        type IssueCommentConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [IssueComment] edges: [IssueCommentEdge]
        }
        type IssueCommentEdge { cursor: String! node: IssueComment }
        type IssueComment implements Node {
          id: ID! databaseId: Int author: Actor body: String! createdAt: DateTime! updatedAt: DateTime!
          publishedAt: DateTime
        }

        type PullRequestChangedFileConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [PullRequestChangedFile] edges: [PullRequestChangedFileEdge]
        }
        type PullRequestChangedFileEdge { cursor: String! node: PullRequestChangedFile }
        type PullRequestChangedFile { path: String! additions: Int! deletions: Int! changeType: PatchStatus! }
        """

    static let timeline = """
        enum PullRequestTimelineItemsItemType {
          ADDED_TO_MERGE_QUEUE_EVENT AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT BASE_REF_CHANGED_EVENT CLOSED_EVENT
          CONVERT_TO_DRAFT_EVENT HEAD_REF_DELETED_EVENT HEAD_REF_FORCE_PUSHED_EVENT HEAD_REF_RESTORED_EVENT
          ISSUE_COMMENT LABELED_EVENT MERGED_EVENT PULL_REQUEST_COMMIT PULL_REQUEST_REVIEW READY_FOR_REVIEW_EVENT
          REMOVED_FROM_MERGE_QUEUE_EVENT RENAMED_TITLE_EVENT REOPENED_EVENT REVIEW_DISMISSED_EVENT
          REVIEW_REQUESTED_EVENT
        }
        type PullRequestTimelineItemsConnection {
          totalCount: Int! filteredCount: Int! pageCount: Int! pageInfo: PageInfo!
          nodes: [PullRequestTimelineItems] edges: [PullRequestTimelineItemsEdge]
        }
        type PullRequestTimelineItemsEdge { cursor: String! node: PullRequestTimelineItems }
        union PullRequestTimelineItems =
          AddedToMergeQueueEvent | AutomaticBaseChangeSucceededEvent | BaseRefChangedEvent | ClosedEvent
          | ConvertToDraftEvent | HeadRefDeletedEvent | HeadRefForcePushedEvent | HeadRefRestoredEvent | IssueComment
          | LabeledEvent | MergedEvent | PullRequestCommit | PullRequestReview | ReadyForReviewEvent
          | RemovedFromMergeQueueEvent | RenamedTitleEvent | ReopenedEvent | ReviewDismissedEvent
          | ReviewRequestedEvent
        type AddedToMergeQueueEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest enqueuer: User
        }
        type RemovedFromMergeQueueEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest enqueuer: User reason: String
        }
        type AutomaticBaseChangeSucceededEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! newBase: String! oldBase: String!
        }
        type BaseRefChangedEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! currentRefName: String!
          previousRefName: String!
        }
        type ClosedEvent implements Node { id: ID! actor: Actor createdAt: DateTime! }
        type ConvertToDraftEvent implements Node { id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! }
        type HeadRefDeletedEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! headRefName: String! headRef: Ref
        }
        type HeadRefForcePushedEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! beforeCommit: Commit afterCommit: Commit
          ref: Ref
        }
        type HeadRefRestoredEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest!
        }
        type LabeledEvent implements Node { id: ID! actor: Actor createdAt: DateTime! label: Label! }
        type MergedEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! commit: Commit mergeRefName: String!
        }
        type ReadyForReviewEvent implements Node { id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! }
        type RenamedTitleEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! currentTitle: String! previousTitle: String!
        }
        type ReopenedEvent implements Node { id: ID! actor: Actor createdAt: DateTime! }
        type ReviewDismissedEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! dismissalMessage: String
          previousReviewState: PullRequestReviewState! review: PullRequestReview
        }
        type ReviewRequestedEvent implements Node {
          id: ID! actor: Actor createdAt: DateTime! pullRequest: PullRequest! requestedReviewer: RequestedReviewer
        }
        """

    static let commits = """
        enum StatusState { ERROR EXPECTED FAILURE PENDING SUCCESS }
        enum CheckStatusState { COMPLETED IN_PROGRESS PENDING QUEUED REQUESTED WAITING }
        enum CheckConclusionState {
          ACTION_REQUIRED CANCELLED FAILURE NEUTRAL SKIPPED STALE STARTUP_FAILURE SUCCESS TIMED_OUT
        }
        enum PullRequestOrderField { CREATED_AT UPDATED_AT }
        input PullRequestOrder { field: PullRequestOrderField! direction: OrderDirection! }

        type CommitConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Commit] edges: [CommitEdge] }
        type CommitHistoryConnection { totalCount: Int! pageInfo: PageInfo! nodes: [Commit] edges: [CommitEdge] }
        type CommitEdge { cursor: String! node: Commit }
        type GitActor { name: String email: String date: GitTimestamp user: User }
        type Commit implements GitObject & Node {
          id: ID! oid: GitObjectID! abbreviatedOid: String! message: String! messageHeadline: String!
          messageBody: String! url: URI! authoredDate: DateTime! committedDate: DateTime!
          author: GitActor committer: GitActor
          parents(first: Int after: String last: Int before: String): CommitConnection!
          history(
            first: Int after: String last: Int before: String since: GitTimestamp until: GitTimestamp
          ): CommitHistoryConnection!
          associatedPullRequests(
            first: Int after: String last: Int before: String
            orderBy: PullRequestOrder = {field: CREATED_AT, direction: ASC}
          ): PullRequestConnection
          status: Status statusCheckRollup: StatusCheckRollup
        }
        type Status implements Node {
          id: ID! commit: Commit state: StatusState! contexts: [StatusContext!]! context(name: String!): StatusContext
        }
        type StatusContext implements Node {
          id: ID! context: String! state: StatusState! description: String targetUrl: URI creator: Actor
          createdAt: DateTime! commit: Commit
        }
        type StatusCheckRollup implements Node {
          id: ID! commit: Commit state: StatusState!
          contexts(first: Int after: String last: Int before: String): StatusCheckRollupContextConnection!
        }
        type StatusCheckRollupContextConnection {
          totalCount: Int! pageInfo: PageInfo! nodes: [StatusCheckRollupContext] edges: [StatusCheckRollupContextEdge]
        }
        type StatusCheckRollupContextEdge { cursor: String! node: StatusCheckRollupContext }
        union StatusCheckRollupContext = CheckRun | StatusContext
        type CheckRun implements Node {
          id: ID! databaseId: Int name: String! status: CheckStatusState! conclusion: CheckConclusionState
          startedAt: DateTime completedAt: DateTime title: String checkSuite: CheckSuite!
        }
        type CheckSuite implements Node { id: ID! app: App }
        type App implements Node { id: ID! name: String! slug: String! }
        """
}
