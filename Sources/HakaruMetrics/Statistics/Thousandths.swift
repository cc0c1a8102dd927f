/// An exact decimal number with three places after the point, such as a median in seconds.
package struct Thousandths: Hashable, Comparable, Sendable {
    /// The number times 1,000.
    package let count: Int64

    /// Makes the number that is `count` thousandths.
    package init(count: Int64) {
        self.count = count
    }

    /// Makes a whole number.
    package init(_ whole: Int64) {
        self.count = whole * 1_000
    }

    /// Makes the quotient of two integers, rounded to the nearest thousandth, a half to the even one.
    ///
    /// - Parameters:
    ///   - dividend: Below 2^110 in magnitude.
    ///   - divisor: Greater than 0.
    init(_ dividend: Int128, dividedBy divisor: Int128) {
        // Nearly always there is room for the faster arithmetic.
        if dividend.magnitude < 1 << 52, divisor < 1 << 52 {
            let scaled = Int64(dividend) * 1_000
            let divisor = Int64(divisor)
            count = Thousandths.rounded(scaled.quotientAndRemainder(dividingBy: divisor), divisor: divisor)
        } else {
            let scaled = dividend * 1_000
            count = Int64(Thousandths.rounded(scaled.quotientAndRemainder(dividingBy: divisor), divisor: divisor))
        }
    }

    /// A quotient to the nearest integer, a half to the even one.
    private static func rounded<Number: FixedWidthInteger & SignedInteger>(
        _ result: (quotient: Number, remainder: Number), divisor: Number
    ) -> Number {
        var (quotient, remainder) = result
        if remainder < 0 {
            quotient -= 1
            remainder += divisor
        }
        if remainder * 2 > divisor || (remainder * 2 == divisor && quotient % 2 != 0) { quotient += 1 }
        return quotient
    }

    /// Makes the thousandth nearest to a number, or nil where that is not finite or a trillion or more.
    package init?(nearest value: Double) {
        guard value.magnitude < 1e12 else { return nil }
        self.count = Int64((value * 1_000).rounded(.toNearestOrEven))
    }

    /// The number, as near as a `Double` comes to it; for charts.
    package var approximate: Double { Double(count) / 1_000 }

    /// The whole part in seconds or whatever the unit is, a rest cut off; for texts such as ``DurationText``.
    package var whole: Int64 { count / 1_000 }

    package static func < (lhs: Thousandths, rhs: Thousandths) -> Bool { lhs.count < rhs.count }
}

extension Thousandths: CustomStringConvertible {
    /// The number as JSON writes it, without zeros at the end: `378253`, `402074.5`, `3934933.907`.
    package var description: String {
        let magnitude = count.magnitude
        let sign = count < 0 ? "-" : ""
        guard magnitude % 1_000 != 0 else { return "\(sign)\(magnitude / 1_000)" }
        var places = String(1_000 + magnitude % 1_000).dropFirst()
        while places.utf8.last == 0x30 { places.removeLast() }
        return "\(sign)\(magnitude / 1_000).\(places)"
    }
}
