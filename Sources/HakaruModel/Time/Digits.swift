/// Decimal digits on bytes, for the fixed forms of dates and times.
enum Digits {
    /// The ASCII digits of `value`, with zeros before them up to `width`; `value` is not negative.
    static func padded(_ value: Int, to width: Int) -> [UInt8] {
        let digits = Array(String(value).utf8)
        return [UInt8](repeating: 0x30, count: max(0, width - digits.count)) + digits
    }

    /// Writes `width` digits of `value`, which is not negative and has no more of them, to a buffer that has room.
    static func write(_ value: Int, width: Int, to buffer: UnsafeMutableBufferPointer<UInt8>, at start: Int) {
        var rest = value
        for index in stride(from: start + width - 1, through: start, by: -1) {
            buffer[index] = 0x30 + UInt8(rest % 10)
            rest /= 10
        }
    }

    /// The number that at most 18 bytes spell, or nil where there is none of them or one is not a digit.
    static func number(_ bytes: some Collection<UInt8>) -> Int? {
        guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
        var value = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        return value
    }
}
