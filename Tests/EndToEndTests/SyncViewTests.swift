import HakaruDemo
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `What is seen of a sync` {
    @Test func `is a bar for the repository and a line for all on a terminal, and then one line each`() async throws {
        // Long enough for some pictures while one page is missing.
        let late = DemoFault(.delay(milliseconds: 1_500), on: .operation("PullRequestDetails"), skipping: 1)
        try await withDemoForge(.quiet, faults: [late]) { forge in
            let run = try SyncRun(forge)
            let result = try await run.bash(
                """
                python3 -c 'import pty, sys; sys.exit(pty.spawn(sys.argv[1:]) >> 8)' \\
                    "$HAKARU" sync -R acme/api --api-url \(forge.baseURL) --store run.db </dev/null > seen; echo $?
                grep -cE '(^|J)\\[=* *\\] acme/api: [0-9]+ of [0-9]+ pull requests' seen | grep -vc '^0$'
                grep -cE '0 of 1 repositories, [0-9]+ of [0-9]+ pull requests, [0-9]+ requests, [0-9]+ left of the' seen \\
                    | grep -vc '^0$'
                grep -c $'\\e\\\\[2A\\r\\e\\\\[J' seen | grep -vc '^0$'
                grep -cE '^(.*\\[J)?acme/api: [0-9]+ of [0-9]+ pull requests new or changed' seen
                """)
            #expect(result.lines == ["0", "1", "1", "1", "1"], "\(result.errorText)")
        }
    }

    @Test func `is one state in an export, also while another run writes`() async throws {
        let end = DemoDataset.endOfStory
        let repositories = Array(DemoTeam.defaultRepositories.prefix(2))
        let team = DemoTeam(end: end, people: 4, pullRequestsPerWeek: 2, repositories: repositories).dataset()
        try await withDemoForge(team) { forge in
            let run = try SyncRun(forge)
            let both = """
                both() { hakaru sync --quiet \(repositories.map { "-R \($0)" }.joined(separator: " ")) \\
                    --api-url \(forge.baseURL) --store run.db >/dev/null; }
                export_all() { hakaru export --canonical --store run.db; }
                """
            forge.setClock(end.advanced(bySeconds: -90 * 86_400))
            #expect(try await run.bash("\(both)\nboth && export_all > before").isSuccess)
            forge.setClock(nil)
            let result = try await run.bash(
                """
                \(both)
                mkfifo pipe
                export_all > pipe & child=$!
                exec 3<pipe; head -c 1 <&3 > seen
                both; echo $?
                cat <&3 >> seen; wait $child; echo $?
                cmp seen before; echo $?
                export_all | cmp -s - before; echo $?
                [ "$(stat -c %s before)" -gt 200000 ]; echo $?
                """)
            #expect(result.lines == ["0", "0", "0", "1", "0"], "\(result.errorText)")
        }
    }

    @Test(.enabled(if: CommandLineTools.canMount, "No file system can be mounted here."))
    func `is told by doctor where the machine has no time zones`() async throws {
        let directory = try TemporaryDirectory()
        try FileSystem.write(Array("time_zone: Asia/Tokyo\n".utf8), to: directory.path("hakaru.yml"))
        let script = """
            export HAKARU; unshare -rm bash -c 'mount -t tmpfs none /usr/share/zoneinfo
            "$HAKARU" doctor --offline --config hakaru.yml --store none.db'; echo $?
            """
        let lines = try await Transcript.run(script, in: directory.path).lines
        #expect(lines.last == "1")
        let zone = try #require(lines.first { $0.contains("time zone") })
        #expect(zone.hasPrefix("fail") && zone.contains("Install the zone database (Debian: tzdata)"))
        #expect(lines.contains { $0.hasPrefix("ok") && $0.contains("configuration") })
    }
}
