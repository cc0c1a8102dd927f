import HakaruModel
import Testing

@testable import HakaruDemo

@Suite struct `The generated commit graph` {
    private static let views = demo.repositories.map { RepositoryView($0, asOf: endOfStory, viewer: "") }

    @Test(arguments: [0, 1])
    func `knows every parent of every commit`(index: Int) {
        let view = Self.views[index]
        let commits = view.record.commits + view.record.pullRequests.flatMap(\.commits)
        for commit in commits {
            for parent in commit.parents { #expect(view.commit(parent) != nil) }
        }
        let roots = commits.filter(\.parents.isEmpty)
        #expect(roots.count == 1)
    }

    @Test(arguments: [0, 1], ["develop", "main"])
    func `has a first-parent line that is the branch's own way`(index: Int, branch: String) throws {
        let view = Self.views[index]
        let moves = try #require(view.record.branches.first { $0.name == branch }?.moves)
        var line: Set<ObjectID> = []
        var next = moves.last?.tip
        while let sha = next, let commit = view.commit(sha) {
            line.insert(sha)
            next = commit.parents.first
        }
        #expect(moves.allSatisfy { line.contains($0.tip) })
    }

    @Test(arguments: [0, 1])
    func `reaches every merge into develop from its tip`(index: Int) throws {
        let view = Self.views[index]
        let tip = try #require(view.branch("develop")).tip
        let reached = Set(view.history(from: tip).map(\.sha))
        let merged = view.pullRequests.filter { $0.state == .merged && $0.baseBranch == "develop" }
        #expect(merged.count > 300)
        for pullRequest in merged {
            let commit = try #require(pullRequest.mergeCommit)
            #expect(reached.contains(commit), "#\(pullRequest.number)")
            #expect(view.commit(commit)?.committedAt == pullRequest.mergedAt)
        }
    }

    @Test(arguments: [0, 1])
    func `keeps the work of a stacked pull request in its parent`(index: Int) throws {
        let view = Self.views[index]
        let heads = Dictionary(grouping: view.pullRequests, by: \.record.headBranch)
        var stacked = 0
        for child in view.pullRequests where child.state == .merged && !["develop", "main"].contains(child.baseBranch) {
            let parent = try #require(heads[child.baseBranch]?.first { $0.record.createdAt <= child.record.createdAt })
            let commit = try #require(child.mergeCommit)
            #expect(parent.commits.contains { $0.sha == commit }, "#\(child.number) in #\(parent.number)")
            stacked += 1
        }
        #expect(stacked > 3)
    }

    @Test(arguments: [0, 1])
    func `orders the commits of a pull request by their parents`(index: Int) {
        for pullRequest in Self.views[index].pullRequests where pullRequest.record.headBranch.hasPrefix("feature/") {
            for (before, after) in zip(pullRequest.commits, pullRequest.commits.dropFirst())
            where after.parents.count == 1 && after.pushedAt == after.committedAt {
                #expect(after.parents == [before.sha], "#\(pullRequest.number)")
            }
        }
    }

    @Test(arguments: [0, 1])
    func `releases and deploys what was promoted`(index: Int) {
        let record = Self.views[index].record
        #expect(record.releases.count > 30)
        #expect(Set(record.releases.map(\.tag)).count == record.releases.count)
        #expect(record.deployments.contains { $0.statuses.last?.state == "failure" })
        let main = Set(record.branches.first { $0.name == "main" }?.moves.map(\.tip) ?? [])
        #expect(record.releases.allSatisfy { main.contains($0.commit) })
    }

    @Test func `states coverage that rises`() {
        for (index, context) in [(0, "hakaru/coverage/backend"), (1, "hakaru/coverage/frontend")] {
            let texts = demo.repositories[index].statuses.filter { $0.context == context }
                .compactMap { CoverageStatusText($0.description)?.counts[.lines]?.hundredthsOfPercent }
            #expect((texts.first ?? 0) < 6_500)
            #expect((texts.last ?? 0) > 7_700 && (texts.last ?? 0) < 8_000)
        }
    }
}
