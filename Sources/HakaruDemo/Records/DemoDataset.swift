/// Everything that the demo forge knows: accounts and repositories with their whole history.
///
/// A test makes a small one by hand; ``DemoTeam/dataset()`` generates a lively one.
package struct DemoDataset: Hashable, Sendable {
    /// The accounts, organizations among them.
    package var accounts: [DemoAccount]
    /// The login of the account that tokens belong to.
    package var viewer: String
    /// The repositories in the order of their making.
    package var repositories: [DemoRepository]

    /// Makes a dataset.
    package init(accounts: [DemoAccount], viewer: String, repositories: [DemoRepository]) {
        self.accounts = accounts
        self.viewer = viewer
        self.repositories = repositories
    }
}
