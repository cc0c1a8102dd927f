package import HakaruMetrics
import HakaruModel

extension Distribution {
    /// What marks a percentile from which nothing follows (`definitions.md` §7).
    fileprivate var fewMark: String { isFew ? "*" : "" }

    /// What the mark means, under a table.
    static let fewNote = "* few: fewer than 5 pull requests; nothing follows from such a number"

    /// The members of a distribution: `{n, p50, p75, p90, mean}`; without values n is 0 and the rest null.
    static func json(_ distribution: Distribution?, withMean: Bool = true) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init("n", .integer(distribution?.count ?? 0)),
            .init("p50", .thousandths(distribution?.p50)),
            .init("p75", .thousandths(distribution?.p75)),
            .init("p90", .thousandths(distribution?.p90)),
        ]
        if withMean { members.append(.init("mean", .thousandths(distribution?.mean))) }
        return .object(members)
    }

    /// The columns of a distribution for programs.
    static func columns(_ key: String, withMean: Bool = true) -> [Table.Column] {
        (["n", "p50", "p75", "p90"] + (withMean ? ["mean"] : [])).map {
            Table.Column("\(key) \($0)", key: "\(key)_\($0)")
        }
    }

    /// Appends the cells under ``columns(_:withMean:)``.
    static func appendCells(_ distribution: Distribution?, withMean: Bool = true, to cells: inout [Table.Cell]) {
        cells.append(.integer(distribution?.count ?? 0))
        cells.append(.thousandths(distribution?.p50))
        cells.append(.thousandths(distribution?.p75))
        cells.append(.thousandths(distribution?.p90))
        if withMean { cells.append(.thousandths(distribution?.mean)) }
    }

    /// The cells under ``columns(_:withMean:)``.
    static func cells(_ distribution: Distribution?, withMean: Bool = true) -> [Table.Cell] {
        var cells: [Table.Cell] = []
        appendCells(distribution, withMean: withMean, to: &cells)
        return cells
    }
}

extension JSONValue {
    /// An exact number with at most three places, or null where it is not known.
    package static func thousandths(_ value: Thousandths?) -> JSONValue {
        value.map { .number($0.description) } ?? .null
    }
}

extension Table.Cell {
    /// Whether it shows a percentile of fewer than five.
    var isMarkedFew: Bool {
        switch self {
        case .duration(let shown, _), .text(let shown): shown.utf8.contains(0x2A)
        default: false
        }
    }

    /// An exact number with at most three places, or absent where it is not known.
    static func thousandths(_ value: Thousandths?) -> Table.Cell {
        guard let value else { return .absent }
        return .thousandths(value)
    }

    /// A duration for people; `*` marks one that stands for fewer than five.
    static func duration(_ seconds: Thousandths?, isFew: Bool = false) -> Table.Cell {
        guard let seconds else { return .absent }
        return .duration(
            shown: DurationText(seconds: seconds.whole).description + (isFew ? "*" : ""), seconds: seconds.description)
    }

    /// The median of a distribution with its n, such as `2h 5m (12)`; `*` marks one of fewer than five.
    static func median(_ distribution: Distribution?) -> Table.Cell {
        guard let distribution else { return .absent }
        let shown = DurationText(seconds: distribution.p50.whole)
        return .duration(
            shown: "\(shown)\(distribution.fewMark) (\(distribution.count))", seconds: distribution.p50.description)
    }

    /// The median of what is no duration with its n, such as `0.5 (12)`.
    static func plainMedian(_ distribution: Distribution?) -> Table.Cell {
        guard let distribution else { return .absent }
        return .text("\(distribution.p50)\(distribution.fewMark) (\(distribution.count))")
    }
}
