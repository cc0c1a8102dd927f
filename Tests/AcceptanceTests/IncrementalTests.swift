import HakaruEngine
import HakaruModel
import HakaruTestSupport
import Testing

/// The same history, fetched in one go and step by step as it happened.
@Suite(.serialized, .enabled(if: ForgeSimulator.isAvailable, SharedMaterial.absence))
struct `Incremental sync` {
    /// The steps of the virtual clock.
    private static let stepInSeconds: Int64 = 30 * 86_400

    /// A line of the export without the earliest author date that any sync saw.
    ///
    /// The simulator shows a rebased commit under another id, with its own dates, at earlier times: an incremental sync
    /// has seen it and keeps its date (`seen_before_rewrite`), a single full sync cannot know it.
    private static func withoutSeenDates(_ line: String) -> String {
        guard let start = line.firstRange(of: "\"earliest_authored_at_seen\":") else { return line }
        let rest = line[start.upperBound...]
        let end = rest.firstIndex { $0 == "," || $0 == "}" } ?? rest.endIndex
        return line[..<start.lowerBound] + String(rest[end...])
    }

    @Test(arguments: ["quicwg__qlog", "oauth-wg__oauth-selective-disclosure-jwt", "mlswg__mls-protocol"])
    func `by steps of 30 days ends where one full sync ends`(dataset: String) async throws {
        let simulator = try await ForgeSimulator(datasets: [dataset])
        let whole = try Collected(simulator)
        #expect(try await whole.sync([dataset]).exitCode == .success)
        let stepwise = try Collected(simulator)
        var time = try #require(Instant(rfc3339: "2017-11-01T00:00:00Z"))
        let end = try #require(Instant(rfc3339: "2026-09-01T00:00:00Z"))
        while time < end {
            try await simulator.setTime(time.description)
            #expect(try await stepwise.sync([dataset]).exitCode == .success, "at \(time)")
            time = time.advanced(bySeconds: Self.stepInSeconds)
        }
        try await simulator.setTime(nil)
        #expect(try await stepwise.sync([dataset]).exitCode == .success)
        let expected = try await whole.export()
        let found = try await stepwise.export()
        #expect(found.count == expected.count)
        var rewritten = 0
        for (ours, theirs) in zip(found, expected) where ours != theirs {
            #expect(Self.withoutSeenDates(ours) == Self.withoutSeenDates(theirs))
            rewritten += 1
        }
        print("\(dataset): \(rewritten) of \(found.count) lines keep a first commit that was seen and rewritten away")
        let statistics = try await simulator.statistics()
        #expect(statistics.violations.isEmpty)
    }
}
