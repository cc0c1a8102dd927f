import Testing

/// Whether a result is well formed in its format.
enum PrintedForm {
    static func check(_ text: String, as format: String, _ context: String) throws {
        #expect(text.last == "\n", "\(context)")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        #expect(!lines.isEmpty, "\(context)")
        switch format {
        case "json": #expect(try !JSONNode(text).members.isEmpty, "\(context)")
        case "ndjson":
            let keys = try lines.map { Set(try JSONNode($0).members.keys) }
            #expect(Set(keys).count <= 1, "\(context)")
        case "csv":
            let rows = lines.map { fields(of: $0.hasSuffix("\r") ? String($0.dropLast()) : $0) }
            #expect(Set(rows.map(\.count)).count == 1, "\(context)")
            // A program that computes must not take a text for a formula.
            let formulas = rows.joined().filter { Double($0) == nil && "=+-@\t\r".contains($0.first ?? " ") }
            #expect(formulas.isEmpty, "\(context)")
        case "markdown":
            let table = lines.prefix { $0.hasPrefix("|") }
            #expect(table.count >= 2, "\(context)")
            #expect(Set(table.map { $0.replacing("\\|", with: "").count { $0 == "|" } }).count == 1, "\(context)")
        default: #expect(lines.count >= 2, "\(context)")
        }
    }

    /// The fields of a line of CSV, which has no line end within a field here.
    private static func fields(of line: String) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            if character == "\"" {
                isQuoted.toggle()
            } else if character == ",", !isQuoted {
                fields.append("")
            } else {
                fields[fields.count - 1].append(character)
            }
        }
        return fields
    }
}
