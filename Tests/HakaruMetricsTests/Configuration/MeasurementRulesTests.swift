import HakaruModel
import Testing

@Suite struct `Rules and patterns of the configuration` {
    @Test(arguments: [
        ("develop", "develop", true), ("develop", "Develop", false), ("develop", "develop2", false),
        ("release/*", "release/1.0", true), ("release/*", "release/", true), ("release/*", "release", false),
        ("release/*", "release/1/hotfix", true), ("*-stable", "9-stable", true), ("*-stable", "9-stable-1", false),
        ("a*b*c", "aXbYbZc", true), ("a*b*c", "acb", false), ("*", "", true), ("**", "x", true),
    ])
    func `a star in a branch pattern stands for anything`(pattern: String, branch: String, expected: Bool) throws {
        #expect(try #require(BranchPattern(pattern)).matches(branch) == expected)
    }

    @Test func `an empty pattern is none`() {
        #expect(BranchPattern("") == nil)
        #expect(AccountPattern("") == nil)
    }

    @Test(arguments: [
        ("renovate", "Renovate[bot]", true), ("Renovate[BOT]", "renovate", true),
        ("*-automation", "deploy-Automation", true),
        ("*-automation", "automation", false), ("renovate", "renovate2", false),
    ])
    func `account patterns ignore case and the bot suffix`(pattern: String, login: String, expected: Bool) throws {
        #expect(try #require(AccountPattern(pattern)).matches(login) == expected)
    }

    @Test(arguments: [
        (Actor(login: "someone", kind: .bot), true), (Actor(login: "thing[bot]", kind: .user), true),
        (Actor(login: "GitHub-Actions", kind: .user), true), (Actor(login: "Copilot", kind: .unknown), true),
        (Actor(login: "pre-commit-ci", kind: .user), true), (Actor(login: "nightly-automation", kind: .user), true),
        (Actor(login: "robot", kind: .user), false), (Actor(login: "dependabot2", kind: .user), false),
        (Actor(login: "acme", kind: .organization), false), (.ghost, false),
    ])
    func `a bot is marked, on the printed list or configured`(actor: Actor, expected: Bool) throws {
        let rules = MeasurementRules(bots: [try #require(AccountPattern("*-automation"))])
        #expect(rules.isBot(actor) == expected)
    }

    @Test func `the printed list has eleven names, no more`() {
        #expect(
            KnownBots.logins.sorted() == [
                "codecov", "coderabbitai", "copilot", "copilot-pull-request-reviewer", "dependabot", "github-actions",
                "greenkeeper", "mergify", "pre-commit-ci", "renovate", "snyk-bot",
            ])
    }

    @Test func `a repository's own branches come before those of all`() throws {
        let own = try #require(RepositoryID("acme/web"))
        let main = try #require(BranchPattern("main"))
        let develop = try #require(BranchPattern("develop"))
        let rules = MeasurementRules(
            branches: .init(integration: [develop], release: [main], formerNames: ["dev"]),
            branchesByRepository: [own: .init(integration: [main])])
        #expect(rules.branches(of: own) == .init(integration: [main], release: [main], formerNames: ["dev"]))
        #expect(rules.branches(of: try #require(RepositoryID("acme/api"))).integration == [develop])
        let next = try #require(BranchPattern("next"))
        #expect(rules.withIntegrationBranches([next]).branches(of: own).integration == [next])
        #expect(rules.withIntegrationBranches([]) == rules)
    }

    @Test func `the fingerprint changes with every rule that shapes facts, and with nothing else`() throws {
        let base = MeasurementRules()
        let organization = try Organization(
            identities: [Identity(name: "A", accounts: ["a"])], teams: [Team(name: "t", members: [.init(person: "A")])])
        let paths = try Organization(
            identities: [], teams: [Team(name: "t", paths: [.init(pattern: try #require(PathPattern("a/**")))])])
        let repository = try #require(RepositoryID("acme/web"))
        let pattern = try #require(BranchPattern("next"))
        let variants = [
            base, MeasurementRules(branches: .init(integration: [pattern])),
            MeasurementRules(branches: .init(release: [pattern])),
            MeasurementRules(branches: .init(formerNames: ["next"])),
            MeasurementRules(branchesByRepository: [repository: .init(integration: [pattern])]),
            MeasurementRules(organization: organization), MeasurementRules(organization: paths),
            MeasurementRules(bots: [try #require(AccountPattern("x"))]), MeasurementRules(countsCommentsAsReview: true),
            MeasurementRules(generatedPaths: [try #require(PathPattern("a/**"))]), MeasurementRules(aiAccounts: []),
            MeasurementRules(aiBranches: []),
        ]
        #expect(Set(variants.map(\.fingerprint)).count == variants.count)
        #expect(variants.allSatisfy { $0.fingerprint.utf8.count == 16 })
        #expect(MeasurementRules().fingerprint == base.fingerprint)
        let sameWithTeam = try Organization(
            identities: organization.identities, teams: [Team(name: "u", members: [.init(person: "A")])])
        #expect(
            MeasurementRules(organization: sameWithTeam).fingerprint
                == MeasurementRules(organization: organization).fingerprint)
    }
}
