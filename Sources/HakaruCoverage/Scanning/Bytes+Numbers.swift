extension Bytes {
    /// Plain digits as a number up to `limit`; nil for anything else, and for a larger number.
    @inline(__always)
    func number(upTo limit: Int = .max) -> Int? {
        guard count > 0 else { return nil }
        var value = 0
        for index in 0..<count {
            let digit = self[index] &- 0x30
            guard digit <= 9 else { return nil }
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int(digit))
            guard !overflow, !carry else { return nil }
            value = sum
        }
        return value <= limit ? value : nil
    }

    /// A line number; white space around it is ignored.
    @inline(__always)
    func lineNumber() throws(CoverageFault) -> Int {
        if let line = number(upTo: LineSet.maximumLine) { return line }
        if let line = trimmed.number(upTo: LineSet.maximumLine) { return line }
        throw .malformed("“\(CoverageFault.excerpt(self))” is no line number")
    }

    /// Whether a count of runs is above zero.
    ///
    /// Digits of any length, fractions and exponents are counts; a fraction of a run is a run. A sign before anything
    /// but zero, and every other text, is none.
    @inline(__always)
    func isPositiveCount() throws(CoverageFault) -> Bool {
        var nonZero: UInt8 = 0
        for index in 0..<count {
            let digit = self[index] &- 0x30
            guard digit <= 9 else { return try isPositiveDecimal() }
            nonZero |= digit
        }
        guard count > 0 else { throw .invalidCount("") }
        return nonZero != 0
    }

    private func isPositiveDecimal() throws(CoverageFault) -> Bool {
        let text = trimmed
        var index = 0
        var isNegative = false
        if index < text.count, text[index] == 0x2B || text[index] == 0x2D {
            isNegative = text[index] == 0x2D
            index += 1
        }
        var digits = 0
        var isPositive = false
        var hasPoint = false
        while index < text.count, Bytes.isDigit(text[index]) || (text[index] == 0x2E && !hasPoint) {
            if text[index] == 0x2E {
                hasPoint = true
            } else {
                digits += 1
                isPositive = isPositive || text[index] != 0x30
            }
            index += 1
        }
        if digits > 0, index < text.count, text[index] | 0x20 == 0x65 {
            index += 1
            if index < text.count, text[index] == 0x2B || text[index] == 0x2D { index += 1 }
            guard index < text.count, Bytes.isDigit(text[index]) else {
                digits = 0
                return try invalidCount()
            }
            while index < text.count, Bytes.isDigit(text[index]) { index += 1 }
        }
        guard digits > 0, index == text.count, !(isNegative && isPositive) else { return try invalidCount() }
        return isPositive
    }

    private func invalidCount() throws(CoverageFault) -> Bool {
        throw .invalidCount(CoverageFault.excerpt(self))
    }

    /// A stated total: digits, saturating at 2⁶³ − 1.
    func total() throws(CoverageFault) -> Int {
        let text = trimmed
        guard !text.isEmpty, text.allSatisfy(Bytes.isDigit) else {
            throw .invalidCount(CoverageFault.excerpt(self))
        }
        return text.number() ?? .max
    }
}
