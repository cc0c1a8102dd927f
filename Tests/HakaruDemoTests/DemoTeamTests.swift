import HakaruModel
import Testing

@testable import HakaruDemo

@Suite struct `The generated team` {
    private static let everyone = demo.repositories.flatMap(\.pullRequests)

    @Test func `is the same for the same values, and another for another seed`() {
        let team = DemoTeam(end: endOfStory, pullRequestsPerWeek: 6)
        #expect(team.dataset() == team.dataset())
        #expect(team.dataset() != DemoTeam(end: endOfStory, seed: 2, pullRequestsPerWeek: 6).dataset())
    }

    @Test func `tells nothing that is later than its end`() {
        for repository in demo.repositories {
            #expect(repository.commits.allSatisfy { $0.pushedAt < endOfStory })
            #expect(repository.statuses.allSatisfy { $0.createdAt < endOfStory })
            #expect(repository.releases.allSatisfy { $0.publishedAt < endOfStory })
            for pullRequest in repository.pullRequests {
                #expect(pullRequest.createdAt < endOfStory)
                #expect(pullRequest.events.allSatisfy { $0.at < endOfStory })
                #expect(pullRequest.commits.allSatisfy { $0.pushedAt < endOfStory && $0.authoredAt < endOfStory })
                #expect(pullRequest.reviews.allSatisfy { $0.submittedAt.map { $0 < endOfStory } ?? true })
                #expect(pullRequest.comments.allSatisfy { $0.createdAt < endOfStory })
            }
        }
    }

    @Test func `numbers pull requests in the order of their opening, with gaps for issues`() {
        for repository in demo.repositories {
            let numbers = repository.pullRequests.map(\.number)
            #expect(numbers == numbers.sorted() && Set(numbers).count == numbers.count)
            let openings = repository.pullRequests.map(\.createdAt)
            #expect(openings == openings.sorted())
            #expect((numbers.last ?? 0) > numbers.count)
        }
    }

    @Test func `gives every review and comment a number of its own`() {
        let reviews = Self.everyone.flatMap(\.reviews)
        #expect(Set(reviews.map(\.databaseID)).count == reviews.count)
        let comments = reviews.flatMap(\.comments)
        #expect(Set(comments.map(\.databaseID)).count == comments.count)
        let conversation = Self.everyone.flatMap(\.comments)
        #expect(Set(conversation.map(\.databaseID)).count == conversation.count)
    }

    /// A kind of pull request that the story must hold at least one of.
    struct Kind: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let isOne: @Sendable (DemoPullRequest) -> Bool

        init(_ name: String, _ isOne: @escaping @Sendable (DemoPullRequest) -> Bool) {
            testDescription = name
            self.isOne = isOne
        }
    }

    static let kinds = [
        Kind("drafts") { $0.opensAsDraft }, Kind("back to draft") { has($0) { $0 == .convertedToDraft } },
        Kind("reopened") { has($0) { $0 == .reopened } },
        Kind("rewritten") { has($0) { if case .headForcePushed = $0 { true } else { false } } },
        Kind("retargeted by hand") { has($0) { if case .baseChanged = $0 { true } else { false } } },
        Kind("retargeted by the forge") { has($0) { if case .baseChangedAutomatically = $0 { true } else { false } } },
        Kind("approval taken back") { has($0) { if case .reviewDismissed = $0 { true } else { false } } },
        Kind("queued") { has($0) { $0 == .addedToMergeQueue } },
        Kind("head deleted") { has($0) { $0 == .headDeleted } },
        Kind("head put back") { has($0) { $0 == .headRestored } },
        Kind("renamed") { has($0) { if case .renamed = $0 { true } else { false } } },
        Kind("promoted") { $0.headBranch == "develop" && $0.baseBranch == "main" && $0.commits.count > 5 },
        Kind("brought back") { $0.headBranch == "main" && $0.baseBranch == "develop" },
        Kind("hotfix") { $0.headBranch.hasPrefix("hotfix/") && $0.baseBranch == "main" },
        Kind("reverts") { $0.headBranch.hasPrefix("revert-") && $0.body.hasPrefix("Reverts acme/") },
        Kind("from a fork") { $0.headOrigin == .fork }, Kind("from a fork that is gone") { $0.headOrigin == .gone },
        Kind("by renovate") { $0.author == "renovate" }, Kind("by github-actions") { $0.author == "github-actions" },
        Kind("by an assistant") { $0.author == "copilot" },
        Kind("reviewed by a machine") { $0.reviews.contains { $0.author == "copilot-pull-request-reviewer" } },
        Kind("written with an assistant") { $0.commits.contains { $0.message.contains("noreply@anthropic.com") } },
        Kind("merges its base") {
            $0.commits.contains { $0.parents.count == 2 && $0.message.hasPrefix("Merge branch 'develop'") }
        },
        Kind("with an unlinked address") { $0.commits.contains { $0.authorLogin == nil } },
        Kind("in Japanese") { $0.title.hasSuffix("を修正") }, Kind("with an emoji") { $0.title.contains("✨") },
        Kind("with a script") { $0.title.contains("<script>") },
        Kind("with control characters") { $0.title.contains("\u{1B}") },
        Kind("with bidirectional marks") { $0.title.contains("\u{202E}") },
        Kind("with a formula") { $0.title.hasPrefix("=") },
        Kind("unreviewed and merged") { merged($0) && $0.reviews.isEmpty && $0.headBranch.hasPrefix("feature/") },
        Kind("abandoned") { !merged($0) && has($0) { $0 == .closed } },
        Kind("waiting for a review") { $0.events.allSatisfy { $0.kind != .closed } && $0.reviews.isEmpty },
        Kind("reviewed after the merge") { pr in
            pr.events.contains { event in
                if case .merged = event.kind {
                    pr.reviews.contains { ($0.submittedAt ?? event.at) > event.at }
                } else {
                    false
                }
            }
        },
    ]

    @Test(arguments: kinds)
    func `has pull requests of every kind`(kind: Kind) {
        #expect(Self.everyone.contains { kind.isOne($0) })
    }

    @Test func `merges into branches of others and strands a few`() {
        for repository in demo.repositories {
            let heads = Set(repository.pullRequests.map(\.headBranch))
            let nested = repository.pullRequests.filter { pullRequest in
                let view = DemoPullRequestView(pullRequest, asOf: endOfStory, viewer: "")
                return view?.state == .merged && heads.contains(view?.baseBranch ?? "") && view?.baseBranch != "develop"
                    && view?.baseBranch != "main"
            }
            #expect(nested.count > 3)
        }
    }

    @Test func `gets faster and does more, as a summary can tell`() throws {
        let finished = Self.everyone.compactMap { pullRequest -> (at: Instant, seconds: Int64)? in
            guard !["renovate", "github-actions", "copilot"].contains(pullRequest.author),
                pullRequest.headBranch != "develop",
                let merge = pullRequest.events.first(where: { if case .merged = $0.kind { true } else { false } }),
                let first = pullRequest.commits.map(\.authoredAt).min()
            else { return nil }
            return (merge.at, merge.at.seconds(since: first))
        }
        func times(weeksBeforeEnd weeks: Range<Int64>) -> [Int64] {
            finished.filter { weeks.contains(endOfStory.seconds(since: $0.at) / (7 * 86_400)) }.map(\.seconds).sorted()
        }
        let (early, late) = (times(weeksBeforeEnd: 30..<48), times(weeksBeforeEnd: 0..<4))
        #expect(Double(late[late.count / 2]) < 0.6 * Double(early[early.count / 2]))
        #expect(Double(late.count) / 4 > 1.3 * Double(early.count) / 18)
    }

    @Test func `rests over the New Year`() {
        func opened(_ from: String, _ to: String) -> Int {
            let people = Set(["hanako-sato", "taro-suzuki", "yuki-tanaka", "kenta-w", "misaki-ito"])
            return Self.everyone.filter {
                people.contains($0.author) && .at(from) <= $0.createdAt && $0.createdAt < .at(to)
            }.count
        }
        #expect(opened("2025-12-29T00:00:00Z", "2026-01-04T00:00:00Z") == 0)
        #expect(opened("2025-12-15T00:00:00Z", "2025-12-22T00:00:00Z") > 3)
    }

    @Test func `has the size that was asked for`() {
        let people = Self.everyone.filter { !["renovate", "github-actions", "copilot"].contains($0.author) }
        #expect((1_000...1_700).contains(people.count), "\(people.count)")
        #expect(demo.accounts.filter { $0.kind == .user }.count == 11)
        #expect(demo.accounts.contains { $0.deletedAt != nil })
    }

    @Test func `gives the same pull requests as a stream`() {
        let team = DemoTeam(end: endOfStory, seed: 5, pullRequestsPerWeek: 8)
        let dataset = team.dataset()
        for (index, repository) in team.repositories.enumerated() {
            let pieces = Array(team.pullRequests(ofRepositoryAt: index, inPiecesOf: 50))
            #expect(pieces.dropLast().allSatisfy { $0.count >= 50 })
            let whole = dataset.pullRequests(of: repository)
            #expect(pieces.reduce(0) { $0 + $1.count } == whole.count)
            for (streamed, listed) in zip(pieces.joined(), whole) {
                #expect(streamed == listed, "#\(listed.number)")
                guard streamed == listed else { break }
            }
        }
        #expect(team.repositoryValues.map(\.id) == team.repositories)
    }

    @Test func `grows with years, people and pull requests a week`() {
        let team = DemoTeam(
            end: endOfStory, years: 2, people: 30, pullRequestsPerWeek: 100,
            repositories: [DemoTeam.defaultRepositories[0]])
        let count = team.pullRequests(ofRepositoryAt: 0).reduce(0) { $0 + $1.count }
        #expect((5_000...9_000).contains(count), "\(count)")
    }

    @Test(arguments: [(1, 1), (900, 1), (10_001, 2)])
    func `of a size has at least so many pull requests in each repository`(size: Int, repositories: Int) {
        let (team, counts) = DemoTeam.sized(for: size, end: endOfStory, seed: 4)
        #expect(team.repositories.count == repositories)
        #expect(counts.count == repositories)
        #expect(counts.allSatisfy { $0 >= (size + repositories - 1) / repositories }, "\(counts)")
        // A repository has some hundred pull requests by machines, however few are asked for.
        #expect(counts.allSatisfy { $0 < size / repositories * 3 / 2 + 1_000 }, "\(counts)")
        #expect(counts[0] == team.pullRequests(ofRepositoryAt: 0).reduce(0) { $0 + $1.count })
    }
}

private func has(_ pullRequest: DemoPullRequest, _ isOne: (DemoEvent.Kind) -> Bool) -> Bool {
    pullRequest.events.contains { isOne($0.kind) }
}

private func merged(_ pullRequest: DemoPullRequest) -> Bool {
    has(pullRequest) { if case .merged = $0 { true } else { false } }
}
