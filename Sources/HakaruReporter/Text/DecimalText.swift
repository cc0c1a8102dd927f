import HakaruMetrics

extension [UInt8] {
    /// Puts pieces one after the other.
    init(joining pieces: [[UInt8]]) {
        self = []
        reserveCapacity(pieces.reduce(0) { $0 + $1.count })
        for piece in pieces { append(contentsOf: piece) }
    }

    /// Appends a whole number in decimal digits, without a string of its own: a large result has a million of them.
    mutating func append(decimal value: Int64) {
        if value < 0 { append(0x2D) }
        append(digits: value.magnitude)
    }

    /// Appends a number as ``HakaruMetrics/Thousandths/description`` writes it.
    mutating func append(decimal value: Thousandths) {
        if value.count < 0 { append(0x2D) }
        let magnitude = value.count.magnitude
        append(digits: magnitude / 1_000)
        var places = magnitude % 1_000
        guard places > 0 else { return }
        append(0x2E)
        var unit: UInt64 = 100
        while places > 0 {
            append(UInt8(0x30 + places / unit))
            places %= unit
            unit /= 10
        }
    }

    private mutating func append(digits value: UInt64) {
        guard value >= 10 else { return append(UInt8(0x30 + value)) }
        let most = 20
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: most) { digits in
            var start = most
            var rest = value
            while rest > 0 {
                start -= 1
                digits.initializeElement(at: start, to: UInt8(0x30 + rest % 10))
                rest /= 10
            }
            append(contentsOf: UnsafeBufferPointer(rebasing: digits[start...]))
        }
    }
}
