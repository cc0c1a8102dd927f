import ArgumentParser
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

@testable import HakaruCommands

@Suite struct `What doctor says of the configuration` {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// The lines about the configuration, as name, status, what was found and the fix; the code is that of the whole.
    private func lines(_ text: String?) async throws -> (code: HakaruModel.ExitCode, lines: [[String?]]) {
        let file = directory.path("hakaru.yml")
        if let text { try FileSystem.write(Array(text.utf8), to: file) }
        let console = try TestConsole()
        let command = try DoctorCommand.parse([
            "--offline", "--format", "json", "--config", file, "--store", directory.path("hakaru.db"),
        ])
        let code = try await command.run(in: console.context)
        let checks = try JSONNode(try console.output())["checks"].items
        return (
            code,
            checks.map { check in
                ["name", "status", "detail", "fix"].map { key in
                    check[key].text?.replacing(directory.path, with: "{dir}")
                }
            }.filter { ["configuration", "time zone"].contains($0[0]) }
        )
    }

    @Test func `is where it is, and that its zone is there`() async throws {
        let (code, lines) = try await lines("time_zone: Asia/Tokyo\n")
        #expect(code == .success)
        #expect(
            lines == [
                ["configuration", "ok", "{dir}/hakaru.yml", nil],
                ["time zone", "ok", "Asia/Tokyo, from the system's zone database", nil],
            ])
    }

    @Test(arguments: [
        (
            "time_zon: UTC\n",
            ["configuration", "fail", "{dir}/hakaru.yml:1: unknown key 'time_zon'.", "Did you mean 'time_zone'?"]
        ),
        (
            nil,
            [
                "configuration", "fail", "Cannot read {dir}/hakaru.yml: No such file or directory.",
                "Name a file that you can read with --config, or none.",
            ]
        ),
        (
            "time_zone: Mars/Base\n",
            [
                "time zone", "fail", "time_zone: there is no time zone \"Mars/Base\".",
                "Use an IANA name such as Asia/Tokyo or UTC.",
            ]
        ),
    ])
    func `is what is wrong with it, and the fix`(text: String?, expected: [String]) async throws {
        let (code, lines) = try await lines(text)
        #expect(code == .failure)
        #expect(lines.last == expected)
    }
}
