import HakaruModel

/// GraphQL's `PullRequest`.
struct PullRequestObject: GraphQLObject {
    let typeName = "PullRequest"
    let view: DemoPullRequestView
    let repository: RepositoryView

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        let record = view.record
        switch call.name {
        case "id": return .string(id)
        case "databaseId": return .int(databaseID)
        case "fullDatabaseId": return .string(String(databaseID))
        case "number": return .int(view.number)
        case "title": return .string(view.title)
        case "body", "bodyText": return .string(record.body)
        case "url", "permalink": return .string("https://example.com/\(repository.record.id)/pull/\(view.number)")
        case "repository": return .object(RepositoryObject(view: repository))
        case "state": return .string(view.state.rawValue.uppercased())
        case "isDraft": return .bool(view.isDraft)
        case "closed": return .bool(view.state != .open)
        case "merged": return .bool(view.state == .merged)
        case "locked": return .bool(false)
        case "mergeable": return .string("UNKNOWN")
        case "createdAt", "publishedAt": return .time(record.createdAt)
        case "updatedAt": return .time(view.updatedAt)
        case "closedAt": return .time(view.closedAt)
        case "mergedAt": return .time(view.mergedAt)
        case "author": return AccountObject.value(record.author, in: snapshot)
        case "mergedBy": return AccountObject.value(view.mergedBy, in: snapshot)
        case "additions": return .int(record.additions)
        case "deletions": return .int(record.deletions)
        case "changedFiles": return .int(record.changedFiles)
        case "totalCommentsCount": return .int(view.comments.count + reviewComments.count)
        case "reviewDecision": return .text(view.reviewDecision)
        default: return branchValue(of: call, in: snapshot) ?? listValue(of: call)
        }
    }

    /// The fields that tell of branches and commits; nil for any other.
    private func branchValue(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue? {
        let record = view.record
        switch call.name {
        case "baseRefName": return .string(view.baseBranch)
        case "headRefName": return .string(record.headBranch)
        case "headRefOid": return .sha(view.headSHA ?? repository.branch(record.headBranch)?.tip)
        case "isCrossRepository": return .bool(record.headOrigin != .sameRepository)
        case "baseRef": return ref(view.baseBranch)
        case "headRef":
            return record.headOrigin == .sameRepository && !view.isHeadDeleted ? ref(record.headBranch) : .null
        case "headRepository": return .maybe(headRepository(in: snapshot).map { RepositoryObject(view: $0) })
        case "headRepositoryOwner":
            return .maybe(
                headRepository(in: snapshot).flatMap { snapshot.account($0.record.id.owner) }
                    .map { AccountObject(account: $0) })
        case "mergeCommit":
            return .maybe(
                view.mergeCommit.flatMap { repository.commit($0) }
                    .map { CommitObject(commit: $0, repository: repository) })
        default: return nil
        }
    }

    private func listValue(of call: GraphQLCall) -> GraphQLValue {
        switch call.name {
        case "labels":
            return GraphQLConnection.page(call, of: "LabelConnection", view.labels) {
                LabelObject(name: $0, repository: repository)
            }
        case "commits":
            return GraphQLConnection.page(call, of: "PullRequestCommitConnection", listedCommits) {
                PullRequestCommitObject(commit: $0, pullRequest: self)
            }
        case "reviews":
            var found = reviews
            if let states = call.strings("states") { found.removeAll { !states.contains($0.state) } }
            if let author = call.string("author") { found.removeAll { $0.review.author != author } }
            return GraphQLConnection.page(call, of: "PullRequestReviewConnection", found) { $0 }
        case "latestReviews":
            return GraphQLConnection.page(call, of: "PullRequestReviewConnection", latestReviews) { $0 }
        case "reviewThreads":
            return GraphQLConnection.page(call, of: "PullRequestReviewThreadConnection", threads) { $0 }
        case "reviewRequests":
            return GraphQLConnection.page(call, of: "ReviewRequestConnection", view.requestedReviewers) {
                ReviewRequestObject(reviewer: $0, pullRequest: self)
            }
        case "comments":
            return GraphQLConnection.page(call, of: "IssueCommentConnection", view.comments) {
                IssueCommentObject(comment: $0)
            }
        case "files":
            return GraphQLConnection.page(call, of: "PullRequestChangedFileConnection", view.record.files) {
                ChangedFileObject(file: $0)
            }
        case "timelineItems": return timelineItems(call)
        default: return call.unresolved(on: typeName)
        }
    }
}

extension PullRequestObject {
    var id: String { NodeID.pullRequest(view.number, in: repository.record) }

    var databaseID: Int { repository.record.databaseID * 1_000_000 + view.number }

    /// The commits that both APIs list: the first 250.
    var listedCommits: [DemoCommit] { Array(view.commits.prefix(250)) }

    var reviews: [ReviewObject] { view.reviews.map { ReviewObject(review: $0, pullRequest: self) } }

    /// The last review of each reviewer that approves, asks for changes or was dismissed.
    private var latestReviews: [ReviewObject] {
        var latest: [String: DemoReview] = [:]
        for review in view.reviews where review.state != .commented && review.state != .pending {
            latest[review.author] = review
        }
        return latest.values.sorted { $0.databaseID < $1.databaseID }
            .map { ReviewObject(review: $0, pullRequest: self) }
    }

    /// The inline comments of all reviews that can be seen, by number.
    var reviewComments: [ReviewCommentObject] {
        reviews.flatMap(\.comments).sorted { $0.comment.databaseID < $1.comment.databaseID }
    }

    var threads: [ReviewThreadObject] {
        var threads: [ReviewThreadObject] = []
        for comment in reviewComments {
            if let root = comment.comment.replyTo,
                let index = threads.firstIndex(where: { $0.comments.first?.comment.databaseID == root })
            {
                threads[index].comments.append(comment)
            } else {
                threads.append(ReviewThreadObject(comments: [comment], pullRequest: self))
            }
        }
        return threads
    }

    /// The repository of the head branch, a fork without content; nil where it is gone.
    func headRepository(in snapshot: ForgeSnapshot) -> RepositoryView? {
        switch view.record.headOrigin {
        case .sameRepository: return repository
        case .gone: return nil
        case .fork:
            let record = repository.record
            guard let id = RepositoryID("\(view.record.forkOwner ?? "")/\(record.id.name)") else { return nil }
            let fork = DemoRepository(
                databaseID: 900_000_000 + record.databaseID, id: id, defaultBranch: record.defaultBranch,
                createdAt: record.createdAt, isFork: true)
            return RepositoryView(fork, asOf: snapshot.now, viewer: snapshot.viewer)
        }
    }

    private func ref(_ name: String) -> GraphQLValue {
        .maybe(repository.branch(name).map { RefObject(ref: $0, prefix: "refs/heads/", repository: repository) })
    }
}

extension DemoPullRequestView {
    /// GitHub's word for where the reviews stand; nil where nobody was asked and nobody has decided.
    fileprivate var reviewDecision: String? {
        var opinions: [String: Review.State] = [:]
        for review in reviews where review.state != .commented && review.state != .pending {
            opinions[review.author] = review.state
        }
        if opinions.values.contains(.changesRequested) { return "CHANGES_REQUESTED" }
        if opinions.values.contains(.approved) { return "APPROVED" }
        return requestedReviewers.isEmpty ? nil : "REVIEW_REQUIRED"
    }

    /// The accounts that were asked for a review and have not given one since, in the order of asking.
    var requestedReviewers: [String] {
        var waiting: [String] = []
        for event in events {
            guard case .reviewRequested(let login) = event.kind, !waiting.contains(login) else { continue }
            let hasReviewed = reviews.contains { review in
                review.author == login && (review.submittedAt.map { $0 >= event.at } ?? false)
            }
            if !hasReviewed { waiting.append(login) }
        }
        return waiting
    }
}
