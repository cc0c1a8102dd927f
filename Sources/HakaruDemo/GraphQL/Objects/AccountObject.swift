import HakaruModel

/// GraphQL's `User`, `Organization`, `Bot` or `Mannequin`.
struct AccountObject: GraphQLObject {
    let account: DemoAccount

    /// The account of that login; null where it was deleted.
    static func value(_ login: String?, in snapshot: ForgeSnapshot) -> GraphQLValue {
        .maybe(snapshot.account(login).map { AccountObject(account: $0) })
    }

    /// The account where it is a person's; null where it is a machine's.
    static func user(_ login: String?, in snapshot: ForgeSnapshot) -> GraphQLValue {
        guard let account = snapshot.account(login), account.kind == .user || account.kind == .unknown else {
            return .null
        }
        return .object(AccountObject(account: account))
    }

    var typeName: String {
        switch account.kind {
        case .user, .unknown: "User"
        case .bot: "Bot"
        case .mannequin: "Mannequin"
        case .organization: "Organization"
        }
    }

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "id": return .string(NodeID.account(account))
        case "databaseId": return .int(account.databaseID)
        case "login": return .string(account.login)
        case "name": return .string(account.name)
        case "email": return .string(account.email)
        case "url": return .string("https://example.com/\(account.login)")
        case "repositories": return repositories(call, in: snapshot)
        default: return call.unresolved(on: typeName)
        }
    }

    private func repositories(_ call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        var found = snapshot.repositories(ownedBy: account.login)
        if let isArchived = call.arguments["isArchived"]?.bool {
            found.removeAll { $0.record.isArchived != isArchived }
        }
        if let isFork = call.arguments["isFork"]?.bool { found.removeAll { $0.record.isFork != isFork } }
        if let order = call.order {
            found.sort {
                order.field == "NAME" ? $0.record.id < $1.record.id : $0.record.createdAt < $1.record.createdAt
            }
            if order.isDescending { found.reverse() }
        }
        return GraphQLConnection.page(call, of: "RepositoryConnection", found) { RepositoryObject(view: $0) }
    }
}
