import HakaruModel

/// A repository as the forge shows it at an instant, with the indexes that its API needs.
///
/// A class, because every answer refers to it; it never changes.
final class RepositoryView: Sendable {
    /// A branch or a tag with the commit at its tip.
    struct Ref: Hashable, Sendable {
        let name: String
        let tip: ObjectID
    }

    let record: DemoRepository
    /// The pull requests that exist, by number.
    let pullRequests: [DemoPullRequestView]
    /// The branches that exist, by name.
    let branches: [Ref]
    let tags: [Ref]
    let releases: [DemoRelease]
    let deployments: [DemoDeployment]
    private let statuses: [ObjectID: [DemoStatus]]
    private let commits: [DemoCommit]
    /// The place of each commit in ``commits``.
    private let places: [ObjectID: Int]

    init(_ record: DemoRepository, asOf now: Instant, viewer: String) {
        self.record = record
        let pullRequests = record.pullRequests.compactMap { DemoPullRequestView($0, asOf: now, viewer: viewer) }
        self.pullRequests = pullRequests
        self.branches = RepositoryView.branches(of: record, pullRequests, asOf: now)
        self.releases = record.releases.filter { $0.publishedAt <= now }
        self.tags = releases.map { Ref(name: $0.tag, tip: $0.commit) }.sorted { $0.name < $1.name }
        self.deployments = record.deployments.filter { $0.createdAt <= now }.map { deployment in
            var seen = deployment
            seen.statuses.removeAll { $0.at > now }
            return seen
        }
        self.statuses = Dictionary(grouping: record.statuses.filter { $0.createdAt <= now }, by: \.commit)
        var commits: [DemoCommit] = []
        var places: [ObjectID: Int] = [:]
        func add(_ commit: DemoCommit) {
            guard commit.pushedAt <= now, places[commit.sha] == nil else { return }
            places[commit.sha] = commits.count
            commits.append(commit)
        }
        for commit in record.commits { add(commit) }
        for pullRequest in pullRequests { for commit in pullRequest.record.commits { add(commit) } }
        self.commits = commits
        self.places = places
    }

    /// The pull request with the given number; nil where there is none.
    func pullRequest(_ number: Int) -> DemoPullRequestView? {
        var low = pullRequests.startIndex
        var high = pullRequests.endIndex
        while low < high {
            let middle = (low + high) / 2
            if pullRequests[middle].number < number { low = middle + 1 } else { high = middle }
        }
        return low < pullRequests.endIndex && pullRequests[low].number == number ? pullRequests[low] : nil
    }

    /// The commit with the given name, replaced ones included; nil where the forge does not know it.
    func commit(_ sha: ObjectID) -> DemoCommit? { places[sha].map { commits[$0] } }

    func branch(_ name: String) -> Ref? { branches.first { $0.name == name } }

    /// What machines said about a commit, oldest first.
    func statuses(of sha: ObjectID) -> [DemoStatus] { statuses[sha] ?? [] }

    /// The commit, branch or tag that a person names.
    func resolve(_ name: String) -> ObjectID? {
        if let sha = ObjectID(name), places[sha] != nil { return sha }
        return branch(name)?.tip ?? tags.first { $0.name == name }?.tip
    }

    /// The last word of each context about a commit, in the order of their first words.
    func latestStatuses(of sha: ObjectID, form: DemoStatus.Form) -> [DemoStatus] {
        var latest: [DemoStatus] = []
        for status in statuses(of: sha) where status.form == form {
            if let index = latest.firstIndex(where: { $0.context == status.context }) {
                latest[index] = status
            } else {
                latest.append(status)
            }
        }
        return latest
    }

    /// When anything last reached one of its branches.
    var pushedAt: Instant {
        branches.reduce(record.createdAt) { latest, branch in max(latest, commit(branch.tip)?.pushedAt ?? latest) }
    }

    /// The pull requests that were merged as the given commit or hold it, by number.
    func pullRequests(of sha: ObjectID) -> [DemoPullRequestView] {
        pullRequests.filter { $0.mergeCommit == sha || $0.commits.contains { $0.sha == sha } }
    }

    /// The given commit and all that it reaches, newest first, as `git log` tells them; at most `limit`.
    func history(from tip: ObjectID, limit: Int = .max) -> [DemoCommit] {
        guard let first = places[tip] else { return [] }
        var found: [DemoCommit] = []
        var seen: Set<Int> = [first]
        var waiting = CommitQueue()
        waiting.push(first, at: commits[first].committedAt)
        while found.count < limit, let next = waiting.popNewest() {
            found.append(commits[next])
            for parent in commits[next].parents {
                guard let place = places[parent], seen.insert(place).inserted else { continue }
                waiting.push(place, at: commits[place].committedAt)
            }
        }
        return found
    }

    private static func branches(
        of record: DemoRepository, _ pullRequests: [DemoPullRequestView], asOf now: Instant
    ) -> [Ref] {
        var refs: [String: ObjectID] = [:]
        for pullRequest in pullRequests where pullRequest.record.headOrigin == .sameRepository {
            // A name that was used before now belongs to the later pull request.
            refs[pullRequest.record.headBranch] = pullRequest.isHeadDeleted ? nil : pullRequest.headSHA
        }
        for branch in record.branches {
            let isThere = branch.deletedAt.map { $0 > now } ?? true
            refs[branch.name] = isThere ? branch.moves.last { $0.at <= now }?.tip : nil
        }
        return refs.map { Ref(name: $0.key, tip: $0.value) }.sorted { $0.name < $1.name }
    }
}

/// Commits that wait to be told, newest first; a binary heap of their places.
private struct CommitQueue {
    private struct Element {
        let time: Int64
        let place: Int

        /// Newer first; among equals by place, so that the order is one.
        func comes(before other: Element) -> Bool {
            time == other.time ? place < other.place : time > other.time
        }
    }

    private var heap: [Element] = []

    mutating func push(_ place: Int, at instant: Instant) {
        heap.append(Element(time: instant.secondsSinceEpoch, place: place))
        var child = heap.count - 1
        while child > 0, heap[child].comes(before: heap[(child - 1) / 2]) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popNewest() -> Int? {
        guard let newest = heap.first, let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return newest.place }
        heap[0] = last
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < heap.count else { return newest.place }
            if child + 1 < heap.count, heap[child + 1].comes(before: heap[child]) { child += 1 }
            guard heap[child].comes(before: heap[parent]) else { return newest.place }
            heap.swapAt(child, parent)
            parent = child
        }
    }
}
