import HakaruModel

/// GraphQL's `Repository`.
struct RepositoryObject: GraphQLObject {
    let typeName = "Repository"
    let view: RepositoryView

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        let record = view.record
        switch call.name {
        case "id": return .string(NodeID.repository(record))
        case "databaseId": return .int(record.databaseID)
        case "name": return .string(record.id.name)
        case "nameWithOwner": return .string(record.id.description)
        case "owner": return AccountObject.value(record.id.owner, in: snapshot)
        case "url": return .string("https://example.com/\(record.id)")
        case "description": return .null
        case "isArchived": return .bool(record.isArchived)
        case "isDisabled": return .bool(false)
        case "isEmpty": return .bool(view.branches.isEmpty)
        case "isFork": return .bool(record.isFork)
        case "isPrivate": return .bool(record.isPrivate)
        case "visibility": return .string(record.isPrivate ? "PRIVATE" : "PUBLIC")
        case "createdAt": return .time(record.createdAt)
        case "updatedAt", "pushedAt": return .time(view.pushedAt)
        case "defaultBranchRef": return branch(record.defaultBranch)
        case "ref": return ref(call.string("qualifiedName") ?? "")
        case "refs": return refs(call)
        case "object": return object(call)
        case "pullRequest": return pullRequest(call.int("number") ?? 0)
        case "pullRequests": return PullRequestList(call, in: view).value(for: call)
        case "releases": return releases(call)
        case "deployments": return deployments(call)
        default: return call.unresolved(on: typeName)
        }
    }

    private func branch(_ name: String) -> GraphQLValue {
        .maybe(view.branch(name).map { RefObject(ref: $0, prefix: "refs/heads/", repository: view) })
    }

    private func ref(_ name: String) -> GraphQLValue {
        if let tag = name.removing(prefix: "refs/tags/") {
            return .maybe(
                view.tags.first { $0.name == tag }.map { RefObject(ref: $0, prefix: "refs/tags/", repository: view) })
        }
        return branch(name.removing(prefix: "refs/heads/") ?? name.removing(prefix: "heads/") ?? name)
    }

    private func refs(_ call: GraphQLCall) -> GraphQLValue {
        let prefix = call.string("refPrefix") ?? ""
        let query = call.string("query") ?? ""
        guard prefix == "refs/heads/" || prefix == "refs/tags/" else { return .null }
        var found = (prefix == "refs/tags/" ? view.tags : view.branches).filter {
            query.isEmpty || $0.name.lowercased().contains(query.lowercased())
        }
        if call.order?.isDescending ?? (call.string("direction") == "DESC") { found.reverse() }
        return GraphQLConnection.page(call, of: "RefConnection", found) {
            RefObject(ref: $0, prefix: prefix, repository: view)
        }
    }

    private func object(_ call: GraphQLCall) -> GraphQLValue {
        guard let name = call.string("oid") ?? call.string("expression") else { return .null }
        let commit = view.resolve(name.removing(prefix: "refs/heads/") ?? name).flatMap { view.commit($0) }
        return .maybe(commit.map { CommitObject(commit: $0, repository: view) })
    }

    private func pullRequest(_ number: Int) -> GraphQLValue {
        guard let pullRequest = view.pullRequest(number) else {
            return .failure(
                GraphQLError("Could not resolve to a PullRequest with the number of \(number).", type: "NOT_FOUND"))
        }
        return .object(PullRequestObject(view: pullRequest, repository: view))
    }

    private func releases(_ call: GraphQLCall) -> GraphQLValue {
        let isAscending = call.order.map { !$0.isDescending } ?? false
        let found = isAscending ? view.releases : Array(view.releases.reversed())
        return GraphQLConnection.page(call, of: "ReleaseConnection", found) {
            ReleaseObject(release: $0, repository: view)
        }
    }

    private func deployments(_ call: GraphQLCall) -> GraphQLValue {
        var found = view.deployments
        if let environments = call.strings("environments") {
            found.removeAll { !environments.contains($0.environment) }
        }
        if call.order?.isDescending == true { found.reverse() }
        return GraphQLConnection.page(call, of: "DeploymentConnection", found) {
            DeploymentObject(deployment: $0, repository: view)
        }
    }
}

/// GraphQL's `Ref`: a branch or a tag.
struct RefObject: GraphQLObject {
    let typeName = "Ref"
    let ref: RepositoryView.Ref
    let prefix: String
    let repository: RepositoryView

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("REF_\(repository.record.databaseID)_\(prefix)\(ref.name)")
        case "name": .string(ref.name)
        case "prefix": .string(prefix)
        case "target": .maybe(repository.commit(ref.tip).map { CommitObject(commit: $0, repository: repository) })
        case "repository": .object(RepositoryObject(view: repository))
        default: call.unresolved(on: typeName)
        }
    }
}

extension String {
    /// The rest after the prefix; nil where the string does not begin with it.
    func removing(prefix: String) -> String? {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
    }
}
