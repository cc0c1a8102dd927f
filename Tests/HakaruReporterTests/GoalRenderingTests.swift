import HakaruMetrics
import HakaruModel
import HakaruReporter
import Testing

@Suite struct `Goals in print` {
    private func day(_ text: String) throws -> CivilDate { try #require(CivilDate(iso: text)) }

    private func evaluation(
        _ metric: GoalMetric, value: Fraction?, target: Goal.Target, baseline: Fraction?, frozen: [Int64] = [],
        name: String = "goal"
    ) throws -> GoalEvaluation {
        let goal = Goal(
            name: name, metric: metric, direction: metric.usualDirection, target: target, baseline: .year(2023),
            from: try day("2024-01-01"), by: try day("2024-12-31"),
            exclusions: [Goal.Exclusion(.component("dx"), reason: "replaced, in June")])
        func reading(_ value: Fraction?) throws -> Result<GoalReading, GoalGap> {
            guard let value else { return .failure(.noData) }
            return .success(GoalReading(value: value, count: 12, until: try day("2024-07-01")))
        }
        let at = TimeZoneRules.utc.startOfDay(try day("2024-07-02"))
        return GoalEvaluation(
            goal,
            material: GoalMaterial(
                value: try reading(value), baseline: try reading(baseline),
                guardrails: [GoalGuardrail(metric: .size, before: Thousandths(120), now: nil)]),
            frozen: frozen.map {
                FrozenBaseline(
                    goal: name, label: "2023", value: Fraction($0), count: 12, frozenAt: at, definitionsVersion: 1,
                    fingerprint: "f", cause: .data)
            }, at: GoalMoment(goal, at: at, in: .utc))
    }

    private func rendered(_ goals: [GoalEvaluation]) -> RenderedResult {
        let report = GoalReport(timeZone: "UTC", asOf: Instant(secondsSinceEpoch: 0), goals: goals)
        return RenderedResult(report, header: ResultHeader(timeZone: "UTC", asOf: report.asOf))
    }

    @Test func `have values in their units, rounded down where they are percent`() throws {
        let coverage = try evaluation(
            .coverage(.lines), value: Fraction(79_999, over: 1_000), target: .value(Fraction(80)),
            baseline: Fraction(60))
        let texts = GoalTexts(coverage)
        #expect(texts.value == "79.99 %")
        #expect(texts.target == "≥ 80.00 %")
        let time = try evaluation(
            .pullRequests(.leadTime), value: Fraction(187_200), target: .factor(Fraction(1, over: 2)),
            baseline: Fraction(172_800))
        #expect(GoalTexts(time).value == "2d 4h")
        #expect(GoalTexts(time).target == "≤ 1d")
        #expect(GoalTexts(time).baseline == "2d (12)*")
        let rate = try evaluation(
            .pullRequests(.integrated), value: Fraction(25, over: 2), target: .value(Fraction(20)), baseline: nil)
        #expect(GoalTexts(rate).value == "12.5/week")
        #expect(GoalTexts(rate).notes.contains("goal: leaves out dx: replaced, in June"))
        #expect(GoalTexts(rate).notes.contains("goal: unknown, because: no data"))
        #expect(GoalTexts(rate).notes.contains("goal: beside it: size 120 → –"))
    }

    @Test func `tell their restatements and what the baseline would be now`() throws {
        let found = try evaluation(
            .pullRequests(.integrated), value: Fraction(17), target: .factor(Fraction(2)), baseline: Fraction(12),
            frozen: [8, 9])
        let notes = GoalTexts(found).notes
        #expect(notes.contains("goal: baseline 2023 restated at 2024-07-02T00:00:00Z: 8/week → 9/week, data"))
        #expect(
            notes.contains("goal: baseline 2023 would be 12/week (12) now; `hakaru goals --freeze` restates it"))
        let json = String(decoding: rendered([found]).bytes(as: .json, width: nil), as: UTF8.self)
        #expect(json.contains("\"schema\": \"hakaru.goals/1\""))
        #expect(json.contains("\"cause\": \"data\""))
    }

    @Test func `are safe in a spreadsheet and aligned in a terminal`() throws {
        let goals = try [
            evaluation(
                .pullRequests(.integrated), value: nil, target: .factor(Fraction(2)), baseline: nil, name: "=cmd()"),
            evaluation(
                .pullRequests(.integrated), value: Fraction(17), target: .value(Fraction(20)), baseline: Fraction(10),
                name: "統合"),
        ]
        let csv = String(decoding: rendered(goals).bytes(as: .csv, width: nil), as: UTF8.self).split(separator: "\n")
        #expect(csv[1] == "'=cmd(),integrated,per_week,,,,,,,2024-01-01,2024-12-31,unknown,no data")
        #expect(csv[2] == "統合,integrated,per_week,17,12,20,15,10,12,2024-01-01,2024-12-31,on_track,")
        let lines = String(decoding: rendered(goals).bytes(as: .table, width: nil), as: UTF8.self).split(
            separator: "\n")
        #expect(lines[1].hasPrefix("=cmd()        –"))
        #expect(lines[2].hasPrefix("統合    17/week"))
        let ndjson = String(decoding: rendered(goals).bytes(as: .ndjson, width: nil), as: UTF8.self)
        #expect(ndjson.contains("\"state\":\"unknown\",\"reason\":\"no data\""))
        let markdown = String(decoding: rendered(goals).bytes(as: .markdown, width: nil), as: UTF8.self)
        #expect(markdown.contains("| =cmd() |"))
    }
}
