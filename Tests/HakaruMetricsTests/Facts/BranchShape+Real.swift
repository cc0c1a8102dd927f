import HakaruModel

extension BranchShape {
    /// Shapes that real repositories have, made anew with few pull requests.
    static let real: [BranchShape] = [
        BranchShape(
            name: "develop is promoted to main every week, and main is merged back once",
            pullRequests: [
                .sample(1, opened: 0, merged: 1), .sample(2, from: "develop", into: "main", opened: 2, merged: 3),
                .sample(3, opened: 3, merged: 4), .sample(4, from: "develop", into: "main", opened: 5, merged: 6),
                .sample(5, from: "main", into: "develop", opened: 7, merged: 8),
                .sample(6, from: "develop", into: "main", opened: 9, merged: 10),
            ],
            expected: [
                1: "base 1", 2: "promotion", 3: "base 4", 4: "promotion", 5: "back-merge", 6: "promotion",
            ]),
        BranchShape(
            name: "work squashed into main without a head, in the midst of promotions",
            pullRequests: [
                .sample(1, from: "develop", into: "main", opened: 2, merged: 3),
                .sample(2, from: "", into: "main", opened: 4, merged: 5, origin: .gone),
            ],
            expected: [1: "promotion", 2: "in transit"]),
        BranchShape(
            name: "a main that is brought back carries what was fixed on it since",
            pullRequests: [
                .sample(1, from: "fix-1", into: "main", opened: 0, merged: 1, mergeCommit: 21),
                .sample(2, from: "fix-2", into: "main", opened: 2, merged: 3, mergeCommit: 22),
                .sample(
                    3, from: "main", opened: 4, merged: 6, commits: [.sample(21, at: 1), .sample(22, at: 3)]),
                .sample(4, from: "fix-3", into: "main", opened: 7, merged: 8, mergeCommit: 23),
            ],
            expected: [1: "name 6 via 3", 2: "name 6 via 3", 3: "back-merge", 4: "in transit"]),
        BranchShape(
            name: "a hotfix branch cut from main and merged into develop is no back-merge",
            pullRequests: [
                .sample(1, from: "hotfix", into: "main", opened: 0, merged: 1, mergeCommit: 21),
                .sample(
                    2, from: "hotfix", opened: 2, merged: 4, commits: [.sample(1, at: 0), .sample(2, at: 3)],
                    mergeCommit: 91, firstParent: 90),
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 3, []), (91, 4, [2])])],
            expected: [1: "in transit", 2: "base 4"]),
        BranchShape(
            name: "a release branch is cut, fixed, promoted and brought back",
            pullRequests: [
                .sample(1, from: "fix", into: "release/2", opened: 1, merged: 2, mergeCommit: 21),
                .sample(2, from: "release/2", into: "main", opened: 3, merged: 4, commits: [.sample(21, at: 2)]),
                .sample(3, from: "release/2", opened: 5, merged: 6, commits: [.sample(21, at: 2)]),
            ],
            branches: .init(release: [BranchPattern("main"), BranchPattern("release/*")].compactMap { $0 }),
            expected: [1: "name 6 via 3", 2: "promotion", 3: "back-merge"]),
        BranchShape(
            name: "the default branch was renamed, and stacked work crosses the rename",
            pullRequests: [
                .sample(1, into: "master", opened: 0, merged: 1, mergeCommit: 21),
                .sample(2, into: "master", opened: 1, merged: 2, mergeCommit: 22),
                .sample(3, from: "c", into: "draft-03", opened: 2, merged: 3, mergeCommit: 30),
                .sample(
                    4, from: "draft-03", into: "main", opened: 2, merged: 9,
                    commits: [.sample(4, at: 2), .sample(30, at: 3)], mergeCommit: 23),
            ],
            histories: [.sample("main", [(100, -9, []), (21, 1, []), (22, 2, []), (23, 9, [30])])],
            repository: .sample(branches: ["main"]),
            expected: [1: "base 1", 2: "base 2", 3: "graph 9 via 4", 4: "base 9"]),
        BranchShape(
            name: "opened against master, retargeted by the rename",
            pullRequests: [
                .sample(
                    1, into: "main", opened: 0, merged: 5,
                    events: [.sample(.baseChanged(from: "master", to: "main"), at: 2)])
            ],
            repository: .sample(branches: ["main"]),
            expected: [1: "base 5"]),
        BranchShape(
            name: "four suggestions into one open pull request",
            pullRequests: [
                .sample(1, from: "rework", opened: 0, merged: 30, gaps: .commits),
                .sample(2, from: "s-1", into: "rework", opened: 1, merged: 10),
                .sample(3, from: "s-2", into: "rework", opened: 2, merged: 11),
                .sample(4, from: "s-3", into: "rework", opened: 3, merged: 12, origin: .fork),
                .sample(5, from: "s-4", into: "rework", opened: 4, closed: 13),
            ],
            expected: [
                1: "base 30", 2: "name 30 via 1", 3: "name 30 via 1", 4: "name 30 via 1", 5: "closed",
            ]),
        BranchShape(
            name: "a suggestion into a fork's branch of the same name is not in this repository's",
            pullRequests: [
                .sample(1, from: "rework", opened: 0, merged: 9, origin: .fork),
                .sample(2, from: "s", into: "rework", opened: 1, merged: 3),
            ],
            expected: [1: "base 9", 2: "in transit"]),
        BranchShape(
            name: "re-landed by a cherry-pick: the first way is given up, the second arrives",
            pullRequests: [
                .sample(1, from: "big", opened: 0, closed: 20, commits: [.sample(1, at: 0), .sample(30, at: 5)]),
                .sample(2, from: "part", into: "big", opened: 1, merged: 5, mergeCommit: 30),
                .sample(3, from: "part-again", opened: 21, merged: 22, commits: [.sample(31, at: 21)]),
            ],
            expected: [1: "closed", 2: "stranded", 3: "base 22"]),
        BranchShape(
            name: "a batch of a merge bot: closed by it, not merged",
            pullRequests: [
                .sample(1, from: "topic", opened: 0, closed: 4, commits: [.sample(1, at: 0)]),
                .sample(2, from: "staging", opened: 3, merged: 4, commits: [.sample(1, at: 0)]),
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 4, [1])])],
            expected: [1: "closed", 2: "base 4"]),
        BranchShape(
            name: "a long stack that the forge retargets from the bottom up",
            pullRequests: [
                .sample(1, from: "a", opened: 0, merged: 5),
                .sample(
                    2, from: "b", opened: 1, merged: 7, events: [.sample(.baseChanged(from: "a", to: "develop"), at: 5)]
                ),
                .sample(
                    3, from: "c", opened: 2, merged: 9, events: [.sample(.baseChanged(from: "b", to: "develop"), at: 7)]
                ),
            ],
            expected: [1: "base 5", 2: "base 7", 3: "base 9"]),
        BranchShape(
            name: "a long stack that is merged from the top down",
            pullRequests: [
                .sample(1, from: "a", opened: 0, merged: 9, commits: [.sample(1, at: 0), .sample(31, at: 7)]),
                .sample(
                    2, from: "b", into: "a", opened: 1, merged: 7, commits: [.sample(2, at: 1), .sample(32, at: 5)],
                    mergeCommit: 31),
                .sample(3, from: "c", into: "b", opened: 2, merged: 5, mergeCommit: 32),
            ],
            expected: [1: "base 9", 2: "name 9 via 1", 3: "name 9 via 2"]),
        BranchShape(
            name: "the parent was squashed before its child was merged into the old branch",
            pullRequests: [
                .sample(1, from: "a", opened: 0, merged: 4, commits: [.sample(1, at: 0)], mergeCommit: 90),
                .sample(
                    2, from: "b", into: "a", opened: 1, merged: 6, commits: [.sample(1, at: 0), .sample(2, at: 1)],
                    mergeCommit: 30, events: [.sample(.headDeleted, at: 6)]),
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 4, [])])],
            expected: [1: "base 4", 2: "in transit"]),
        BranchShape(
            name: "two branches that were merged into each other",
            pullRequests: [
                .sample(1, from: "a", into: "b", opened: 0, merged: 3, gaps: .commits),
                .sample(2, from: "b", into: "a", opened: 1, merged: 5, gaps: .commits),
            ],
            expected: [1: "in transit", 2: "in transit"]),
        BranchShape(
            name: "a bot's pull request carries what a person merged into its branch",
            pullRequests: [
                .sample(1, from: "deps", opened: 0, merged: 9, author: .robot, gaps: .commits),
                .sample(2, from: "fix", into: "deps", opened: 1, merged: 3),
            ],
            expected: [1: "base 9", 2: "name 9 via 1"]),
    ]
}
