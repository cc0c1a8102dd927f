import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `The export for Prometheus` {
    private static let isThere = FileInfo(at: "/usr/bin/promtool") != nil

    /// The demo's store and its numbers, made once for all tests.
    private static let demo = Task {
        let directory = try TemporaryDirectory()
        let command = "hakaru demo --quiet --store demo.db > page.md && hakaru export prometheus --store demo.db"
        let result = try await Transcript.run("\(command) --output hakaru.prom", in: directory.path)
        try #require(result.isSuccess)
        #expect(result.output.isEmpty)
        return try ["demo.db", "hakaru.prom"].map { name in
            (name: name, bytes: try FileSystem.read(directory.path(name), limitInBytes: 64 << 20))
        }
    }

    /// A directory with the demo's store and its numbers.
    private func exported() async throws -> TemporaryDirectory {
        let directory = try TemporaryDirectory()
        for file in try await Self.demo.value { try FileSystem.write(file.bytes, to: directory.path(file.name)) }
        return directory
    }

    @Test func `replaces its file as a whole, readable for the collector`() async throws {
        let directory = try await exported()
        let again = try await Transcript.run(
            """
            cp hakaru.prom first.prom && exec 3< hakaru.prom && echo old > hakaru.prom \
            && hakaru export prometheus --store demo.db --output hakaru.prom && cmp hakaru.prom first.prom \
            && cat <&3 && stat -c %a hakaru.prom && ls -A | grep -c hakaru-
            """, in: directory.path)
        // The reader that had the old file open still reads the old one; no temporary file is left.
        #expect(CommandRunner.Result.lines(again.output, in: directory.path) == ["old", "644", "0"])
        let text = try FileSystem.read(directory.path("hakaru.prom"), limitInBytes: 1 << 20)
        #expect(
            String(decoding: text, as: UTF8.self).contains("hakaru_lead_time_seconds{scope=\"all\",name=\"\",quantile"))
    }

    @Test(.enabled(if: isThere, "Debian's prometheus package is not installed"))
    func `is accepted by promtool without a remark`() async throws {
        let directory = try await exported()
        let check = try await Transcript.run("promtool check metrics < hakaru.prom", in: directory.path)
        #expect(CommandRunner.Result.lines(check.errorOutput, in: directory.path) == [])
        #expect(check.isSuccess)
    }

    @Test func `refuses a name that the collector would not read, and a directory that is not there`() async throws {
        let directory = try await exported()
        let name = try await Transcript.run(
            "hakaru export prometheus --store demo.db --output hakaru.txt", in: directory.path)
        #expect(name.ending == .exited(64))
        let missing = try await Transcript.run(
            "hakaru export prometheus --store demo.db --output nowhere/hakaru.prom", in: directory.path)
        #expect(missing.ending == .exited(1))
        #expect(!missing.errorOutput.isEmpty)
    }
}
