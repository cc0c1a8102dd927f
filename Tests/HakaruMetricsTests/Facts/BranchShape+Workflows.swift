import HakaruModel

extension BranchShape {
    private static let releases: MeasurementRules.Branches = .init(
        release: [BranchPattern("main"), BranchPattern("release/*")].compactMap { $0 })

    /// Ways of working with branches, each from the first commit to the end.
    static let workflows: [BranchShape] = [
        BranchShape(
            name: "a merge queue: its own branch carries two pull requests at once, each is merged into develop",
            pullRequests: [
                .sample(
                    1, opened: 0, merged: 5, commits: [.sample(1, at: 0)], mergeCommit: 21,
                    events: [.sample(.addedToMergeQueue, at: 3), .sample(.removedFromMergeQueue, at: 5)]),
                .sample(
                    2, opened: 1, merged: 5, commits: [.sample(2, at: 1)], mergeCommit: 22,
                    events: [.sample(.addedToMergeQueue, at: 4), .sample(.removedFromMergeQueue, at: 5)]),
            ],
            histories: [.sample("develop", [(100, -9, []), (21, 4, [1]), (22, 4, [2])])],
            expected: [1: "base 5", 2: "base 5"]),
        BranchShape(
            name: "taken out of the merge queue and still open",
            pullRequests: [
                .sample(1, events: [.sample(.addedToMergeQueue, at: 3), .sample(.removedFromMergeQueue, at: 4)])
            ],
            expected: [1: "open"]),
        BranchShape(
            name: "a fork's main into develop is no back-merge",
            pullRequests: [
                .sample(1, from: "main", merged: 5, origin: .fork), .sample(2, from: "main", merged: 6, origin: .gone),
            ],
            expected: [1: "base 5", 2: "base 6"]),
        BranchShape(
            name: "a fork's main does not carry what was merged into ours",
            pullRequests: [
                .sample(1, from: "hotfix", into: "main", merged: 3), .sample(2, from: "main", merged: 6, origin: .fork),
            ],
            expected: [1: "in transit", 2: "base 6"]),
        BranchShape(
            name: "from a release branch to another it is a promotion",
            pullRequests: [.sample(1, from: "release/1", into: "release/2", merged: 5)],
            branches: releases, expected: [1: "promotion"]),
        BranchShape(
            name: "develop to a new release branch is a promotion, the fix on it is in transit",
            pullRequests: [
                .sample(1, from: "develop", into: "release/3", merged: 2),
                .sample(2, from: "fix", into: "release/3", opened: 3, merged: 4, mergeCommit: 20),
            ],
            branches: releases, expected: [1: "promotion", 2: "in transit"]),
        BranchShape(
            name: "a fix on a release branch reaches develop by way of main",
            pullRequests: [
                .sample(1, from: "fix", into: "release/3", opened: 0, merged: 2, gaps: .commits),
                .sample(2, from: "release/3", into: "main", opened: 3, merged: 4, gaps: .commits),
                .sample(3, from: "main", opened: 5, merged: 7, gaps: .commits),
            ],
            branches: releases, expected: [1: "name 7 via 2", 2: "promotion", 3: "back-merge"]),
        BranchShape(
            name: "a fix is cherry-picked from develop to a release branch",
            pullRequests: [
                .sample(1, from: "fix", merged: 3, mergeCommit: 20),
                .sample(2, from: "pick", into: "release/3", opened: 4, merged: 5, commits: [.sample(31, at: 1)]),
            ],
            branches: releases, expected: [1: "base 3", 2: "in transit"]),
        BranchShape(
            name: "work for one integration branch is carried to the other as ordinary work",
            pullRequests: [
                .sample(1, into: "next", opened: 0, merged: 2, gaps: .commits),
                .sample(2, from: "next", into: "develop", opened: 3, merged: 4, gaps: .commits),
            ],
            branches: .init(integration: [BranchPattern("develop"), BranchPattern("next")].compactMap { $0 }),
            expected: [1: "base 2", 2: "base 4"]),
        BranchShape(
            name: "develop is merged into a feature branch, which brings nothing new and carries on",
            pullRequests: [
                .sample(1, from: "develop", into: "feature", opened: 1, merged: 2),
                .sample(2, from: "part", into: "feature", opened: 1, merged: 3),
                .sample(3, from: "feature", opened: 0, merged: 8, gaps: .commits),
            ],
            expected: [1: "promotion", 2: "name 8 via 3", 3: "base 8"]),
        BranchShape(
            name: "the parent was rebased onto develop while its child was open",
            pullRequests: [
                .sample(
                    1, from: "a", opened: 0, merged: 9, commits: [.sample(11, at: 0), .sample(12, at: 3)],
                    events: [.sample(.headForcePushed(before: .sample(20), after: .sample(12)), at: 6)]),
                .sample(2, from: "b", into: "a", opened: 1, merged: 3, mergeCommit: 20),
            ],
            expected: [1: "base 9", 2: "name 9 via 1"]),
        BranchShape(
            name: "the parent was rebased in the second of the inner merge",
            pullRequests: [
                .sample(
                    1, from: "a", opened: 0, merged: 9, commits: [.sample(11, at: 0)],
                    events: [.sample(.headForcePushed(before: nil, after: nil), at: 3)]),
                .sample(2, from: "b", into: "a", opened: 1, merged: 3, mergeCommit: 20),
            ],
            expected: [1: "base 9", 2: "name 9 via 1"]),
        BranchShape(
            name: "the parent was closed for a time, the child merged meanwhile and rebased away",
            pullRequests: [
                .sample(
                    1, from: "a", opened: 0, merged: 14, commits: [.sample(2, at: 1)],
                    events: [
                        .sample(.closed, at: 2), .sample(.reopened, at: 5),
                        .sample(.headForcePushed(before: nil, after: nil), at: 7),
                    ]),
                .sample(2, from: "b", into: "a", opened: 0, merged: 3, mergeCommit: 20),
            ],
            expected: [1: "base 14", 2: "in transit"]),
        BranchShape(
            name: "an abandoned parent is opened again and merged after all",
            pullRequests: [
                .sample(
                    1, from: "a", opened: 0, merged: 30, events: [.sample(.closed, at: 9), .sample(.reopened, at: 20)],
                    gaps: .commits),
                .sample(2, into: "a", merged: 3),
            ],
            expected: [1: "base 30", 2: "name 30 via 1"]),
        BranchShape(
            name: "an abandoned parent as it was seen before it was opened again",
            pullRequests: [
                .sample(
                    1, from: "a", opened: 0, merged: 30, events: [.sample(.closed, at: 9), .sample(.reopened, at: 20)],
                    gaps: .commits),
                .sample(2, into: "a", merged: 3),
            ],
            asOf: 15, expected: [1: "closed", 2: "stranded"]),
        BranchShape(
            name: "a stack of which the middle was abandoned",
            pullRequests: [
                .sample(1, from: "a", opened: 0, merged: 20, gaps: .commits),
                .sample(2, from: "b", into: "a", opened: 1, closed: 15, gaps: .commits),
                .sample(3, from: "c", into: "b", opened: 2, merged: 5),
            ],
            expected: [1: "base 20", 2: "closed", 3: "stranded"]),
        BranchShape(
            name: "two parents of one branch: the one that holds the commit carries, not the earlier one",
            pullRequests: [
                .sample(1, from: "a", opened: 0, merged: 6, commits: [.sample(1, at: 0)]),
                .sample(
                    2, from: "a", opened: 7, merged: 12, commits: [.sample(2, at: 7), .sample(20, at: 3)]),
                .sample(3, from: "b", into: "a", opened: 1, merged: 3, mergeCommit: 20),
            ],
            expected: [1: "base 6", 2: "base 12", 3: "name 12 via 2"]),
        BranchShape(
            name: "a head that is the branch that it asks to be merged into, on a fork",
            pullRequests: [.sample(1, from: "develop", into: "develop", merged: 3, origin: .fork)],
            expected: [1: "base 3"]),
        BranchShape(
            name: "a longer cycle, and one that hangs on it",
            pullRequests: [
                .sample(1, from: "a", into: "b", merged: 5, gaps: .commits),
                .sample(2, from: "b", into: "c", merged: 5, gaps: .commits),
                .sample(3, from: "c", into: "a", merged: 5, gaps: .commits), .sample(4, into: "a", merged: 4),
            ],
            expected: [1: "in transit", 2: "in transit", 3: "in transit", 4: "in transit"]),
    ]

    /// Cut out of real repositories: the default branch was renamed, an archive has no timeline, git alone knows no head.
    static let renames: [BranchShape] = [
        BranchShape(
            name: "a renamed default branch: as many merges into the old name as into the new one",
            pullRequests: (1...3).map { .sample($0, into: "master", opened: $0, merged: $0 + 1, mergeCommit: $0 + 20) }
                + (4...6).map { .sample($0, into: "main", opened: $0, merged: $0 + 1, mergeCommit: $0 + 20) },
            histories: [
                .sample("main", [(100, -9, []), (21, 2, []), (22, 3, []), (23, 4, []), (24, 5, []), (25, 6, [])])
            ],
            repository: .sample(branches: ["main"]),
            expected: [1: "base 2", 2: "base 3", 3: "base 4", 4: "base 5", 5: "base 6", 6: "base 7"]),
        BranchShape(
            name: "a branch for one draft that was taken into main whole is no former name",
            pullRequests: [
                .sample(1, into: "draft-01", opened: 0, merged: 1, mergeCommit: 21),
                .sample(2, into: "draft-01", opened: 1, merged: 2, mergeCommit: 22),
                .sample(
                    3, from: "draft-01", into: "main", opened: 3, merged: 4,
                    commits: [.sample(21, at: 1), .sample(22, at: 2)], mergeCommit: 23),
            ],
            histories: [.sample("main", [(100, -9, []), (23, 4, [22])])],
            repository: .sample(branches: ["main"]),
            expected: [1: "graph 4 via 3", 2: "graph 4 via 3", 3: "base 4"]),
        BranchShape(
            name: "without a line of commits an old name is not known",
            pullRequests: [
                .sample(1, into: "master", opened: 0, merged: 1, mergeCommit: 21), .sample(2, into: "main", merged: 9),
            ],
            repository: .sample(branches: ["main"]), asOf: 500,
            expected: [1: "in transit", 2: "base 9"]),
        BranchShape(
            name: "merges into an old name whose commits are not known do not weigh",
            pullRequests: [
                .sample(1, into: "master", merged: 1, mergeCommit: 21), .sample(2, into: "master", merged: 2),
                .sample(3, into: "master", merged: 3), .sample(4, into: "master", closed: 4),
            ],
            histories: [.sample("main", [(100, -9, []), (21, 1, [])])],
            repository: .sample(branches: ["main"]),
            expected: [1: "base 1", 2: "base 2", 3: "base 3", 4: "closed"]),
    ]
}
