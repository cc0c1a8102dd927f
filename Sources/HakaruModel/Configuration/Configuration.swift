/// What the configuration files say, in one value; every key has a default.
///
/// Reading files is not its business: `HakaruCommands` makes it from YAML, and the engine takes it as an argument.
package struct Configuration: Hashable, Sendable {
    /// A person as the configuration names them; their addresses become hashes only under the key of a store.
    package struct Person: Hashable, Sendable {
        /// The name that teams and flags use.
        package var name: String
        /// The accounts on the forge.
        package var accounts: [String]
        /// The e-mail addresses of their commits; never stored.
        package var emails: [String]

        /// Makes a person.
        package init(name: String, accounts: [String], emails: [String] = []) {
            self.name = name
            self.accounts = accounts
            self.emails = emails
        }
    }

    /// A GitHub App that asks in place of a person.
    package struct App: Hashable, Sendable {
        /// The app's number or client id.
        package var id: String
        /// Where its private key lies.
        package var keyFile: String
        /// The installation; nil for the app's only one.
        package var installation: Int64?

        /// Makes an app.
        package init(id: String, keyFile: String, installation: Int64? = nil) {
            self.id = id
            self.keyFile = keyFile
            self.installation = installation
        }
    }

    /// The IANA name of the reporting time zone.
    package var timeZone = "UTC"
    /// The language of what people read.
    package var language = Language.english
    /// The month that the fiscal year starts in.
    package var fiscalYearStart = FiscalYear.StartMonth.january
    /// The branches that count where a repository says nothing else.
    package var branches = MeasurementRules.Branches()
    /// What single repositories say about their branches.
    package var branchesByRepository: [RepositoryID: MeasurementRules.Branches] = [:]
    /// The repositories to collect, in the order of the file.
    package var repositories: [RepositoryID] = []
    /// The people with more than one account or address.
    package var people: [Person] = []
    /// The teams.
    package var teams: [Team] = []
    /// Whether everybody may see everybody's own figures.
    package var showsPeople = false
    /// Bots besides those that are known.
    package var bots: [AccountPattern] = []
    /// Whether a comment in the conversation counts as a review.
    package var countsCommentsAsReview = false
    /// Files that enter no size, such as lock files.
    package var generatedPaths: [PathPattern] = []
    /// Accounts whose pull requests were written by a machine, besides those that are known.
    package var aiAccounts: [AccountPattern] = []
    /// Head branches whose pull requests were written with a machine, besides those that are known.
    package var aiBranches: [BranchPattern] = []
    /// What a deployment is, and when it failed.
    package var delivery = DeliveryRules()
    /// What is measured of coverage, and what the gate asks for.
    package var coverage = CoverageConfiguration()
    /// The base URL of the forge's API; nil for github.com's.
    ///
    /// Not from a project's file.
    package var apiURL: String?
    /// The command that prints a token, as program and arguments; nil for none.
    ///
    /// Not from a project's file.
    package var tokenCommand: [String]?

    /// The GitHub App to ask as, on the host of ``apiURL``; nil for none.
    ///
    /// Not from a project's file.
    package var githubApp: App?

    /// Where weekly reports go.
    package var report = ReportSettings()

    /// Makes the configuration of no file at all.
    package init() {}
}

extension Configuration {
    /// The people and teams, checked against each other.
    ///
    /// - Parameters:
    ///   - hash: Makes the hash of an e-mail address under the key of the store.
    ///   - knownAccounts: The accounts that teams may name besides; nil to believe any.
    /// - Returns: The people and teams.
    /// - Throws: ``ConfigurationProblem`` for the first entry that contradicts another.
    package func organization(
        hashing hash: (String) -> [UInt8], knownAccounts: Set<String>? = nil
    ) throws(ConfigurationProblem) -> Organization {
        let identities = people.map { person in
            Identity(name: person.name, accounts: person.accounts, emailHashes: person.emails.map(hash))
        }
        return try Organization(identities: identities, teams: teams, knownAccounts: knownAccounts)
    }

    /// What shapes derived facts.
    package func rules(for organization: Organization) -> MeasurementRules {
        MeasurementRules(
            branches: branches, branchesByRepository: branchesByRepository, organization: organization, bots: bots,
            countsCommentsAsReview: countsCommentsAsReview, generatedPaths: generatedPaths,
            aiAccounts: MeasurementRules.knownAIAccounts + aiAccounts,
            aiBranches: MeasurementRules.knownAIBranches + aiBranches)
    }
}
