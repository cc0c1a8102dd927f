/// What counts as a deployment, and what says that one failed.
///
/// Only queries are shaped by it, no derived fact.
package struct DeliveryRules: Hashable, Sendable {
    /// What the forge keeps of deployments.
    package enum Source: String, Sendable, CaseIterable {
        /// The forge's deployments, with what was reported of them.
        case deployments
        /// Published releases; none of them fails by itself.
        case releases
    }

    /// Where deployments are read from; nil for the forge's deployments where one fits, else its releases.
    package var source: Source?
    /// The environments that count, without regard to ASCII case.
    package var environments: [AccountPattern]
    /// Whether a release counts that says of itself that it is not meant for everyone.
    package var countsPrereleases: Bool
    /// Head branches of pull requests that repair what was deployed.
    package var hotfixBranches: [BranchPattern]
    /// Labels of pull requests that repair what was deployed.
    package var hotfixLabels: [String]

    /// Makes rules; the defaults are those of an empty configuration.
    package init(
        source: Source? = nil, environments: [AccountPattern] = DeliveryRules.usualEnvironments,
        countsPrereleases: Bool = false, hotfixBranches: [BranchPattern] = DeliveryRules.usualHotfixBranches,
        hotfixLabels: [String] = ["hotfix"]
    ) {
        self.source = source
        self.environments = environments
        self.countsPrereleases = countsPrereleases
        self.hotfixBranches = hotfixBranches
        self.hotfixLabels = hotfixLabels
    }

    /// The names of the environment that users are in.
    package static let usualEnvironments = ["production", "prod", "production-*", "prod-*", "live"]
        .compactMap(AccountPattern.init)

    /// The prefixes of branches that repair what was deployed.
    package static let usualHotfixBranches = ["hotfix/*", "hotfix-*"].compactMap(BranchPattern.init)
}
