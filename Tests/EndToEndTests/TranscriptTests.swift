import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `The program` {
    private static let folder = "\(SharedMaterial.packageRoot)/Tests/EndToEndTests/Transcripts"

    @Test(arguments: [
        "bad-input", "without-a-store", "stores", "unreachable-forge", "help-and-version", "init", "generated-store",
        "people-and-teams",
        "goals", "coverage",
    ])
    func `says what its transcripts say`(name: String) async throws {
        let text = try FileSystem.read("\(Self.folder)/\(name).txt", limitInBytes: 1 << 20)
        let transcript = Transcript(String(decoding: text, as: UTF8.self))
        #expect(!transcript.steps.isEmpty)
        let directory = try TemporaryDirectory()
        for step in transcript.steps {
            let result = try await Transcript.run(step.command, in: directory.path)
            let output = CommandRunner.Result.lines(result.output, in: directory.path)
            let errors = CommandRunner.Result.lines(result.errorOutput, in: directory.path)
            #expect(result.ending == .exited(step.exitCode), "\(step.command)\n\(errors.joined(separator: "\n"))")
            #expect(
                Transcript.matches(output[...], step.output[...]), "\(step.command)\n\(output.joined(separator: "\n"))")
            #expect(
                Transcript.matches(errors[...], step.errors[...]), "\(step.command)\n\(errors.joined(separator: "\n"))")
        }
    }

    @Test func `runs its demo from a forge of its own to the weekly summary`() async throws {
        let directory = try TemporaryDirectory()
        let markdown = try await Transcript.run("hakaru demo 2> talk", in: directory.path)
        #expect(markdown.isSuccess)
        let text = String(decoding: markdown.output, as: UTF8.self)
        #expect(text.contains("> Demo data: a made-up team, nobody's real numbers."))
        #expect(text.contains("Asia/Tokyo"))
        let query = try await Transcript.run(
            "hakaru throughput --format csv --store .local/share/hakaru/demo/hakaru.db | head -1", in: directory.path)
        #expect(String(decoding: query.output, as: UTF8.self).hasPrefix("week,opened,merged,integrated,abandoned,"))
        // One's own numbers, and the pull requests behind them; a person in two teams counts in both, once in the total.
        let own = try await Transcript.run(
            """
            export HAKARU_ME=hanako-sato HAKARU_STORE=.local/share/hakaru/demo/hakaru.db
            printf 'people: visible\\nteams:\\n' > two.yml
            printf '  - {name: a, people: [hanako-sato, taro-suzuki, yuki-tanaka]}\\n' >> two.yml
            printf '  - {name: b, people: [hanako-sato, misaki-ito, aoi-kobayashi]}\\n' >> two.yml
            mine=$(hakaru throughput --author me --by repo --last 26w --format csv | tail -1 | cut -d, -f4)
            behind=$(hakaru explain integrated --author me --last 26w --format csv | grep -c ,included,)
            test "$mine" -gt 10 && test "$mine" = "$behind" && hakaru throughput --by team --last 26w --config two.yml \\
                --format csv | awk -F, -v mine="$mine" \
                'NR > 1 && $1 != "total" { sum += $4 } $1 == "total" { total = $4 } END { print sum - mine - total }'
            """, in: directory.path)
        #expect(CommandRunner.Result.lines(own.output, in: directory.path) == ["0"])
        let files = try await Transcript.run(
            "stat -c %a .local/share/hakaru/demo .local/share/hakaru/demo/hakaru.db", in: directory.path)
        #expect(CommandRunner.Result.lines(files.output, in: directory.path) == ["700", "600"])
        // The page is about what the configuration beside the store says, and its commands give its numbers.
        for part in [
            "| line_coverage *frontend |", "without admin-frontend (replaced next year)", "| acme/api: backend |",
        ] {
            #expect(text.replacing("\\", with: "").contains(part), "\(part)")
        }
        // What it says to try next works as it is written.
        let next = try await Transcript.run(
            "grep -E '^  (export|hakaru (lead-time|goals))' talk > next; wc -l < next; set -e; . ./next",
            in: directory.path)
        #expect(next.isSuccess, "\(String(decoding: next.errorOutput, as: UTF8.self))")
        let shown = CommandRunner.Result.lines(next.output, in: directory.path)
        #expect(shown.first == "3")
        #expect(shown.contains { $0.hasPrefix("acme/web") })
        #expect(shown.contains { $0.hasPrefix("line_coverage *frontend") })
        #expect(!shown.contains { $0.contains("not frozen") })
        let japanese = try await Transcript.run("hakaru demo --quiet --lang ja", in: directory.path)
        #expect(String(decoding: japanese.output, as: UTF8.self).contains("デモデータです。"))
        #expect(japanese.errorOutput.isEmpty)
    }

    @Test func `replaces no configuration by its demo's`() async throws {
        let directory = try TemporaryDirectory()
        let run = try await Transcript.run(
            "echo '# mine' > team.yml; hakaru demo --quiet --store team.db; echo $?; cat team.yml; ls",
            in: directory.path)
        #expect(CommandRunner.Result.lines(run.output, in: directory.path) == ["64", "# mine", "team.yml"])
    }
}
