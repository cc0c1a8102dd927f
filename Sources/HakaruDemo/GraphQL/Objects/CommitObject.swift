import HakaruModel

/// GraphQL's `Commit`.
struct CommitObject: GraphQLObject {
    let typeName = "Commit"
    let commit: DemoCommit
    let repository: RepositoryView

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": return .string(NodeID.commit(commit.sha, in: repository.record))
        case "oid": return .sha(commit.sha)
        case "abbreviatedOid": return .string(String(commit.sha.description.prefix(7)))
        case "message": return .string(commit.message)
        case "messageHeadline": return .string(commit.headline)
        case "messageBody": return .string(commit.messageBody)
        case "url": return .string("https://example.com/\(repository.record.id)/commit/\(commit.sha)")
        case "authoredDate": return .time(commit.authoredAt)
        case "committedDate": return .time(commit.committedAt)
        case "author": return .object(GitActorObject(commit: commit, date: commit.authoredAt))
        case "committer": return .object(GitActorObject(commit: commit, date: commit.committedAt))
        case "parents": return parents(call)
        case "history": return history(call)
        case "associatedPullRequests": return associatedPullRequests(call)
        case "status": return .maybe(StatusObject(commit: self))
        case "statusCheckRollup": return .maybe(StatusCheckRollupObject(commit: self))
        default: return call.unresolved(on: typeName)
        }
    }

    private func parents(_ call: GraphQLCall) -> GraphQLValue {
        GraphQLConnection.page(call, of: "CommitConnection", count: commit.parents.count) { index in
            .maybe(
                repository.commit(commit.parents[index]).map { CommitObject(commit: $0, repository: repository) })
        }
    }

    private func history(_ call: GraphQLCall) -> GraphQLValue {
        let since = call.string("since").flatMap { Instant(rfc3339: $0) }
        let until = call.string("until").flatMap { Instant(rfc3339: $0) }
        func found(limit: Int) -> [DemoCommit] {
            repository.history(from: commit.sha, limit: limit).filter { commit in
                (since.map { commit.committedAt >= $0 } ?? true) && (until.map { commit.committedAt <= $0 } ?? true)
            }
        }
        // A first page of a plain history needs only its commits and one more, not the whole history.
        let isPlain = ["after", "last", "before", "since", "until"].allSatisfy { call.arguments[$0] == nil }
        let commits = found(limit: isPlain ? (call.int("first") ?? 0) + 1 : .max)
        return GraphQLConnection.page(
            call, of: "CommitHistoryConnection", count: commits.count, total: { found(limit: .max).count },
            node: { .object(CommitObject(commit: commits[$0], repository: repository)) })
    }

    private func associatedPullRequests(_ call: GraphQLCall) -> GraphQLValue {
        let found = repository.pullRequests(of: commit.sha)
        return PullRequestList(
            found, in: repository, by: call.order?.field == "UPDATED_AT" ? .updated : .created,
            isDescending: call.order?.isDescending ?? false
        ).value(for: call)
    }
}

/// GraphQL's `GitActor`: who wrote a commit, as git knows it.
private struct GitActorObject: GraphQLObject {
    let typeName = "GitActor"
    let commit: DemoCommit
    let date: Instant

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "name": .string(commit.authorName)
        case "email": .string(commit.authorEmail)
        case "date": .time(date)
        case "user": AccountObject.user(commit.authorLogin, in: snapshot)
        default: call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `PullRequestCommit`.
struct PullRequestCommitObject: GraphQLObject {
    let typeName = "PullRequestCommit"
    let commit: DemoCommit
    let pullRequest: PullRequestObject

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("PURC_\(pullRequest.id)_\(commit.sha)")
        case "commit": .object(CommitObject(commit: commit, repository: pullRequest.repository))
        default: call.unresolved(on: typeName)
        }
    }
}
