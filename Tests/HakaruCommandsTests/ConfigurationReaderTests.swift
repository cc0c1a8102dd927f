import HakaruModel
import Testing

@testable import HakaruCommands

@Suite struct `A configuration file` {
    private func read(_ text: String, origin: ConfigurationReader.Origin = .trusted) throws(ConfigurationError)
        -> Configuration
    {
        var reader = ConfigurationReader()
        try reader.read(text, file: "hakaru.yml", origin: origin)
        return reader.configuration
    }

    @Test func `sets what it names and leaves the rest at its default`() throws {
        let configuration = try read("time_zone: Asia/Tokyo\nlang: ja\nintegration_branch: develop\n")
        #expect(configuration.timeZone == "Asia/Tokyo")
        #expect(configuration.language == .japanese)
        #expect(configuration.branches.integration.map(\.text) == ["develop"])
        #expect(configuration.fiscalYearStart == .january)
    }

    @Test func `gives a repository its own branches`() throws {
        let configuration = try read("repositories: [acme/api, {name: acme/web, integration_branch: [main, master]}]")
        let web = try #require(RepositoryID("acme/web"))
        #expect(configuration.repositories.map(\.description) == ["acme/api", "acme/web"])
        #expect(configuration.branchesByRepository[web]?.integration.map(\.text) == ["main", "master"])
    }

    @Test func `names the GitHub App to ask as, unless a pull request could`() throws {
        let text = "github_app: {id: Iv23li, key_file: /etc/app.pem, installation: 77}"
        let app = try read(text).githubApp
        #expect(app == Configuration.App(id: "Iv23li", keyFile: "/etc/app.pem", installation: 77))
        #expect(try read("github_app: {id: 12, key_file: /a}").githubApp == Configuration.App(id: "12", keyFile: "/a"))
        let error = #expect(throws: ConfigurationError.self) { try read(text, origin: .project) }
        #expect(error?.summary.contains("'github_app' may not stand in a file of a repository") == true)
    }

    @Test(arguments: [
        ("github_app: {id: 12}", "'github_app' needs an 'id' and a 'key_file'"),
        ("github_app: {id: 12, key_file: app.pem}", "'key_file' is not an absolute path: 'app.pem'"),
        ("github_app: {id: 12, key_file: /a, installation: 0}", "installation"),
    ])
    func `names what is wrong with an app`(text: String, problem: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(error?.summary.contains(problem) == true)
    }

    @Test func `says which paths are generated, a team's, and what a deployment is`() throws {
        let configuration = try read(
            """
            generated_paths: ['**/package-lock.json', 'gen/']
            ai_accounts: ['*-agent']
            ai_branches: bot/*
            teams:
              - {name: web, paths: ['web/**', {repository: acme/api, path: 'ui/**'}]}
            delivery: {source: releases, environments: live, prereleases: true, hotfix_branches: ['fix/*'], hotfix_labels: []}
            """)
        #expect(configuration.generatedPaths.map(\.text) == ["**/package-lock.json", "gen/"])
        #expect(configuration.aiAccounts.map(\.text) == ["*-agent"])
        #expect(configuration.aiBranches.map(\.text) == ["bot/*"])
        let paths = try #require(configuration.teams.first?.paths)
        #expect(paths.map(\.pattern.text) == ["web/**", "ui/**"])
        #expect(paths.map(\.repository) == [nil, RepositoryID("acme/api")])
        #expect(configuration.delivery.source == .releases)
        #expect(configuration.delivery.environments.map(\.text) == ["live"])
        #expect(configuration.delivery.countsPrereleases)
        #expect(configuration.delivery.hotfixBranches.map(\.text) == ["fix/*"])
        #expect(configuration.delivery.hotfixLabels == [])
        let rules = configuration.rules(for: try configuration.organization { Array($0.utf8) })
        #expect(rules.needsPaths)
        #expect(rules.aiAccounts.count == MeasurementRules.knownAIAccounts.count + 1)
        #expect(try !read("lang: ja").rules(for: .none).needsPaths)
    }

    @Test(arguments: [
        ("delivery: {source: pipelines}", "'source' of 'delivery' cannot be 'pipelines'"),
        ("teams: [{name: a, paths: [{repository: acme/api}]}]", "an entry of 'paths' needs a 'path'"),
        ("generated_paths: ['']", "'generated_paths' has an empty entry"),
    ])
    func `names what is wrong with a path or a deployment`(text: String, problem: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(error?.summary.contains(problem) == true)
    }

    @Test func `collects from organizations and users`() throws {
        let owners = try read(
            "orgs: [acme, {name: labs, exclude: ['*-sandbox'], archived: true}]\nusers: {name: hana, include: api*, forks: true}"
        ).owners
        #expect(owners.map(\.login) == ["acme", "labs", "hana"])
        #expect(owners.map(\.kind) == [.organization, .organization, .user])
        #expect(owners.map(\.takesArchived) == [false, true, false])
        #expect(owners.map(\.takesForks) == [false, false, true])
        #expect(owners[1].excluded.map(\.text) == ["*-sandbox"])
        #expect(owners[2].included.map(\.text) == ["api*"])
    }

    @Test(arguments: [
        ("orgs: [acme, {name: ACME}]", "hakaru.yml:1: 'ACME' stands there twice."),
        ("users: a/b", "hakaru.yml:1: 'a/b' is not the name of an account."),
        ("orgs: [{exclude: x}]", "hakaru.yml:1: an entry of 'orgs' needs a 'name'."),
        ("orgs: {name: acme, exclude: acme/api}", "hakaru.yml:1: 'acme/api' is not a pattern of repository names."),
    ])
    func `names what is wrong with an owner`(text: String, summary: String) {
        #expect { try read(text) } throws: { ($0 as? ConfigurationError)?.summary == summary }
    }

    @Test func `says what is measured of coverage and what is asked for`() throws {
        let coverage = try read(
            """
            coverage:
              components:
                - {name: backend, paths: ['api/**']}
                - {name: frontend, paths: ['web/**'], reports: ['web-*.info']}
                - {name: old, paths: ['dx/**'], excluded: {reason: 'replaced in June'}}
              rules:
                - {rule: total, target: 79.995%, component: backend}
                - {rule: patch, target: 90, measure: strict_lines}
                - {rule: no_decrease, measure: branches}
                - {rule: no_new_uncovered}
              shards: [unit.xml]
              ignore: '**/tests/**'
              strip_prefix: /app
              source_roots: [src, lib]
              trusted_creators: ['ci[bot]']
            """
        ).coverage
        #expect(coverage.components.map(\.name) == ["backend", "frontend", "old"])
        #expect(coverage.components.map(\.exclusionReason) == [nil, nil, "replaced in June"])
        #expect(coverage.components[1].reports.map(\.text) == ["web-*.info"])
        #expect(
            coverage.rules == [
                .total(try #require(CoverageTarget("79.995")), component: "backend"),
                .patch(try #require(CoverageTarget("90")), of: .strictLines), .noDecrease(of: .branches),
                .noNewUncovered(),
            ])
        #expect(coverage.shards.map(\.text) == ["unit.xml"])
        #expect(coverage.ignoredPaths.map(\.text) == ["**/tests/**"])
        #expect(coverage.stripPrefixes == ["/app"])
        #expect(coverage.sourceRoots == ["src", "lib"])
        #expect(coverage.trustedCreators == ["ci[bot]"])
    }

    @Test(
        arguments: [
            ("time_zoen: UTC", 1, "unknown key 'time_zoen'", "Did you mean 'time_zone'?"),
            ("lang: fr", 1, "'lang' cannot be 'fr'", "Use one of en, ja."),
            ("fiscal_year_start: 13", 1, "'fiscal_year_start' must be a whole number from 1 to 12", nil),
            ("repositories:\n  - acme", 2, "'acme' is not a repository", "Write it as owner/name."),
            ("lang: en\nlang: ja", 1, "the key 'lang' stands there twice", "Keep one of them."),
            (
                "teams:\n  - {name: a, people: [{name: x, form: 2026-01-01}]}", 2,
                "unknown key 'teams[0].people[0].form'", "Did you mean 'from'?"
            ),
            (
                "identities:\n  - {name: A, accounts: [x]}\n  - {name: B, accounts: [X]}", 3,
                "the account X belongs to A and to B", "Leave it with one of them."
            ),
            (
                "teams:\n  - {name: a, people: [{name: x, from: 2026-02-01, until: 2026-01-01}]}", 2,
                "the time of x in the team a ends on 2026-01-01 and begins on 2026-02-01",
                "Write the first day in the team as 'from', the one after the last as 'until'."
            ),
            ("coverage: {compnents: []}", 1, "unknown key 'coverage.compnents'", "Did you mean 'components'?"),
            ("coverage:\n  components:\n    - {name: a}", 3, "the component a needs 'paths' or 'reports'", nil),
            (
                "coverage:\n  components:\n    - {name: a, paths: x, excluded: {}}", 3,
                "'coverage.components[0].excluded' needs a 'reason'", nil
            ),
            (
                "coverage:\n  rules:\n    - {rule: totl, target: 80}", 3, "'coverage.rules[0].rule' cannot be 'totl'",
                "Did you mean 'total'?"
            ),
            ("coverage:\n  rules:\n    - {rule: total}", 3, "the rule 'total' needs a 'target'", nil),
            (
                "coverage:\n  rules:\n    - {rule: total, target: 180}", 3,
                "'coverage.rules[0].target' must be a percentage from 0 to 100", "Write it as 80%."
            ),
            (
                "coverage:\n  rules:\n    - {rule: no_decrease, target: 80}", 3, "the rule 'no_decrease' has no target",
                nil
            ),
            (
                "coverage:\n  components:\n    - {name: api, paths: x}\n  rules:\n    - {rule: total, target: 1, component: apy}",
                5, "no component is named 'apy'", "Did you mean 'api'?"
            ),
            (
                "coverage:\n  rules:\n    - {rule: patch, target: 80, measure: functions}", 3,
                "changed functions cannot be told", "Use lines, strict_lines or branches."
            ),
            ("count_comments_as_review: maybe", 1, "'count_comments_as_review' must be true or false", nil),
        ] as [(String, Int, String, String?)])
    func `is refused with the line, the key and what to write`(
        text: String, line: Int, problem: String, suggestion: String?
    ) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(error?.line == line)
        #expect(error?.problem == problem)
        #expect(error?.suggestion == suggestion)
        #expect(error?.exitCode == .malformedInput)
    }

    @Test(arguments: ["api_url: https://evil.example", "token_command: cat /etc/passwd"])
    func `of a repository cannot send tokens elsewhere or run something`(text: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(text, origin: .project) }
        #expect(error?.problem.contains("may not stand in a file of a repository") == true)
        #expect(throws: Never.self) { try read(text, origin: .trusted) }
    }

    @Test func `that is empty says nothing`() throws {
        #expect(try read("") == Configuration())
        #expect(try read("# only a comment\n") == Configuration())
    }

    @Test func `that is refused changes nothing of what was read before`() throws {
        var reader = ConfigurationReader()
        try reader.read("lang: ja", file: "first.yml", origin: .trusted)
        #expect(throws: ConfigurationError.self) {
            try reader.read("time_zone: Asia/Tokyo\nlang: xx", file: "b.yml", origin: .trusted)
        }
        #expect(reader.configuration.language == .japanese)
        #expect(reader.configuration.timeZone == "UTC")
    }

    @Test func `replaces keys of a weaker file one by one`() throws {
        var reader = ConfigurationReader()
        try reader.read("lang: ja\ntime_zone: Asia/Tokyo", file: "first.yml", origin: .trusted)
        try reader.read("time_zone: Europe/London", file: "second.yml", origin: .project)
        #expect(reader.configuration.language == .japanese)
        #expect(reader.configuration.timeZone == "Europe/London")
    }
}

@Suite struct `A git remote` {
    @Test(arguments: [
        ("git@github.com:acme/api.git", "github.com", "acme/api"),
        ("https://github.com/acme/api", "github.com", "acme/api"),
        ("https://user:token@ghe.example.com/acme/api.git", "ghe.example.com", "acme/api"),
        ("ssh://git@ghe.example.com:2222/acme/api.git", "ghe.example.com", "acme/api"),
    ])
    func `names host and repository`(remote: String, host: String, repository: String) throws {
        let found = try #require(Checkout.parse(remote: remote))
        #expect(found.host == host)
        #expect(found.repository.description == repository)
    }

    @Test(arguments: ["/srv/git/api.git", "file:///srv/git/api.git", "api", "git@github.com:api.git"])
    func `of another kind names none`(remote: String) {
        #expect(Checkout.parse(remote: remote) == nil)
    }
}
