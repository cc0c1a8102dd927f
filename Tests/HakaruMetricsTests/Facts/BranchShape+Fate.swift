import HakaruModel

extension BranchShape {
    private static let quiet = 90 * 24

    /// Rule 4: in transit, and stranded.
    static let stranded: [BranchShape] = [
        BranchShape(
            name: "waiting for an open parent",
            pullRequests: [.sample(1, from: "a", gaps: .commits), .sample(2, into: "a", merged: 3)],
            asOf: 3 + quiet * 2, expected: [1: "open", 2: "in transit"]),
        BranchShape(
            name: "an abandoned parent",
            pullRequests: [.sample(1, from: "a", closed: 9, gaps: .commits), .sample(2, into: "a", merged: 3)],
            expected: [1: "closed", 2: "stranded"]),
        BranchShape(
            name: "an abandoned parent and one that is still open",
            pullRequests: [
                .sample(1, from: "a", closed: 9, gaps: .commits), .sample(2, from: "a", gaps: .commits),
                .sample(3, into: "a", merged: 3),
            ],
            expected: [1: "closed", 2: "open", 3: "in transit"]),
        BranchShape(
            name: "a parent that was closed before the merge is none",
            pullRequests: [.sample(1, from: "a", closed: 2, gaps: .commits), .sample(2, into: "a", merged: 3)],
            expected: [1: "closed", 2: "in transit"]),
        BranchShape(
            name: "a parent that was merged elsewhere is not abandoned",
            pullRequests: [
                .sample(1, from: "a", into: "c", merged: 9, gaps: .commits), .sample(2, into: "a", merged: 3),
                .sample(3, from: "c", closed: 12, gaps: .commits),
            ],
            expected: [1: "stranded", 2: "in transit", 3: "closed"]),
        BranchShape(
            name: "no parent and the branch deleted",
            pullRequests: [
                .sample(1, from: "a", closed: 2, events: [.sample(.headDeleted, at: 6)], gaps: .commits),
                .sample(2, into: "a", merged: 3),
            ],
            expected: [1: "closed", 2: "stranded"]),
        BranchShape(
            name: "no parent and the branch deleted, but put back",
            pullRequests: [
                .sample(
                    1, from: "a", closed: 2, events: [.sample(.headDeleted, at: 6), .sample(.headRestored, at: 7)],
                    gaps: .commits),
                .sample(2, into: "a", merged: 3),
            ],
            expected: [1: "closed", 2: "in transit"]),
        BranchShape(
            name: "no parent and the branch not there at the last sync",
            pullRequests: [.sample(1, into: "a", merged: 3)],
            histories: [.sample("a", exists: false, [(20, 3, [])]), .sample("develop", [(100, -9, [])])],
            expected: [1: "stranded"]),
        BranchShape(
            name: "no parent and nothing happened for 90 days",
            pullRequests: [.sample(1, into: "a", merged: 3)],
            asOf: 3 + quiet + 1, expected: [1: "stranded"]),
        BranchShape(
            name: "no parent and a merge at the start of the 90 days",
            pullRequests: [.sample(1, into: "a", merged: 3)],
            asOf: 3 + quiet, expected: [1: "in transit"]),
        BranchShape(
            name: "no parent and a later merge",
            pullRequests: [.sample(1, into: "a", merged: 3), .sample(2, into: "a", merged: 50)],
            asOf: 3 + quiet + 1, expected: [1: "in transit", 2: "in transit"]),
        BranchShape(
            name: "no parent and a later commit",
            pullRequests: [.sample(1, into: "a", merged: 3)],
            histories: [.sample("a", [(20, 3, []), (21, 50, [])]), .sample("develop", [(100, -9, [])])],
            asOf: 3 + quiet + 1, expected: [1: "in transit"]),
        BranchShape(
            name: "an abandoned parent of another branch of that name",
            pullRequests: [
                .sample(1, into: "a", merged: 3, mergeCommit: 20),
                .sample(2, from: "a", opened: 5, closed: 9, commits: [.sample(2, at: 5)]),
            ],
            expected: [1: "in transit", 2: "closed"]),
        BranchShape(
            name: "an abandoned parent that holds the merge commit",
            pullRequests: [
                .sample(1, into: "a", merged: 3, mergeCommit: 20),
                .sample(2, from: "a", opened: 5, closed: 9, commits: [.sample(2, at: 5), .sample(20, at: 3)]),
            ],
            expected: [1: "stranded", 2: "closed"]),
        BranchShape(
            name: "a fork's pull request of that name does not keep hope",
            pullRequests: [
                .sample(1, into: "a", merged: 3), .sample(2, from: "a", opened: 1, origin: .fork),
            ],
            asOf: 3 + quiet + 1, expected: [1: "stranded", 2: "open"]),
    ]

    /// Which branches are integration branches and which release branches (§2).
    static let roles: [BranchShape] = [
        BranchShape(
            name: "develop where the repository has it",
            pullRequests: [.sample(1, merged: 3), .sample(2, into: "main", merged: 4)],
            expected: [1: "base 3", 2: "in transit"]),
        BranchShape(
            name: "else the default branch",
            pullRequests: [.sample(1, into: "develop", merged: 3), .sample(2, into: "trunk", merged: 4)],
            repository: .sample(defaultBranch: "trunk", branches: ["trunk"]),
            expected: [1: "in transit", 2: "base 4"]),
        BranchShape(
            name: "the configured name comes first",
            pullRequests: [.sample(1, merged: 3), .sample(2, into: "next", merged: 4)],
            branches: .init(integration: [BranchPattern("next")].compactMap { $0 }),
            expected: [1: "in transit", 2: "base 4"]),
        BranchShape(
            name: "several names and patterns",
            pullRequests: [
                .sample(1, merged: 3), .sample(2, into: "release/2", merged: 4), .sample(3, into: "release", merged: 5),
            ],
            branches: .init(integration: [BranchPattern("develop"), BranchPattern("release/*")].compactMap { $0 }),
            expected: [1: "base 3", 2: "base 4", 3: "in transit"]),
        BranchShape(
            name: "the default branch beside develop is a release branch",
            pullRequests: [
                .sample(1, from: "trunk", into: "x", merged: 3), .sample(2, from: "main", into: "x", merged: 3),
            ],
            repository: .sample(defaultBranch: "trunk", branches: ["develop", "trunk", "main"]),
            expected: [1: "promotion", 2: "in transit"]),
        BranchShape(
            name: "main and master beside a default develop are release branches",
            pullRequests: [
                .sample(1, from: "main", into: "x", merged: 3), .sample(2, from: "master", into: "x", merged: 3),
            ],
            repository: .sample(defaultBranch: "develop", branches: ["develop", "main"]),
            expected: [1: "promotion", 2: "in transit"]),
        BranchShape(
            name: "a former name by configuration",
            pullRequests: [.sample(1, into: "master", merged: 3), .sample(2, into: "main", merged: 9)],
            repository: .sample(branches: ["main"]), branches: .init(formerNames: ["master"]),
            expected: [1: "base 3", 2: "base 9"]),
        BranchShape(
            name: "a former name by its merge commits on the line",
            pullRequests: [
                .sample(1, into: "master", merged: 1, mergeCommit: 21),
                .sample(2, into: "master", merged: 2, mergeCommit: 22),
                .sample(3, into: "master", merged: 3, mergeCommit: 23),
                .sample(4, into: "main", merged: 9, mergeCommit: 24),
            ],
            histories: [.sample("main", [(100, -9, []), (21, 1, []), (22, 2, []), (24, 9, [])])],
            repository: .sample(branches: ["main"]),
            expected: [1: "base 1", 2: "base 2", 3: "base 3", 4: "base 9"]),
        BranchShape(
            name: "half of the merge commits are not enough",
            pullRequests: [
                .sample(1, into: "master", merged: 1, mergeCommit: 21),
                .sample(2, into: "master", merged: 2, mergeCommit: 22),
            ],
            histories: [.sample("main", [(100, -9, []), (21, 1, [])])],
            repository: .sample(branches: ["main"]),
            expected: [1: "graph 1", 2: "in transit"]),
        BranchShape(
            name: "a branch to which a pull request led is no former name",
            pullRequests: [
                .sample(1, into: "master", merged: 1, mergeCommit: 21),
                .sample(2, from: "main", into: "master", opened: 2, merged: 3, mergeCommit: 22),
            ],
            histories: [.sample("main", [(100, -9, []), (21, 1, [])])],
            repository: .sample(branches: ["main"]),
            expected: [1: "graph 1", 2: "promotion"]),
        BranchShape(
            name: "no integration branch at all",
            pullRequests: [.sample(1, into: "a", merged: 3)],
            repository: .sample(defaultBranch: nil, branches: []),
            expected: [1: "in transit"]),
    ]
}
