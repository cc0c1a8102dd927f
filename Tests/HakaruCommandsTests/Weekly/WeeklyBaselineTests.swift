import HakaruDemo
import HakaruMetrics
import HakaruModel
import HakaruStore
import HakaruTestSupport
import Testing

@testable import HakaruCommands

@Suite struct `The weekly run and the baselines of goals` {
    /// Goals on twice what was integrated in the week before the last.
    private func goals(_ names: [String]) -> String {
        let week = WeeklyHarness.week
        let rows = names.map { name in
            "  - {name: \(name), metric: integrated, factor: 2, baseline: \(week.previous), from: \(week.firstDay), "
                + "by: \(week.advanced(byWeeks: 40).firstDay)}"
        }
        return (["goals:"] + rows).joined(separator: "\n")
    }

    private func frozen(_ harness: WeeklyHarness) async throws -> [String] {
        try await harness.store().frozenBaselines().map { "\($0.goal) \($0.value.thousandths) \($0.count) \($0.cause)" }
    }

    @Test func `freezes what is missing before the page is made, once`() async throws {
        try await withWeekly(configuration: goals(["more"])) { harness in
            let first = try await harness.run(["weekly"])
            #expect(first.code == .success)
            #expect(first.errors.contains("Baselines frozen: 1."))
            #expect(try await frozen(harness) == ["more 1 1 first"])
            let page = try #require(try harness.report())
            #expect(page.contains("more: the baseline \(WeeklyHarness.week.previous) is 1 a week (1), frozen."))
            let second = try await harness.run(["weekly"])
            #expect(second.code == .success)
            #expect(!second.errors.contains("Baselines frozen"))
            #expect(try await frozen(harness) == ["more 1 1 first"])
        }
    }

    @Test func `freezes the baseline of a new goal with the next week, and leaves a frozen one alone`() async throws {
        try await withWeekly(configuration: goals(["more"])) { harness in
            let store = try SQLiteStore(path: harness.directory.path("hakaru.db"), mode: .create)
            try await store.freeze([
                FrozenBaseline(
                    goal: "more", label: "\(WeeklyHarness.week.previous)", value: Fraction(5), count: 20,
                    frozenAt: WeeklyHarness.thursday, definitionsVersion: Definitions.version, fingerprint: "old",
                    cause: .first)
            ])
            try store.close()
            try harness.configure(goals(["more", "new"]))
            #expect(try await harness.run().code == .success)
            #expect(try await frozen(harness) == ["more 5 20 first", "new 1 1 first"])
        }
    }

    @Test func `freezes nothing while a repository is not completely collected`() async throws {
        try await withWeekly(configuration: goals(["more"])) { harness in
            try harness.configure("", wait: "0")
            harness.setClock(WeeklyHarness.now.advanced(bySeconds: -7 * 86_400))
            #expect(try await harness.run().code == .success)
            let store = try SQLiteStore(path: harness.directory.path("hakaru.db"), mode: .create)
            for repository in try await store.repositories() {
                var state = try await store.syncState(of: repository.key)
                state.completedAt = nil
                try await store.save([], and: state, of: repository.key)
            }
            try store.close()
            try harness.configure(goals(["more"]), wait: "0")
            harness.setClock(WeeklyHarness.now)
            harness.slack()
            harness.forge.script(DemoFault(.unauthorized, on: .graphQL, times: .max))
            #expect(try await harness.run().code == .authentication)
            #expect(try await frozen(harness).isEmpty)
        }
    }
}
