import HakaruCoverage
import HakaruModel

extension JSONValue {
    /// A count as `{covered, total}`, or null where it is not known.
    static func count(_ count: CoverageCount?) -> JSONValue {
        guard let count else { return .null }
        return ["covered": .integer(count.covered), "total": .integer(count.total)]
    }

    /// The counts of every measure by its name, null where one is not known.
    static func counts(_ counts: [CoverageMeasure: CoverageCount]) -> [JSONValue.Member] {
        CoverageMeasure.allCases.sorted().map { .init($0.rawValue, .count(counts[$0])) }
    }
}

extension Table.Cell {
    /// The share and the count, such as `81.87 % (8123/9921)`; absent where it is not known or nothing can run.
    static func coverage(_ count: CoverageCount?) -> Table.Cell {
        guard let count, let percent = count.percent else { return .absent }
        return .number("\(percent) % (\(count))")
    }
}

extension Table.Column {
    /// The columns of a count for machines: `lines_covered`, `lines_total`.
    static func counts(_ measure: CoverageMeasure) -> [Table.Column] {
        ["covered", "total"].map { .init("\(measure.rawValue) \($0)", key: "\(measure.rawValue)_\($0)") }
    }
}

extension CoverageCount {
    /// The cells of a count for machines; both absent where it is not known.
    static func cells(_ count: CoverageCount?) -> [Table.Cell] {
        [.integer(count?.covered), .integer(count?.total)]
    }
}
