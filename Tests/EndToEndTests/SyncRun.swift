import HakaruDemo
import HakaruSystem
import HakaruTestSupport
import Testing

/// Runs of the real binary against a demo forge of the test's own process, in a directory of their own.
struct SyncRun {
    let directory: TemporaryDirectory
    let forge: DemoForge

    init(_ forge: DemoForge) throws {
        directory = try TemporaryDirectory()
        self.forge = forge
    }

    /// What a script of Bash says; `hakaru` and `sync_once` are functions in it, `whole.ndjson` an undisturbed export.
    func bash(_ script: String, timeLimit: Duration = .seconds(120)) async throws -> CommandRunner.Result {
        // `hakaru` would be a child of a child: a signal has to reach the program itself.
        let prelude = """
            sync_once() { exec "$HAKARU" sync --quiet -R acme/api --api-url \(forge.baseURL) --store "$@" >/dev/null; }
            is_whole() { hakaru export --canonical --store "$1" | cmp -s - whole.ndjson; }
            """
        return try await Transcript.run("\(prelude)\n\(script)", in: directory.path, timeLimit: timeLimit)
    }

    /// As ``bash(_:timeLimit:)``; the file `reached` appears when each fault of the forge has happened.
    func bashUntilReached(_ script: String) async throws -> CommandRunner.Result {
        async let result = bash(script)
        for _ in 0..<5_000 where !forge.unusedFaults.isEmpty { try await Task.sleep(for: .milliseconds(20)) }
        try FileSystem.write([], to: directory.path("reached"))
        return try await result
    }

    /// Makes the export of an undisturbed run.
    ///
    /// - Returns: How long that run took.
    func fetchUndisturbed() async throws -> Duration {
        let clock = ContinuousClock()
        let start = clock.now
        let first = try await bash("( sync_once whole.db )")
        let elapsed = start.duration(to: clock.now)
        try #require(first.isSuccess, "\(String(decoding: first.errorOutput, as: UTF8.self))")
        try #require(try await bash("hakaru export --canonical --store whole.db > whole.ndjson").isSuccess)
        return elapsed
    }
}

extension CommandRunner.Result {
    /// The lines of standard output.
    var lines: [String] { String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init) }

    /// The text of standard error.
    var errorText: String { String(decoding: errorOutput, as: UTF8.self) }
}
