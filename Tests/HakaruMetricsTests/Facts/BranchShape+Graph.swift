import HakaruModel

extension BranchShape {
    /// Rule 3: what the commits prove.
    static let byGraph: [BranchShape] = [
        BranchShape(
            name: "the merge commit came in by a pull request's merge",
            pullRequests: [
                .sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20),
                .sample(
                    2, from: "a2", opened: 5, merged: 9, commits: [.sample(20, at: 3), .sample(2, at: 6)],
                    mergeCommit: 90),
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 10, [2])])],
            expected: [1: "graph 9 via 2", 2: "base 9"]),
        BranchShape(
            name: "the merge commit came in by hand: the commit's own date",
            pullRequests: [.sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20)],
            histories: [.sample("develop", [(100, -9, []), (90, 10, [20])])],
            expected: [1: "graph 10"]),
        BranchShape(
            name: "a branch came in by hand with every merge on it",
            pullRequests: [
                .sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20),
                .sample(2, from: "c", into: "a", merged: 4, mergeCommit: 21, firstParent: 20),
                .sample(3, from: "d", into: "a", merged: 5, mergeCommit: 22, firstParent: 21),
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 10, [21])])],
            expected: [1: "graph 10", 2: "graph 10", 3: "in transit"]),
        BranchShape(
            name: "by hand, and on to another integration branch by a pull request",
            pullRequests: [
                .sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20),
                .sample(
                    2, from: "develop", into: "main", opened: 20, merged: 30,
                    commits: [.sample(90, at: 10, parents: 2)],
                    mergeCommit: 95),
            ],
            histories: [
                .sample("develop", [(100, -9, []), (90, 10, [20])]), .sample("main", [(100, -9, []), (95, 30, [90])]),
            ],
            branches: .init(integration: [BranchPattern("develop"), BranchPattern("main")].compactMap { $0 }),
            expected: [1: "graph 10", 2: "base 30"]),
        BranchShape(
            name: "never before its own merge",
            pullRequests: [.sample(1, from: "b", into: "a", merged: 12, mergeCommit: 20)],
            histories: [.sample("develop", [(100, -9, []), (90, 10, [20])])],
            expected: [1: "graph 12"]),
        BranchShape(
            name: "the branch was moved forward by hand",
            pullRequests: [
                .sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20),
                .sample(2, from: "c", into: "a", merged: 4, mergeCommit: 21),
                .sample(3, from: "d", into: "a", merged: 5, mergeCommit: 22),
            ],
            histories: [.sample("develop", [(100, -9, []), (20, 6, [])])],
            expected: [1: "graph 6", 2: "in transit", 3: "in transit"]),
        BranchShape(
            name: "the head where the forge gives no merge commit",
            pullRequests: [.sample(1, from: "b", into: "a", merged: 3, commits: [.sample(5, at: 0)])],
            histories: [.sample("develop", [(100, -9, []), (90, 10, [5])])],
            expected: [1: "graph 10"]),
        BranchShape(
            name: "the head proves nothing where the merge commit is known",
            pullRequests: [.sample(1, from: "b", into: "a", merged: 3, commits: [.sample(5, at: 0)], mergeCommit: 20)],
            histories: [.sample("develop", [(100, -9, []), (90, 10, [5])])],
            expected: [1: "in transit"]),
        BranchShape(
            name: "the graph's instant holds where the names give another",
            pullRequests: [
                .sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20),
                .sample(2, from: "a", opened: 1, merged: 30, gaps: .commits),
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 10, [20])])],
            expected: [1: "graph 10", 2: "base 30"]),
        BranchShape(
            name: "the graph's instant holds where the names give an earlier one",
            pullRequests: [
                .sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20),
                .sample(2, from: "a", opened: 1, merged: 6, mergeCommit: 80, gaps: .commits),
            ],
            histories: [.sample("develop", [(100, -9, []), (80, 6, []), (90, 10, [20])])],
            expected: [1: "graph 10", 2: "base 6"]),
        BranchShape(
            name: "a squashed outer one proves nothing, its name does",
            pullRequests: [
                .sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20),
                .sample(2, from: "a", opened: 1, merged: 9, commits: [.sample(20, at: 3)], mergeCommit: 90),
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 9, [])])],
            expected: [1: "name 9 via 2", 2: "base 9"]),
        BranchShape(
            name: "a cherry-pick is another commit and proves nothing",
            pullRequests: [.sample(1, from: "b", into: "release/1", merged: 3, mergeCommit: 20)],
            histories: [.sample("develop", [(100, -9, []), (21, 5, [])])],
            expected: [1: "in transit"]),
        BranchShape(
            name: "a base that was not delivered, proved by the graph",
            pullRequests: [.sample(1, into: nil, merged: 3, mergeCommit: 20)],
            histories: [.sample("develop", [(100, -9, []), (20, 3, [])])],
            expected: [1: "graph 3"]),
        BranchShape(
            name: "through the line of another branch",
            pullRequests: [.sample(1, into: "a", merged: 3, mergeCommit: 20)],
            histories: [
                .sample("develop", [(100, -9, []), (90, 10, [22])]),
                .sample("a", [(100, -9, []), (20, 3, []), (21, 4, []), (22, 5, [])]),
            ],
            expected: [1: "graph 10"]),
        BranchShape(
            name: "later on the other branch than what was taken over",
            pullRequests: [.sample(1, into: "a", merged: 4, mergeCommit: 21)],
            histories: [
                .sample("develop", [(100, -9, []), (90, 10, [20])]),
                .sample("a", [(100, -9, []), (20, 3, []), (21, 4, [])]),
            ],
            expected: [1: "in transit"]),
        BranchShape(
            name: "the tip was moved by a pull request that holds the commit",
            pullRequests: [
                .sample(1, from: "b", into: "a", merged: 3, mergeCommit: 20),
                .sample(2, from: "a2", opened: 5, merged: 9, commits: [.sample(20, at: 3), .sample(2, at: 6)]),
                .sample(3, into: "a", merged: 30, mergeCommit: 30),
            ],
            histories: [.sample("develop", [(100, -9, []), (20, 3, []), (2, 6, [])])],
            expected: [1: "graph 9 via 2", 2: "base 9", 3: "in transit"]),
    ]

    /// Promotions, back-merges, hotfixes.
    static let promotions: [BranchShape] = [
        BranchShape(
            name: "develop to main is a promotion",
            pullRequests: [.sample(1, merged: 3), .sample(2, from: "develop", into: "main", opened: 4, merged: 5)],
            expected: [1: "base 3", 2: "promotion"]),
        BranchShape(
            name: "an open promotion is one too",
            pullRequests: [.sample(1, from: "develop", into: "main")],
            expected: [1: "promotion"]),
        BranchShape(
            name: "a fork's develop is no promotion",
            pullRequests: [.sample(1, from: "develop", into: "main", merged: 5, origin: .fork)],
            expected: [1: "in transit"]),
        BranchShape(
            name: "a release branch to main is a promotion",
            pullRequests: [.sample(1, from: "release/1", into: "main", merged: 5)],
            branches: .init(release: [BranchPattern("main"), BranchPattern("release/*")].compactMap { $0 }),
            expected: [1: "promotion"]),
        BranchShape(
            name: "from one integration branch to another it is ordinary work",
            pullRequests: [.sample(1, from: "develop", into: "next", merged: 5)],
            branches: .init(integration: [BranchPattern("develop"), BranchPattern("next")].compactMap { $0 }),
            expected: [1: "base 5"]),
        BranchShape(
            name: "main to develop is a back-merge",
            pullRequests: [.sample(1, from: "main", into: "develop", merged: 5)],
            expected: [1: "back-merge"]),
        BranchShape(
            name: "a hotfix to main and back",
            pullRequests: [
                .sample(1, from: "hotfix", into: "main", merged: 3, mergeCommit: 20),
                .sample(2, from: "main", into: "develop", opened: 4, merged: 6, commits: [.sample(20, at: 3)]),
            ],
            expected: [1: "name 6 via 2", 2: "back-merge"]),
        BranchShape(
            name: "a hotfix to main that was not brought back",
            pullRequests: [.sample(1, from: "hotfix", into: "main", merged: 3)],
            expected: [1: "in transit"]),
        BranchShape(
            name: "a hotfix to main and, by the same branch, to develop",
            pullRequests: [
                .sample(1, from: "hotfix", into: "main", merged: 3, mergeCommit: 20),
                .sample(2, from: "hotfix", into: "develop", merged: 4, mergeCommit: 21),
            ],
            expected: [1: "in transit", 2: "base 4"]),
        BranchShape(
            name: "one whose commits were all there before is a back-merge",
            pullRequests: [
                .sample(
                    1, from: "sync", opened: 5, merged: 6, commits: [.sample(20, at: 3)], mergeCommit: 91,
                    firstParent: 90)
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 4, [20]), (91, 6, [])])],
            expected: [1: "back-merge"]),
        BranchShape(
            name: "one with a commit of its own is not",
            pullRequests: [
                .sample(
                    1, from: "sync", opened: 5, merged: 6, commits: [.sample(20, at: 3), .sample(21, at: 5)],
                    mergeCommit: 91, firstParent: 90)
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 4, [20]), (91, 6, [21])])],
            expected: [1: "base 6"]),
        BranchShape(
            name: "without commits or the first parent it is not judged",
            pullRequests: [
                .sample(1, from: "sync", opened: 5, merged: 6, commits: [], mergeCommit: 91, firstParent: 90),
                .sample(2, from: "sync2", opened: 5, merged: 7, commits: [.sample(20, at: 3)], mergeCommit: 92),
            ],
            histories: [.sample("develop", [(100, -9, []), (90, 4, [20]), (91, 6, []), (92, 7, [20])])],
            expected: [1: "base 6", 2: "base 7"]),
        BranchShape(
            name: "a promotion still carries others' work",
            pullRequests: [
                .sample(1, into: "main", merged: 2, gaps: .commits),
                .sample(2, from: "main", into: "staging", merged: 3, gaps: .commits),
                .sample(3, from: "staging", into: "develop", merged: 5, gaps: .commits),
            ],
            expected: [1: "name 5 via 2", 2: "promotion", 3: "base 5"]),
    ]
}
