package import HakaruModel

/// Coverage samples as comma-separated values, so that history from elsewhere can be brought in.
///
/// The first line names the columns, in any order: `commit`, `branch`, `measured_at`, `covered` and `total`, and where
/// they are not the same for all `component` (empty: the whole) and `measure` (`lines` where it is missing).
package enum CoverageSampleFile {
    private static let columns = ["commit", "branch", "measured_at", "covered", "total", "component", "measure"]
    private static let neededColumns = 5

    /// Reads the samples of a file.
    ///
    /// - Parameters:
    ///   - bytes: The file.
    ///   - name: Its name for errors.
    ///   - repository: The repository that they belong to.
    /// - Returns: The samples, in the order of the lines.
    /// - Throws: ``EngineError/malformedSamples(file:line:problem:)`` for the first line that is wrong; a file is taken
    ///   whole or not at all.
    package static func read(
        _ bytes: [UInt8], name: String, repository: RepositoryID
    ) throws(EngineError) -> [CoverageSample] {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .malformedSamples(file: name, line: nil, problem: "the file is not UTF-8")
        }
        var places: [Int]?
        var samples: [CoverageSample] = []
        for (index, line) in text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            let line = line.last == 0x0D ? line.dropLast() : line
            guard !line.isEmpty else { continue }
            do throws(Problem) {
                let fields = try fields(of: Array(line))
                if let places {
                    samples.append(try sample(fields, places, repository))
                } else {
                    places = try header(fields)
                }
            } catch {
                throw .malformedSamples(file: name, line: index + 1, problem: error.text)
            }
        }
        guard places != nil else { throw .malformedSamples(file: name, line: nil, problem: "the file is empty") }
        return samples
    }

    private struct Problem: Error {
        let text: String

        init(_ text: String) {
            self.text = text
        }
    }

    /// Splits a line; a field in quotes may hold commas, and quotes that are doubled.
    private static func fields(of line: [UInt8]) throws(Problem) -> [String] {
        var fields: [[UInt8]] = [[]]
        var isQuoted = false
        var index = 0
        while index < line.count {
            let byte = line[index]
            if isQuoted, byte == 0x22, index + 1 < line.count, line[index + 1] == 0x22 {
                fields[fields.count - 1].append(byte)
                index += 1
            } else if byte == 0x22, isQuoted || fields[fields.count - 1].isEmpty {
                isQuoted.toggle()
            } else if byte == 0x2C, !isQuoted {
                fields.append([])
            } else {
                fields[fields.count - 1].append(byte)
            }
            index += 1
        }
        guard !isQuoted else { throw Problem("a quote is not closed") }
        return fields.map { String(decoding: $0, as: UTF8.self) }
    }

    /// Where each column stands, -1 for one that is left out.
    private static func header(_ fields: [String]) throws(Problem) -> [Int] {
        if let other = fields.first(where: { !columns.contains($0) }) {
            throw Problem("there is no column '\(other)'; known are \(columns.joined(separator: ", "))")
        }
        guard Set(fields).count == fields.count else { throw Problem("a column stands there twice") }
        let places = columns.map { fields.firstIndex(of: $0) ?? -1 }
        if let missing = zip(columns, places).prefix(neededColumns).first(where: { $0.1 < 0 }) {
            throw Problem("the column '\(missing.0)' is missing")
        }
        return places
    }

    private static func sample(
        _ fields: [String], _ places: [Int], _ repository: RepositoryID
    ) throws(Problem) -> CoverageSample {
        guard fields.count == places.count(where: { $0 >= 0 }) else {
            throw Problem("the line has \(fields.count) fields, not as many as the first line")
        }
        func field(_ column: Int) -> String { places[column] < 0 ? "" : fields[places[column]] }
        guard let commit = ObjectID(field(0)) else { throw Problem("'\(field(0))' is not the whole name of a commit") }
        guard !field(1).isEmpty else { throw Problem("the branch is empty") }
        guard let measuredAt = Instant(rfc3339: field(2)) else {
            throw Problem("'\(field(2))' is not an instant such as 2026-11-24T09:00:00Z")
        }
        guard let covered = Int(field(3)), let total = Int(field(4)),
            let count = CoverageCount(covered: covered, total: total)
        else { throw Problem("'\(field(3))' of '\(field(4))' is no count") }
        let measure = field(6).isEmpty ? CoverageMeasure.lines : CoverageMeasure(rawValue: field(6))
        guard let measure else { throw Problem("there is no measure '\(field(6))'") }
        return CoverageSample(
            repository: repository, component: field(5).isEmpty ? nil : field(5), commit: commit, branch: field(1),
            measuredAt: measuredAt, measure: measure, count: count)
    }
}
