extension GitHubDocument {
    /// Everything that is kept of some pull requests, by their node ids.
    ///
    /// Comments come with the timeline. Five connections and `$commits` of parents a pull request: 24 of one commit
    /// each cost 1 point, 41 cost 2.
    ///
    /// - Parameter withFiles: Whether to ask for the changed files, too, at the price of one more connection.
    /// - Returns: The document.
    static func pullRequestDetails(withFiles: Bool) -> String {
        """
        query PullRequestDetails($ids: [ID!]!, $commits: Int!) {
          \(budget)
          nodes(ids: $ids) {
            __typename
            ... on PullRequest {
              ...Summary
              body additions deletions changedFiles headRefOid totalCommentsCount
              headRepository { id }
              mergedBy { ...Who }
              mergeCommit { oid parents(first: 1) { nodes { oid } } }
              labels(first: 50) { ...Labels }
              commits(first: $commits) { ...Commits }
              reviews(first: 50) { ...Reviews }
              timelineItems(first: 100, itemTypes: [\(timelineTypes)]) { ...Timeline }
              \(withFiles ? "files(first: 100) { ...Files }" : "")
            }
          }
        }
        \(summary)
        \(labels)
        \(commits)
        \(reviews)
        \(timeline)
        \(oneCommit)
        \(who)
        \(withFiles ? files : "")
        """
    }

    /// The files of a pull request, without their patches.
    static let files = """
        fragment Files on PullRequestChangedFileConnection {
          pageInfo { hasNextPage endCursor }
          nodes { path additions deletions }
        }
        """

    /// The scalars of a pull request.
    static let summary = """
        fragment Summary on PullRequest {
          id number title state isDraft createdAt updatedAt closedAt mergedAt
          baseRefName headRefName isCrossRepository
          author { ...Who }
        }
        """

    /// The labels of a pull request.
    static let labels = """
        fragment Labels on LabelConnection { totalCount pageInfo { hasNextPage endCursor } nodes { name } }
        """

    /// The commits of a pull request; the e-mail address becomes an HMAC and the message a few facts.
    static let commits = """
        fragment Commits on PullRequestCommitConnection {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { commit { ...OneCommit parents(first: 1) { totalCount } } }
        }
        """

    /// A commit without its parents, whose number has a price.
    static let oneCommit = """
        fragment OneCommit on Commit {
          id oid authoredDate committedDate message
          author { email user { __typename login } }
        }
        """

    /// The reviews of a pull request.
    static let reviews = """
        fragment Reviews on PullRequestReviewConnection {
          totalCount
          pageInfo { hasNextPage endCursor }
          nodes { id state submittedAt author { ...Who } }
        }
        """

    /// The events that a metric needs, and the conversation.
    static let timeline = """
        fragment Timeline on PullRequestTimelineItemsConnection {
          pageInfo { hasNextPage endCursor }
          nodes {
            __typename
            ... on IssueComment { id createdAt author { ...Who } }
            ... on ReadyForReviewEvent { createdAt actor { ...Who } }
            ... on ConvertToDraftEvent { createdAt actor { ...Who } }
            ... on ClosedEvent { createdAt actor { ...Who } }
            ... on ReopenedEvent { createdAt actor { ...Who } }
            ... on MergedEvent { createdAt actor { ...Who } }
            ... on BaseRefChangedEvent { createdAt actor { ...Who } previousRefName currentRefName }
            ... on AutomaticBaseChangeSucceededEvent { createdAt actor { ...Who } oldBase newBase }
            ... on HeadRefForcePushedEvent {
              createdAt actor { ...Who }
              beforeCommit { ...OneCommit }
              afterCommit { oid }
            }
            ... on ReviewDismissedEvent { createdAt actor { ...Who } previousReviewState review { id } }
            ... on ReviewRequestedEvent { createdAt actor { ...Who } }
            ... on AddedToMergeQueueEvent { createdAt actor { ...Who } }
            ... on RemovedFromMergeQueueEvent { createdAt actor { ...Who } }
            ... on HeadRefDeletedEvent { createdAt actor { ...Who } }
            ... on HeadRefRestoredEvent { createdAt actor { ...Who } }
          }
        }
        """

    /// The types of timeline items asked for, in GraphQL's spelling.
    static let timelineTypes = """
        ISSUE_COMMENT, READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT, CLOSED_EVENT, REOPENED_EVENT, MERGED_EVENT, \
        BASE_REF_CHANGED_EVENT, AUTOMATIC_BASE_CHANGE_SUCCEEDED_EVENT, HEAD_REF_FORCE_PUSHED_EVENT, \
        REVIEW_DISMISSED_EVENT, REVIEW_REQUESTED_EVENT, ADDED_TO_MERGE_QUEUE_EVENT, REMOVED_FROM_MERGE_QUEUE_EVENT, \
        HEAD_REF_DELETED_EVENT, HEAD_REF_RESTORED_EVENT
        """
}
