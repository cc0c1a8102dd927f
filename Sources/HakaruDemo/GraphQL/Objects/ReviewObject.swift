import HakaruModel

/// GraphQL's `PullRequestReview`.
struct ReviewObject: GraphQLObject {
    let typeName = "PullRequestReview"
    let review: DemoReview
    let pullRequest: PullRequestObject

    /// The state in GraphQL's capital letters.
    var state: String { review.state.rawValue.uppercased() }

    var id: String { NodeID.review(review, of: pullRequest.view.number, in: pullRequest.repository.record) }

    var comments: [ReviewCommentObject] {
        review.comments.map { ReviewCommentObject(comment: $0, review: self) }
    }

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": return .string(id)
        case "databaseId": return .int(review.databaseID)
        case "fullDatabaseId": return .string(String(review.databaseID))
        case "author": return AccountObject.value(review.author, in: snapshot)
        case "state": return .string(state)
        case "body": return .string(review.body)
        case "createdAt":
            return .time(review.comments.first?.createdAt ?? review.submittedAt ?? pullRequest.view.updatedAt)
        case "submittedAt", "publishedAt": return .time(review.submittedAt)
        case "updatedAt": return .time(review.dismissedAt ?? review.submittedAt ?? pullRequest.view.updatedAt)
        case "commit":
            return .maybe(
                review.commitSHA.flatMap { pullRequest.repository.commit($0) }
                    .map { CommitObject(commit: $0, repository: pullRequest.repository) })
        case "comments": return GraphQLConnection.page(call, of: "PullRequestReviewCommentConnection", comments) { $0 }
        default: return call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `PullRequestReviewThread`.
struct ReviewThreadObject: GraphQLObject {
    let typeName = "PullRequestReviewThread"
    var comments: [ReviewCommentObject]
    let pullRequest: PullRequestObject

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        guard let first = comments.first?.comment else { return .null }
        switch call.name {
        case "id":
            return .string(NodeID.thread(first, of: pullRequest.view.number, in: pullRequest.repository.record))
        case "isResolved": return .bool(comments.count > 1)
        case "isOutdated": return .bool(false)
        case "path": return .string(first.path)
        case "line": return .int(first.line)
        case "comments": return GraphQLConnection.page(call, of: "PullRequestReviewCommentConnection", comments) { $0 }
        default: return call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `PullRequestReviewComment`.
struct ReviewCommentObject: GraphQLObject {
    let typeName = "PullRequestReviewComment"
    let comment: DemoReviewComment
    let review: ReviewObject

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string(NodeID.reviewComment(comment))
        case "databaseId": .int(comment.databaseID)
        case "fullDatabaseId": .string(String(comment.databaseID))
        case "author": AccountObject.value(comment.author, in: snapshot)
        case "createdAt": .time(comment.createdAt)
        case "publishedAt": .time(review.review.submittedAt)
        case "path": .string(comment.path)
        case "line": .int(comment.line)
        case "body": .string(comment.body)
        case "pullRequestReview": .object(review)
        case "replyTo":
            .maybe(
                comment.replyTo.flatMap { root in
                    review.pullRequest.reviewComments.first { $0.comment.databaseID == root }
                })
        default: call.unresolved(on: typeName)
        }
    }
}
