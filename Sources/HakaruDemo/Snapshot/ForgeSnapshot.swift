import HakaruModel

/// All that the forge shows at an instant; every answer is made from one, and it never changes.
final class ForgeSnapshot: Sendable {
    let now: Instant
    let viewer: String
    /// The repositories that can be seen, in the order of their making.
    let repositories: [RepositoryView]
    private let accounts: [String: DemoAccount]
    private let formerNames: [RepositoryID: Int]

    init(_ dataset: DemoDataset, asOf now: Instant) {
        self.now = now
        self.viewer = dataset.viewer
        self.repositories = dataset.repositories.filter { !$0.isHidden && $0.createdAt <= now }
            .map { RepositoryView($0, asOf: now, viewer: dataset.viewer) }
        self.accounts = Dictionary(dataset.accounts.map { ($0.login, $0) }, uniquingKeysWith: { first, _ in first })
        var formerNames: [RepositoryID: Int] = [:]
        for repository in dataset.repositories {
            for name in repository.formerIDs { formerNames[name] = repository.databaseID }
        }
        self.formerNames = formerNames
    }

    /// The account with the given login; nil where it was deleted by now or never was.
    func account(_ login: String?) -> DemoAccount? {
        guard let login, let account = accounts[login] else { return nil }
        if let deletedAt = account.deletedAt, deletedAt <= now { return nil }
        return account
    }

    /// The repository of that name now; nil where there is none.
    func repository(_ owner: String, _ name: String) -> RepositoryView? {
        guard let id = RepositoryID("\(owner)/\(name)") else { return nil }
        return repositories.first { $0.record.id == id }
    }

    /// The repository that once had the name; nil where none had.
    func renamedRepository(_ owner: String, _ name: String) -> RepositoryView? {
        RepositoryID("\(owner)/\(name)").flatMap { formerNames[$0] }.flatMap { repository(databaseID: $0) }
    }

    func repository(databaseID: Int) -> RepositoryView? {
        repositories.first { $0.record.databaseID == databaseID }
    }

    func repositories(ownedBy owner: String) -> [RepositoryView] {
        repositories.filter { $0.record.id.owner.lowercased() == owner.lowercased() }
    }

    /// The account that a person names, in whatever case.
    func account(named name: String) -> DemoAccount? {
        let key = name.lowercased()
        return accounts.keys.first { $0.lowercased() == key }.flatMap { account($0) }
    }

    func account(databaseID: Int) -> DemoAccount? {
        accounts.values.first { $0.databaseID == databaseID }.flatMap { account($0.login) }
    }
}
