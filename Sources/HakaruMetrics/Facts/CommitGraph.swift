import HakaruModel

/// What is known of a repository's commits: first-parent lines with all parents, and what each pull request holds.
///
/// It can prove that a commit is in a branch, never that it is not: most commits lie in no line.
struct CommitGraph {
    private let numbers: CommitNumbers
    /// The commits that each commit holds at least, by its number.
    private var successors: [[CommitNumber]]

    /// Puts together the lines and the commits of pull requests.
    init(_ histories: [BranchHistory], steps: [ChangeStep], numbers: inout CommitNumbers) {
        guard !histories.isEmpty else {
            self.numbers = CommitNumbers()
            successors = []
            return
        }
        successors = Array(repeating: [], count: numbers.count)
        for step in steps {
            // A pull request's list is only referred to, not copied, where it is the first that its head leads to.
            if let head = step.head { successors[head.index] += step.commits }
            // So what was merged into another branch is found, whoever brings that branch on.
            if let merge = step.mergeCommit, let parent = step.mergeCommitFirstParent {
                successors[merge.index].append(parent)
            }
        }
        for entry in histories.lazy.flatMap(\.entries) {
            let commit = numbers.number(of: entry.sha)
            let parents = entry.parents.map { numbers.number(of: $0) }
            successors += Array(repeating: [], count: numbers.count - successors.count)
            successors[commit.index] += parents
        }
        self.numbers = numbers
    }

    /// How many commits have a number.
    var commitCount: Int { numbers.count }

    /// The number of a commit; nil where neither a line nor a pull request holds it.
    func number(of sha: ObjectID) -> CommitNumber? { numbers.known(sha) }
}

extension CommitGraph {
    /// Which entry of a first-parent line first holds each commit.
    struct Line {
        /// An entry of the line.
        struct Entry {
            let sha: ObjectID
            let commit: CommitNumber
            let committedAt: Instant
        }

        private let entries: [Entry]
        /// The entry that first holds each commit, by the commit's number.
        private let arrivals: [Int32]

        private static let notHeld = Int32.max

        /// Follows the line from its oldest entry; one that the graph does not know holds nothing.
        ///
        /// - Complexity: O(commits of the repository)
        init(_ history: BranchHistory, graph: CommitGraph) {
            entries = history.entries.compactMap { entry in
                graph.numbers.known(entry.sha).map {
                    Entry(sha: entry.sha, commit: $0, committedAt: entry.committedAt)
                }
            }
            var arrivals = [Int32](repeating: Line.notHeld, count: graph.successors.count)
            var pending: [CommitNumber] = []
            for (index, entry) in entries.enumerated() {
                pending.append(entry.commit)
                while let commit = pending.popLast() {
                    guard arrivals[commit.index] == Line.notHeld else { continue }
                    arrivals[commit.index] = Int32(index)
                    pending.append(contentsOf: graph.successors[commit.index])
                }
            }
            self.arrivals = arrivals
        }

        /// The entry that brought a commit; nil where the line does not hold it, as far as is known.
        func entry(bringing commit: CommitNumber) -> Entry? {
            arrival(of: commit).map { entries[$0] }
        }

        /// Whether every one of the commits is in an entry of the line, or came to the line before it.
        func holds(_ commits: [CommitNumber], at entry: CommitNumber) -> Bool {
            // Only a commit of the line itself holds all that arrived up to it.
            guard let limit = arrival(of: entry), entries[limit].commit == entry else { return false }
            return commits.allSatisfy { commit in arrival(of: commit).map { $0 <= limit } ?? false }
        }

        private func arrival(of commit: CommitNumber) -> Int? {
            guard commit.index < arrivals.count, arrivals[commit.index] != Line.notHeld else { return nil }
            return Int(arrivals[commit.index])
        }
    }
}
