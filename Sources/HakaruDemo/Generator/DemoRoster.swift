import HakaruModel

/// Who works in the made-up team, and the machines around it.
struct DemoRoster: Sendable {
    /// A member of the team or a contributor from outside.
    struct Person: Hashable, Sendable {
        var login: String
        var name: String
        var hours: DemoWorkHours
        /// The share of the work, relative to the others.
        var weight: Double
        var joinsAt: Instant?
        var leavesAt: Instant?

        var email: String { "\(login)@acme.example" }

        func works(at instant: Instant) -> Bool {
            (joinsAt.map { $0 <= instant } ?? true) && (leavesAt.map { instant < $0 } ?? true)
        }
    }

    let people: [Person]
    /// The place of each of ``people`` by login.
    private let places: [String: Int]
    let outsider = Person(login: "oss-marie", name: "Marie Dubois", hours: .saoPaulo, weight: 0)
    let accounts: [DemoAccount]

    static let renovate = "renovate"
    static let actions = "github-actions"
    static let assistant = "copilot"
    static let reviewer = "copilot-pull-request-reviewer"

    /// The people of a team; one leaves in the last year and deletes the account, one joins.
    init(_ team: DemoTeam) {
        let year = team.end.advanced(bySeconds: -52 * 7 * 86_400)
        let leaving = year.advanced(bySeconds: 23 * 7 * 86_400)
        var people = (0..<max(2, team.people)).map { DemoRoster.person($0) }
        if people.count > 8 {
            people[8].leavesAt = leaving
            if people.count > 9 { people[9].joinsAt = year.advanced(bySeconds: 18 * 7 * 86_400) }
        }
        self.people = people
        places = Dictionary(uniqueKeysWithValues: people.enumerated().map { ($1.login, $0) })
        var accounts = people.enumerated().map { index, person in
            DemoAccount(
                login: person.login, databaseID: 1_001 + index, name: person.name, email: person.email,
                deletedAt: person.leavesAt?.advanced(bySeconds: 30 * 86_400))
        }
        accounts.append(
            DemoAccount(login: outsider.login, databaseID: 900, name: outsider.name, email: outsider.email))
        for (index, login) in [
            DemoRoster.renovate, DemoRoster.actions, DemoRoster.assistant, DemoRoster.reviewer,
        ].enumerated() {
            accounts.append(DemoAccount(login: login, kind: .bot, databaseID: 801 + index))
        }
        let owner = team.repositories.first?.owner ?? "acme"
        accounts.append(DemoAccount(login: owner, kind: .organization, databaseID: 1, name: owner.capitalized))
        self.accounts = accounts
    }

    /// Those with a name of their own; whoever comes after them is one like the other.
    private static let known: [(login: String, name: String, weight: Double)] = [
        ("hanako-sato", "佐藤 花子", 1.1), ("taro-suzuki", "鈴木 太郎", 1.3), ("yuki-tanaka", "田中 優希", 1.0),
        ("kenta-w", "渡辺 健太", 0.9), ("misaki-ito", "伊藤 美咲", 1.2), ("rafael-nakamura", "Rafael Nakamura", 1.0),
        ("aoi-kobayashi", "小林 葵", 0.8), ("daichi-kato", "加藤 大地", 1.0), ("sora-yamada", "山田 空", 0.9),
        ("mei-chen", "陳 美", 1.0),
    ]

    private static func person(_ index: Int) -> Person {
        guard index < known.count else {
            return Person(login: "dev-\(index + 1)", name: "開発 \(index + 1)", hours: .tokyo, weight: 1)
        }
        let hours = index == 5 ? DemoWorkHours.saoPaulo : .tokyo
        return Person(login: known[index].login, name: known[index].name, hours: hours, weight: known[index].weight)
    }

    /// Somebody who works at an instant, busy ones more often.
    ///
    /// - Complexity: O(1), however many people there are.
    func someone(at instant: Instant, but excluded: String? = nil, _ random: inout DemoRandom) -> Person {
        let present = people.prefix(DemoRoster.known.count).filter { $0.works(at: instant) && $0.login != excluded }
        // The others are all alike: always there, with a weight of 1.
        let firstOther = min(DemoRoster.known.count, people.count)
        let excludedOther = excluded.flatMap { places[$0] }.flatMap { $0 < firstOther ? nil : $0 }
        let otherCount = people.count - firstOther - (excludedOther == nil ? 0 : 1)
        var rest = random.unit() * (present.reduce(0) { $0 + $1.weight } + Double(otherCount))
        for person in present {
            rest -= person.weight
            if rest < 0 { return person }
        }
        guard otherCount > 0 else { return present.last ?? people[0] }
        let index = firstOther + min(Int(rest), otherCount - 1)
        return people[excludedOther.map { index < $0 ? index : index + 1 } ?? index]
    }
}

extension String {
    /// The text with its first letter, where it is a small ASCII one, made large.
    fileprivate var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
