import HakaruDemo
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

/// The real binary on a timer's terms: no environment, no home, the root as its directory.
@Suite struct `The weekly run of the binary` {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    /// Runs a script in which `weekly` and `report` stand for the binary as a timer starts it.
    private func run(_ script: String, _ forge: DemoForge) async throws -> CommandRunner.Result {
        let clean =
            "env -i LLVM_PROFILE_FILE=/dev/null HAKARU_GITHUB_API_URL=\(forge.baseURL) \"$HAKARU\""
        let own = "--config {dir}/hakaru.yml --store {dir}/hakaru.db".replacing("{dir}", with: directory.path)
        let functions = """
            cd /
            weekly() { exec \(clean) weekly --quiet \(own) "$@"; }
            report() { \(clean) report "$@" \(own); }
            """
        return try await Transcript.run("(\(functions)\n\(script))", in: directory.path)
    }

    /// Runs a test over a quiet team up to now, with a Slack that answers so.
    private func withTeam(_ slack: DemoFault.Effect, _ body: (DemoForge) async throws -> Void) async throws {
        let end = SystemClock.now()
        let team = DemoTeam(
            end: end, people: 4, pullRequestsPerWeek: 2, repositories: [DemoTeam.defaultRepositories[0]])
        let forge = try await DemoForge.start(team.dataset())
        forge.script(DemoFault(slack, on: .path("/services/"), times: .max))
        // The binary goes by the machine's clock: in this zone no week ends before the test does.
        let isFarFromMidnight = (3..<19).contains(end.secondsSinceEpoch / 3_600 % 24)
        let text = """
            time_zone: \(isFarFromMidnight ? "UTC" : "Asia/Tokyo")
            repositories: [\(DemoTeam.defaultRepositories[0])]
            report: {deliver: [{file: 'reports/week.md'}, slack], wait: 0s}
            channels: {slack: {url: '\(forge.baseURL)/services/x'}}

            """
        try FileSystem.write(Array(text.utf8), to: directory.path("hakaru.yml"))
        do {
            try await body(forge)
        } catch {
            await forge.stop()
            throw error
        }
        await forge.stop()
    }

    private func lines(_ result: CommandRunner.Result) -> [String] {
        CommandRunner.Result.lines(result.output, in: directory.path)
    }

    @Test func `does the work of one when ten are started together`() async throws {
        try await withTeam(.answer(status: 200, body: "ok")) { forge in
            let script = """
                for i in 1 2 3 4 5 6 7 8 9 10; do (weekly >/dev/null) & pids="$pids $!"; done
                for pid in $pids; do wait $pid; echo $?; done
                ls {dir}/reports
                """
            let result = try await run(script.replacing("{dir}", with: directory.path), forge)
            #expect(lines(result) == Array(repeating: "0", count: 10) + ["week.md"])
            #expect(result.errorOutput.isEmpty, "\(String(decoding: result.errorOutput, as: UTF8.self))")
            #expect(forge.statistics.count(path: "/services/") == 1)
        }
    }

    @Test func `goes on after a run that was killed while it fetched`() async throws {
        try await withTeam(.answer(status: 200, body: "ok")) { forge in
            // Wherever it is after two seconds, it is not past its first question.
            forge.script(DemoFault(.hang, on: .graphQL, times: .max))
            let killed = try await run(
                "(weekly >/dev/null) & pid=$!; sleep 2; kill -KILL $pid; wait $pid; echo $?", forge)
            #expect(lines(killed) == ["137"])
            forge.clearFaults()
            forge.script(DemoFault(.answer(status: 200), on: .path("/services/"), times: .max))
            let result = try await run("(weekly >/dev/null); echo $?; (weekly >/dev/null); echo $?", forge)
            #expect(lines(result) == ["0", "0"])
            #expect(forge.statistics.count(path: "/services/") == 1)
        }
    }

    @Test func `is stopped by its time limit, says so, and goes on the next time`() async throws {
        try await withTeam(.answer(status: 200, body: "ok")) { forge in
            forge.script(DemoFault(.hang, on: .graphQL, times: .max))
            let stopped = try await run("(weekly --timeout 1s >/dev/null); echo $?", forge)
            #expect(lines(stopped) == ["3"])
            #expect(
                String(decoding: stopped.errorOutput, as: UTF8.self).contains(
                    "The run took longer than --timeout allows and was stopped."))
            #expect(forge.statistics.count(path: "/services/") == 0)
            forge.clearFaults()
            forge.script(DemoFault(.answer(status: 200), on: .path("/services/"), times: .max))
            let next = try await run("(weekly >/dev/null); echo $?", forge)
            #expect(lines(next) == ["0"])
            #expect(forge.statistics.count(path: "/services/") == 1)
        }
    }

    @Test func `never repeats a message that a killed run was sending`() async throws {
        try await withTeam(.hang) { forge in
            let script = """
                (weekly >/dev/null) & pid=$!
                for i in $(seq 600); do report deliveries 2>/dev/null | grep -q sending && break; sleep 0.05; done
                kill -KILL $pid; wait $pid; echo $?
                (weekly >/dev/null); echo $?
                report deliveries --format csv 2>/dev/null | cut -d, -f2,4
                week=$(report deliveries --format csv 2>/dev/null | tail -1 | cut -d, -f1)
                report resend --week $week --channel slack --mark-sent >/dev/null; echo $?
                (weekly >/dev/null); echo $?
                """
            let result = try await run(script, forge)
            #expect(
                lines(result) == [
                    "137", "3", "channel,state", "reports/week.md,sent", "slack,unknown", "0", "0",
                ])
            #expect(
                String(decoding: result.errorOutput, as: UTF8.self).contains("It is not sent again by itself."))
        }
    }
}
