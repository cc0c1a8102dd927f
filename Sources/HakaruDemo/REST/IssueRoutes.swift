import HakaruModel

/// The paths of the conversation: comments and the timeline.
enum IssueRoutes {
    static func comments(_ call: RESTCall, _ pullRequest: PullRequestObject) -> ForgeAnswer {
        let since = call.request.query["since"].flatMap { Instant(rfc3339: $0) }
        let found = pullRequest.view.comments.filter { comment in since.map { comment.updatedAt >= $0 } ?? true }
        return call.page(found) { $0.comment($1, in: call.snapshot) }
    }

    static func timeline(_ call: RESTCall, _ pullRequest: PullRequestObject) -> ForgeAnswer {
        call.page(pullRequest.timeline) { writer, item in
            writer.timelineItem(item.object, of: pullRequest, in: call.snapshot)
        }
    }

    static func postComment(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let body = call.json?["body"]?.string, !body.isEmpty, body.unicodeScalars.count <= 65_536 else {
            return .refusal(422, "Validation Failed")
        }
        let now = call.state.options.asOf ?? call.state.wallClock
        let number = call.number("number")
        let comment = call.state.update { dataset -> DemoComment? in
            let last = dataset.comments.map(\.databaseID).max() ?? 0
            let comment = DemoComment(databaseID: last + 1, author: dataset.viewer, createdAt: now, body: body)
            let isAdded = dataset.change(number, of: repository.record.databaseID) { $0.comments.append(comment) }
            return isAdded ? comment : nil
        }
        guard let comment else { return .notFound }
        return .json(status: 201) { $0.comment(comment, in: call.snapshot) }
    }

    static func patchComment(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let body = call.json?["body"]?.string, !body.isEmpty, body.unicodeScalars.count <= 65_536 else {
            return .refusal(422, "Validation Failed")
        }
        let now = call.state.options.asOf ?? call.state.wallClock
        let id = call.number("id")
        guard
            let number = repository.pullRequests.first(where: { $0.comments.contains { $0.databaseID == id } })?.number
        else { return .notFound }
        let comment = call.state.update { dataset -> DemoComment? in
            var changed: DemoComment?
            _ = dataset.change(number, of: repository.record.databaseID) { pullRequest in
                for index in pullRequest.comments.indices where pullRequest.comments[index].databaseID == id {
                    pullRequest.comments[index].body = body
                    pullRequest.comments[index].updatedAt = now
                    changed = pullRequest.comments[index]
                }
            }
            return changed
        }
        guard let comment else { return .notFound }
        return .json { $0.comment(comment, in: call.snapshot) }
    }
}

extension DemoDataset {
    fileprivate var comments: [DemoComment] { repositories.flatMap { $0.pullRequests.flatMap(\.comments) } }

    /// Changes one pull request; false where there is none.
    fileprivate mutating func change(
        _ number: Int, of repository: Int, _ change: (inout DemoPullRequest) -> Void
    ) -> Bool {
        guard let place = repositories.firstIndex(where: { $0.databaseID == repository }),
            let index = repositories[place].pullRequests.firstIndex(where: { $0.number == number })
        else { return false }
        change(&repositories[place].pullRequests[index])
        return true
    }
}

extension JSONWriter {
    fileprivate mutating func comment(_ comment: DemoComment, in snapshot: ForgeSnapshot) {
        object { $0.fields(of: comment, in: snapshot) }
    }

    fileprivate mutating func fields(of comment: DemoComment, in snapshot: ForgeSnapshot) {
        field("id", comment.databaseID)
        field("node_id", NodeID.comment(comment))
        account("user", comment.author, in: snapshot)
        field("body", comment.body)
        field("created_at", comment.createdAt)
        field("updated_at", comment.updatedAt)
    }
}
