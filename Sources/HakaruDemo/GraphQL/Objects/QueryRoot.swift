import HakaruModel

/// GraphQL's `Query`: where every request begins.
struct QueryRoot: GraphQLObject {
    let typeName = "Query"
    let cost: GraphQLCost
    let budget: ForgeBudget.State

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        if cost.isDryRun, call.name != "rateLimit" { return .null }
        switch call.name {
        case "rateLimit": return .maybe(RateLimitObject(cost: cost, budget: budget))
        case "viewer": return AccountObject.value(snapshot.viewer, in: snapshot)
        case "repository": return repository(call, in: snapshot)
        case "organization", "user", "repositoryOwner": return owner(call, in: snapshot)
        case "node": return QueryRoot.node(call.string("id") ?? "", in: snapshot)
        case "nodes": return .list((call.strings("ids") ?? []).map { QueryRoot.node($0, in: snapshot) })
        default: return call.unresolved(on: typeName)
        }
    }

    private func repository(_ call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        let owner = call.string("owner") ?? ""
        let name = call.string("name") ?? ""
        if let repository = snapshot.repository(owner, name) { return .object(RepositoryObject(view: repository)) }
        if call.arguments["followRenames"]?.bool != false, let moved = snapshot.renamedRepository(owner, name) {
            return .object(RepositoryObject(view: moved))
        }
        return .failure(
            GraphQLError(
                "Could not resolve to a Repository with the name '\(owner)/\(name)'.", type: "NOT_FOUND"))
    }

    private func owner(_ call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        let login = call.string("login") ?? ""
        let account = snapshot.account(named: login)
        let isOrganization = account?.kind == .organization
        if let account, account.kind != .bot,
            call.name == "repositoryOwner" || isOrganization == (call.name == "organization")
        {
            return .object(AccountObject(account: account))
        }
        let kind =
            call.name == "user" ? "a User" : call.name == "organization" ? "an Organization" : "a RepositoryOwner"
        return .failure(
            GraphQLError("Could not resolve to \(kind) with the login of '\(login)'.", type: "NOT_FOUND"))
    }

    /// The thing with the given identity, or GitHub's error where there is none.
    static func node(_ id: String, in snapshot: ForgeSnapshot) -> GraphQLValue {
        find(id, in: snapshot).map { .object($0) }
            ?? .failure(
                GraphQLError("Could not resolve to a node with the global id of '\(id)'", type: "NOT_FOUND"))
    }

    private static func find(_ id: String, in snapshot: ForgeSnapshot) -> (any GraphQLObject)? {
        let parts = NodeID.parts(of: id)
        guard parts.count > 1, let number = Int(parts[1]) else { return nil }
        if ["U", "BOT", "M", "O"].contains(parts[0]) {
            return snapshot.account(databaseID: number).map { AccountObject(account: $0) }
        }
        guard let repository = snapshot.repository(databaseID: number) else { return nil }
        if parts[0] == "R" { return RepositoryObject(view: repository) }
        if parts[0] == "C", parts.count == 3 {
            return ObjectID(parts[2]).flatMap { repository.commit($0) }
                .map { CommitObject(commit: $0, repository: repository) }
        }
        guard parts.count > 2, let pullRequest = Int(parts[2]).flatMap({ repository.pullRequest($0) }) else {
            return nil
        }
        let object = PullRequestObject(view: pullRequest, repository: repository)
        switch (parts[0], parts.count > 3 ? Int(parts[3]) : nil) {
        case ("PR", nil): return object
        case ("PRR", let number?): return object.reviews.first { $0.review.databaseID == number }
        case ("PRRT", let number?): return object.threads.first { $0.comments.first?.comment.databaseID == number }
        default: return nil
        }
    }
}

/// GraphQL's `RateLimit`; nil where the forge has no limits.
private struct RateLimitObject: GraphQLObject {
    let typeName = "RateLimit"
    let cost: GraphQLCost
    let budget: ForgeBudget.State
    private let limit: Int

    init?(cost: GraphQLCost, budget: ForgeBudget.State) {
        guard let limit = budget.limit else { return nil }
        self.cost = cost
        self.budget = budget
        self.limit = limit
    }

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "cost": .int(cost.isDryRun ? max(1, (cost.requests + 50) / 100) : cost.points)
        case "limit": .int(limit)
        case "nodeCount": .int(cost.nodes)
        case "remaining": .int(max(0, limit - budget.used))
        case "resetAt": .time(budget.resetsAt)
        case "used": .int(budget.used)
        default: call.unresolved(on: typeName)
        }
    }
}
