/// How large a pull request is, in five bands (`definitions.md` §6).
package enum SizeBand: String, Hashable, Sendable, CaseIterable, Comparable {
    /// At most 10 lines.
    case extraSmall = "XS"
    /// At most 50 lines.
    case small = "S"
    /// At most 250 lines.
    case medium = "M"
    /// At most 1,000 lines.
    case large = "L"
    /// More than that.
    case extraLarge = "XL"

    /// The band of a number of lines, added and removed together.
    package init(lines: Int) {
        switch lines {
        case ...10: self = .extraSmall
        case ...50: self = .small
        case ...250: self = .medium
        case ...1_000: self = .large
        default: self = .extraLarge
        }
    }

    private var order: Int { SizeBand.allCases.firstIndex(of: self) ?? 0 }

    package static func < (lhs: SizeBand, rhs: SizeBand) -> Bool { lhs.order < rhs.order }
}
