import HakaruMetrics
import HakaruModel
import Testing

/// A way in which branches and pull requests lie to each other, and what each pull request of it is.
struct BranchShape: Sendable, CustomTestStringConvertible {
    let name: String
    let pullRequests: [PullRequest]
    var histories: [BranchHistory] = []
    var repository = Repository.sample()
    var branches = MeasurementRules.Branches()
    /// The hour that hides all later events.
    var asOf = 500
    /// What each is, by its number.
    ///
    /// It is `base 5` (rule and hour), `name 9 via 2`, `graph 9`, `in transit`, `stranded`, `promotion`, `back-merge`.
    let expected: [Int: String]

    var testDescription: String { name }

    /// What the derived facts say, in the words of ``expected``.
    var found: [Int: String] {
        let facts = RepositoryFacts(
            repository: repository, pullRequests: pullRequests, histories: histories,
            rules: MeasurementRules(branches: branches), asOf: .hour(asOf))
        return Dictionary(uniqueKeysWithValues: facts.facts.map { ($0.number, words($0)) })
    }

    private func words(_ facts: PullRequest.Facts) -> String {
        if facts.flags.contains(.promotion) { return "promotion" }
        if facts.flags.contains(.backMerge) { return "back-merge" }
        guard facts.mergedAt != nil else { return facts.closedAt == nil ? "open" : "closed" }
        if facts.flags.contains(.baseUnknown) { return "base unknown" }
        guard let integratedAt = facts.integratedAt else {
            return facts.strandedAt.map { $0 <= .hour(asOf) } ?? false ? "stranded" : "in transit"
        }
        let rule =
            facts.flags.contains(.baseIsIntegration)
            ? "base" : facts.flags.contains(.provedByGraph) ? "graph" : "name"
        let carrier = facts.carrier.map { " via \($0)" } ?? ""
        return "\(rule) \(integratedAt.seconds(since: .monday) / 3_600)\(carrier)"
    }
}

@Suite struct `Reaching the integration branch (definitions §4)` {
    @Test(arguments: BranchShape.byBase + BranchShape.byName + BranchShape.reused)
    func `base and names`(shape: BranchShape) {
        #expect(shape.found == shape.expected)
    }

    @Test(arguments: BranchShape.byGraph + BranchShape.promotions)
    func `graph and promotions`(shape: BranchShape) {
        #expect(shape.found == shape.expected)
    }

    @Test(arguments: BranchShape.stranded)
    func `in transit and stranded`(shape: BranchShape) {
        #expect(shape.found == shape.expected)
    }

    @Test(arguments: BranchShape.roles)
    func `which branches count`(shape: BranchShape) {
        #expect(shape.found == shape.expected)
    }

    @Test(arguments: BranchShape.real)
    func `shapes of real repositories`(shape: BranchShape) {
        #expect(shape.found == shape.expected)
    }

    @Test(arguments: BranchShape.workflows + BranchShape.renames)
    func `ways of working and renamed branches`(shape: BranchShape) {
        #expect(shape.found == shape.expected)
    }

    @Test func `the corpus has at least a hundred shapes of different names`() {
        let shapes =
            BranchShape.byBase + BranchShape.byName + BranchShape.reused + BranchShape.byGraph + BranchShape.promotions
            + BranchShape.stranded + BranchShape.roles + BranchShape.real + BranchShape.workflows + BranchShape.renames
        #expect(Set(shapes.map(\.name)).count == shapes.count)
        #expect(shapes.count >= 100)
    }

    @Test func `does not depend on the order in which the pull requests are given`() {
        let shapes =
            BranchShape.byName + BranchShape.reused + BranchShape.stranded + BranchShape.real + BranchShape.workflows
            + BranchShape.renames
        for shape in shapes {
            let reversed = BranchShape(
                name: shape.name, pullRequests: shape.pullRequests.reversed(), histories: shape.histories,
                repository: shape.repository, branches: shape.branches, asOf: shape.asOf, expected: shape.expected)
            #expect(reversed.found == shape.expected, "\(shape.name)")
        }
    }
}
