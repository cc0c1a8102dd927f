/// How many of a number of lines, branches, functions or statements ran: the only form in which coverage is kept.
///
/// A percentage alone is never stored. Sums and comparisons are exact; a sum past 2⁶³ − 1 saturates.
package struct CoverageCount: Hashable, Sendable {
    /// Nothing out of nothing.
    package static let zero = CoverageCount(trusted: 0, of: 0)

    /// How many ran; 0 to ``total``.
    package let covered: Int
    /// How many there are.
    package let total: Int

    /// Makes a count, or nil where `covered` is not between 0 and `total`.
    package init?(covered: Int, total: Int) {
        guard covered >= 0, covered <= total else { return nil }
        self.init(trusted: covered, of: total)
    }

    private init(trusted covered: Int, of total: Int) {
        self.covered = covered
        self.total = total
    }

    /// How many did not run.
    package var uncovered: Int { total - covered }

    /// The covered share in hundredths of a percent, rounded down; nil where there is nothing to cover.
    ///
    /// 79.999 % gives 7999: a printed number never reaches a bar that the exact fraction does not reach.
    package var hundredthsOfPercent: Int? {
        total == 0 ? nil : Int(UInt128(covered) * 10_000 / UInt128(total))
    }

    /// The covered share as a percentage with two decimals, rounded down, such as `79.99`; nil where there is nothing to cover.
    package var percent: String? {
        hundredthsOfPercent.map { hundredths in
            String(
                decoding: Array(String(hundredths / 100).utf8) + [0x2E] + Digits.padded(hundredths % 100, to: 2),
                as: UTF8.self)
        }
    }

    /// Whether the covered share is lower than the other's; false where one of them has nothing to cover.
    package func isLower(than other: CoverageCount) -> Bool {
        UInt128(covered) * UInt128(other.total) < UInt128(other.covered) * UInt128(total)
    }

    /// Whether the covered share reaches a target; nil where there is nothing to cover.
    package func meets(_ target: CoverageTarget) -> Bool? {
        guard total > 0 else { return nil }
        return UInt128(covered) * UInt128(target.percentDenominator) * 100
            >= UInt128(target.percentNumerator) * UInt128(total)
    }

    /// The sum of both, as for two files; saturating.
    package static func + (lhs: CoverageCount, rhs: CoverageCount) -> CoverageCount {
        let (total, overflow) = lhs.total.addingReportingOverflow(rhs.total)
        let (covered, coveredOverflow) = lhs.covered.addingReportingOverflow(rhs.covered)
        return CoverageCount(trusted: coveredOverflow ? .max : covered, of: overflow ? .max : total)
    }
}

extension CoverageCount: CustomStringConvertible {
    /// The count as `8123/9921`.
    package var description: String { "\(covered)/\(total)" }
}
