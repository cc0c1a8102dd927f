import HakaruModel

/// An event of a pull request's timeline; its type follows from what happened.
struct TimelineObject: GraphQLObject {
    let event: DemoEvent
    /// The position among the events of the pull request.
    let index: Int
    let pullRequest: PullRequestObject

    var typeName: String {
        switch event.kind {
        case .readyForReview: "ReadyForReviewEvent"
        case .convertedToDraft: "ConvertToDraftEvent"
        case .closed: "ClosedEvent"
        case .reopened: "ReopenedEvent"
        case .merged: "MergedEvent"
        case .baseChanged: "BaseRefChangedEvent"
        case .baseChangedAutomatically: "AutomaticBaseChangeSucceededEvent"
        case .headForcePushed: "HeadRefForcePushedEvent"
        case .reviewDismissed: "ReviewDismissedEvent"
        case .reviewRequested: "ReviewRequestedEvent"
        case .labeled: "LabeledEvent"
        case .renamed: "RenamedTitleEvent"
        case .addedToMergeQueue: "AddedToMergeQueueEvent"
        case .removedFromMergeQueue: "RemovedFromMergeQueueEvent"
        case .headDeleted: "HeadRefDeletedEvent"
        case .headRestored: "HeadRefRestoredEvent"
        }
    }

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("EV_\(pullRequest.id)_\(index)")
        case "actor": AccountObject.value(event.actor, in: snapshot)
        case "createdAt": .time(event.at)
        case "pullRequest": .object(pullRequest)
        case "enqueuer": AccountObject.user(event.actor, in: snapshot)
        case "reason", "dismissalMessage": .null
        case "headRefName": .string(pullRequest.view.record.headBranch)
        case "headRef", "ref": .maybe(headRef)
        case "mergeRefName": .string(pullRequest.view.baseBranch)
        default: detail(of: call, in: snapshot)
        }
    }

    /// What only one kind of event tells.
    private func detail(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch (event.kind, call.name) {
        case (.baseChanged(let old, _), "previousRefName"): .string(old)
        case (.baseChanged(_, let new), "currentRefName"): .string(new)
        case (.baseChangedAutomatically(let old, _), "oldBase"): .string(old)
        case (.baseChangedAutomatically(_, let new), "newBase"): .string(new)
        case (.headForcePushed(let before, _), "beforeCommit"): commit(before)
        case (.headForcePushed(_, let after), "afterCommit"): commit(after)
        case (.merged(let sha), "commit"): commit(sha)
        case (.labeled(let name), "label"): .object(LabelObject(name: name, repository: pullRequest.repository))
        case (.renamed(let old, _), "previousTitle"): .string(old)
        case (.renamed(_, let new), "currentTitle"): .string(new)
        case (.reviewRequested(let login), "requestedReviewer"): AccountObject.value(login, in: snapshot)
        case (.reviewDismissed(_, let state), "previousReviewState"): .string(state.rawValue.uppercased())
        case (.reviewDismissed(let number, _), "review"):
            .maybe(pullRequest.reviews.first { $0.review.databaseID == number })
        default: call.unresolved(on: typeName)
        }
    }

    private func commit(_ sha: ObjectID?) -> GraphQLValue {
        .maybe(
            sha.flatMap { pullRequest.repository.commit($0) }
                .map { CommitObject(commit: $0, repository: pullRequest.repository) })
    }

    private var headRef: RefObject? {
        pullRequest.view.isHeadDeleted
            ? nil
            : pullRequest.repository.branch(pullRequest.view.record.headBranch)
                .map { RefObject(ref: $0, prefix: "refs/heads/", repository: pullRequest.repository) }
    }

    /// The word for its type in `itemTypes`: `HeadRefForcePushedEvent` is `HEAD_REF_FORCE_PUSHED_EVENT`.
    static func itemType(of typeName: String) -> String {
        var word = ""
        for character in typeName {
            if character.isUppercase, !word.isEmpty { word.append("_") }
            word.append(contentsOf: character.uppercased())
        }
        return word
    }
}

extension PullRequestObject {
    /// Events, comments, reviews and commits in the order of time.
    var timeline: [(at: Instant, object: any GraphQLObject)] {
        var items: [(at: Instant, object: any GraphQLObject)] = []
        items += listedCommits.map { ($0.pushedAt, PullRequestCommitObject(commit: $0, pullRequest: self)) }
        items += reviews.compactMap { review in review.review.submittedAt.map { ($0, review) } }
        items += view.comments.map { ($0.createdAt, IssueCommentObject(comment: $0)) }
        items += view.events.enumerated().map {
            ($0.element.at, TimelineObject(event: $0.element, index: $0.offset, pullRequest: self))
        }
        return items.enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }.map(\.element)
    }

    func timelineItems(_ call: GraphQLCall) -> GraphQLValue {
        let types = call.strings("itemTypes").map(Set.init)
        let since = call.string("since").flatMap { Instant(rfc3339: $0) }
        let found = timeline.filter { item in
            (types?.contains(TimelineObject.itemType(of: item.object.typeName)) ?? true)
                && (since.map { item.at >= $0 } ?? true)
        }
        return GraphQLConnection.page(call, of: "PullRequestTimelineItemsConnection", found) { $0.object }
    }
}
