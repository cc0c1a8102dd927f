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
    init(_ views: [PullRequestView], histories: [BranchHistory], roles: inout BranchRoles) {
        guard !histories.isEmpty else { return }
        let graph = CommitGraph(histories, views: views)
        let bringers = Bringers(views, roles: &roles)
        var open: [Int] = []
        // The first parents of merges that may have brought nothing.
        var merges: [ObjectID: [Int]] = [:]
        for (index, view) in views.enumerated() where view.mergedAt != nil {
            if !roles.isIntegration(view.base) { open.append(index) }
            if let parent = view.source.mergeCommitFirstParent, view.hasAllCommits {
                merges[parent, default: []].append(index)
            }
        }
        for history in histories {
            let isIntegration = roles.isIntegration(history.branch)
            let judged = history.entries.flatMap { merges[$0.sha] ?? [] }
            guard isIntegration || !judged.isEmpty else { continue }
            let line = CommitGraph.Line(history, graph: graph)
            for index in judged {
                guard let parent = views[index].source.mergeCommitFirstParent else { continue }
                if line.holds(views[index].source.commits, at: parent) { bringNothing.insert(index) }
            }
            guard isIntegration else { continue }
            for index in open {
                keepEarliest(index, views: views, line: line, branch: history.branch, bringers: bringers)
            }
        }
    }

    private mutating func keepEarliest(
        _ index: Int, views: [PullRequestView], line: CommitGraph.Line, branch: String, bringers: Bringers
    ) {
        guard let mergedAt = views[index].mergedAt, let sha = views[index].mergedSHA,
            let entry = line.entry(bringing: sha)
        else { return }
        let bringer = bringers.pullRequest(of: entry.sha)
        let arrivedAt = bringer.flatMap { views[$0].mergedAt } ?? entry.committedAt
        let integratedAt = max(arrivedAt, mergedAt)
        guard integratedAt <= views[index].asOf, arrivals[index].map({ integratedAt < $0.integratedAt }) ?? true else {
            return
        }
        arrivals[index] = Arrival(integratedAt: integratedAt, bringer: bringer, branch: branch)
    }
}

/// The pull requests whose merges brought commits onto the first-parent line of an integration branch.
private struct Bringers {
    private var byMergeCommit: [ObjectID: Int] = [:]
    private var byCommit: [ObjectID: Int] = [:]

    init(_ views: [PullRequestView], roles: inout BranchRoles) {
        for (index, view) in views.enumerated() where view.mergedAt != nil && roles.isIntegration(view.base) {
            if let sha = view.source.mergeCommitSHA { byMergeCommit[sha] = index }
            // Only a merge that moved the tip put its own commits on the line, and none of those of another line.
            let head = view.source.headSHA ?? view.source.commits.last?.sha
            guard view.mergedSHA == head, !roles.isIntegration(view.ownHead) else { continue }
            for commit in view.source.commits where byCommit[commit.sha] == nil { byCommit[commit.sha] = index }
        }
    }

    /// The one that made a commit of the line; where none did, the one that held it when it was merged by moving the tip.
    func pullRequest(of sha: ObjectID) -> Int? { byMergeCommit[sha] ?? byCommit[sha] }
}
