import HakaruModel

/// What is known of a repository's commits: first-parent lines with all parents, and what each pull request holds.
///
/// It can prove that a commit is in a branch, never that it is not: most commits lie in no line.
struct CommitGraph {
    private var nodes: [ObjectID: Int] = [:]
    private var successors: [[Int]] = []

    /// Puts together the lines and the commits of pull requests.
    init(_ histories: [BranchHistory], views: [PullRequestView]) {
        guard !histories.isEmpty else { return }
        for history in histories {
            for entry in history.entries {
                let from = node(entry.sha)
                for parent in entry.parents { connect(from, to: node(parent)) }
            }
        }
        for view in views {
            // So what was merged into another branch is found, whoever brings that branch on.
            if let merge = view.source.mergeCommitSHA, let parent = view.source.mergeCommitFirstParent {
                connect(node(merge), to: node(parent))
            }
            guard let head = view.source.headSHA ?? view.source.commits.last?.sha else { continue }
            let from = node(head)
            for commit in view.source.commits where commit.sha != head { connect(from, to: node(commit.sha)) }
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
}

extension CommitGraph {
    /// Which entry of a first-parent line first holds each commit.
    struct Line {
        private let graph: CommitGraph
        private let entries: [BranchHistory.Entry]
        /// The entry that first holds each node.
        private let arrivals: [Int32]

        private static let notHeld = Int32.max

        /// Follows the line from its oldest entry.
        ///
        /// - Complexity: O(commits of the repository)
        init(_ history: BranchHistory, graph: CommitGraph) {
            self.graph = graph
            entries = history.entries
            var arrivals = [Int32](repeating: Line.notHeld, count: graph.successors.count)
            var pending: [Int] = []
            for (index, entry) in history.entries.enumerated() {
                if let node = graph.nodes[entry.sha] { pending.append(node) }
                while let node = pending.popLast() {
                    guard arrivals[node] == Line.notHeld else { continue }
                    arrivals[node] = Int32(index)
                    pending.append(contentsOf: graph.successors[node])
                }
            }
            self.arrivals = arrivals
        }

        /// The entry that brought a commit; nil where the line does not hold it, as far as is known.
        func entry(bringing sha: ObjectID) -> BranchHistory.Entry? {
            guard let node = graph.nodes[sha], arrivals[node] != Line.notHeld else { return nil }
            return entries[Int(arrivals[node])]
        }

        /// Whether every one of the commits is in an entry of the line, or came to the line before it.
        func holds(_ commits: [Commit], at entry: ObjectID) -> Bool {
            guard let node = graph.nodes[entry], arrivals[node] != Line.notHeld else { return false }
            let limit = arrivals[node]
            // Only a commit of the line itself holds all that arrived up to it.
            guard entries[Int(limit)].sha == entry else { return false }
            return commits.allSatisfy { commit in graph.nodes[commit.sha].map { arrivals[$0] <= limit } ?? false }
        }
    }
}
