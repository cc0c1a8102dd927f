import HakaruModel

/// GraphQL's `IssueComment`.
struct IssueCommentObject: GraphQLObject {
    let typeName = "IssueComment"
    let comment: DemoComment

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string(NodeID.comment(comment))
        case "databaseId": .int(comment.databaseID)
        case "author": AccountObject.value(comment.author, in: snapshot)
        case "body": .string(comment.body)
        case "createdAt", "publishedAt": .time(comment.createdAt)
        case "updatedAt": .time(comment.updatedAt)
        default: call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `Label`.
struct LabelObject: GraphQLObject {
    let typeName = "Label"
    let name: String
    let repository: RepositoryView

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("LA_\(repository.record.databaseID)_\(name)")
        case "name": .string(name)
        case "color": .string("ededed")
        default: call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `ReviewRequest`.
struct ReviewRequestObject: GraphQLObject {
    let typeName = "ReviewRequest"
    let reviewer: String
    let pullRequest: PullRequestObject

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": .string("RR_\(pullRequest.id)_\(reviewer)")
        case "requestedReviewer": AccountObject.value(reviewer, in: snapshot)
        default: call.unresolved(on: typeName)
        }
    }
}

/// GraphQL's `PullRequestChangedFile`.
struct ChangedFileObject: GraphQLObject {
    let typeName = "PullRequestChangedFile"
    let file: DemoChangedFile

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "path": .string(file.path)
        case "additions": .int(file.additions)
        case "deletions": .int(file.deletions)
        case "changeType": .string("MODIFIED")
        default: call.unresolved(on: typeName)
        }
    }
}
