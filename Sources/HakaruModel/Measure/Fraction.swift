/// An exact quotient of two whole numbers, so that a value is compared with a target without rounding.
///
/// It is kept in lowest terms. Where a part would exceed 63 bits, both are halved until they fit.
package struct Fraction: Hashable, Sendable {
    /// The upper number.
    package let numerator: Int64
    /// The lower number; greater than 0.
    package let denominator: Int64

    /// Makes a whole number.
    package init(_ whole: Int64) {
        self.init(whole, over: 1)
    }

    /// Makes a quotient.
    ///
    /// - Parameters:
    ///   - numerator: The upper number.
    ///   - denominator: The lower number, greater than 0; what is not counts as 1.
    package init(_ numerator: Int64, over denominator: Int64) {
        self.init(wide: Int128(numerator), over: Int128(max(1, denominator)))
    }

    /// Reads `2500`, `0.5` or `-3`: up to 15 digits, of which up to 6 after the point; nil for anything else.
    package init?(decimal text: some StringProtocol) {
        var bytes = Array(text.utf8)
        let isNegative = bytes.first == 0x2D
        if isNegative { bytes.removeFirst() }
        let parts = bytes.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        let decimals = parts.count == 2 ? Array(parts[1]) : []
        guard let whole = parts.first, !whole.isEmpty, parts.count == 1 || !decimals.isEmpty, decimals.count <= 6,
            whole.count + decimals.count <= 15, let number = Digits.number(Array(whole) + decimals)
        else { return nil }
        let scale = decimals.reduce(Int64(1)) { scale, _ in scale * 10 }
        self.init(Int64(isNegative ? -number : number), over: scale)
    }

    private init(wide numerator: Int128, over denominator: Int128) {
        var (first, second) = (numerator.magnitude, denominator.magnitude)
        while second > 0 { (first, second) = (second, first % second) }
        var upper = numerator / Int128(max(1, first))
        var lower = denominator / Int128(max(1, first))
        while upper.magnitude > UInt128(Int64.max) || lower > Int128(Int64.max) {
            upper /= 2
            lower = max(1, lower / 2)
        }
        self.numerator = Int64(upper)
        self.denominator = Int64(lower)
    }

    /// The product of both.
    package static func * (lhs: Fraction, rhs: Fraction) -> Fraction {
        Fraction(
            wide: Int128(lhs.numerator) * Int128(rhs.numerator),
            over: Int128(lhs.denominator) * Int128(rhs.denominator))
    }

    /// The sum of both.
    package static func + (lhs: Fraction, rhs: Fraction) -> Fraction {
        Fraction(
            wide: Int128(lhs.numerator) * Int128(rhs.denominator) + Int128(rhs.numerator) * Int128(lhs.denominator),
            over: Int128(lhs.denominator) * Int128(rhs.denominator))
    }

    /// The difference of both.
    package static func - (lhs: Fraction, rhs: Fraction) -> Fraction {
        lhs + Fraction(-rhs.numerator, over: rhs.denominator)
    }
}

extension Fraction: Comparable {
    package static func < (lhs: Fraction, rhs: Fraction) -> Bool {
        Int128(lhs.numerator) * Int128(rhs.denominator) < Int128(rhs.numerator) * Int128(lhs.denominator)
    }
}
