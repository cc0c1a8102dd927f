import HakaruModel
import Testing

@Suite struct `People and teams of the configuration` {
    private let date = CivilDate(year: 2026, month: 4, day: 1)

    private func problem(
        identities: [Identity] = [], teams: [Team] = [], knownAccounts: Set<String>? = nil
    ) -> ConfigurationProblem? {
        do {
            _ = try Organization(identities: identities, teams: teams, knownAccounts: knownAccounts)
            return nil
        } catch {
            return error
        }
    }

    @Test func `an unknown person is named, with the one that was meant`() throws {
        let identities = [Identity(name: "Hanako", accounts: ["hanako-t"])]
        let found = problem(
            identities: identities,
            teams: [Team(name: "backend", members: [.init(person: "Hanako"), .init(person: "Hanoko")])],
            knownAccounts: ["taro"])
        #expect(found?.kind == .unknownPerson(team: "backend", person: "Hanoko"))
        #expect(found?.place == .member(team: 0, member: 1))
        #expect(found?.suggestion == "Hanako")
        #expect(found?.problem == "the team backend names an unknown person, Hanoko")
        #expect(found?.hint == "Did you mean Hanako?")
        #expect(found?.exitCode == .malformedInput)
    }

    @Test func `an account is a person where the forge knows it, or was not asked`() {
        let teams = [Team(name: "backend", members: [.init(person: "Taro")])]
        #expect(problem(teams: teams) == nil)
        #expect(problem(teams: teams, knownAccounts: ["taro"]) == nil)
        #expect(problem(teams: teams, knownAccounts: ["jiro"])?.kind == .unknownPerson(team: "backend", person: "Taro"))
        let impossible = [Team(name: "backend", members: [.init(person: "Taro Yamada")])]
        #expect(problem(teams: impossible)?.kind == .unknownPerson(team: "backend", person: "Taro Yamada"))
    }

    @Test func `identities must not overlap`() {
        let first = Identity(name: "A", accounts: ["a", "x"], emailHashes: [[1]])
        #expect(
            problem(identities: [first, Identity(name: "B", accounts: ["X"])])?.kind
                == .sharedAccount(account: "X", first: "A", second: "B"))
        #expect(
            problem(identities: [first, Identity(name: "B", accounts: ["b"], emailHashes: [[1]])])?.kind
                == .sharedAddress(first: "A", second: "B"))
        #expect(problem(identities: [first, Identity(name: "A", accounts: [])])?.kind == .duplicateIdentity(name: "A"))
        #expect(problem(identities: [Identity(name: "", accounts: ["a"])])?.kind == .namelessIdentity)
        #expect(
            problem(identities: [Identity(name: "A", accounts: ["a", "A"])]) == nil,
            "one's own account twice is no harm")
        #expect(problem(identities: [first, Identity(name: "B", accounts: ["X"])])?.place == .identity(1))
    }

    @Test func `a time in a team must not be backwards`() throws {
        let from = try #require(date)
        for until in [from, from.advanced(byDays: -1)] {
            let member = Team.Member(person: "a", from: from, until: until)
            #expect(
                problem(teams: [Team(name: "t", members: [member])])?.kind
                    == .backwardsMembership(team: "t", person: "a", from: from, until: until))
        }
        let day = Team.Member(person: "a", from: from, until: from.advanced(byDays: 1))
        #expect(problem(teams: [Team(name: "t", members: [day])]) == nil)
    }

    @Test func `teams have names of their own and something in them`() {
        let member = Team.Member(person: "a")
        #expect(
            problem(teams: [Team(name: "t", members: [member]), Team(name: "t", members: [member])])?.kind
                == .duplicateTeam(name: "t"))
        #expect(problem(teams: [Team(name: "", members: [member])])?.kind == .namelessTeam)
        #expect(problem(teams: [Team(name: "t")])?.kind == .emptyTeam(name: "t"))
    }

    @Test func `teams have at most 64 patterns of paths together`() {
        func team(_ count: Int) -> Team {
            Team(name: "t", paths: (0..<count).compactMap { PathPattern("p\($0)/**") }.map { Team.Path(pattern: $0) })
        }
        #expect(problem(teams: [team(64)]) == nil)
        #expect(problem(teams: [team(65)])?.kind == .tooManyPaths(limit: 64))
    }

    @Test func `a name means an identity first, then an account`() throws {
        let organization = try Organization(identities: [Identity(name: "Hanako", accounts: ["h-t"])], teams: [])
        #expect(organization.person(named: "Hanako") == .identity("Hanako"))
        #expect(organization.person(named: "H-T") == .identity("Hanako"))
        #expect(organization.person(named: "Taro") == .account("taro"))
        #expect(organization.person(named: "ghost") == .ghost)
        #expect(PersonID.identity("Hanako").displayName == "Hanako")
        #expect(PersonID.ghost.displayName == "ghost")
    }
}
