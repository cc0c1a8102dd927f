import HakaruModel
import HakaruReporter
import Testing

/// A file for the textfile collector, read back by the rules of the text format.
struct PrometheusFile {
    struct Series: Hashable {
        let name: String
        let labels: [String: String]
    }

    struct Malformed: Error {
        let line: String
    }

    private(set) var types: [String: String] = [:]
    private(set) var values: [Series: String] = [:]

    init(_ bytes: [UInt8]) throws {
        guard bytes.last == 0x0A else { throw Malformed(line: "the end") }
        for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
            if let match = line.wholeMatch(of: /# TYPE ([a-z_]+) (gauge|summary)/) {
                guard types.updateValue(String(match.output.2), forKey: String(match.output.1)) == nil else {
                    throw Malformed(line: String(line))
                }
            } else if line.wholeMatch(of: /# HELP [a-z_]+ [^\\]+\./) == nil {
                try read(line)
            }
        }
    }

    private mutating func read(_ line: Substring) throws {
        guard
            let match = line.wholeMatch(
                of: /([a-z_]+)(?:\{(.*)\})? (-?[0-9]+(?:\.[0-9]+)?)/.matchingSemantics(.unicodeScalar))
        else {
            throw Malformed(line: String(line))
        }
        let name = String(match.output.1)
        let family = ["_sum", "_count"].reduce(name) { $0.hasSuffix($1) ? String($0.dropLast($1.count)) : $0 }
        guard let type = types[name] ?? types[family] else { throw Malformed(line: String(line)) }
        var labels: [String: String] = [:]
        let text = match.output.2 ?? ""
        for label in text.matches(of: /([a-z_]+)="((?:[^"\\]|\\["\\n])*)"(?:,|$)/.matchingSemantics(.unicodeScalar)) {
            labels[String(label.output.1)] = String(label.output.2)
        }
        let isWhole = text.replacing(
            /([a-z_]+)="((?:[^"\\]|\\["\\n])*)"(?:,|$)/.matchingSemantics(.unicodeScalar), with: ""
        ).isEmpty
        guard isWhole, (labels["quantile"] == nil) || type == "summary",
            values.updateValue(String(match.output.3), forKey: Series(name: name, labels: labels)) == nil
        else { throw Malformed(line: String(line)) }
    }

    func value(_ name: String, _ labels: [String: String]) -> String? { values[Series(name: name, labels: labels)] }
}

@Suite struct `The numbers for Prometheus` {
    private func file(_ sample: SampleSummary = SampleSummary()) throws -> PrometheusFile {
        let collections: [SummaryMetrics.Collection] = [
            .init(
                repository: .sample("acme/api"), completedAt: Instant(secondsSinceEpoch: 1_700_000_000),
                isComplete: true),
            .init(repository: .sample("acme/web"), completedAt: nil, isComplete: false),
        ]
        return try PrometheusFile(
            SummaryMetrics(sample.page.summary, collections: collections, version: "1.2.3").bytes)
    }

    @Test func `are those of the summary, for all, each repository and each team`() throws {
        let file = try file()
        let json = SampleSummary().page.json
        let all = ["scope": "all", "name": ""]
        let recent = try #require(json["lead_time"]?["last_4_weeks"]?["lead_time_seconds"])
        for (quantile, key) in [("0.5", "p50"), ("0.75", "p75"), ("0.9", "p90")] {
            let value = try #require(recent[key]?.thousandths)
            let found = file.value("hakaru_lead_time_seconds", all.merging(["quantile": quantile]) { $1 })
            #expect(found.flatMap { Double($0) } == Double(value) / 1_000)
        }
        #expect(file.value("hakaru_lead_time_seconds_count", all) == "24")
        #expect(file.value("hakaru_pull_requests_integrated", all.merging(["weeks": "1"]) { $1 }) == "6")
        #expect(file.value("hakaru_pull_requests_integrated", all.merging(["weeks": "4"]) { $1 }) == "24")
        let scopes = Set(file.values.keys.compactMap { $0.labels["scope"] })
        #expect(scopes == ["all", "repository", "team"])
        #expect(file.value("hakaru_pull_requests_in_progress", ["scope": "team", "name": "backend"]) == "7")
        #expect(file.value("hakaru_build_info", ["version": "1.2.3", "definitions_version": "1"]) == "1")
    }

    @Test func `have no sample for what is not known`() throws {
        let file = try file()
        #expect(file.value("hakaru_last_sync_timestamp_seconds", ["repository": "acme/api"]) == "1700000000")
        #expect(file.value("hakaru_last_sync_timestamp_seconds", ["repository": "acme/web"]) == nil)
        #expect(file.value("hakaru_repository_complete", ["repository": "acme/web"]) == "0")
        #expect(!file.values.keys.contains { $0.labels["stage"] == "integration_time" })
        var empty = SampleSummary()
        empty.isEmpty = true
        let none = try self.file(empty)
        #expect(none.types["hakaru_lead_time_seconds"] == nil)
        #expect(none.value("hakaru_pull_requests_integrated", ["scope": "all", "name": "", "weeks": "1"]) == "0")
    }

    @Test func `have labels for repositories, teams and stages, never for a person`() throws {
        let labels = Set(try file().values.keys.flatMap(\.labels.keys))
        #expect(
            labels == [
                "scope", "name", "weeks", "stage", "quantile", "repository", "component", "excluded", "version",
                "definitions_version",
            ])
    }

    @Test(arguments: ["a\"b", "back\\slash", "two\nlines", "quote\"\u{301}", "{x=\"1\"} 2"])
    func `stay one line a series, whatever a team is called`(team: String) throws {
        var sample = SampleSummary()
        sample.team = team
        let escaped = team.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
        let names = Set(
            try file(sample).values.keys.compactMap { $0.labels["scope"] == "team" ? $0.labels["name"] : nil })
        #expect(names.count == 3)
        #expect(names.contains { Array($0.utf8) == Array(escaped.utf8).flatMap { $0 == 0x22 ? [0x5C, 0x22] : [$0] } })
    }
}
