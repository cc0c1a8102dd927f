import HakaruModel

/// What is known of a repository's commits: first-parent lines with all parents, and what each pull request holds.
///
/// It can prove that a commit is in a branch, never that it is not: most commits lie in no line.
struct CommitGraph {
    /// Where a line first holds a commit.
    struct Place: Hashable {
        /// The line, by its index among the histories.
        let line: Int
        /// The entry of the line that brought it.
        let entry: Int
    }

    private let histories: [BranchHistory]
    private var nodes: [ObjectID: Int] = [:]
    private var successors: [[Int]] = []
    /// For each line, the entry that first holds each node; `notHeld` for none.
    private var arrivals: [[Int32]] = []
    private static let notHeld = Int32.max

    /// Puts together the lines and the commits of pull requests.
    ///
    /// - Complexity: O(commits × lines)
    init(_ histories: [BranchHistory], views: [PullRequestView]) {
        self.histories = histories
        guard !histories.isEmpty else { return }
        for history in histories {
            for entry in history.entries {
                let from = node(entry.sha)
                for parent in entry.parents { connect(from, to: node(parent)) }
            }
        }
        for view in views {
            guard let head = view.source.headSHA ?? view.source.commits.last?.sha else { continue }
            let from = node(head)
            for commit in view.source.commits where commit.sha != head { connect(from, to: node(commit.sha)) }
        }
        arrivals = histories.map(arrivals(on:))
    }

    /// The first place at which a commit is in one of the lines that `isWanted` accepts, for each of them.
    func places(of sha: ObjectID, where isWanted: (BranchHistory) -> Bool) -> [Place] {
        guard let node = nodes[sha] else { return [] }
        return arrivals.indices.compactMap { line in
            let entry = arrivals[line][node]
            return entry != CommitGraph.notHeld && isWanted(histories[line])
                ? Place(line: line, entry: Int(entry)) : nil
        }
    }

    /// The commit at a place.
    func entry(at place: Place) -> BranchHistory.Entry { histories[place.line].entries[place.entry] }

    /// The name of the branch of a line.
    func branch(at place: Place) -> String { histories[place.line].branch }

    /// Whether every one of the commits is an ancestor of `descendant`, or itself, as far as one line shows it.
    func areAncestors(_ commits: [Commit], of descendant: ObjectID) -> Bool {
        guard let end = nodes[descendant] else { return false }
        return arrivals.indices.contains { line in
            let limit = arrivals[line][end]
            // Only a commit of the line itself holds all that arrived up to it.
            guard limit != CommitGraph.notHeld, histories[line].entries[Int(limit)].sha == descendant else {
                return false
            }
            return commits.allSatisfy { commit in nodes[commit.sha].map { arrivals[line][$0] <= limit } ?? false }
        }
    }

    private mutating func node(_ sha: ObjectID) -> Int {
        if let node = nodes[sha] { return node }
        nodes[sha] = successors.count
        successors.append([])
        return successors.count - 1
    }

    private mutating func connect(_ from: Int, to: Int) {
        if from != to { successors[from].append(to) }
    }

    private func arrivals(on history: BranchHistory) -> [Int32] {
        var arrivals = [Int32](repeating: CommitGraph.notHeld, count: successors.count)
        var pending: [Int] = []
        for (index, entry) in history.entries.enumerated() {
            if let node = nodes[entry.sha] { pending.append(node) }
            while let node = pending.popLast() {
                guard arrivals[node] == CommitGraph.notHeld else { continue }
                arrivals[node] = Int32(index)
                pending.append(contentsOf: successors[node])
            }
        }
        return arrivals
    }
}
