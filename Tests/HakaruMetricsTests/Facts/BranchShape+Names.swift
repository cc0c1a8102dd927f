import HakaruModel

extension BranchShape {
    /// Rule 1: the base at the merge.
    static let byBase: [BranchShape] = [
        BranchShape(
            name: "merged into develop",
            pullRequests: [.sample(1, merged: 5), .sample(2), .sample(3, closed: 4)],
            expected: [1: "base 5", 2: "open", 3: "closed"]),
        BranchShape(
            name: "merged into develop, whatever a graph shows",
            pullRequests: [.sample(1, merged: 5, mergeCommit: 10)],
            histories: [.sample("develop", [(100, -9, []), (10, 8, [])])],
            expected: [1: "base 5"]),
        BranchShape(
            name: "retargeted to develop before the merge",
            pullRequests: [
                .sample(1, merged: 5, events: [.sample(.baseChanged(from: "feature", to: "develop"), at: 3)])
            ],
            expected: [1: "base 5"]),
        BranchShape(
            name: "retargeted away from develop before the merge",
            pullRequests: [
                .sample(
                    1, into: "feature", merged: 5,
                    events: [.sample(.baseChanged(from: "develop", to: "feature"), at: 3)])
            ],
            expected: [1: "in transit"]),
        BranchShape(
            name: "retargeted by the forge when its parent's branch was deleted",
            pullRequests: [
                .sample(1, from: "a", merged: 5),
                .sample(2, from: "b", merged: 9, events: [.sample(.baseChanged(from: "a", to: "develop"), at: 5)]),
            ],
            expected: [1: "base 5", 2: "base 9"]),
        BranchShape(
            name: "from a fork",
            pullRequests: [.sample(1, merged: 5, origin: .fork), .sample(2, merged: 6, origin: .gone)],
            expected: [1: "base 5", 2: "base 6"]),
        BranchShape(
            name: "with a base that the forge did not deliver",
            pullRequests: [.sample(1, into: nil, merged: 5), .sample(2, into: nil)],
            expected: [1: "base unknown", 2: "open"]),
        BranchShape(
            name: "through a merge queue",
            pullRequests: [
                .sample(
                    1, merged: 5,
                    events: [.sample(.addedToMergeQueue, at: 3), .sample(.removedFromMergeQueue, at: 5)])
            ],
            expected: [1: "base 5"]),
    ]

    /// Rule 2: the pull requests whose head was the base.
    static let byName: [BranchShape] = [
        BranchShape(
            name: "stacked on another",
            pullRequests: [
                .sample(1, from: "a", opened: 0, merged: 9, commits: [.sample(1, at: 0), .sample(20, at: 3)]),
                .sample(2, from: "b", into: "a", opened: 1, merged: 3, mergeCommit: 20),
            ],
            expected: [1: "base 9", 2: "name 9 via 1"]),
        BranchShape(
            name: "squashed into its parent",
            pullRequests: [
                .sample(
                    1, from: "a", opened: 0, merged: 9, commits: [.sample(1, at: 0), .sample(20, at: 3)],
                    mergeCommit: 90),
                .sample(
                    2, from: "b", into: "a", opened: 1, merged: 3, commits: [.sample(2, at: 1), .sample(3, at: 2)],
                    mergeCommit: 20),
            ],
            expected: [1: "base 9", 2: "name 9 via 1"]),
        BranchShape(
            name: "three deep",
            pullRequests: [
                .sample(1, from: "a", merged: 9, gaps: .commits),
                .sample(2, from: "b", into: "a", merged: 6, gaps: .commits),
                .sample(3, from: "c", into: "b", merged: 4),
            ],
            expected: [1: "base 9", 2: "name 9 via 1", 3: "name 9 via 2"]),
        BranchShape(
            name: "three deep and merged in one second",
            pullRequests: [
                .sample(1, from: "a", merged: 9, gaps: .commits),
                .sample(2, from: "b", into: "a", merged: 9, gaps: .commits),
                .sample(3, from: "c", into: "b", merged: 9),
            ],
            expected: [1: "base 9", 2: "name 9 via 1", 3: "name 9 via 2"]),
        BranchShape(
            name: "parent merged before its child",
            pullRequests: [
                .sample(1, from: "a", merged: 4, gaps: .commits), .sample(2, from: "b", into: "a", merged: 6),
            ],
            expected: [1: "base 4", 2: "in transit"]),
        BranchShape(
            name: "the earliest of several ways",
            pullRequests: [
                .sample(1, from: "a", merged: 9, gaps: .commits), .sample(2, from: "a", merged: 7, gaps: .commits),
                .sample(3, from: "b", into: "a", merged: 3),
            ],
            expected: [1: "base 9", 2: "base 7", 3: "name 7 via 2"]),
        BranchShape(
            name: "a longer way that arrives earlier",
            pullRequests: [
                .sample(1, from: "a", merged: 20, gaps: .commits),
                .sample(2, from: "a", into: "b", merged: 5, gaps: .commits),
                .sample(3, from: "b", merged: 7, gaps: .commits),
                .sample(4, from: "c", into: "a", merged: 3),
            ],
            expected: [1: "base 20", 2: "name 7 via 3", 3: "base 7", 4: "name 7 via 2"]),
        BranchShape(
            name: "a cycle leads nowhere",
            pullRequests: [
                .sample(1, from: "a", into: "b", merged: 5, gaps: .commits),
                .sample(2, from: "b", into: "a", merged: 5, gaps: .commits),
            ],
            expected: [1: "in transit", 2: "in transit"]),
        BranchShape(
            name: "a cycle with a way out",
            pullRequests: [
                .sample(1, from: "a", into: "b", merged: 5, gaps: .commits),
                .sample(2, from: "b", into: "a", merged: 5, gaps: .commits),
                .sample(3, from: "b", merged: 8, gaps: .commits),
            ],
            expected: [1: "name 8 via 3", 2: "name 8 via 1", 3: "base 8"]),
        BranchShape(
            name: "a fork's branch of the same name is not the branch",
            pullRequests: [
                .sample(1, from: "a", merged: 9, origin: .fork, gaps: .commits),
                .sample(2, from: "b", into: "a", merged: 3),
            ],
            expected: [1: "base 9", 2: "in transit"]),
        BranchShape(
            name: "nor is one whose repository is gone",
            pullRequests: [
                .sample(1, from: "a", merged: 9, origin: .gone, gaps: .commits),
                .sample(2, from: "b", into: "a", merged: 3),
            ],
            expected: [1: "base 9", 2: "in transit"]),
        BranchShape(
            name: "stacked by a fork's author",
            pullRequests: [
                .sample(1, from: "a", merged: 9, gaps: .commits),
                .sample(2, from: "b", into: "a", merged: 3, origin: .fork),
            ],
            expected: [1: "base 9", 2: "name 9 via 1"]),
        BranchShape(
            name: "carried by a bot's pull request",
            pullRequests: [
                .sample(1, from: "a", merged: 9, author: .robot, gaps: .commits),
                .sample(2, from: "b", into: "a", merged: 3),
            ],
            expected: [1: "base 9", 2: "name 9 via 1"]),
    ]

    /// Rule 2: a branch name used again is another branch.
    static let reused: [BranchShape] = [
        BranchShape(
            name: "a name used again without the inner merge commit",
            pullRequests: [
                .sample(1, from: "b", into: "a", opened: 0, merged: 3, mergeCommit: 20),
                .sample(2, from: "a", opened: 10, merged: 14, commits: [.sample(2, at: 9)]),
            ],
            expected: [1: "in transit", 2: "base 14"]),
        BranchShape(
            name: "a name used again, its commits cut short by the forge",
            pullRequests: [
                .sample(1, from: "b", into: "a", opened: 0, merged: 3, mergeCommit: 20),
                PullRequest.sample(2, from: "a", opened: 10, merged: 14).truncated(to: 251),
            ],
            expected: [1: "name 14 via 2", 2: "base 14"]),
        BranchShape(
            name: "a name used again where the inner merge commit is unknown",
            pullRequests: [
                .sample(1, from: "b", into: "a", opened: 0, merged: 3),
                .sample(2, from: "a", opened: 10, merged: 14),
            ],
            expected: [1: "name 14 via 2", 2: "base 14"]),
        BranchShape(
            name: "an outer one that was force-pushed while it was open",
            pullRequests: [
                .sample(1, from: "b", into: "a", opened: 0, merged: 3, mergeCommit: 20),
                .sample(
                    2, from: "a", opened: 1, merged: 14, commits: [.sample(2, at: 1)],
                    events: [.sample(.headForcePushed(before: nil, after: nil), at: 7)]),
            ],
            expected: [1: "name 14 via 2", 2: "base 14"]),
        BranchShape(
            name: "an outer one that was force-pushed and opened only after the inner merge",
            pullRequests: [
                .sample(1, from: "b", into: "a", opened: 0, merged: 3, mergeCommit: 20),
                .sample(
                    2, from: "a", opened: 5, merged: 14, commits: [.sample(2, at: 1)],
                    events: [.sample(.headForcePushed(before: nil, after: nil), at: 7)]),
            ],
            expected: [1: "in transit", 2: "base 14"]),
        BranchShape(
            name: "an outer one that was force-pushed before the inner merge only",
            pullRequests: [
                .sample(1, from: "b", into: "a", opened: 0, merged: 3, mergeCommit: 20),
                .sample(
                    2, from: "a", opened: 0, merged: 14, commits: [.sample(2, at: 1)],
                    events: [.sample(.headForcePushed(before: nil, after: nil), at: 2)]),
            ],
            expected: [1: "in transit", 2: "base 14"]),
        BranchShape(
            name: "used twice: each carries its own",
            pullRequests: [
                .sample(1, from: "b", into: "a", opened: 0, merged: 3, mergeCommit: 20),
                .sample(2, from: "a", opened: 1, merged: 5, commits: [.sample(2, at: 0), .sample(20, at: 3)]),
                .sample(3, from: "c", into: "a", opened: 10, merged: 12, mergeCommit: 30),
                .sample(4, from: "a", opened: 11, merged: 15, commits: [.sample(4, at: 10), .sample(30, at: 12)]),
            ],
            expected: [1: "name 5 via 2", 2: "base 5", 3: "name 15 via 4", 4: "base 15"]),
        BranchShape(
            name: "a long-lived staging branch that is promoted again and again",
            pullRequests: [
                .sample(1, into: "staging", opened: 0, merged: 1, mergeCommit: 20),
                .sample(2, from: "staging", opened: 2, merged: 4, commits: [.sample(1, at: 0), .sample(20, at: 1)]),
                .sample(3, into: "staging", opened: 3, merged: 6, mergeCommit: 30),
                .sample(4, from: "staging", opened: 7, merged: 8, commits: [.sample(3, at: 3), .sample(30, at: 6)]),
                .sample(5, into: "staging", opened: 8, merged: 9, mergeCommit: 40),
            ],
            expected: [
                1: "name 4 via 2", 2: "base 4", 3: "name 8 via 4", 4: "base 8", 5: "in transit",
            ]),
    ]
}

extension PullRequest {
    /// The same with more commits than the forge lists.
    func truncated(to count: Int) -> PullRequest {
        var copy = self
        copy.commitCount = count
        return copy
    }
}
