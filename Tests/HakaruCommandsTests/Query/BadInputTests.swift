import HakaruModel
import HakaruStore
import Testing

@testable import HakaruCommands

/// The bad input that the numbers must bear, at the command line: an error with file, line and what to write.
@Suite struct `Bad input` {
    @Test(
        arguments: [
            (
                "identities: [{name: Hanako Sato, accounts: [hanako]}]\nteams: [{name: a, people: [Hanako Sata]}]",
                "hakaru.yml:2: the team a names an unknown person, Hanako Sata.", "Did you mean Hanako Sato?"
            ),
            (
                "identities:\n  - {name: A, accounts: [same]}\n  - {name: B, accounts: [same]}",
                "hakaru.yml:3: the account same belongs to A and to B.", "Leave it with one of them."
            ),
            (
                "identities:\n  - {name: A, emails: [a.example.com]}",
                "hakaru.yml:2: 'a.example.com' is not an e-mail address.", "Write it as name@host."
            ),
            (
                "goals:\n  - {metric: integratd, target: 1, by: 2026-12-31}",
                "hakaru.yml:2: there is no metric 'integratd'.", "Did you mean 'integrated'?"
            ),
            (
                "identities: [{name: Hanako, accounts: [hanako]}]\ngoals:\n"
                    + "  - {metric: integrated, team: Hanako, target: 1, by: 2026-12-31}",
                "hakaru.yml:3: a goal cannot be set on a person.",
                "Numbers are about work: name a team or a repository."
            ),
            (
                "teams: [{name: a, people: [{name: x, from: 2026-02-01, until: 2026-01-01}]}]",
                "hakaru.yml:1: the time of x in the team a ends on 2026-01-01 and begins on 2026-02-01.",
                "Write the first day in the team as 'from', the one after the last as 'until'."
            ),
            (
                "working_time:\n  company_holidays: [{from: 2026-08-16, until: 2026-08-12}]",
                "hakaru.yml:2: the company's holidays from 2026-08-16 end on 2026-08-12.",
                "Write the first day after them as 'until'."
            ),
            (
                "working_time:\n  hours: ['18:00-09:00']",
                "hakaru.yml:2: 'working_time.hours' cannot be used: 18:00-09:00 ends before it begins.", ""
            ),
        ])
    func `in the configuration ends before anything`(text: String, summary: String, hint: String) async throws {
        let harness = try await QueryHarness()
        try harness.replaceConfiguration(text)
        for command in [["throughput"], ["goals"], ["record", "members", "1", "--at", "2026-01-01"]] {
            let answer = try await harness.run(command)
            #expect(answer.code == .malformedInput)
            #expect(answer.output.isEmpty)
            #expect(answer.errors.hasPrefix("hakaru: \(summary)"), "\(answer.errors)")
            #expect(answer.errors.contains(hint), "\(answer.errors)")
        }
    }

    @Test func `in a file of values records nothing of it`() async throws {
        let harness = try await QueryHarness()
        let before = try await harness.run(["export", "--canonical"]).output
        let file = try harness.write(
            "metric,date,value\nmembers,2026-11-01,2000\nmembers,2026-11-02,many\n", to: "v.csv")
        let answer = try await harness.run(["record", "--file", file])
        #expect(answer.code == .malformedInput && answer.output.isEmpty)
        #expect(answer.errors.contains("v.csv:3: 'many' is not a number."))
        #expect(answer.errors.contains("Write it as 1400 or 12.5, without separators."))
        #expect(try await harness.run(["export", "--canonical"]).output == before)
        #expect(try await harness.json(["record", "members"])["values"].items.count == 22)
    }

    @Test func `a correction is kept beside what it corrects, and the same file changes nothing twice`() async throws {
        let harness = try await QueryHarness()
        let file = try harness.write(
            #"[{"metric": "members", "date": "2026-11-01", "value": 2000}, {"metric": "articles", "date": "2026-11-02", "value": 1.5}]"#,
            to: "v.json")
        let first = try await harness.json(["record", "--file", file])["values"].items
        #expect(first.map { $0["outcome"].text } == ["recorded", "recorded"])
        let again = try await harness.json(["record", "--file", file])["values"].items
        #expect(again.map { $0["outcome"].text } == ["unchanged", "unchanged"])
        let corrected = try await harness.json(["record", "members", "2100", "--at", "2026-11-01"])["values"].items
        #expect(corrected.map { $0["outcome"].text } == ["corrected"])
        #expect(corrected.map { $0["before"].number } == [2_000])
        let kept = try await harness.store().customRecords(of: "members").filter { $0.date.description == "2026-11-01" }
        #expect(kept.map(\.value) == [Fraction(2_000), Fraction(2_100)])
        let explained = try await harness.json(["explain", "members"])
        #expect(explained["included"].items.map { $0["value"].number } == [2_100])
    }

    @Test func `a baseline without data leaves a goal unknown, with the reason`() async throws {
        let goals = """
            goals:
              - {metric: integrated, factor: 2, baseline: 2019, by: 2026-12-31}
              - {metric: talks, target: 6, by: 2026-12-31}
              - {metric: opened, target: 1, by: 2026-11-30, name: done}
              - {metric: articles, target: 9000, by: 2026-06-30, name: late}
            """
        let harness = try await QueryHarness()
        try harness.replaceConfiguration(
            "custom_metrics: [{name: talks, kind: count}, {name: articles, kind: count}]\n" + goals)
        let rows = try await harness.json(["goals"])["goals"].items
        #expect(rows.map { $0["state"].text } == ["unknown", "unknown", "met", "missed"])
        #expect(rows.map { $0["reason"].text } == ["no data", "no data", nil, nil])
        #expect(rows[0]["target"] == .null && rows[0]["value"] != .null)
        let check = try await harness.run(["goals", "--check"])
        #expect(check.code == .notMet && check.output.contains("missed"))
        try harness.replaceConfiguration("goals: [{metric: opened, target: 1, by: 2026-11-30}]")
        #expect(try await harness.run(["goals", "--check"]).code == .success)
    }

    @Test func `a freeze that changes a baseline is logged as a restatement with its cause`() async throws {
        let harness = try await QueryHarness()
        let goal = "goals: [{metric: integrated, factor: 2, baseline: 2026-Q1, by: 2026-12-31}]\n"
        try harness.replaceConfiguration(goal)
        _ = try await harness.json(["goals", "--freeze", "--quiet"])
        #expect(try await harness.json(["goals"])["goals"].items[0]["restatements"].items.isEmpty)
        try harness.replaceConfiguration(goal + "bots: ['\(harness.people[0])']\n")
        let drifted = try await harness.json(["goals"])["goals"].items[0]
        #expect(drifted["baseline_now"] != .null && drifted["restatements"].items.isEmpty)
        let frozen = try await harness.json(["goals", "--freeze", "--quiet"])["goals"].items[0]
        #expect(frozen["restatements"].items.map { $0["cause"].text } == ["configuration"])
        #expect(frozen["baseline"]["value"] == drifted["baseline_now"]["value"])
    }

    @Test func `working days of a summary are those of the configuration, in any zone`() async throws {
        let harness = try await QueryHarness()
        try harness.replaceConfiguration(
            "working_time: {days: [mon, tue, wed, thu], company_holidays: [2026-11-18]}")
        let days = try await harness.json(["report", "weekly", "--week", "2026-W47"])["working_days"]["week"]
        #expect(days["worked"].number == 3 && days["usual"].number == 4)
        #expect(days["days_off"].items.map(\.text) == ["2026-11-18"])
        try harness.replaceConfiguration("working_time: {public_holidays: {file: gone.csv}}")
        let answer = try await harness.run(["report", "weekly", "--week", "2026-W47"])
        #expect(answer.code == .malformedInput)
        #expect(answer.errors.contains("hakaru.yml: 'working_time.public_holidays' names "))
        #expect(answer.errors.contains("gone.csv, which cannot be read: No such file or directory."))
        #expect(answer.output.isEmpty)
    }
}
