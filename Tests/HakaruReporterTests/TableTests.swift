import HakaruMetrics
import HakaruReporter
import Testing

@Suite struct `A table` {
    private let table = Table(
        columns: [.init("Team", key: "team", isNumeric: false), .init("Lead time", key: "lead_time_seconds")],
        rows: [
            [.text("開発"), .duration(shown: "2d 4h", seconds: "187200")],
            [.text("=web"), .absent],
        ])

    @Test func `aligns full-width text by cells`() {
        #expect(table.terminalText(width: nil) == "Team  Lead time\n開発      2d 4h\n=web          –\n")
    }

    @Test func `prints the numbers and not the words in CSV`() {
        #expect(String(decoding: table.csvText, as: UTF8.self) == "team,lead_time_seconds\n開発,187200\n'=web,\n")
    }

    @Test func `prints an absent cell as null in NDJSON`() {
        let expected =
            "{\"team\":\"開発\",\"lead_time_seconds\":187200}\n{\"team\":\"=web\",\"lead_time_seconds\":null}\n"
        #expect(String(decoding: table.ndjsonText, as: UTF8.self) == expected)
    }

    @Test(arguments: [0, 1, 999, 1_000, -1, -1_500, 378_253_000, 402_074_500, 3_934_933_907, -20, 10_010, .max])
    func `writes a number as it is written elsewhere`(count: Int64) {
        let table = Table(columns: [.init("n", key: "n")], rows: [[.thousandths(Thousandths(count: count))]])
        let text = Thousandths(count: count).description
        #expect(String(decoding: table.csvText, as: UTF8.self) == "n\n\(text)\n")
        #expect(String(decoding: table.ndjsonText, as: UTF8.self) == "{\"n\":\(text)}\n")
        #expect(table.terminalText(width: nil).hasSuffix("\(text)\n"))
        let whole = Table(columns: [.init("n", key: "n")], rows: [[.integer(count)]])
        #expect(String(decoding: whole.csvText, as: UTF8.self) == "n\n\(count)\n")
    }

    @Test func `is the same however its rows are made and shared`() {
        let columns: [Table.Column] = [.init("Name", key: "name", isNumeric: false), .init("Number", key: "number")]
        let rows = (0..<5_000).map { index -> [Table.Cell] in
            [
                .text(index % 100 == 0 ? "長い名前\(index)" : "name-\(index)"),
                index % 3 == 0 ? .absent : .integer(index * 7),
            ]
        }
        let backwards = WorkSharing(workers: 4) { count, body in
            for index in (0..<count).reversed() { body(index) }
        }
        func result(_ rows: Table.Rows) -> RenderedResult {
            RenderedResult(json: .null, table: Table(columns: columns, rows: rows, notes: ["a note"]))
        }
        let stored = result(Table.Rows(rows))
        let made = result(Table.Rows(count: rows.count) { rows[$0] })
        #expect(made.table == stored.table)
        for format in [OutputFormat.table, .csv, .ndjson, .markdown] {
            for width in [nil, 14] {
                #expect(
                    made.bytes(as: format, width: width, sharing: backwards) == stored.bytes(as: format, width: width))
            }
        }
    }

    @Test func `is a Markdown table`() {
        #expect(table.markdownText == "| Team | Lead time |\n| --- | ---: |\n| 開発 | 2d 4h |\n| =web | – |\n")
    }
}

@Suite struct `JSON text` {
    @Test func `escapes quotes, controls and markup on bytes`() {
        let value: JSONValue = ["a\"\u{301}": .string("<\u{2028}\n\u{1}")]
        #expect(
            String(decoding: value.text(.compact), as: UTF8.self) == "{\"a\\\"\u{301}\":\"\\u003c\\u2028\\n\\u0001\"}")
    }

    @Test func `keeps the order of the keys and indents nested values`() {
        let value: JSONValue = ["b": 1, "a": [["x": .null]]]
        let expected = "{\n  \"b\": 1,\n  \"a\": [\n    {\"x\": null}\n  ]\n}"
        #expect(String(decoding: value.text(.indented), as: UTF8.self) == expected)
    }

    @Test(arguments: [(0, "0.0 %", "0"), (57, "5.7 %", "0.057"), (500, "50.0 %", "0.5"), (1_000, "100.0 %", "1")])
    func `shows a share in percent to people and as a ratio to machines`(
        thousandths: Int64, shown: String, ratio: String
    ) {
        let table = Table(
            columns: [.init("Share", key: "share")], rows: [[.share(Thousandths(count: thousandths))]])
        #expect(table.terminalText(width: nil).hasSuffix("\(shown)\n"))
        #expect(table.markdownText.hasSuffix("| \(shown) |\n"))
        #expect(String(decoding: table.csvText, as: UTF8.self) == "share\n\(ratio)\n")
        #expect(String(decoding: table.ndjsonText, as: UTF8.self) == "{\"share\":\(ratio)}\n")
    }
}
