import HakaruModel

/// What the commits prove of each pull request (`definitions.md` §4, rule 3 and back-merges).
struct GraphProof {
    /// When a change came into an integration branch.
    struct Arrival {
        /// Never before its own merge.
        let integratedAt: Instant
        /// The pull request, by its index, whose merge brought it; nil where none did.
        let bringer: Int?
        /// The integration branch.
        let branch: String
    }

    /// The arrivals by the index of the pull request, of those that were not merged into an integration branch.
    private(set) var arrivals: [Int: Arrival] = [:]
    /// The pull requests, by index, all of whose commits were there before they were merged.
    private(set) var bringNothing: Set<Int> = []

    /// Follows one line after the other.
    ///
    /// - Complexity: O(commits) for each line.
    init(
        _ steps: [ChangeStep], histories: [BranchHistory], graph: CommitGraph, roles: inout BranchRoles, asOf: Instant
    ) {
        guard !histories.isEmpty else { return }
        let bringers = Bringers(steps, commitCount: graph.commitCount, roles: &roles)
        var open: [Int] = []
        // The first parents of merges that may have brought nothing.
        var merges: [CommitNumber: [Int]] = [:]
        for (index, step) in steps.enumerated() where step.mergedAt != nil {
            if !roles.isIntegration(step.base) { open.append(index) }
            if let parent = step.mergeCommitFirstParent, step.hasAllCommits {
                merges[parent, default: []].append(index)
            }
        }
        for history in histories {
            let isIntegration = roles.isIntegration(history.branch)
            let judged = history.entries.flatMap { entry in graph.number(of: entry.sha).flatMap { merges[$0] } ?? [] }
            guard isIntegration || !judged.isEmpty else { continue }
            let line = CommitGraph.Line(history, graph: graph)
            for index in judged {
                guard let parent = steps[index].mergeCommitFirstParent else { continue }
                if line.holds(steps[index].commits, at: parent) { bringNothing.insert(index) }
            }
            guard isIntegration else { continue }
            for index in open {
                guard let arrival = GraphProof.arrival(of: steps[index], line, history.branch, bringers, steps),
                    arrival.integratedAt <= asOf,
                    arrivals[index].map({ arrival.integratedAt < $0.integratedAt }) ?? true
                else { continue }
                arrivals[index] = arrival
            }
        }
    }

    /// When a merged change came onto a line; nil where the line does not hold it, as far as is known.
    private static func arrival(
        of step: ChangeStep, _ line: CommitGraph.Line, _ branch: String, _ bringers: Bringers, _ steps: [ChangeStep]
    ) -> Arrival? {
        guard let mergedAt = step.mergedAt, let commit = step.mergedCommit, let entry = line.entry(bringing: commit)
        else { return nil }
        let bringer = bringers.pullRequest(of: entry.commit)
        let arrivedAt = bringer.flatMap { steps[$0].mergedAt } ?? entry.committedAt
        return Arrival(integratedAt: max(arrivedAt, mergedAt), bringer: bringer, branch: branch)
    }
}

/// The pull requests whose merges brought commits onto the first-parent line of an integration branch.
private struct Bringers {
    /// The pull request that each commit of the repository belongs to, by its number.
    private var byMergeCommit: [Int32]
    private var byCommit: [Int32]

    private static let none: Int32 = -1

    init(_ steps: [ChangeStep], commitCount: Int, roles: inout BranchRoles) {
        byMergeCommit = Array(repeating: Bringers.none, count: commitCount)
        byCommit = byMergeCommit
        for (index, step) in steps.enumerated() where step.mergedAt != nil && roles.isIntegration(step.base) {
            if let commit = step.mergeCommit { byMergeCommit[commit.index] = Int32(index) }
            // Only a merge that moved the tip put its own commits on the line, and none of those of another line.
            guard step.mergedCommit == step.head, !roles.isIntegration(step.ownHead) else { continue }
            for commit in step.commits where byCommit[commit.index] == Bringers.none {
                byCommit[commit.index] = Int32(index)
            }
        }
    }

    /// The one that made a commit of the line; where none did, the one that held it when it was merged by moving the tip.
    func pullRequest(of commit: CommitNumber) -> Int? {
        for owners in [byMergeCommit, byCommit] where owners[commit.index] != Bringers.none {
            return Int(owners[commit.index])
        }
        return nil
    }
}
