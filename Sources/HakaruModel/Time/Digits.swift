/// Decimal digits on bytes, for the fixed forms of dates and times.
enum Digits {
    /// The ASCII digits of `value`, with zeros before them up to `width`; `value` is not negative.
    static func padded(_ value: Int, to width: Int) -> [UInt8] {
        let digits = Array(String(value).utf8)
        return [UInt8](repeating: 0x30, count: max(0, width - digits.count)) + digits
    }

    /// The number that the bytes in `range` spell, or nil where one of them is not a digit.
    static func number(_ bytes: some Collection<UInt8>) -> Int? {
        var value = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
