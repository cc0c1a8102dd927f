import HakaruSystem
import HakaruTestSupport
import Testing

/// The commands that `docs/metrics.md` tells its readers to type.
@Suite struct `The documentation of the numbers` {
    private static let configuration = """
        teams: [{name: backend, people: [hanako-sato, taro-suzuki, yuki-tanaka, kenta-w, misaki-ito]}]
        working_time: {days: [mon, tue, wed, thu, fri], hours: ['09:00-18:00'], public_holidays: japan}
        custom_metrics: [{name: members, kind: level}]
        goals: [{metric: members, target: 2500, by: 2026-12-31}, {metric: integrated, target: 20, by: 2026-12-31}]
        """

    /// The number of the newest pull request, in the words of the shell.
    private static let newest = "$(hakaru explain opened --format csv | tail -1 | cut -d, -f2)"

    private static func text() throws -> String {
        let path = "\(SharedMaterial.packageRoot)/docs/metrics.md"
        return String(decoding: try FileSystem.read(path, limitInBytes: 1 << 20), as: UTF8.self)
    }

    /// Every command in a block for the shell or between back ticks, each once; of those that explain a number without a
    /// flag a few: that the words are right is tested with the command line.
    private static func commands(in text: String) -> [String] {
        var found: [String] = []
        let pieces = text.split(whereSeparator: { $0 == "`" || $0 == "\n" }).map(String.init)
        for piece in pieces where piece.hasPrefix("hakaru ") && !found.contains(piece) { found.append(piece) }
        let plain = found.filter { $0.hasPrefix("hakaru explain ") && !$0.contains("--") }
        return found.filter { !plain.dropFirst(3).contains($0) }
    }

    @Test func `asks nothing that the program does not answer`() async throws {
        let commands = Self.commands(in: try Self.text())
        #expect(commands.count > 10)
        let directory = try TemporaryDirectory()
        let made = try await Transcript.run(
            "hakaru demo generate 900 --end 2026-11-23 --store .local/share/hakaru/hakaru.db --quiet",
            in: directory.path)
        #expect(made.isSuccess)
        try FileSystem.write(Array(Self.configuration.utf8), to: directory.path("hakaru.yml"), mode: 0o600)
        let recorded = try await Transcript.run(
            "hakaru record members 1400 --at 2026-01-05 --quiet", in: directory.path)
        #expect(recorded.isSuccess)
        for command in commands where !["hakaru explain", "hakaru pr"].contains(command) {
            // The generated store has other repositories than the example.
            let real = command.replacing("acme/api#12", with: "acme/service-1#\(Self.newest)")
            let result = try await Transcript.run(real, in: directory.path)
            #expect(result.isSuccess, "\(command): \(String(decoding: result.errorOutput, as: UTF8.self))")
        }
    }
}
