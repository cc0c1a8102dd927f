import FoundationEssentials
import HakaruModel

/// A line or entry of a file of values that cannot be recorded; nothing of the file is.
struct RecordError: UserFacingError, Hashable {
    /// The file as the user named it, with the line or entry.
    let place: String
    /// What is wrong, as the end of a sentence.
    let problem: String
    /// What to write instead.
    let hint: String?

    var summary: String { "\(place): \(problem)." }
    var exitCode: HakaruModel.ExitCode { .malformedInput }
}

/// A value of a custom metric as somebody gave it, before it is checked.
struct GivenValue: Hashable {
    /// The metric; nil where the command line names it.
    var metric: String?
    /// The day.
    var date: String
    /// The value.
    var value: String
    /// The file with line or entry.
    var place: String
}

extension GivenValue {
    /// Reads a file: JSON where it begins with `[`, else CSV.
    ///
    /// CSV has a heading with `date`, `value` and, unless the command line names the metric, `metric`, in any order.
    /// JSON is a list of objects with these keys.
    static func read(_ bytes: [UInt8], file: String) throws(RecordError) -> [GivenValue] {
        let bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes[3...]) : bytes
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw RecordError(place: file, problem: "it is not UTF-8", hint: "Save it as UTF-8.")
        }
        let isJSON = bytes.first { $0 > 0x20 } == 0x5B
        let values = isJSON ? try json(bytes, file: file) : try csv(text, file: file)
        guard !values.isEmpty else { throw RecordError(place: file, problem: "it has no values", hint: nil) }
        return values
    }

    private struct Entry: Decodable {
        /// A number, or a text that spells one.
        struct Number: Decodable {
            let text: String

            init(from decoder: any Decoder) throws {
                let container = try decoder.singleValueContainer()
                if let text = try? container.decode(String.self) {
                    self.text = text
                } else {
                    text = try container.decode(Decimal.self).description
                }
            }
        }

        let metric: String?
        let date: String
        let value: Number
    }

    private static func json(_ bytes: [UInt8], file: String) throws(RecordError) -> [GivenValue] {
        do {
            return try JSONDecoder().decode([Entry].self, from: Data(bytes)).enumerated().map { index, entry in
                GivenValue(
                    metric: entry.metric, date: entry.date, value: entry.value.text,
                    place: "\(file): entry \(index + 1)")
            }
        } catch {
            let path = (error as? DecodingError)?.path ?? []
            let index = path.first?.intValue.map { ": entry \($0 + 1)" } ?? ""
            throw RecordError(
                place: file + index, problem: "this is not a list of values",
                hint: #"Write [{"metric": "members", "date": "2023-12-25", "value": 1400}]."#)
        }
    }

    private static func csv(_ text: String, file: String) throws(RecordError) -> [GivenValue] {
        var heading: [String]?
        var values: [GivenValue] = []
        for (index, line) in lines(of: text).enumerated() where !line.isEmpty {
            let place = "\(file):\(index + 1)"
            guard let fields = fields(of: line) else {
                throw RecordError(place: place, problem: "a quoted field has no end", hint: nil)
            }
            guard let columns = heading else {
                heading = try columns(in: fields, place: place)
                continue
            }
            guard fields.count == columns.count else {
                throw RecordError(
                    place: place, problem: "it has \(fields.count) fields and the heading \(columns.count)", hint: nil)
            }
            let byName = Dictionary(zip(columns, fields)) { first, _ in first }
            values.append(
                GivenValue(
                    metric: byName["metric"], date: byName["date"] ?? "", value: byName["value"] ?? "", place: place))
        }
        return values
    }

    private static func columns(in fields: [String], place: String) throws(RecordError) -> [String] {
        let known = ["metric", "date", "value"]
        guard fields.contains("date"), fields.contains("value"), Set(fields).count == fields.count,
            fields.allSatisfy(known.contains)
        else {
            throw RecordError(
                place: place, problem: "the heading must be metric, date and value (metric may be left out)",
                hint: "Write metric,date,value in the first line.")
        }
        return fields
    }

    /// The lines without their ends; CRLF is one `Character`, so bytes are split.
    private static func lines(of text: String) -> [String] {
        text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
            String(decoding: line.last == 0x0D ? line.dropLast() : line, as: UTF8.self)
        }
    }

    /// The fields of a line (RFC 4180, no line end within quotes), spaces around them removed; nil for an open quote.
    private static func fields(of line: String) -> [String]? {
        var fields: [[UInt8]] = [[]]
        var isQuoted = false
        for byte in line.utf8 {
            switch byte {
            case 0x22: isQuoted.toggle()
            case 0x2C where !isQuoted: fields.append([])
            default: fields[fields.count - 1].append(byte)
            }
        }
        guard !isQuoted else { return nil }
        return fields.map { field in
            let trimmed = field.drop { $0 == 0x20 }.reversed().drop { $0 == 0x20 }.reversed()
            return String(decoding: Array(trimmed), as: UTF8.self)
        }
    }
}

extension DecodingError {
    /// Where in the text it happened.
    fileprivate var path: [any CodingKey] {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .keyNotFound(_, let context):
            context.codingPath
        default: []
        }
    }
}
