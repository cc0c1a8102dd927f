import HakaruModel

/// Finds the teams of a pull request: by its author at an instant, by its repository, by the paths that it touches.
final class TeamIndex: Sendable {
    private struct Membership {
        let team: Int
        let from: UInt32
        let until: UInt32
    }

    /// The teams, in the order of the configuration.
    let names: [String]
    /// For each text of the table, where its memberships lie; empty for whoever is in no team.
    private let membershipsByPerson: [Range<Int>]
    private let memberships: [Membership]
    private let teamsByRepository: [[Int]]
    /// For each repository, the bits of the paths of each team that has such.
    private let masksByRepository: [[(team: Int, mask: UInt64)]]

    /// Whether any team owns a repository or a path.
    private let hasPlaces: Bool
    /// For each text of the table, its only team; see ``settledTeam(ofAuthor:)``.
    private let settledTeams: [Int32]

    /// Prepares the look-up for the people, repositories and paths of a table.
    init(_ organization: Organization, table: FactTable, zone: TimeZoneRules) {
        let teams = organization.teams
        names = teams.map(\.name)
        hasPlaces = teams.contains { !$0.repositories.isEmpty || !$0.paths.isEmpty }
        var membershipsByPerson = Array(repeating: 0..<0, count: table.strings.count)
        var memberships: [Membership] = []
        var byPerson: [PersonID: [Membership]] = [:]
        for (index, team) in teams.enumerated() {
            for member in team.members {
                let membership = Membership(
                    team: index, from: member.from.map { FactTable.packed(zone.startOfDay($0)) } ?? 0,
                    until: member.until.map { FactTable.packed(zone.startOfDay($0)) } ?? FactTable.absent)
                byPerson[organization.person(named: member.person), default: []].append(membership)
            }
        }
        if !byPerson.isEmpty {
            for (index, text) in table.strings.enumerated() {
                guard let found = byPerson[PersonID(rawValue: text)] else { continue }
                membershipsByPerson[index] = memberships.count..<memberships.count + found.count
                memberships += found
            }
        }
        self.membershipsByPerson = membershipsByPerson
        self.memberships = memberships
        settledTeams = membershipsByPerson.map { range in
            guard let only = range.first else { return TeamIndex.noTeam }
            let membership = memberships[only]
            let isForAllTime = membership.from == 0 && membership.until == FactTable.absent
            return range.count == 1 && isForAllTime ? Int32(membership.team) : TeamIndex.unsettled
        }
        teamsByRepository = table.repositories.map { repository in
            teams.indices.filter { teams[$0].repositories.contains(repository) }
        }
        masksByRepository = table.repositories.indices.map { index in
            guard table.pathPatterns.indices.contains(index) else { return [] }
            return teams.indices.compactMap { team in
                let texts = teams[team].paths
                    .filter { $0.repository == nil || $0.repository == table.repositories[index] }.map(\.pattern.text)
                let mask = table.pathPatterns[index].enumerated().reduce(UInt64(0)) { mask, pattern in
                    texts.contains(pattern.element) ? mask | 1 << UInt64(pattern.offset) : mask
                }
                return mask == 0 ? nil : (team, mask)
            }
        }
    }

    /// The only team that an author ever is in, whatever the pull request.
    ///
    /// ``noTeam`` for none; ``unsettled`` where it takes a look at the pull request, since there are several teams, dates,
    /// repositories or paths.
    func settledTeam(ofAuthor author: UInt32) -> Int32 {
        hasPlaces ? TeamIndex.unsettled : settledTeams[Int(author)]
    }

    /// Whether no pull request needs to be looked at: each author is in one team at most, and always was.
    var isSettledByAuthor: Bool { !hasPlaces && settledTeams.allSatisfy { $0 != TeamIndex.unsettled } }

    /// No team.
    static let noTeam: Int32 = -1
    /// It depends.
    static let unsettled: Int32 = -2

    /// Calls `body` for each team of a pull request, possibly twice for one team.
    ///
    /// - Parameters:
    ///   - author: The author, as an index into the texts of the table.
    ///   - instant: When it was merged, else created (`definitions.md` §2).
    ///   - repository: The index of its repository.
    ///   - pathMask: The paths that it touches.
    ///   - body: Called with the index of a team.
    func forEachTeam(
        ofAuthor author: UInt32, at instant: UInt32, repository: Int, pathMask: UInt64, _ body: (Int) -> Void
    ) {
        for index in membershipsByPerson[Int(author)] {
            let membership = memberships[index]
            if membership.from <= instant, instant < membership.until { body(membership.team) }
        }
        guard hasPlaces else { return }
        for team in teamsByRepository[repository] { body(team) }
        for entry in masksByRepository[repository] where entry.mask & pathMask != 0 { body(entry.team) }
    }
}
