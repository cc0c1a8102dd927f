import HakaruModel

/// The paths of accounts and of their repositories.
enum AccountRoutes {
    static func viewer(_ call: RESTCall) -> ForgeAnswer {
        .json { $0.account(call.snapshot.account(call.snapshot.viewer)) }
    }

    static func account(_ call: RESTCall) -> ForgeAnswer {
        guard let account = call.snapshot.account(named: call["login"]) else { return .notFound }
        return .json { $0.account(account) }
    }

    static func organization(_ call: RESTCall) -> ForgeAnswer {
        guard let account = call.snapshot.account(named: call["login"]), account.kind == .organization else {
            return .notFound
        }
        return .json { $0.account(account) }
    }

    static func repositories(_ call: RESTCall) -> ForgeAnswer {
        let path = call.request.path.first
        guard let account = call.snapshot.account(named: call["login"]),
            path == "users" || account.kind == .organization
        else { return .notFound }
        return call.page(call.snapshot.repositories(ownedBy: account.login)) { writer, repository in
            writer.repository(repository, in: call.snapshot)
        }
    }
}

extension JSONWriter {
    /// An account as REST shows it; null for nil.
    mutating func account(_ account: DemoAccount?) {
        guard let account else { return null() }
        object { writer in
            writer.field("login", account.kind == .bot ? account.login + "[bot]" : account.login)
            writer.field("id", account.databaseID)
            writer.field("node_id", NodeID.account(account))
            writer.field("html_url", "https://example.com/\(account.login)")
            writer.field("type", account.restType)
            writer.field("site_admin", false)
        }
    }

    /// The account of that login under a key; `ghost` where it was deleted.
    mutating func account(_ name: String, _ login: String?, in snapshot: ForgeSnapshot) {
        key(name)
        account(snapshot.account(login) ?? DemoAccount(login: Actor.ghost.login, databaseID: 10_137))
    }
}

extension DemoAccount {
    fileprivate var restType: String {
        switch kind {
        case .user, .unknown: "User"
        case .bot: "Bot"
        case .mannequin: "Mannequin"
        case .organization: "Organization"
        }
    }
}
