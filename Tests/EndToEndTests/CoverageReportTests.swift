import FoundationEssentials
import HakaruDemo
import HakaruSystem
import HakaruTestSupport
import HakaruTransfer
import Testing

@Suite struct `What a coverage gate writes beside its verdict` {
    /// A repository with a change of three lines, of which one ran, one ran in part, and one did not run.
    private static let start = """
        git init -q -b develop . && git config user.name T && git config user.email t@example.com && mkdir api && \
        printf '*.info\\n' > .gitignore && printf '1\\n2\\n3\\n' > api/a.py && git add -A && git commit -qm base && \
        git checkout -qb topic && printf 'one\\ntwo\\nthree\\n' > api/a.py && git commit -qam change && \
        printf 'SF:api/a.py\\nDA:1,1\\nDA:2,1\\nDA:3,0\\nBRDA:2,0,0,1\\nBRDA:2,0,1,0\\nend_of_record\\n' > a.info
        """

    /// A job of GitHub Actions on the pull request.
    private static let job = "export GITHUB_ACTIONS=true GITHUB_STEP_SUMMARY=$PWD/summary.md GITHUB_OUTPUT=$PWD/output"

    private func run(_ command: String, in directory: TemporaryDirectory) async throws -> CommandRunner.Result {
        try await Transcript.run(command, in: directory.path)
    }

    private func text(_ name: String, in directory: TemporaryDirectory) throws -> String {
        String(decoding: try FileSystem.read(directory.path(name), limitInBytes: 1 << 20), as: UTF8.self)
    }

    private func lines(_ bytes: [UInt8]) -> [String] { CommandRunner.Result.lines(bytes, in: "\0") }

    @Test func `are the files that were asked for`() async throws {
        let directory = try TemporaryDirectory()
        let result = try await run(
            "\(Self.start) && hakaru coverage gate a.info --base develop --patch-fail-under 70 --key api "
                + "--junit j.xml --sarif s.sarif --code-quality q.json --badge b.svg", in: directory)
        #expect(result.ending == .exited(2))
        #expect(lines(result.errorOutput) == [])
        #expect(lines(result.output).first == "Coverage gate: failed")
        #expect(lines(result.output).last == "coverage: 66.66 %")
        #expect(try text("j.xml", in: directory).contains("tests=\"1\" failures=\"1\" errors=\"0\" skipped=\"0\""))
        #expect(try text("s.sarif", in: directory).contains("\"id\": \"hakaru/coverage/api/\""))
        #expect(try text("q.json", in: directory).contains("hakaru.coverage.uncovered_lines"))
        #expect(try text("b.svg", in: directory).contains("<title>api: 66.66 %</title>"))
    }

    @Test func `is an error where a file cannot be written`() async throws {
        let directory = try TemporaryDirectory()
        let result = try await run(
            "\(Self.start) && hakaru coverage gate a.info --fail-under 1 --junit no/where.xml", in: directory)
        #expect(result.ending == .exited(1))
        #expect(lines(result.output).first == "Coverage gate: passed")
        #expect(lines(result.errorOutput).first?.contains("no/where.xml") == true)
    }

    @Test func `are annotations, summary and outputs in GitHub Actions, beside whole JSON`() async throws {
        let directory = try TemporaryDirectory()
        let result = try await run(
            "\(Self.start) && \(Self.job) && printf 'before\\n' > summary.md && hakaru coverage gate a.info "
                + "--base develop --patch-fail-under 70 --format json", in: directory)
        #expect(result.ending == .exited(2))
        #expect(try JSONDecoder().decode(Verdict.self, from: Data(result.output)).verdict == "failed")
        #expect(
            lines(result.errorOutput) == [
                "::error title=Coverage gate failed::patch: 66.66 %25 of lines (2/3) is below 70 %25",
                "::error file=api/a.py,line=3,endLine=3,title=Not covered::Line 3 is new and did not run.",
                "::notice file=api/a.py,line=2,endLine=2,title=Partly covered::"
                    + "Line 2 is new and ran without all of its branches.",
            ])
        #expect(try text("summary.md", in: directory).hasPrefix("before\n## ❌ Coverage gate: failed\n"))
        let output = try text("output", in: directory).split(separator: "\n")
        #expect(output.first?.hasPrefix("verdict<<hakaru_") == true)
        #expect(output.dropFirst().first == "failed")
    }

    @Test func `is one comment, written, left alone and edited`() async throws {
        let directory = try TemporaryDirectory()
        let number = try #require(DemoDataset.quiet.repositories.first?.pullRequests.last?.number)
        try await withDemoForge(DemoDataset.quiet) { forge in
            let gate = """
                export HAKARU_GITHUB_TOKEN=t HAKARU_GITHUB_API_URL=\(forge.baseURL) GITHUB_REF=refs/pull/\(number)/merge
                hakaru coverage gate a.info --base develop -R acme/api --comment
                """
            let before = try await comments(forge, number)
            for (command, code, count) in [
                ("\(Self.start) && \(gate) --patch-fail-under 70", 2, 1), ("\(gate) --patch-fail-under 70", 2, 1),
                ("\(gate) --patch-fail-under 60", 0, 1), ("\(gate) --patch-fail-under 60 --key web", 0, 2),
            ] {
                let result = try await run(command, in: directory)
                #expect(result.ending == .exited(Int32(code)), "\(lines(result.errorOutput))")
                #expect(lines(result.errorOutput) == [])
                #expect(try await comments(forge, number).count == before.count + count)
            }
            let after = try await comments(forge, number).dropFirst(before.count)
            #expect(after.first?.hasPrefix("<!-- hakaru:coverage:default -->\n## ✅ Coverage gate: passed\n") == true)
            #expect(after.last?.hasPrefix("<!-- hakaru:coverage:web -->\n## ✅ Coverage gate: passed\n") == true)
        }
    }

    @Test func `is no comment, and the same verdict, where the token may only read`() async throws {
        let directory = try TemporaryDirectory()
        let refused = DemoFault(
            .answer(status: 403, body: #"{"message": "Resource not accessible by integration"}"#),
            on: .init(interface: .rest, method: "POST"), times: 2)
        let number = try #require(DemoDataset.quiet.repositories.first?.pullRequests.last?.number)
        try await withDemoForge(DemoDataset.quiet, faults: [refused]) { forge in
            let gate = """
                \(Self.job) HAKARU_GITHUB_TOKEN=t HAKARU_GITHUB_API_URL=\(forge.baseURL)
                hakaru coverage gate a.info --base develop -R acme/api --comment --pull-request \(number)
                """
            let before = try await comments(forge, number)
            for (command, code) in [
                ("\(Self.start) && \(gate) --patch-fail-under 70", 2), ("\(gate) --patch-fail-under 60", 0),
            ] {
                let result = try await run(command, in: directory)
                #expect(result.ending == .exited(Int32(code)))
                let said = lines(result.errorOutput).filter { !$0.hasPrefix("::") }
                #expect(said.first?.hasPrefix("hakaru: no comment was written, which changes no verdict: ") == true)
            }
            #expect(try await comments(forge, number) == before)
            #expect(try text("summary.md", in: directory).contains("## ✅ Coverage gate: passed\n"))
        }
    }

    @Test(arguments: ["", "GITHUB_REF=refs/heads/develop"])
    func `is no comment where there is no pull request`(variable: String) async throws {
        let directory = try TemporaryDirectory()
        let result = try await run(
            "\(Self.start) && export HAKARU_GITHUB_TOKEN=t \(variable) && hakaru coverage gate a.info "
                + "-R acme/api --fail-under 60 --comment", in: directory)
        #expect(result.ending == .exited(0))
        #expect(
            lines(result.errorOutput) == [
                "hakaru: no comment was written, which changes no verdict: This is no job of a pull request.",
                "  Give --pull-request NUMBER.",
            ])
    }

    @Test func `cannot be led astray by names of files`() async throws {
        let directory = try TemporaryDirectory()
        let name = "::error::x,line=1%0A<b>|`a`"
        let result = try await run(
            """
            \(Self.start) && git mv api/a.py "api/\(name.replacing("`", with: "\\`")).py" && git commit -qam rename && \
            sed -i 's#api/a.py#api/\(name).py#' a.info && \(Self.job) && \
            hakaru coverage gate a.info --base develop --patch-fail-under 70
            """, in: directory)
        #expect(result.ending == .exited(2))
        #expect(lines(result.output).allSatisfy { !$0.hasPrefix("::") })
        let places = lines(result.errorOutput).filter { $0.hasPrefix("::error file=") }
        #expect(
            places == [
                "::error file=api/%3A%3Aerror%3A%3Ax%2Cline=1%250A<b>|`a`.py,line=3,endLine=3,title=Not covered::"
                    + "Line 3 is new and did not run."
            ])
        let summary = try text("summary.md", in: directory)
        #expect(summary.contains("| api/::error::x,line=1%0A&lt;b&gt;\\|\\`a\\`.py |"))
    }

    private struct Verdict: Decodable {
        let verdict: String
    }

    /// The bodies of the comments on a pull request.
    private func comments(_ forge: DemoForge, _ number: Int) async throws -> [String] {
        struct Comment: Decodable {
            let body: String
        }
        let client = try HTTPClient(HTTPClient.Configuration(userAgent: "hakaru-tests"))
        let url = try TransferURL("\(forge.baseURL)/repos/acme/api/issues/\(number)/comments?per_page=100")
        let response = try await client.send(HTTPRequest(.get, url))
        await client.shutdown()
        return try JSONDecoder().decode([Comment].self, from: Data(response.body)).map(\.body)
    }
}
