import FoundationEssentials
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite(.enabled(if: ForgeSimulator.isAvailable, SharedMaterial.absence))
struct `Coverage that is published` {
    private struct Branch: Decodable {
        struct Commit: Decodable { let sha: String }

        let kind: String
        let name: String?
        let commits: [Commit]?
    }

    @Test func `comes back from the forge into the trend, from trusted accounts alone`() async throws {
        let simulator = try await ForgeSimulator(datasets: ["quicwg__qlog"])
        let directory = try TemporaryDirectory()
        let repository = "-R quicwg/qlog --api-url \(simulator.base)"
        let sync = "HAKARU_GITHUB_TOKEN=t hakaru sync \(repository) --quiet --format csv --store s.db > /dev/null"
        func run(_ command: String) async throws -> String {
            let result = try await Transcript.run(command, in: directory.path)
            try #require(
                result.isSuccess, "\(command): \(String(decoding: result.errorOutput, as: UTF8.self))")
            return String(decoding: result.output, as: UTF8.self)
        }
        _ = try await run(sync)
        let lines = try await run("hakaru export --canonical --store s.db | grep '\"kind\":\"branch\"'")
        let branches = try lines.split(separator: "\n").map {
            try JSONDecoder().decode(Branch.self, from: Data($0.utf8))
        }
        let tip = try #require(branches.first { $0.name == "main" }?.commits?.last?.sha)
        _ = try await run(
            """
            printf 'SF:api/a.py\\nDA:1,1\\nDA:2,0\\nDA:3,1\\nend_of_record\\nSF:web/b.py\\nDA:1,1\\nend_of_record\\n' > c.info; \
            printf 'coverage:\\n  components: [{name: backend, paths: ["api/**"]}]\\n' > hakaru.yml; \
            HAKARU_GITHUB_TOKEN=t hakaru coverage publish c.info --commit \(tip) \(repository)
            """)
        let trend =
            "hakaru coverage trend --store s.db --format csv --since 2010-01-01 --until 2040-01-01 "
            + "| grep ,measured, | cut -d, -f1-3,5-7"
        // Nobody is trusted yet.
        _ = try await run(sync)
        #expect(try await run("\(trend) || true") == "")
        _ = try await run("printf '  trusted_creators: [sim-viewer]\\n' >> hakaru.yml; \(sync)")
        #expect(
            try await run(trend) == """
                quicwg/qlog,,lines,3,4,75.00
                quicwg/qlog,backend,lines,2,3,66.66

                """)
        // A gate publishes its verdict; the counts are the same, so the trend stays.
        let gate = try await Transcript.run(
            """
            HAKARU_GITHUB_TOKEN=t hakaru coverage gate c.info --fail-under 80 --publish --commit \(tip) \(repository) \
            > /dev/null
            """, in: directory.path)
        #expect(gate.ending == .exited(2))
        #expect(gate.errorOutput.isEmpty)
        _ = try await run(sync)
        #expect(try await run("\(trend) | wc -l") == "2\n")
        // A sample of the store is the base of a comparison, also some commits before the merge base.
        _ = try await run(
            """
            git init -q -b main g && cd g && git config user.name T && git config user.email t@example.com && \
            mkdir api web && printf '1\\n2\\n3\\n' > api/a.py && printf '1\\n' > web/b.py && git add -A && \
            git commit -qm base && hakaru coverage record ../c.info -R quicwg/qlog --store ../s.db && \
            git commit -q --allow-empty -m between && git checkout -qb topic && git commit -q --allow-empty -m change && \
            sed s/DA:3,1/DA:3,0/ ../c.info > ../less.info
            """)
        let compared = try await Transcript.run(
            "cd g && hakaru coverage gate ../less.info --base main --no-decrease -R quicwg/qlog --store ../s.db "
                + "--format csv", in: directory.path)
        #expect(compared.ending == .exited(2))
        let row = String(decoding: compared.output, as: UTF8.self).split(separator: "\n").last ?? ""
        #expect(row.hasPrefix("no_decrease,,lines,failed,2,4,,3,4,"))
        #expect(row.hasSuffix(", 1 commit before the merge base: lower, with more uncovered\""))
    }
}
