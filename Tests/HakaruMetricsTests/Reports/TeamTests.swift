import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `Teams (definitions §2)` {
    private func date(_ day: Int) throws -> CivilDate { try requireValue(CivilDate(year: 2026, month: 1, day: day)) }

    private func integrated(
        _ organization: Organization, _ pullRequests: [PullRequest], zone: TimeZoneRules = .utc
    ) throws -> [String: Int] {
        let rules = MeasurementRules(organization: organization)
        let query = MetricsQuery(
            period: .fourWeeks, grouping: [.team], zone: zone, organization: organization, people: .visible)
        let report = try FactTable.sample(pullRequests, rules: rules).throughput(query)
        return Dictionary(
            uniqueKeysWithValues: report.groups.map { ($0.key.parts[0].value.text ?? "none", $0.figures.integrated) })
    }

    @Test func `a person in two teams counts in both, and once in the total`() throws {
        let organization = try Organization(
            identities: [Identity(name: "Alice", accounts: ["alice"])],
            teams: [
                Team(name: "a", members: [.init(person: "Alice")]),
                Team(name: "b", members: [.init(person: "alice"), .init(person: "bob")]),
            ])
        #expect(
            try integrated(
                organization,
                [.sample(1, merged: 5), .sample(2, merged: 6, author: .bob), .sample(3, merged: 7, author: .carol)])
                == ["a": 1, "b": 2, "none": 1])
    }

    @Test(arguments: [(5, "none"), (6, "a"), (7, "a"), (8, "none")])
    func `a person belongs from a date until another, which is not included`(day: Int, team: String) throws {
        let organization = try Organization(
            identities: [], teams: [Team(name: "a", members: [.init(person: "alice", from: date(6), until: date(8))])])
        // Opened outside: what counts is the instant of the merge.
        #expect(try integrated(organization, [.sample(1, opened: 0, merged: (day - 5) * 24)]) == [team: 1])
    }

    @Test func `what is not merged belongs by its opening`() throws {
        let organization = try Organization(
            identities: [], teams: [Team(name: "a", members: [.init(person: "alice", until: date(6))])])
        let query = MetricsQuery(period: .fourWeeks, grouping: [.team], organization: organization, people: .visible)
        let report = try FactTable.sample([.sample(1, opened: 1)]).throughput(query)
        #expect(report.groups.map(\.key.parts[0].value) == [.named("a")])
        #expect(report.groups[0].figures.opened == 1)
    }

    @Test func `dates are days of the reporting time zone`() throws {
        let organization = try Organization(
            identities: [], teams: [Team(name: "a", members: [.init(person: "alice", from: date(6))])])
        // 20:00 on the 5th in UTC is the 6th in Tokyo.
        #expect(try integrated(organization, [.sample(1, merged: 20)]) == ["none": 1])
        #expect(try integrated(organization, [.sample(1, merged: 20)], zone: .fixed(hours: 9)) == ["a": 1])
    }

    @Test func `a pull request belongs to the team of its repository, whoever wrote it`() throws {
        let organization = try Organization(
            identities: [],
            teams: [
                Team(name: "app", repositories: [Repository.sample().id]),
                Team(name: "b", members: [.init(person: "bob")]),
            ])
        #expect(
            try integrated(organization, [.sample(1, merged: 5), .sample(2, merged: 5, author: .bob)]) == [
                "app": 2, "b": 1,
            ])
    }

    @Test func `and to that of the paths that it changes`() throws {
        let api = try requireValue(PathPattern("api/**"))
        let web = try requireValue(PathPattern("web/**"))
        let organization = try Organization(
            identities: [],
            teams: [
                Team(name: "api", paths: [.init(pattern: api)]),
                Team(name: "web", paths: [.init(repository: Repository.sample().id, pattern: web)]),
                Team(name: "elsewhere", paths: [.init(repository: RepositoryID("acme/other"), pattern: web)]),
            ])
        var both = PullRequest.sample(1, merged: 5)
        both.files = [
            ChangedFile(path: "api/a.go", additions: 1, deletions: 0),
            ChangedFile(path: "web/a.ts", additions: 1, deletions: 0),
        ]
        var neither = PullRequest.sample(2, merged: 5)
        neither.files = [ChangedFile(path: "README.md", additions: 1, deletions: 0)]
        #expect(
            try integrated(organization, [both, neither, .sample(3, merged: 5)]) == ["api": 1, "web": 1, "none": 2])
    }

    @Test func `an unknown team in a filter is an error that names the known ones`() throws {
        let organization = try Organization(identities: [], teams: [Team(name: "a", members: [.init(person: "alice")])])
        let error = MetricsError.unknownTeam(name: "b", known: ["a"])
        #expect(throws: error) {
            try FactTable.sample([]).leadTime(
                MetricsQuery(period: .fourWeeks, teams: ["b"], organization: organization))
        }
        #expect(error.summary == "There is no team b.")
        #expect(error.hint == "The teams are a.")
    }
}
