import HakaruMetrics
import HakaruModel

/// A small generator of random numbers with a seed, so that a failure can be repeated.
struct SplitMix: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// A repository's pull requests as chance makes them: stacked, retargeted, reopened, with clocks that are wrong.
struct GeneratedHistory {
    let pullRequests: [PullRequest]
    let histories: [BranchHistory]

    /// The seeds that laws are tried with.
    static let seeds = [UInt64](1...8)

    static let people = ["alice", "bob", "carol", "dave", "erin", "frank"].map { Actor(login: $0, kind: .user) }

    init(pullRequests: [PullRequest], histories: [BranchHistory]) {
        self.pullRequests = pullRequests
        self.histories = histories
    }

    init(seed: UInt64, count: Int) {
        var random = SplitMix(seed: seed)
        var pullRequests: [PullRequest] = []
        var entries: [(commit: Int, hour: Int, others: [Int])] = [(1_000_000, -100, [])]
        let branches = (0..<max(2, count / 6)).map { "branch-\($0)" }
        for number in 1...count {
            var pullRequest = GeneratedHistory.pullRequest(number, branches: branches, random: &random)
            // An outer one often holds what was merged into it.
            for inner in pullRequests where inner.baseBranch == pullRequest.headBranch && Bool.random(using: &random) {
                guard let sha = inner.mergeCommitSHA, let mergedAt = inner.mergedAt else { continue }
                pullRequest.commits.append(
                    Commit(sha: sha, authoredAt: mergedAt, committedAt: mergedAt, parentCount: 2))
                pullRequest.commitCount += 1
            }
            if let mergedAt = pullRequest.mergedAt, pullRequest.baseBranch == "develop",
                Int.random(in: 0..<3, using: &random) > 0
            {
                entries.append((2_000_000 + number, Int(mergedAt.seconds(since: .monday) / 3_600), [number * 10]))
            }
            pullRequests.append(pullRequest)
        }
        self.pullRequests = pullRequests
        histories = [.sample("develop", entries.sorted { $0.hour < $1.hour })]
    }

    private static func pullRequest(
        _ number: Int, branches: [String], random: inout SplitMix
    ) -> PullRequest {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        let opened = Int.random(in: 0..<1_500, using: &random)
        let end = opened + Int.random(in: chance(3) ? -20..<0 : 0..<300, using: &random)
        let isMerged = chance(70)
        let isClosed = !isMerged && chance(50)
        let bases = ["develop", "develop", "develop", "main", branches.randomElement(using: &random) ?? "x"]
        let head =
            chance(8)
            ? "develop" : chance(4) ? "main" : chance(60) ? branches.randomElement(using: &random) : "topic-\(number)"
        let author = chance(8) ? Actor.robot : chance(3) ? .ghost : people.randomElement(using: &random) ?? .alice
        var pullRequest = PullRequest.sample(
            number, from: head, into: chance(3) ? nil : bases.randomElement(using: &random), opened: opened,
            merged: isMerged ? end : nil, closed: isClosed ? end : nil, author: author,
            origin: chance(10) ? .fork : chance(3) ? .gone : .sameRepository,
            commits: chance(6)
                ? []
                : (0..<Int.random(in: 1..<4, using: &random)).map { index in
                    let hour = opened + Int.random(in: -60..<40, using: &random)
                    return .sample(
                        number * 10 + index, at: hour, committed: hour + Int.random(in: 0..<30, using: &random),
                        parents: chance(10) ? 2 : 1)
                },
            mergeCommit: isMerged && chance(85) ? 2_000_000 + number : nil,
            reviews: (0..<Int.random(in: 0..<4, using: &random)).map { _ in
                .sample(
                    Review.State.allCases.randomElement(using: &random) ?? .commented,
                    by: chance(10) ? .robot : people.randomElement(using: &random) ?? .bob,
                    at: opened + Int.random(in: -5..<320, using: &random))
            },
            events: events(opened: opened, end: end, random: &random),
            gaps: chance(5) ? .reviews : chance(5) ? .events : chance(3) ? .details : chance(4) ? .commits : [])
        if chance(6) {
            pullRequest.comments = [Comment(forgeID: ForgeID("c"), author: .bob, createdAt: .hour(opened + 1))]
        }
        pullRequest.textFacts = TextFacts(
            titleIsRevert: chance(5), aiTrailers: chance(10) ? ["claude"] : [], messagesRead: chance(70))
        pullRequest.isDraft = !isMerged && chance(10)
        pullRequest.additions = chance(5) ? nil : Int.random(in: 0..<2_000, using: &random)
        pullRequest.labels = ["bug", "ui", "api", "rare-\(number % 7)"].filter { _ in chance(25) }
        pullRequest.addDetails(until: end, random: &random)
        return pullRequest
    }

    private static func events(opened: Int, end: Int, random: inout SplitMix) -> [TimelineEvent] {
        guard end > opened + 10, Int.random(in: 0..<3, using: &random) == 0 else { return [] }
        var hours = (0..<4).map { _ in Int.random(in: opened..<end, using: &random) }.sorted()[...]
        var events: [TimelineEvent] = []
        if Bool.random(using: &random), let closed = hours.popFirst(), let reopened = hours.popFirst() {
            events += [.sample(.closed, at: closed), .sample(.reopened, at: reopened)]
        }
        if Bool.random(using: &random), let ready = hours.popFirst() {
            events.append(.sample(.readyForReview, at: ready))
        }
        if Bool.random(using: &random), let pushed = hours.popFirst() {
            events.append(.sample(.headForcePushed(before: nil, after: nil), at: pushed))
        }
        if Bool.random(using: &random), let changed = hours.popFirst() {
            events.append(.sample(.baseChanged(from: "main", to: "develop"), at: changed))
        }
        return events.sorted { $0.at < $1.at }
    }
}
