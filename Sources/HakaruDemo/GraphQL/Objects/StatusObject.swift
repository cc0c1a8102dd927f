import HakaruModel

/// GraphQL's `Status`: the last word of each commit status.
struct StatusObject: GraphQLObject {
    let typeName = "Status"
    let commit: CommitObject
    private let statuses: [DemoStatus]

    /// The statuses of a commit; nil where it has none.
    init?(commit: CommitObject) {
        self.commit = commit
        statuses = commit.repository.latestStatuses(of: commit.commit.sha, form: .status)
        if statuses.isEmpty { return nil }
    }

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": return .string("ST_\(commit.commit.sha)")
        case "commit": return .object(commit)
        case "state": return .string(DemoStatus.summary(of: statuses))
        case "contexts": return .list(statuses.map { .object(StatusContextObject(status: $0, commit: commit)) })
        case "context":
            let name = call.string("name")
            return .maybe(
                statuses.first { $0.context == name }.map { StatusContextObject(status: $0, commit: commit) })
        default: return call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `StatusCheckRollup`: commit statuses and check runs together.
struct StatusCheckRollupObject: GraphQLObject {
    let typeName = "StatusCheckRollup"
    let commit: CommitObject
    private let statuses: [DemoStatus]

    /// What machines said about a commit; nil where none said anything.
    init?(commit: CommitObject) {
        self.commit = commit
        let repository = commit.repository
        statuses =
            repository.latestStatuses(of: commit.commit.sha, form: .checkRun)
            + repository.latestStatuses(of: commit.commit.sha, form: .status)
        if statuses.isEmpty { return nil }
    }

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": return .string("SCR_\(commit.commit.sha)")
        case "commit": return .object(commit)
        case "state": return .string(DemoStatus.summary(of: statuses))
        case "contexts":
            return GraphQLConnection.page(call, of: "StatusCheckRollupContextConnection", statuses) { status in
                switch status.form {
                case .status: StatusContextObject(status: status, commit: commit)
                case .checkRun: CheckRunObject(status: status)
                }
            }
        default: return call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `StatusContext`.
private struct StatusContextObject: GraphQLObject {
    let typeName = "StatusContext"
    let status: DemoStatus
    let commit: CommitObject

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("SC_\(status.databaseID)")
        case "context": .string(status.context)
        case "state": .string(status.state.uppercased())
        case "description": .string(status.description)
        case "targetUrl": .text(status.targetURL)
        case "creator": AccountObject.value(status.creator, in: snapshot)
        case "createdAt": .time(status.createdAt)
        case "commit": .object(commit)
        default: call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `CheckRun`.
private struct CheckRunObject: GraphQLObject {
    let typeName = "CheckRun"
    let status: DemoStatus

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("CR_\(status.databaseID)")
        case "databaseId": .int(status.databaseID)
        case "name": .string(status.context)
        case "status": .string("COMPLETED")
        case "conclusion": .string(status.state.uppercased())
        case "startedAt", "completedAt": .time(status.createdAt)
        case "title": .string(status.description)
        case "checkSuite": .object(CheckSuiteObject(status: status))
        default: call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `CheckSuite`: one for each check run, of the app that is its creator.
private struct CheckSuiteObject: GraphQLObject {
    let typeName = "CheckSuite"
    let status: DemoStatus

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("CS_\(status.databaseID)")
        case "app": .object(AppObject(slug: status.creator))
        default: call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `App`.
private struct AppObject: GraphQLObject {
    let typeName = "App"
    let slug: String

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("A_\(slug)")
        case "name", "slug": .string(slug)
        default: call.unresolved(on: typeName)
        }
    }
}

extension DemoStatus {
    /// One word for many: failure before pending before success.
    static func summary(of statuses: [DemoStatus]) -> String {
        let states = Set(statuses.map(\.state))
        if !states.isDisjoint(with: ["failure", "error", "timed_out", "cancelled"]) { return "FAILURE" }
        return states.contains("pending") ? "PENDING" : "SUCCESS"
    }
}
