import HakaruMetrics
import HakaruModel

extension Instant {
    /// The Monday that the hours of these tests are counted from.
    static let monday = Instant(secondsSinceEpoch: 1_767_571_200)  // 2026-01-05T00:00:00Z

    /// So many hours after ``monday``.
    static func hour(_ hours: Int) -> Instant { monday.advanced(bySeconds: Int64(hours) * 3_600) }

    /// So many seconds after ``monday``.
    static func second(_ seconds: Int) -> Instant { monday.advanced(bySeconds: Int64(seconds)) }
}

extension Period {
    /// From one hour to another.
    static func hours(_ start: Int, _ end: Int) -> Period {
        Period(start: .hour(start), end: .hour(end)) ?? Period(lastCompleteWeeks: 0, before: .monday, in: .utc)
    }

    /// Four weeks from ``Instant/monday``.
    static let fourWeeks = Period.hours(0, 4 * 168)
}

extension Actor {
    static let alice = Actor(login: "alice", kind: .user)
    static let bob = Actor(login: "bob", kind: .user)
    static let carol = Actor(login: "carol", kind: .user)
    static let dave = Actor(login: "dave", kind: .user)
    static let robot = Actor(login: "robot", kind: .bot)
}

extension ObjectID {
    /// The commit of a number.
    static func sample(_ number: Int) -> ObjectID {
        let digits = String(number, radix: 16)
        let hex = String(repeating: "0", count: 40 - digits.utf8.count) + digits
        guard let id = ObjectID(hex) else { preconditionFailure("forty hexadecimal digits are an object id") }
        return id
    }
}

extension Commit {
    /// A commit with one parent, written and made at an hour.
    static func sample(_ number: Int, at hour: Int, committed: Int? = nil, parents: Int = 1) -> Commit {
        Commit(
            sha: .sample(number), authoredAt: .hour(hour), committedAt: .hour(committed ?? hour), parentCount: parents)
    }
}

extension Review {
    static func sample(
        _ state: State, by author: Actor = .bob, at hour: Int, id: String? = nil
    ) -> Review {
        Review(
            forgeID: ForgeID(id ?? "review-\(author.login)-\(hour)"), author: author, state: state,
            submittedAt: state == .pending ? nil : .hour(hour))
    }
}

extension TimelineEvent {
    static func sample(_ kind: Kind, at hour: Int) -> TimelineEvent { TimelineEvent(kind: kind, at: .hour(hour)) }
}

extension PullRequest {
    /// A pull request in hours from ``Instant/monday``; merged, closed, or open.
    ///
    /// Without commits given it has one, written at the opening, whose number is its own.
    static func sample(
        _ number: Int, from head: String? = nil, into base: String? = "develop", opened: Int = 0, merged: Int? = nil,
        closed: Int? = nil, author: Actor = .alice, origin: HeadOrigin = .sameRepository, commits: [Commit]? = nil,
        mergeCommit: Int? = nil, firstParent: Int? = nil, reviews: [Review] = [], events: [TimelineEvent] = [],
        gaps: Gaps = []
    ) -> PullRequest {
        let commits = commits ?? [.sample(number, at: opened)]
        return PullRequest(
            forgeID: ForgeID("pr-\(number)"), number: number, title: "Change \(number)",
            state: merged != nil ? .merged : closed != nil ? .closed : .open, createdAt: .hour(opened),
            updatedAt: .hour(merged ?? closed ?? opened), closedAt: (closed ?? merged).map { .hour($0) },
            mergedAt: merged.map { .hour($0) }, author: author, baseBranch: base,
            headBranch: head ?? "feature-\(number)", headOrigin: origin, headSHA: commits.last?.sha,
            mergeCommitSHA: mergeCommit.map { .sample($0) }, mergeCommitFirstParent: firstParent.map { .sample($0) },
            additions: 10, deletions: 2, changedFiles: 1, commits: commits, reviews: reviews, events: events, gaps: gaps
        )
    }
}

extension BranchHistory {
    /// A first-parent line: each entry a commit, the hour that it was made, and its further parents.
    static func sample(
        _ branch: String, exists: Bool = true, _ entries: [(commit: Int, hour: Int, others: [Int])]
    ) -> BranchHistory {
        var previous: Int?
        let entries = entries.map { entry in
            defer { previous = entry.commit }
            return Entry(
                sha: .sample(entry.commit), committedAt: .hour(entry.hour),
                parents: (previous.map { [$0] } ?? []).map { .sample($0) } + entry.others.map { .sample($0) })
        }
        return BranchHistory(branch: branch, entries: entries, reachesRoot: true, exists: exists)
    }
}

extension Repository {
    /// `acme/app`, with `develop` and `main` where nothing else is said.
    static func sample(
        _ name: String = "acme/app", defaultBranch: String? = "main", branches: Set<String> = ["develop", "main"]
    ) -> Repository {
        guard let id = RepositoryID(name) else { preconditionFailure("\(name) is no name of a repository") }
        return Repository(
            forgeID: ForgeID(name), id: id, defaultBranch: defaultBranch, knownBranches: branches,
            createdAt: .hour(-1_000))
    }
}

extension RepositoryFacts {
    /// The facts of `acme/app` under the default rules, long after everything.
    static func sample(
        _ pullRequests: [PullRequest], histories: [BranchHistory] = [], repository: Repository = .sample(),
        rules: MeasurementRules = MeasurementRules(), asOf: Instant = .hour(100_000)
    ) -> RepositoryFacts {
        RepositoryFacts(
            repository: repository, pullRequests: pullRequests, histories: histories, rules: rules, asOf: asOf)
    }
}

extension FactTable {
    /// A table of one repository.
    static func sample(
        _ pullRequests: [PullRequest], histories: [BranchHistory] = [], repository: Repository = .sample(),
        rules: MeasurementRules = MeasurementRules(), asOf: Instant = .hour(100_000)
    ) throws -> FactTable {
        try FactTable([
            .sample(pullRequests, histories: histories, repository: repository, rules: rules, asOf: asOf)
        ])
    }
}

/// The facts of a single pull request in `acme/app`.
func facts(
    _ pullRequest: PullRequest, rules: MeasurementRules = MeasurementRules(), asOf: Instant = .hour(100_000)
) throws -> PullRequest.Facts {
    try requireValue(RepositoryFacts.sample([pullRequest], rules: rules, asOf: asOf).facts(of: pullRequest.number))
}

/// A value that a test needs in order to go on.
struct MissingValue: Error {}

func requireValue<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw MissingValue() }
    return value
}

/// A number of hours in seconds, as a distribution prints it.
func secondsText(hours: Int) -> String { String(hours * 3_600) }

extension TimeZoneRules {
    /// A zone that is so many hours ahead of UTC all year.
    static func fixed(hours: Int) -> TimeZoneRules { rule("<+XX>\(-hours)", hours: hours) }

    /// A zone that follows a rule of POSIX, so many hours ahead of UTC where the rule has not begun.
    static func rule(_ rule: String, hours: Int) -> TimeZoneRules {
        // Version 2 of RFC 9636: an empty block for old readers, then one without transitions, then the rule.
        func block(version: UInt8) -> [UInt8] {
            let counts: [UInt32] = [0, 0, 0, 0, 1, 4]
            let offset = UInt32(bitPattern: Int32(hours * 3_600))
            return Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
                + (counts + [offset]).flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
                + [0, 0] + Array("XST".utf8) + [0]
        }
        let bytes = block(version: 0x32) + block(version: 0x32) + Array("\n\(rule)\n".utf8)
        do {
            return try TimeZoneRules(identifier: "Test/Rule", tzif: bytes)
        } catch {
            preconditionFailure("\(error)")
        }
    }
}
