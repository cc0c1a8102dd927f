import HakaruDemo
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `A sync that is killed` {
    /// How often to kill it: `make torture` asks for more.
    private static let kills = Int(Environment.current()["HAKARU_TORTURE_KILLS"] ?? "") ?? 20

    @Test func `loses nothing, whenever that happens`() async throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix(state: seed)
        try await withDemoForge(.quiet, options: DemoForgeOptions(hourlyLimit: nil)) { forge in
            let run = try SyncRun(forge)
            let whole = try await run.fetchUndisturbed()
            // What is compared holds a fact of each table that a sync writes.
            let kinds = try await run.bash(#"grep -o '^{"kind":"[a-z_]*"' whole.ndjson | sort -u | cut -d'"' -f4"#)
                .lines
            #expect(
                kinds == ["branch", "commit_status", "deployment", "pull_request", "release", "repository"])
            var kills = 0
            var rounds = 0
            while kills < Self.kills {
                let moment = whole.seconds * random.nextUnit() * 0.7
                let result = try await run.bash(
                    """
                    ( sync_once killed.db ) & child=$!
                    sleep \(moment); kill -KILL $child 2>/dev/null; wait $child; echo $?
                    """)
                switch result.lines.last {
                case "137":
                    kills += 1
                case "0":
                    rounds += 1
                    let isWhole = try await run.bash("is_whole killed.db && rm -f killed.db*").isSuccess
                    #expect(isWhole, "after \(kills) kills, seed \(seed)")
                    guard isWhole else { return }
                default:
                    Issue.record("\(result.lines) \(result.errorText), after \(kills) kills, seed \(seed)")
                    return
                }
            }
            let end = try await run.bash(
                "( sync_once killed.db ) && is_whole killed.db && hakaru doctor --offline --store killed.db")
            #expect(end.isSuccess, "\(end.errorText), seed \(seed)")
            #expect(end.lines.contains { $0.hasPrefix("ok") && $0.contains("integrity") })
            print("\(kills) kills, \(rounds) whole runs between them, \(whole) for an undisturbed one, seed \(seed)")
        }
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): a seed gives the same numbers everywhere.
private struct SplitMix {
    var state: UInt64

    /// A number from 0 up to 1.
    mutating func nextUnit() -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return Double((mixed ^ (mixed >> 31)) >> 11) / Double(1 << 53)
    }
}

extension Duration {
    fileprivate var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
