import HakaruModel
import Testing

@testable import HakaruMetrics

/// One repository whose five pull requests reach `develop` one after the other, and what was deployed of it.
private enum Story {
    /// Merged at hour 10, 20, 40, 60 and 80 as commits 100 to 104; the third reverts the first, the fourth is a hotfix.
    static func pullRequests(_ numbers: [Int]) -> [PullRequest] {
        var third = PullRequest.sample(3, opened: 30, merged: 40, mergeCommit: 102)
        third.textFacts.revertedNumber = 1
        third.textFacts.messagesRead = true
        var fourth = PullRequest.sample(4, from: "hotfix/login", opened: 50, merged: 60, mergeCommit: 103)
        fourth.textFacts.messagesRead = true
        fourth.textFacts.aiTrailers = ["claude"]
        let all = [
            PullRequest.sample(1, opened: 0, merged: 10, mergeCommit: 100),
            .sample(2, opened: 5, merged: 20, mergeCommit: 101), third, fourth,
            .sample(5, opened: 70, merged: 80, mergeCommit: 104),
        ]
        return all.filter { numbers.contains($0.number) }
    }

    static let develop = BranchHistory.sample(
        "develop", [(1_000, -10, []), (100, 10, [1]), (101, 20, [2]), (102, 40, [3]), (103, 60, [4]), (104, 80, [5])])
    static let main = BranchHistory.sample("main", [(1_000, -10, []), (200, 30, [101]), (201, 90, [103])])

    static func deployment(
        _ commit: Int, at hour: Int, _ states: [Deployment.State] = [.success], to environment: String? = "production"
    ) -> Deployment {
        Deployment(
            forgeID: ForgeID("D\(commit)-\(hour)"), sha: .sample(commit), environment: environment,
            createdAt: .hour(hour - 1), statuses: states.map { .init(state: $0, createdAt: .hour(hour)) })
    }

    static func ledger(
        _ numbers: [Int] = [1, 2, 5], deployments: [Deployment] = [], releases: [Release] = [],
        state: ActivityState = ActivityState(releasesReadAt: .hour(99), deploymentsReadAt: .hour(99)),
        rules: DeliveryRules = DeliveryRules(), asOf: Instant = .hour(100_000)
    ) -> DeliveryLedger {
        DeliveryLedger(
            DeliveryInput(
                repository: .sample(), pullRequests: pullRequests(numbers), histories: [develop, main],
                releases: releases, deployments: deployments, state: state),
            rules: MeasurementRules(), delivery: rules, includesBots: false, asOf: asOf)
    }
}

@Suite struct `A ledger of deployments` {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let numbers: [Int]
        let deployments: [Deployment]
        /// When each pull request was deployed first; nil for not at all.
        var deployed: [Int: Int?] = [:]
        /// Of each delivery, why it failed and when that was repaired.
        var failures: [(DeliveryLedger.Failure?, Int?)]
        var unplaced = 0
    }

    static let cases: [Case] = [
        Case(
            testDescription: "each change counts from the first deployment that holds it", numbers: [1, 2, 5],
            deployments: [Story.deployment(101, at: 25), Story.deployment(100, at: 12), Story.deployment(103, at: 70)],
            deployed: [1: 12, 2: 25, 5: nil], failures: [(nil, nil), (nil, nil), (nil, nil)]),
        Case(
            testDescription: "a deployment brings all that was not deployed before", numbers: [1, 2],
            deployments: [Story.deployment(101, at: 25)], deployed: [1: 25, 2: 25], failures: [(nil, nil)]),
        Case(
            testDescription: "a merge into another branch carries what it holds", numbers: [1, 2, 5],
            deployments: [Story.deployment(200, at: 31)], deployed: [1: 31, 2: 31, 5: nil], failures: [(nil, nil)]),
        Case(
            testDescription: "a commit on no known branch says nothing about changes", numbers: [1],
            deployments: [Story.deployment(999, at: 12)], deployed: [1: nil], failures: [(nil, nil)], unplaced: 1),
        Case(
            testDescription: "a failed one brings nothing, and the next one repairs it", numbers: [1],
            deployments: [
                Story.deployment(100, at: 12, [.inProgress, .failure]), Story.deployment(100, at: 14),
            ], deployed: [1: 14], failures: [(.failed, 14), (nil, nil)]),
        Case(
            testDescription: "a failure is not repaired by a deployment to another place", numbers: [1],
            deployments: [
                Story.deployment(100, at: 12, [.error]), Story.deployment(100, at: 14, to: "Prod-eu"),
            ], deployed: [1: 14], failures: [(.failed, nil), (nil, nil)]),
        Case(
            testDescription: "going back to an earlier commit is a failure of the one in between", numbers: [1, 2],
            deployments: [
                Story.deployment(100, at: 12), Story.deployment(101, at: 25), Story.deployment(100, at: 27),
            ], deployed: [1: 12, 2: 25], failures: [(nil, nil), (.rolledBack, 27), (nil, nil)]),
        Case(
            testDescription: "the same commit again is no way back", numbers: [1],
            deployments: [Story.deployment(100, at: 12), Story.deployment(100, at: 14)], deployed: [1: 12],
            failures: [(nil, nil), (nil, nil)]),
        Case(
            testDescription: "a revert blames the deployment that brought what it takes back", numbers: [1, 2, 3],
            deployments: [
                Story.deployment(100, at: 12), Story.deployment(101, at: 25), Story.deployment(102, at: 42),
            ], deployed: [1: 12, 2: 25, 3: 42], failures: [(.reverted, 42), (nil, nil), (nil, nil)]),
        Case(
            testDescription: "a change and its revert in one deployment have failed nobody", numbers: [1, 3],
            deployments: [Story.deployment(102, at: 42)], deployed: [1: 42, 3: 42], failures: [(nil, nil)]),
        Case(
            testDescription: "a hotfix blames the deployment in use when it was opened", numbers: [1, 2, 4],
            deployments: [
                Story.deployment(100, at: 12), Story.deployment(101, at: 25), Story.deployment(103, at: 61),
            ], deployed: [1: 12, 2: 25, 4: 61], failures: [(nil, nil), (.hotfixed, 61), (nil, nil)]),
        Case(
            testDescription: "a hotfix that is not deployed yet has repaired nothing", numbers: [1, 4],
            deployments: [Story.deployment(100, at: 12)], deployed: [1: 12, 4: nil], failures: [(.hotfixed, nil)]),
        Case(
            testDescription: "what is under way, and other environments, are no deployments", numbers: [1],
            deployments: [
                Story.deployment(100, at: 12), Story.deployment(100, at: 9, to: "staging"),
                Story.deployment(100, at: 8, to: nil), Story.deployment(101, at: 25, [.queued, .inProgress]),
                Story.deployment(101, at: 26, [.inactive]),
            ], deployed: [1: 12], failures: [(nil, nil)]),
    ]

    @Test(arguments: cases)
    func `knows when each change was deployed and what failed`(_ given: Case) {
        let ledger = Story.ledger(given.numbers, deployments: given.deployments)
        #expect(ledger.source == .deployments && ledger.gap == nil)
        for (number, hour) in given.deployed {
            let change = ledger.changes.first { $0.number == number }
            #expect(change != nil && change?.deployedAt == hour.map { .hour($0) }, "#\(number)")
        }
        #expect(ledger.deliveries.map(\.failure) == given.failures.map(\.0))
        #expect(ledger.deliveries.map(\.recoveredAt) == given.failures.map { $0.1.map { .hour($0) } })
        #expect(ledger.unplaced.count == given.unplaced)
    }

    struct SourceCase: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var wanted: DeliveryRules.Source?
        var deployments: [Deployment] = []
        var releases: [Release] = []
        var state = ActivityState(releasesReadAt: .hour(99), deploymentsReadAt: .hour(99))
        let source: DeliveryRules.Source?
        let gap: DeliveryGap?
    }

    private static func release(_ hour: Int?, isPrerelease: Bool = false, sha: ObjectID? = .sample(100)) -> Release {
        Release(
            forgeID: ForgeID("R\(hour ?? 0)"), tag: "v1", sha: sha, isDraft: hour == nil, isPrerelease: isPrerelease,
            createdAt: .hour(0), publishedAt: hour.map { .hour($0) })
    }

    static let sources: [SourceCase] = [
        SourceCase(
            testDescription: "deployments before releases", deployments: [Story.deployment(100, at: 12)],
            releases: [release(11)], source: .deployments, gap: nil),
        SourceCase(
            testDescription: "releases where nothing fits", releases: [release(11)], source: .releases, gap: nil),
        SourceCase(
            testDescription: "what is asked for and nothing else", wanted: .deployments, releases: [release(11)],
            source: nil, gap: .noneKnown),
        SourceCase(
            testDescription: "no draft, pre-release or tag without a commit",
            releases: [release(nil), release(11, isPrerelease: true), release(12, sha: nil)], source: nil,
            gap: .noneKnown),
        SourceCase(testDescription: "nothing read", state: ActivityState(), source: nil, gap: .notCollected),
        SourceCase(
            testDescription: "only releases read", state: ActivityState(releasesReadAt: .hour(1)), source: nil,
            gap: .notCollected),
        SourceCase(
            testDescription: "deployments that may not be read",
            state: ActivityState(releasesReadAt: .hour(1), refused: .deployments), source: nil, gap: .refused),
        SourceCase(
            testDescription: "releases that may not be read, and are wanted", wanted: .releases,
            state: ActivityState(deploymentsReadAt: .hour(1), refused: .releases), source: nil, gap: .refused),
    ]

    @Test(arguments: sources)
    func `is read from what is there, or says why it is empty`(_ given: SourceCase) {
        let ledger = Story.ledger(
            [1], deployments: given.deployments, releases: given.releases, state: given.state,
            rules: DeliveryRules(source: given.wanted))
        #expect(ledger.source == given.source)
        #expect(ledger.gap == given.gap)
        #expect(ledger.deliveries.isEmpty == (given.source == nil))
    }

    @Test func `counts pre-releases where the configuration says so`() {
        let ledger = Story.ledger(
            [1], releases: [Self.release(11, isPrerelease: true)], rules: DeliveryRules(countsPrereleases: true))
        #expect(ledger.source == .releases)
        #expect(ledger.changes.first?.deployedAt == .hour(11))
    }

    @Test func `hides what came after the instant that it speaks of`() {
        let deployments = [Story.deployment(100, at: 12, [.failure]), Story.deployment(101, at: 25)]
        let ledger = Story.ledger([1, 2], deployments: deployments, asOf: .hour(20))
        #expect(ledger.deliveries.map(\.at) == [.hour(12)])
        #expect(ledger.deliveries.first?.recoveredAt == nil)
        #expect(ledger.changes.map(\.deployedAt) == [nil, nil])
    }
}

@Suite struct `The figures of DORA` {
    private let deployments = [
        Story.deployment(100, at: 12), Story.deployment(101, at: 25, [.failure]), Story.deployment(101, at: 27),
        Story.deployment(103, at: 200),
    ]

    private func report(_ ledgers: [DeliveryLedger], by keys: [GroupingKey], period: Period = .hours(0, 336))
        -> DeliveryReport
    {
        DeliveryReport(ledgers, period: period, grouping: keys, zone: .utc, asOf: .hour(400))
    }

    @Test func `count each event in the period in which it lies`() throws {
        let report = report([Story.ledger([1, 2, 4, 5], deployments: deployments)], by: [.time(.week)])
        #expect(report.groups.map { $0.key.parts.first?.value.text } == ["2026-W02", "2026-W03"])
        let first = try #require(report.groups.first?.figures)
        let second = try #require(report.groups.last?.figures)
        #expect(first.deployments == 2 && second.deployments == 1 && report.total.deployments == 3)
        #expect(first.deploymentsPerWeek == Thousandths(2))
        #expect(report.total.deploymentsPerWeek == Thousandths(count: 1_500))
        #expect(first.leadTime?.count == 2 && second.leadTime?.count == 1 && report.total.leadTime?.count == 3)
        // From hour 0 to 12, from 5 to 27, from 50 to 200.
        #expect(report.total.leadTime?.p50 == Thousandths(22 * 3_600))
        #expect(first.finished == 3 && first.failed == 2)
        #expect(first.changeFailureRate?.ratio == Thousandths(count: 667))
        // The failed one after 2 hours; the one that the hotfix repaired from hour 27 to 200.
        #expect(first.recoveryTime?.count == 2 && first.unrecovered == 0)
        #expect(second.changeFailureRate?.ratio == Thousandths(0))
        #expect(second.gaps == [.recoveryTime: .nothingFailed])
        #expect(first.undeployed == 1 && second.undeployed == 0)
        #expect(first.integrated == 4 && first.aiAssisted == 1 && first.aiUnknown == 3)
        #expect(first.aiAssistedShare.ratio == Thousandths(1))
        #expect(report.total.sources == [.deployments])
    }

    @Test func `of no deployment are not known, and say why`() {
        let nothing = report([Story.ledger([1], state: ActivityState())], by: [.repository])
        #expect(nothing.total.deployments == nil && nothing.total.changeFailureRate == nil)
        #expect(nothing.total.leadTime == nil && nothing.total.recoveryTime == nil && nothing.total.undeployed == nil)
        #expect(Set(nothing.total.gaps.values) == [.notCollected])
        #expect(nothing.total.gaps.count == DeliveryFigures.Measure.allCases.count)
        #expect(nothing.groups.count == 1)
        let later = report([Story.ledger([1], deployments: deployments)], by: [], period: .hours(300, 340))
        #expect(later.total.deployments == 0)
        #expect(
            later.total.gaps == [
                .leadTime: .nonePeriod, .changeFailureRate: .nonePeriod, .recoveryTime: .nonePeriod,
            ])
        let unplaced = report([Story.ledger([1], deployments: [Story.deployment(999, at: 12)])], by: [])
        #expect(unplaced.total.deployments == 1 && unplaced.total.unplaced == 1)
        #expect(unplaced.total.gaps[.leadTime] == .unplaced)
        let broken = report([Story.ledger([1], deployments: [Story.deployment(100, at: 12, [.failure])])], by: [])
        #expect(broken.total.gaps[.recoveryTime] == .notRecovered)
        #expect(broken.total.unrecovered == 1 && broken.total.changeFailureRate?.ratio == Thousandths(1))
    }

    @Test func `are cut by repository and time, in the order that was asked for`() {
        var web = Story.ledger([1], deployments: [Story.deployment(100, at: 170)])
        if let name = RepositoryID("acme/web") { web.repository = name }
        let report = report([web, Story.ledger([1], deployments: deployments)], by: [.repository, .time(.week)])
        #expect(
            report.groups.map { $0.key.parts.compactMap(\.value.text) } == [
                ["acme/app", "2026-W02"], ["acme/app", "2026-W03"], ["acme/web", "2026-W02"], ["acme/web", "2026-W03"],
            ])
        #expect(report.groups.map(\.figures.deployments) == [2, 1, 0, 1])
        #expect(report.total.deployments == 4)
    }
}
