import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruTestSupport
import Synchronization
import Testing

@Suite(.enabled(if: ForgeSimulator.isAvailable, SharedMaterial.absence), .serialized)
struct `Sync from the simulator` {
    struct Dataset: Sendable, CustomTestStringConvertible {
        let repository: String
        /// The bounds for the pull-request data, where the issue sets them.
        let requestLimit: Int
        let pointLimit: Int
        var directory: String { repository.replacing("/", with: "__") }
        var testDescription: String { repository }
    }

    static let datasets = [
        Dataset(repository: "bitcoin-core/secp256k1", requestLimit: 78, pointLimit: 104),
        Dataset(repository: "tlswg/tls13-spec", requestLimit: 60, pointLimit: 80),
        Dataset(repository: "mlswg/mls-protocol", requestLimit: 35, pointLimit: 50),
        Dataset(repository: "oauth-wg/oauth-selective-disclosure-jwt", requestLimit: 25, pointLimit: 35),
        Dataset(repository: "quicwg/qlog", requestLimit: 20, pointLimit: 24),
    ]

    @Test(arguments: datasets)
    func `brings every pull request as it is recorded, within the budget`(_ dataset: Dataset) async throws {
        let simulator = try await ForgeSimulator(datasets: [dataset.directory])
        let harness = try SyncHarness(simulator.base)
        let result = try await harness.sync([dataset.repository], includesHistory: false)
        let recorded = try RecordedPullRequest.all(in: dataset.directory)
        let parents = try RecordedPullRequest.branchParents(in: dataset.directory)
        let emails = EmailHasher(key: try await harness.store.emailKey().bytes)
        let fetched = try await harness.pullRequests(of: dataset.repository)

        #expect(fetched.map(\.number) == recorded.map(\.number))
        var differences: [String] = []
        for (record, pullRequest) in zip(recorded, fetched) where record.number == pullRequest.number {
            differences += record.differences(
                from: pullRequest, repository: dataset.repository, emails: emails, branchParents: parents)
        }
        #expect(differences == [])
        #expect(result.repositories.first?.isComplete == true)
        #expect(result.repositories.first?.pullRequestsStored == recorded.count)
        #expect(result.exitCode == .success)
        #expect(result.requests <= dataset.requestLimit)
        #expect(result.points <= dataset.pointLimit)

        let statistics = try await simulator.statistics()
        #expect(statistics.requests == result.requests)
        #expect(statistics.points.values.reduce(0, +) == result.points)
        #expect(statistics.violations == [:])
        #expect(statistics.unimplementedFields == [:])
    }

    @Test func `asks at most twice when nothing has changed`() async throws {
        let simulator = try await ForgeSimulator(datasets: ["quicwg__qlog"])
        var harness = try SyncHarness(simulator.base)
        let queries = Mutex((all: 0, withBudget: 0))
        harness.rewrite = { request, answer in
            let asksForBudget = request.contains("rateLimit { cost remaining resetAt")
            queries.withLock { $0 = ($0.all + 1, $0.withBudget + (asksForBudget ? 1 : 0)) }
            return answer
        }
        _ = try await harness.sync(["quicwg/qlog"])
        let before = try await harness.export()
        let second = try await harness.sync(["quicwg/qlog"])
        #expect(second.requests <= 2)
        #expect(queries.withLock { $0.all >= 10 && $0.all == $0.withBudget }, "each query asks for the budget")
        #expect(second.repositories.first?.isComplete == true)
        #expect(try await harness.export() == before)
    }
}
