import HakaruModel
import Testing

@testable import HakaruCommands

@Suite struct `Every number that is printed` {
    /// Ways to group, each with the members of the key that JSON has for it.
    private static let groupings = [
        ["size"], ["label"], ["team"], ["repo", "month"], ["fiscal-year"],
    ]

    @Test(arguments: ["throughput", "lead-time", "reviews", "in-progress"])
    func `is explained by its key and the same flags, also of each group`(command: String) async throws {
        let harness = try await QueryHarness()
        for (shift, by) in Self.groupings.enumerated() {
            let flags = ["--last", "14w"]
            let result = try await harness.json([command] + flags + by.flatMap { ["--by", $0] })
            if shift == 0 { try await explain(of: result["total"], command, flags, harness, every: 8) }
            try await explainGroup(of: result, by, command, flags, harness, shift)
        }
    }

    @Test func `of deployments is explained by its key and the same flags`() async throws {
        let harness = try await QueryHarness()
        let flags = ["--last", "26w"]
        for (shift, by) in [["repo"], ["month"], ["repo", "quarter"], ["fiscal-year"]].enumerated() {
            let result = try await harness.json(["dora"] + flags + by.flatMap { ["--by", $0] })
            if shift == 0 { try await explain(of: result["total"], "dora", flags, harness, every: 2) }
            try await explainGroup(of: result, by, "dora", flags, harness, shift)
        }
        let all = try await harness.json(["explain", "deployments"] + flags)
        let reasons = Set(all["excluded"].items.compactMap { $0["reason"].text })
        #expect(reasons == ["filtered", "open", "outside_period"])
        #expect(all["of"].text == "deployment")
    }

    @Test func `in working time is explained in working time`() async throws {
        let harness = try await QueryHarness()
        let flags = ["--last", "14w", "--working-time"]
        let times = try await harness.json(["lead-time"] + flags)["total"]["working_time"]
        for number in PrintedNumber.all(in: JSONNode.object(["working_time": times]), of: "lead-time").prefix(3) {
            number.expectEqual(to: try await harness.json(["explain", number.word] + flags), "working")
        }
        let refused = try await harness.run(["explain", "size", "--working-time"])
        #expect(refused.code == .usage)
    }

    /// Explains one number of one group: another one for each grouping.
    private func explainGroup(
        of result: JSONNode, _ by: [String], _ command: String, _ flags: [String], _ harness: QueryHarness,
        _ shift: Int
    ) async throws {
        let groups = result["groups"].items
        let group = try #require(groups.isEmpty ? nil : groups[(groups.count - 1) * (shift % 3) / 2])
        let names = by.map { group["key"][$0.replacing("-", with: "_")].text ?? "none" }
        let address = zip(by, names).flatMap { ["--by", $0, "--group", $1] }
        let numbers = PrintedNumber.all(in: group, of: command)
        for number in numbers { _ = try ExplainedSubject(number.word, custom: []) }
        let number = numbers[shift * 5 % numbers.count]
        number.expectEqual(
            to: try await harness.json(["explain", number.word] + flags + address), "\(command) \(flags + address)")
    }

    /// Explains every n-th number of some figures.
    private func explain(
        of figures: JSONNode, _ command: String, _ flags: [String], _ harness: QueryHarness, every step: Int
    ) async throws {
        for (index, number) in PrintedNumber.all(in: figures, of: command).enumerated() where index % step == 0 {
            number.expectEqual(to: try await harness.json(["explain", number.word] + flags), "\(command)")
        }
    }
}
