import HakaruModel
import HakaruStore
import Testing

@Suite struct `A store keeps goals` {
    private func record(_ metric: String, _ day: String, _ value: Fraction?) throws -> CustomRecord {
        CustomRecord(
            metric: metric, date: try #require(CivilDate(iso: day)), value: value,
            recordedAt: Instant(secondsSinceEpoch: 1_700_000_000))
    }

    private func baseline(
        _ value: Int64, _ cause: FrozenBaseline.Cause, goal: String = "integrated", fingerprint: String = "f"
    ) -> FrozenBaseline {
        FrozenBaseline(
            goal: goal, label: "2023", value: Fraction(value, over: 365), count: Int(value),
            frozenAt: Instant(secondsSinceEpoch: 1_700_000_000), definitionsVersion: 1, fingerprint: fingerprint,
            cause: cause)
    }

    @Test(arguments: StoreBackend.allCases)
    func `with every record and every correction, in their order`(backend: StoreBackend) async throws {
        let store = try backend.make().store
        let records = try [
            record("members", "2023-12-25", Fraction(1_400)), record("会員数", "2023-12-25", Fraction(-1, over: 3)),
            record("members", "2023-12-25", Fraction(1_450)), record("members", "2023-12-25", nil),
        ]
        try await store.append(Array(records[..<2]))
        try await store.append(Array(records[2...]))
        try await store.append([])
        #expect(try await store.customRecords(of: nil) == records)
        #expect(try await store.customRecords(of: "会員数") == [records[1]])
        #expect(try await store.customRecords(of: "talks") == [])
    }

    @Test(arguments: StoreBackend.allCases)
    func `with every baseline that was frozen, and none twice`(backend: StoreBackend) async throws {
        let store = try backend.make().store
        let first = [baseline(520, .first), baseline(1, .first, goal: "lead_time")]
        #expect(try await store.freeze(first) == first)
        #expect(try await store.freeze(first) == [])
        let restated = baseline(530, .data)
        #expect(try await store.freeze([restated, first[1]]) == [restated])
        let configured = baseline(530, .configuration, fingerprint: "g")
        #expect(try await store.freeze([configured]) == [configured])
        #expect(try await store.frozenBaselines() == first + [restated, configured])
        #expect(try await store.check(.full) == [])
    }
}
