/// What the configuration says about how pull requests become facts: branches, people, bots, paths.
///
/// Derived facts are valid for one ``fingerprint``. Zones, teams' people and fiscal years are not part of it, since
/// they only shape queries.
package struct MeasurementRules: Hashable, Sendable {
    /// The branches that count, for all repositories or for one (`definitions.md` §2).
    package struct Branches: Hashable, Sendable {
        /// The integration branches; empty for `develop` where it exists, else the default branch.
        package var integration: [BranchPattern]
        /// The release branches; empty for the default branch where it is no integration branch, else `main`, `master`.
        package var release: [BranchPattern]
        /// Former names of the integration branch, besides those that the commits prove.
        package var formerNames: [String]

        /// Makes rules; the defaults say nothing.
        package init(
            integration: [BranchPattern] = [], release: [BranchPattern] = [], formerNames: [String] = []
        ) {
            self.integration = integration
            self.release = release
            self.formerNames = formerNames
        }

        /// The integration branches of a repository: the configured ones, else `develop` where it has it, else its default.
        package func integration(defaultBranch: String?, existing: Set<String>) -> [BranchPattern] {
            guard integration.isEmpty else { return integration }
            let name = existing.contains("develop") ? "develop" : defaultBranch
            return name.flatMap(BranchPattern.init).map { [$0] } ?? []
        }
    }

    /// The branches that count where a repository says nothing else.
    package var branches: Branches
    /// What single repositories say; an empty list there means *as everywhere*.
    package var branchesByRepository: [RepositoryID: Branches]
    /// The people with more than one account.
    package var identities: [Identity]
    /// Bots besides those that the forge marks and ``KnownBots``.
    package var bots: [AccountPattern]
    /// Whether a comment in the conversation by another person counts as a review.
    package var countsCommentsAsReview: Bool
    /// Files that enter no size, such as lock files and snapshots.
    package var generatedPaths: [PathPattern]
    /// The patterns of paths by which teams own pull requests; at most ``Organization/mostPaths``.
    package var teamPaths: [PathPattern]
    /// Accounts whose pull requests were written by a machine.
    package var aiAccounts: [AccountPattern]
    /// Head branches whose pull requests were written with a machine.
    package var aiBranches: [BranchPattern]

    /// Makes rules; the defaults are those of an empty configuration.
    package init(
        branches: Branches = Branches(), branchesByRepository: [RepositoryID: Branches] = [:],
        organization: Organization = .none, bots: [AccountPattern] = [], countsCommentsAsReview: Bool = false,
        generatedPaths: [PathPattern] = [], aiAccounts: [AccountPattern] = MeasurementRules.knownAIAccounts,
        aiBranches: [BranchPattern] = MeasurementRules.knownAIBranches
    ) {
        self.branches = branches
        self.branchesByRepository = branchesByRepository
        self.identities = organization.identities
        self.bots = bots
        self.countsCommentsAsReview = countsCommentsAsReview
        self.generatedPaths = generatedPaths
        self.teamPaths = organization.teamPaths
        self.aiAccounts = aiAccounts
        self.aiBranches = aiBranches
    }

    /// The accounts of coding agents that are known without a configuration.
    package static let knownAIAccounts = [
        "copilot", "copilot-swe-agent", "claude", "devin-ai-integration", "google-labs-jules", "openai-codex",
        "cursor", "sweep-ai",
    ].compactMap(AccountPattern.init)

    /// The prefixes with which coding agents name their branches, known without a configuration.
    package static let knownAIBranches = [
        "copilot/*", "claude/*", "codex/*", "cursor/*", "devin/*", "jules/*",
    ].compactMap(BranchPattern.init)

    /// The rules for the branches of one repository, its own before those of all.
    package func branches(of repository: RepositoryID) -> Branches {
        guard let own = branchesByRepository[repository] else { return branches }
        return Branches(
            integration: own.integration.isEmpty ? branches.integration : own.integration,
            release: own.release.isEmpty ? branches.release : own.release,
            formerNames: own.formerNames.isEmpty ? branches.formerNames : own.formerNames)
    }

    /// Whether a rule needs the paths that a pull request changes.
    package var needsPaths: Bool { !generatedPaths.isEmpty || !teamPaths.isEmpty }

    /// The same rules with other integration branches for every repository, as the flag `--integration-branch` asks.
    package func withIntegrationBranches(_ patterns: [BranchPattern]) -> MeasurementRules {
        guard !patterns.isEmpty else { return self }
        var rules = self
        rules.branches.integration = patterns
        for repository in rules.branchesByRepository.keys {
            rules.branchesByRepository[repository]?.integration = patterns
        }
        return rules
    }

    /// Whether an account is a bot (`definitions.md` §2).
    package func isBot(_ actor: Actor) -> Bool {
        if actor.kind == .bot || KnownBots.logins.contains(Actor.foldedLogin(actor.login)) { return true }
        return bots.contains { $0.matches(actor.login) }
    }
}
