import HakaruModel

/// GraphQL's `Release`.
struct ReleaseObject: GraphQLObject {
    let typeName = "Release"
    let release: DemoRelease
    let repository: RepositoryView

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("RE_\(release.databaseID)")
        case "databaseId": .int(release.databaseID)
        case "name", "tagName": .string(release.tag)
        case "tagCommit":
            .maybe(repository.commit(release.commit).map { CommitObject(commit: $0, repository: repository) })
        case "author": AccountObject.user(release.author, in: snapshot)
        case "isDraft", "isPrerelease": .bool(false)
        case "createdAt", "publishedAt": .time(release.publishedAt)
        default: call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `Deployment`.
struct DeploymentObject: GraphQLObject {
    let typeName = "Deployment"
    let deployment: DemoDeployment
    let repository: RepositoryView

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": return .string("DE_\(deployment.databaseID)")
        case "databaseId": return .int(deployment.databaseID)
        case "commit":
            return .maybe(
                repository.commit(deployment.commit).map { CommitObject(commit: $0, repository: repository) })
        case "commitOid": return .sha(deployment.commit)
        case "ref":
            return .maybe(
                repository.branch(deployment.ref).map {
                    RefObject(ref: $0, prefix: "refs/heads/", repository: repository)
                })
        case "environment": return .string(deployment.environment)
        case "task": return .string("deploy")
        case "description": return .null
        case "creator": return AccountObject.value(deployment.creator, in: snapshot)
        case "createdAt": return .time(deployment.createdAt)
        case "updatedAt": return .time(statuses.last?.status.at ?? deployment.createdAt)
        case "state": return .string(state)
        case "latestStatus": return .maybe(statuses.last)
        case "statuses":
            return GraphQLConnection.page(call, of: "DeploymentStatusConnection", statuses.reversed()) { $0 }
        default: return call.unresolved(on: typeName)
        }
    }

    /// A deployment that succeeded is active until the next one.
    private var state: String {
        let last = (statuses.last?.status.state ?? "pending").uppercased()
        return last == "SUCCESS" ? "ACTIVE" : last
    }

    private var statuses: [DeploymentStatusObject] {
        deployment.statuses.enumerated().map {
            DeploymentStatusObject(status: $0.element, index: $0.offset, deployment: deployment)
        }
    }
}

/// GraphQL's `DeploymentStatus`.
private struct DeploymentStatusObject: GraphQLObject {
    let typeName = "DeploymentStatus"
    let status: DemoDeployment.Status
    let index: Int
    let deployment: DemoDeployment

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("DES_\(deployment.databaseID)_\(index)")
        case "state": .string(status.state.uppercased())
        case "description": .null
        case "creator": AccountObject.value(deployment.creator, in: snapshot)
        case "createdAt": .time(status.at)
        default: call.unresolved(on: typeName)
        }
    }
}
