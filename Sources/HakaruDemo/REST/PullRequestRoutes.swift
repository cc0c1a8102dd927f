import HakaruModel

/// The paths of pull requests.
enum PullRequestRoutes {
    static func list(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        let query = call.request.query
        let state = query["state"] ?? "open"
        let found = repository.pullRequests.filter { pullRequest in
            (state == "all" || (state == "open") == (pullRequest.state == .open))
                && (query["base"].map { $0 == pullRequest.baseBranch } ?? true)
                && (query["head"].map {
                    $0.split(separator: ":").last.map(String.init) == pullRequest.record.headBranch
                }
                    ?? true)
        }
        let order: PullRequestList.Order = query["sort"] == "updated" ? .updated : .created
        let isDescending = query["direction"].map { $0 == "desc" } ?? true
        let sorted = found.sorted { (order.value($0), $0.number) < (order.value($1), $1.number) }
        return call.page(isDescending ? sorted.reversed() : sorted) { writer, view in
            writer.pullRequest(PullRequestObject(view: view, repository: repository), in: call.snapshot)
        }
    }

    static func pullRequest(_ call: RESTCall, _ pullRequest: PullRequestObject) -> ForgeAnswer {
        .json { $0.pullRequest(pullRequest, in: call.snapshot, isWhole: true) }
    }

    static func commits(_ call: RESTCall, _ pullRequest: PullRequestObject) -> ForgeAnswer {
        call.page(pullRequest.listedCommits) { $0.commit($1, of: pullRequest.repository, in: call.snapshot) }
    }

    static func reviews(_ call: RESTCall, _ pullRequest: PullRequestObject) -> ForgeAnswer {
        call.page(pullRequest.reviews) { writer, object in
            let review = object.review
            writer.object { writer in
                writer.field("id", review.databaseID)
                writer.field("node_id", object.id)
                // Reviews are where REST says null, not ghost, for a deleted account.
                writer.key("user")
                writer.account(call.snapshot.account(review.author))
                writer.field("body", review.body)
                writer.field("state", object.state)
                if let submittedAt = review.submittedAt { writer.field("submitted_at", submittedAt) }
                writer.field("commit_id", review.commitSHA)
            }
        }
    }

    static func reviewComments(_ call: RESTCall, _ pullRequest: PullRequestObject) -> ForgeAnswer {
        call.page(pullRequest.reviewComments) { writer, object in
            let comment = object.comment
            writer.object { writer in
                writer.field("id", comment.databaseID)
                writer.field("node_id", NodeID.reviewComment(comment))
                writer.field("pull_request_review_id", object.review.review.databaseID)
                if let root = comment.replyTo { writer.field("in_reply_to_id", root) }
                writer.field("path", comment.path)
                writer.field("line", comment.line)
                writer.field("commit_id", object.review.review.commitSHA)
                writer.account("user", comment.author, in: call.snapshot)
                writer.field("body", comment.body)
                writer.field("created_at", comment.createdAt)
                writer.field("updated_at", comment.createdAt)
            }
        }
    }

    static func files(_ call: RESTCall, _ pullRequest: PullRequestObject) -> ForgeAnswer {
        call.page(pullRequest.view.record.files) { writer, file in
            writer.object { writer in
                writer.field("sha", pullRequest.view.headSHA)
                writer.field("filename", file.path)
                writer.field("status", "modified")
                writer.field("additions", file.additions)
                writer.field("deletions", file.deletions)
                writer.field("changes", file.additions + file.deletions)
            }
        }
    }
}

extension JSONWriter {
    /// A pull request as REST shows it: whole where it is asked for alone.
    ///
    /// A list tells no sizes, no counts and not who merged it.
    mutating func pullRequest(_ object: PullRequestObject, in snapshot: ForgeSnapshot, isWhole: Bool = false) {
        let view = object.view
        let record = view.record
        self.object { writer in
            writer.field("id", object.databaseID)
            writer.field("node_id", object.id)
            writer.field("number", view.number)
            writer.field("html_url", "https://example.com/\(object.repository.record.id)/pull/\(view.number)")
            writer.field("state", view.state == .open ? "open" : "closed")
            writer.field("locked", false)
            writer.field("draft", view.isDraft)
            writer.field("title", view.title)
            writer.account("user", record.author, in: snapshot)
            writer.field("body", record.body)
            writer.key("labels")
            writer.array(view.labels) { writer, label in writer.object { $0.field("name", label) } }
            writer.field("created_at", record.createdAt)
            writer.field("updated_at", view.updatedAt)
            writer.field("closed_at", view.closedAt)
            writer.field("merged_at", view.mergedAt)
            writer.field("merge_commit_sha", view.mergeCommit)
            writer.key("requested_reviewers")
            writer.array(view.requestedReviewers) { $0.account(snapshot.account($1)) }
            writer.head(of: object, in: snapshot)
            writer.object("base") { writer in
                writer.field("ref", view.baseBranch)
                writer.field("sha", object.repository.branch(view.baseBranch)?.tip)
                writer.key("repo")
                writer.repository(object.repository, in: snapshot)
            }
            guard isWhole else { return }
            writer.field("merged", view.state == .merged)
            if view.state == .merged {
                writer.account("merged_by", view.mergedBy, in: snapshot)
            } else {
                writer.field("merged_by", nil as String?)
            }
            writer.field("comments", view.comments.count)
            writer.field("review_comments", object.reviewComments.count)
            writer.field("commits", view.commits.count)
            writer.field("additions", record.additions)
            writer.field("deletions", record.deletions)
            writer.field("changed_files", record.changedFiles)
        }
    }

    private mutating func head(of object: PullRequestObject, in snapshot: ForgeSnapshot) {
        let record = object.view.record
        self.object("head") { writer in
            writer.field("ref", record.headBranch)
            writer.field("sha", object.view.headSHA ?? object.repository.branch(record.headBranch)?.tip)
            writer.key("repo")
            if let repository = object.headRepository(in: snapshot) {
                writer.repository(repository, in: snapshot)
            } else {
                writer.null()
            }
        }
    }
}
