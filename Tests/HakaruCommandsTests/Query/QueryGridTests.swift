import HakaruModel
import Testing

@testable import HakaruCommands

@Suite struct `The grid of queries` {
    private static let groupings = [
        [], ["week"], ["month"], ["quarter"], ["fiscal-year"], ["repo"], ["team"], ["size"], ["label"],
        ["base", "month"],
    ]

    @Test(arguments: [("throughput", 0), ("lead-time", 1), ("reviews", 2), ("in-progress", 3), ("dora", 4)])
    func `prints every grouping, in each format`(command: String, shift: Int) async throws {
        let harness = try await QueryHarness()
        for (index, by) in Self.groupings.enumerated() {
            let format = ["json", "ndjson", "csv", "markdown", "table"][(index + shift) % 5]
            let flags = ["--last", "14w"] + by.flatMap { ["--by", $0] } + ["--format", format]
            let answer = try await harness.run([command] + flags)
            let isOfPeople = by.contains { ["team", "size", "label", "base"].contains($0) }
            guard command != "dora" || !isOfPeople else {
                #expect(answer.code == .usage && answer.errors.contains("week, month, quarter, fiscal-year and repo"))
                continue
            }
            #expect(answer.code == .success, "\(command) \(flags): \(answer.errors)")
            try PrintedForm.check(answer.output, as: format, "\(command) \(flags)")
        }
    }

    @Test func `lets through exactly what the filters name`() async throws {
        let harness = try await QueryHarness()
        let api = try #require(RepositoryID("acme/api"))
        let left = Set(harness.people[..<(harness.people.count / 2)])
        let me = harness.people[0]
        let filters: [(flags: [String], isLetThrough: (RepositoryID, PullRequest) -> Bool)] = [
            (["-R", "acme/api"], { repository, _ in repository == api }),
            (["--team", "left"], { left.contains($1.author.login) }),
            (["--author", "me"], { $1.author.login == me }),
            (["--base", "develop"], { $1.baseBranch == "develop" }),
            (["--label", "backend"], { $1.labels.contains("backend") }),
            (["--label", "backend", "--label", "bug"], { !Set($1.labels).isDisjoint(with: ["backend", "bug"]) }),
            (["--team", "left", "-R", "acme/api"], { $0 == api && left.contains($1.author.login) }),
        ]
        for (word, printed) in [("opened", ["throughput", "in-progress"]), ("integrated", ["lead-time", "reviews"])] {
            let all = try await harness.json(["explain", word, "--last", "26w"])["included"].items
            for (flags, isLetThrough) in filters {
                let expected = all.filter { entry in
                    guard let name = RepositoryID(entry["repository"].text ?? ""), let number = entry["number"].number,
                        let found = harness.pullRequests[name]?.first(where: { $0.number == Int(number) })
                    else { return false }
                    return isLetThrough(name, found)
                }
                #expect(!expected.isEmpty && expected.count < all.count, "\(flags)")
                let explained = try await harness.json(
                    ["explain", word, "--last", "26w"] + flags, environment: ["HAKARU_ME": me])
                #expect(explained["included"].items.map { $0["number"] } == expected.map { $0["number"] }, "\(flags)")
                for command in printed {
                    let result = try await harness.json(
                        [command, "--last", "26w"] + flags, environment: ["HAKARU_ME": me])
                    #expect(result["total"][word].number == Double(expected.count), "\(command) \(flags)")
                }
            }
        }
    }

    @Test func `looks at the period, the bots, the branch and the instant of the flags`() async throws {
        let harness = try await QueryHarness()
        func total(_ flags: [String]) async throws -> JSONNode {
            try await harness.json(["throughput"] + flags)["total"]
        }
        let week = try await total(["--week", "2026-W40"])
        // Weeks are those of Tokyo.
        #expect(week == (try await total(["--since", "2026-09-28", "--until", "2026-10-05"])))
        #expect(week == (try await total(["--since", "2026-09-27T15:00:00Z", "--until", "2026-10-04T15:00:00Z"])))
        let months = try await total(["--last", "3m"])
        #expect(months == (try await total(["--since", "2026-08-01", "--until", "2026-11-01"])))
        let bots = try await total(["--last", "3m", "--include-bots"])
        let byBots = try #require(months["by_bots"].number)
        #expect(byBots > 0)
        #expect(bots["integrated"].number == months["integrated"].number.map { $0 + byBots })
        let main = try await total(["--last", "3m", "--integration-branch", "main"])
        #expect(main["integrated"] != months["integrated"] && main["opened"].number != nil)
        let asOf = try #require(Instant(rfc3339: "2026-09-10T00:00:00Z"))
        let early = try await harness.json(
            ["explain", "opened", "--since", "2026-08-01", "--until", "2026-11-01", "--as-of", "2026-09-10T00:00:00Z"])
        let known = harness.pullRequests.values.joined().count { $0.createdAt <= asOf }
        #expect(early["collected"].number == Double(known))
    }

    @Test(
        arguments: [
            ["throughput", "--since", "2026-02-01", "--until", "2026-01-01"], ["lead-time", "--week", "2026-W60"],
            ["reviews", "--last", "8x"], ["throughput", "--week", "2026-W40", "--last", "8w"],
            ["throughput", "--since", "2026-02-30"], ["lead-time", "--as-of", "soon"],
            ["in-progress", "--by", "person"],
            ["throughput", "--by", "week", "--by", "month"], ["lead-time", "--team", "nobody"],
            ["explain", "velocity"], ["explain"], ["explain", "integrated", "--by", "size"],
            ["explain", "integrated", "--by", "size", "--group", "XXL"], ["explain", "deployments", "--team", "left"],
            ["explain", "members", "-R", "acme/api"], ["explain", "size", "--component", "backend"],
            ["explain", "line-coverage", "--by", "week", "--group", "2026-W40"], ["explain", "--goal", "speed"],
            ["explain", "integrated", "--goal", "speed"], ["explain", "integrated", "--baseline"],
            ["lead-time", "--author", "somebody"], ["lead-time", "--author", "me"],
            ["in-progress", "--compare", "2025"], ["dora", "--compare", "2025"],
            ["explain", "size", "--compare", "2025"],
            ["throughput", "--compare", "last"], ["throughput", "--compare", "2026-W46"], ["goals"],
            ["goals", "--base", "develop"], ["dora", "--label", "bug"], ["throughput", "--format", "xml"],
        ])
    func `refuses what has no answer, and says what to write`(arguments: [String]) async throws {
        let harness = try await RefusalHarness.shared.harness()
        let answer = try await harness.run(arguments)
        #expect(answer.code == .usage, "\(arguments): \(answer.errors)")
        #expect(answer.output.isEmpty)
        #expect(answer.errors.split(separator: "\n").count >= 1 && answer.errors.count > 20)
    }

    @Test func `shows no small group, by itself or beside another`() async throws {
        let harness = try await QueryHarness()
        for command in ["throughput", "lead-time", "reviews", "in-progress"] {
            let refused = try await harness.run([command, "--team", "pair", "--last", "14w"])
            #expect(refused.code == .failure && refused.errors.contains("fewer than 3"), "\(command)")
        }
        let teams = try await harness.json(["throughput", "--by", "team", "--last", "14w"])
        #expect(!teams["groups"].items.contains { $0["key"]["team"].text == "pair" })
        let explained = try await harness.run([
            "explain", "integrated", "--by", "team", "--group", "pair", "--last", "14w",
        ])
        #expect(explained.code == .usage)
        for by in ["team", "label", "size"] {
            let compared = try await harness.json(
                ["lead-time", "--by", by, "--last", "14w", "--compare", "2026-Q1"])["compare"]["groups"].items
            let names = Set(compared.compactMap { $0["key"][by].text })
            for period in [["--last", "14w"], ["--since", "2026-01-01", "--until", "2026-04-01"]] {
                let shown = try await harness.json(["lead-time", "--by", by] + period)["groups"].items
                #expect(names.isSubset(of: shown.compactMap { $0["key"][by].text }), "\(by)")
            }
            #expect(!names.contains("other") && !names.contains("pair"))
        }
    }
}

/// One harness for all refusals, none of which changes it.
private actor RefusalHarness {
    static let shared = RefusalHarness()
    private var made: Task<QueryHarness, any Error>?

    func harness() async throws -> QueryHarness {
        let task = made ?? Task { try await QueryHarness() }
        made = task
        return try await task.value
    }
}
