import HakaruModel
import HakaruStore
import Testing

@Suite struct `A store keeps coverage samples` {
    private func sample(
        _ covered: Int, of total: Int = 100, component: String? = nil, commit: UInt8 = 1, branch: String = "develop",
        at number: Int64 = 0, measure: CoverageMeasure = .lines
    ) throws -> CoverageSample {
        CoverageSample(
            repository: Repository.sample().id, component: component, commit: digest(commit), branch: branch,
            measuredAt: day(number), measure: measure,
            count: try #require(CoverageCount(covered: covered, total: total)))
    }

    @Test(arguments: StoreBackend.allCases)
    func `in the order of component, branch, measure and instant`(backend: StoreBackend) async throws {
        let test = try backend.make()
        let before = try await test.fill([.small(1)])
        let samples = [
            try sample(1), try sample(2, commit: 2, at: 1), try sample(3, measure: .branches),
            try sample(4, measure: .strictLines), try sample(5, branch: "main"),
            try sample(.max, of: .max, component: "backend"), try sample(0, of: 0, component: "雪"),
        ]
        #expect(try await test.store.save(samples.reversed(), of: .sample) == 7)
        #expect(try await test.store.coverageSamples(of: .sample) == samples)
        #expect(try await test.store.snapshot().coverageSamples(of: .sample) == samples)
        // Facts of pull requests do not depend on coverage and stay valid.
        #expect(try await test.repository() == before)
    }

    @Test(arguments: StoreBackend.allCases)
    func `of which the latest stays, whatever the order`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([])
        #expect(try await test.store.save([try sample(5, at: 2)], of: .sample) == 1)
        #expect(try await test.store.save([try sample(9, at: 1)], of: .sample) == 0)
        #expect(try await test.store.save([try sample(5, at: 2)], of: .sample) == 0)
        #expect(try await test.store.save([try sample(4, at: 2)], of: .sample) == 0)
        #expect(try await test.store.save([try sample(3, at: 3)], of: .sample) == 1)
        #expect(try await test.store.coverageSamples(of: .sample) == [try sample(3, at: 3)])
    }

    @Test(arguments: StoreBackend.allCases)
    func `under the present name of the repository`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([])
        try await test.store.save([try sample(5)], of: .sample)
        try await test.store.save(.sample("R_1", "acme/renamed"), on: "github.com")
        #expect(try await test.store.coverageSamples(of: .sample).map(\.repository.description) == ["acme/renamed"])
        let line = try #require(try await test.export().split(separator: "\n").first { $0.contains("coverage_sample") })
        #expect(
            line == """
                {"kind":"coverage_sample","host":"github.com","repository":"R_1","component":null,"branch":"develop",\
                "measure":"lines","commit":"0101010101010101010101010101010101010101",\
                "measured_at":"2026-01-05T00:00:00Z","covered":5,"total":100}
                """)
    }

    @Test(arguments: StoreBackend.allCases)
    func `only of repositories that it knows`(backend: StoreBackend) async throws {
        let test = try backend.make()
        await #expect(throws: StoreError.unknownRepository(.sample)) {
            try await test.store.save([try sample(5)], of: .sample)
        }
        #expect(try await test.store.coverageSamples(of: .sample).isEmpty)
    }
}
