import HakaruModel
import Testing

@testable import HakaruCommands

@Suite struct `Numbers beside those of pull requests` {
    private static let goals = """
        goals:
          - {metric: integrated, factor: 2, baseline: 2026-Q1, by: 2026-12-31}
          - {metric: lead_time, statistic: p75, factor: 0.5, baseline: 2026-Q1, by: 2026-12-31, team: left}
          - {metric: unapproved_share, target: 5%, by: 2026-12-31, exclude: [{repository: acme/web, reason: 'new'}]}
          - {metric: in_progress, target: 5, by: 2026-12-31}
          - {metric: line_coverage, component: '*frontend', target: 80%, by: 2026-12-31}
          - {metric: members, target: 2500, by: 2026-12-31}
          - {metric: articles, target: 50, by: 2026-12-31}
        """

    @Test func `are explained: the value and the baseline of each goal`() async throws {
        let harness = try await QueryHarness(configuration: Self.goals)
        let goals = try await harness.json(["goals"])["goals"].items
        #expect(goals.count == 7)
        for goal in goals {
            let name = try #require(goal["name"].text)
            let value = try await harness.json(["explain", "--goal", name])
            try expect(goal["value"], of: goal, from: value)
            guard goal["baseline"] != .null else { continue }
            let baseline = try await harness.json(["explain", "--goal", name, "--baseline"])
            try expect(goal["baseline"]["value"], of: goal, from: baseline)
        }
        let none = try await harness.run(["explain", "--goal", "articles", "--baseline"])
        #expect(none.code == .usage && none.errors.contains("has no baseline"))
    }

    @Test func `are explained: the guardrails of each goal, now and before`() async throws {
        let harness = try await QueryHarness(configuration: Self.goals)
        for goal in try await harness.json(["goals"])["goals"].items {
            let name = try #require(goal["name"].text)
            for guardrail in goal["guardrails"].items {
                let metric = try #require(guardrail["metric"].text)
                for (key, flags) in [("now", []), ("before", ["--baseline"])] {
                    let explanation = try await harness.json(
                        ["explain", "--goal", name, "--guardrail", metric.replacing("_", with: "-")] + flags)
                    let values = explanation["included"].items.compactMap { $0["value"].number }
                    let expected =
                        switch metric {
                        case "size": PrintedNumber.percentile(0.5, of: values.sorted())
                        case "in_progress": values.reduce(0, +)
                        default: values.reduce(0, +) / Double(values.count)
                        }
                    let number = try #require(guardrail[key].number, "\(name) \(metric) \(key)")
                    #expect(abs(number - (expected ?? -1)) < 0.000_6, "\(name) \(metric) \(key)")
                }
            }
        }
        let other = try await harness.run(["explain", "--goal", "integrated", "--guardrail", "sise"])
        #expect(other.code == .usage)
        #expect(other.errors.contains("The goal 'integrated' has no guardrail 'sise'."))
        #expect(other.errors.contains("Beside it stand size, revert_share, unapproved_share."))
        let none = try await harness.run(["explain", "--goal", "members", "--guardrail", "size"])
        #expect(none.code == .usage && none.errors.contains("Nothing stands beside it."))
        let alone = try await harness.run(["explain", "size", "--guardrail", "size"])
        #expect(alone.code == .usage && alone.errors.contains("--guardrail is that of a --goal."))
    }

    private func expect(_ printed: JSONNode, of goal: JSONNode, from explanation: JSONNode) throws {
        let included = explanation["included"].items
        let excluded = explanation["excluded"].items
        #expect(Double(included.count + excluded.count) == explanation["collected"].number)
        let values = included.compactMap { $0["value"].number }
        let sum = values.reduce(0, +)
        let ends = ["since", "until"].compactMap { Instant(rfc3339: explanation[$0].text ?? "") }
        let expected: Double? =
            switch (goal["unit"].text, explanation["of"].text) {
            case ("per_week", _): sum * 604_800 / Double(ends[1].seconds(since: ends[0]))
            case ("seconds", _): PrintedNumber.percentile(0.75, of: values.sorted())
            case ("percent", "sample"): sum * 100 / included.compactMap { $0["total"].number }.reduce(0, +)
            case ("percent", _): sum * 100 / Double(values.count)
            default: sum
            }
        let number = try #require(printed.number, "\(goal["name"])")
        #expect(abs(number - (expected ?? -1)) < 0.000_6, "\(goal["name"]): \(number) is not \(expected ?? -1)")
    }

    @Test func `are explained: coverage by week and component`() async throws {
        let harness = try await QueryHarness()
        let series = try await harness.json(["coverage", "trend", "--last", "6w"])["series"].items
        #expect(!series.isEmpty)
        for line in series {
            let component = line["component"].text ?? "all"
            let repository = try #require(line["repository"].text)
            for point in [line["weeks"].items.first, line["weeks"].items.last].compactMap(\.self) {
                let explanation = try await harness.json([
                    "explain", "line-coverage", "-R", repository, "--component", component, "--week",
                    try #require(point["week"].text),
                ])
                let included = explanation["included"].items
                #expect(included.count == (point["covered"] == .null ? 0 : 1), "\(component)")
                #expect(included.first?["value"] ?? .null == point["covered"])
                #expect(included.first?["total"] ?? .null == point["total"])
                #expect(explanation["excluded"].items.count + included.count > 10)
            }
        }
    }

    @Test func `are explained: recorded levels and counts, and what corrected them`() async throws {
        let harness = try await QueryHarness()
        let summary = try await harness.json(["report", "weekly", "--week", "2026-W47"])
        let periods = [
            "week": ["--week", "2026-W47"], "last_4_weeks": ["--since", "2026-10-26", "--until", "2026-11-23"],
            "13_weeks_before": ["--since", "2026-07-27", "--until", "2026-10-26"],
        ]
        for row in summary["custom_metrics"].items {
            let name = try #require(row["name"].text)
            for (stretch, flags) in periods {
                let explanation = try await harness.json(["explain", name] + flags)
                let sum = explanation["included"].items.compactMap { $0["value"].number }.reduce(0, +)
                #expect(row[stretch].number == sum, "\(name) \(stretch)")
                #expect(explanation["of"].text == "record")
            }
        }
        let all = try await harness.json(["explain", "articles", "--since", "2025-01-01"])
        #expect(all["collected"].number == 97)
        let filtered = all["excluded"].items.filter { $0["reason"].text == "filtered" }
        #expect(Set(filtered.compactMap { $0["date"].text }) == ["2025-01-10", "2025-01-17"])
    }

    @Test func `are explained: the summary's stretches`() async throws {
        let harness = try await QueryHarness()
        let summary = try await harness.json(["report", "weekly", "--week", "2026-W47"])
        let periods = [
            ("week", ["--week", "2026-W47"]), ("last_4_weeks", ["--since", "2026-10-26", "--until", "2026-11-23"]),
            ("13_weeks_before", ["--since", "2026-07-27", "--until", "2026-10-26"]),
        ]
        for (index, (stretch, flags)) in periods.enumerated() {
            for part in ["throughput", "lead_time"] {
                let numbers = PrintedNumber.all(in: summary[part][stretch], of: part)
                for (place, number) in numbers.enumerated() where place % 6 == index {
                    number.expectEqual(
                        to: try await harness.json(["explain", number.word] + flags), "\(part) \(stretch)")
                }
            }
        }
        for number in PrintedNumber.all(in: summary["in_progress"], of: "in-progress").prefix(4) {
            number.expectEqual(
                to: try await harness.json(["explain", number.word, "--week", "2026-W47"]), "in_progress")
        }
    }

    @Test func `are explained: both sides of a comparison, and of each group`() async throws {
        let harness = try await QueryHarness()
        for (command, by) in [("throughput", "repo"), ("lead-time", "size"), ("reviews", "team")] {
            let flags = ["--last", "14w", "--by", by, "--compare", "2026-Q1"]
            let compare = try await harness.json([command] + flags)["compare"]
            let groups = compare["groups"].items
            #expect(!groups.isEmpty, "\(command)")
            let sides =
                [(compare["statements"], [String]())]
                + groups.prefix(1).map { group in
                    (group["statements"], ["--by", by, "--group", group["key"][by].text ?? "none"])
                }
            for (statements, address) in sides {
                for (index, statement) in statements.items.enumerated() where index % 3 == 0 {
                    try await expect(statement, compare, address, harness)
                }
            }
        }
    }

    private func expect(
        _ statement: JSONNode, _ compare: JSONNode, _ address: [String], _ harness: QueryHarness
    ) async throws {
        let word = try #require(statement["metric"].text).replacing("_", with: "-")
        let isCount = ["integrated", "opened", "merged", "abandoned"].contains(word)
        let period = isCount ? compare["weeks"]["before"] : compare
        let ends = try ["since", "until"].map { try #require(period[$0].text) }
        let explanation = try await harness.json(
            ["explain", word, "--since", ends[0], "--until", ends[1]] + address)
        let values = explanation["included"].items.compactMap { $0["value"].number }.sorted()
        let days = try ends.map { try #require(Instant(rfc3339: $0)) }
        let expected =
            isCount
            ? values.reduce(0, +) * 604_800 / Double(days[1].seconds(since: days[0]))
            : PrintedNumber.percentile(0.5, of: values)
        #expect(statement["n_before"].number == Double(values.count), "\(word) \(address)")
        #expect(abs((statement["before"].number ?? -1) - (expected ?? -1)) < 0.000_6, "\(word) \(address)")
    }
}
