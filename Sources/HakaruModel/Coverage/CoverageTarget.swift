/// A share that coverage has to reach, as the exact fraction that was written down.
///
/// `79.995` is 79995/1000 percent, not the nearest binary number: the comparison in ``CoverageCount/meets(_:)`` is made
/// on whole numbers.
package struct CoverageTarget: Hashable, Sendable {
    /// The percentage times ``percentDenominator``; 0 to 100 times that.
    package let percentNumerator: Int
    /// A power of ten, 1 to 10¹².
    package let percentDenominator: Int

    /// Reads `80`, `80%`, `80 %` or `79.995`.
    ///
    /// - Returns: nil for a number outside 0 to 100, more than 12 decimals, a sign, an exponent or any other text.
    package init?(_ text: some StringProtocol) {
        var bytes = Array(text.utf8)
        if bytes.last == 0x25 {
            bytes.removeLast()
            if bytes.last == 0x20 { bytes.removeLast() }
        }
        let parts = bytes.split(separator: 0x2E, maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...3).contains(whole.count), var numerator = Digits.number(whole) else {
            return nil
        }
        var denominator = 1
        if parts.count == 2 {
            var decimals = parts[1]
            guard !decimals.isEmpty, decimals.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
            while decimals.last == 0x30 { decimals.removeLast() }
            guard decimals.count <= 12, let fraction = Digits.number([0x30] + decimals) else { return nil }
            for _ in decimals { denominator *= 10 }
            numerator = numerator * denominator + fraction
        }
        guard numerator <= 100 * denominator else { return nil }
        self.percentNumerator = numerator
        self.percentDenominator = denominator
    }

    /// Whether this target asks for less than the other.
    package func isLower(than other: CoverageTarget) -> Bool {
        UInt128(percentNumerator) * UInt128(other.percentDenominator)
            < UInt128(other.percentNumerator) * UInt128(percentDenominator)
    }
}

extension CoverageTarget: CustomStringConvertible {
    /// The target in percent without a sign and without needless zeros, such as `79.995`.
    package var description: String {
        guard percentDenominator > 1 else { return String(percentNumerator) }
        let width = String(percentDenominator).utf8.count - 1
        let decimals = Digits.padded(percentNumerator % percentDenominator, to: width)
        return "\(percentNumerator / percentDenominator).\(String(decoding: decimals, as: UTF8.self))"
    }
}
