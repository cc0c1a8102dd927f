/// A view of bytes that belong to someone else, with every access checked, in release builds too.
///
/// The scanners hand out parts of the chunk that is being read; a view is valid until the call that received it returns
/// and is never kept.
struct Bytes {
    private let base: UnsafeRawPointer?
    let count: Int

    init(_ buffer: UnsafeRawBufferPointer) {
        self.base = buffer.baseAddress
        self.count = buffer.count
    }

    private init(base: UnsafeRawPointer?, count: Int) {
        self.base = base
        self.count = count
    }

    static var empty: Bytes { Bytes(base: nil, count: 0) }

    var isEmpty: Bool { count == 0 }

    @inline(__always)
    subscript(index: Int) -> UInt8 {
        guard let base, UInt(bitPattern: index) < UInt(bitPattern: count) else {
            preconditionFailure("a byte outside of its view")
        }
        return base.load(fromByteOffset: index, as: UInt8.self)
    }

    /// The part from `start` up to, not including, `end`.
    @inline(__always)
    subscript(start: Int, end: Int) -> Bytes {
        precondition(start >= 0 && start <= end && end <= count, "a part outside of its view")
        return Bytes(base: base.map { $0 + start }, count: end - start)
    }

    /// The part from `start` on.
    @inline(__always)
    func from(_ start: Int) -> Bytes { self[start, count] }

    /// The position of the first `byte` at or after `start`, or nil.
    ///
    /// Eight bytes at a time: a byte of the word is zero where it equals `byte`, and subtracting one then borrows.
    @inline(__always)
    func firstIndex(of byte: UInt8, from start: Int = 0) -> Int? {
        precondition(start >= 0 && start <= count, "a start outside of its view")
        guard let base else { return nil }
        let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
        var index = start
        while count - index >= 8 {
            let word = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index, as: UInt64.self)) ^ pattern
            let found = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
            if found != 0 { return index + found.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            if base.load(fromByteOffset: index, as: UInt8.self) == byte { return index }
            index += 1
        }
        return nil
    }

    /// The position of the last `byte`, or nil.
    func lastIndex(of byte: UInt8) -> Int? {
        var index = count
        while index > 0 {
            index -= 1
            if self[index] == byte { return index }
        }
        return nil
    }

    func starts(with prefix: StaticString) -> Bool {
        count >= prefix.utf8CodeUnitCount && self[0, prefix.utf8CodeUnitCount] == prefix
    }

    /// Without white space at both ends.
    var trimmed: Bytes {
        var start = 0
        var end = count
        while start < end, Bytes.isSpace(self[start]) { start += 1 }
        while end > start, Bytes.isSpace(self[end - 1]) { end -= 1 }
        return self[start, end]
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

    static func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

    @inline(__always)
    static func == (lhs: Bytes, rhs: StaticString) -> Bool {
        let count = rhs.utf8CodeUnitCount
        guard lhs.count == count else { return false }
        guard let base = lhs.base else { return true }
        let other = UnsafeRawPointer(rhs.utf8Start)
        for index in 0..<count
        where base.load(fromByteOffset: index, as: UInt8.self) != other.load(fromByteOffset: index, as: UInt8.self) {
            return false
        }
        return true
    }

    /// Switches over names read as well as chains of comparisons.
    @inline(__always)
    static func ~= (pattern: StaticString, bytes: Bytes) -> Bool { bytes == pattern }

    static func == (lhs: Bytes, rhs: [UInt8]) -> Bool { lhs.count == rhs.count && lhs.elementsEqual(rhs) }

    /// 64 bits of the content, the same on every run (FNV-1a with a final mix).
    var digest: UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in self { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return Bytes.mix(hash)
    }

    /// Spreads each bit of a number over all bits.
    static func mix(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}

extension Bytes: Sequence {
    struct Iterator: IteratorProtocol {
        fileprivate let bytes: Bytes
        fileprivate var index = 0

        mutating func next() -> UInt8? {
            guard index < bytes.count else { return nil }
            defer { index += 1 }
            return bytes[index]
        }
    }

    func makeIterator() -> Iterator { Iterator(bytes: self) }

    var underestimatedCount: Int { count }

    /// Lets an array copy all bytes at once.
    func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result? {
        try UnsafeRawBufferPointer(start: base, count: count).withMemoryRebound(to: UInt8.self, body)
    }
}
