/// What stands in a TZif file (RFC 9636): transitions, offsets and the rule for later times.
struct TZifData {
    /// The instants at which local time changes, ascending, in seconds since 1970.
    private(set) var transitions: [Int64] = []
    /// The seconds ahead of UTC: before the first transition, then after each.
    private(set) var offsets: [Int32] = []
    /// The rule after the last transition; nil where the file has none (version 1, or an empty footer).
    private(set) var rule: FooterRule?

    /// Reads the bytes of a file.
    ///
    /// - Throws: ``MalformedZone`` where they are cut short, contradict themselves, or count leap seconds (`right/…`).
    init(_ bytes: [UInt8]) throws(MalformedZone) {
        var reader = ByteReader(bytes)
        let first = try Header(&reader)
        guard first.version >= 2 else {
            try readBlock(first, timeSize: 4, from: &reader)
            return
        }
        // Later versions repeat the block with 64-bit times; the first one is for old readers.
        try reader.skip(first.blockSize(timeSize: 4))
        let second = try Header(&reader)
        try readBlock(second, timeSize: 8, from: &reader)
        try readFooter(from: &reader)
    }

    private mutating func readBlock(
        _ header: Header, timeSize: Int, from reader: inout ByteReader
    ) throws(MalformedZone) {
        guard header.leapCount == 0 else { throw MalformedZone("it counts leap seconds") }
        guard header.typeCount > 0, header.typeCount <= 256 else { throw MalformedZone("it has no local time type") }
        guard reader.remaining >= header.blockSize(timeSize: timeSize) else { throw MalformedZone("it is cut short") }
        for _ in 0..<header.timeCount {
            let time = timeSize == 8 ? try reader.int64() : Int64(try reader.int32())
            // Old files begin with the Big Bang, -2^59; what lies further out could not be computed with.
            guard time.magnitude <= 1 << 59 else {
                throw MalformedZone("a transition is further away than the Big Bang")
            }
            if let last = transitions.last, time <= last { throw MalformedZone("its transitions are not in order") }
            transitions.append(time)
        }
        var typeIndices: [Int] = [0]
        for _ in 0..<header.timeCount { typeIndices.append(Int(try reader.byte())) }
        var typeOffsets: [Int32] = []
        for _ in 0..<header.typeCount {
            let offset = try reader.int32()
            guard Int64(offset).magnitude < TimeZoneRules.largestOffset.magnitude else {
                throw MalformedZone("an offset is 26 hours or more")
            }
            typeOffsets.append(offset)
            try reader.skip(2)
        }
        try reader.skip(header.designationSize + header.standardCount + header.universalCount)
        for index in typeIndices {
            guard index < typeOffsets.count else { throw MalformedZone("it names a local time type that it lacks") }
            offsets.append(typeOffsets[index])
        }
    }

    private mutating func readFooter(from reader: inout ByteReader) throws(MalformedZone) {
        guard try reader.byte() == 0x0A else { throw MalformedZone("its footer does not begin") }
        var text: [UInt8] = []
        while true {
            let byte = try reader.byte()
            if byte == 0x0A { break }
            text.append(byte)
        }
        rule = text.isEmpty ? nil : try FooterRule(text)
    }
}

extension TZifData {
    /// The header of a block: a version and six counts.
    private struct Header {
        let version: Int
        let universalCount: Int
        let standardCount: Int
        let leapCount: Int
        let timeCount: Int
        let typeCount: Int
        let designationSize: Int

        init(_ reader: inout ByteReader) throws(MalformedZone) {
            guard try reader.int32() == 0x545A_6966 else { throw MalformedZone("it is not a TZif file") }
            // The version is a digit, and a zero byte in the first; a newer one than 4 must stay readable as 4.
            let digit = try reader.byte()
            guard digit == 0 || (0x32...0x39).contains(digit) else { throw MalformedZone("its version is unknown") }
            version = digit == 0 ? 1 : Int(digit - 0x30)
            try reader.skip(15)
            universalCount = try reader.count()
            standardCount = try reader.count()
            leapCount = try reader.count()
            timeCount = try reader.count()
            typeCount = try reader.count()
            designationSize = try reader.count()
        }

        /// The bytes of the block after the header.
        func blockSize(timeSize: Int) -> Int {
            timeCount * (timeSize + 1) + typeCount * 6 + designationSize + leapCount * (timeSize + 4) + standardCount
                + universalCount
        }
    }
}

/// Why bytes are not a time zone: the end of the sentence "The time zone … cannot be read: …".
struct MalformedZone: Error {
    let reason: String

    init(_ reason: String) {
        self.reason = reason
    }
}

/// Reads big-endian numbers from bytes, one after the other.
private struct ByteReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    var remaining: Int { bytes.count - position }

    mutating func byte() throws(MalformedZone) -> UInt8 {
        guard remaining > 0 else { throw MalformedZone("it is cut short") }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func skip(_ count: Int) throws(MalformedZone) {
        guard count <= remaining else { throw MalformedZone("it is cut short") }
        position += count
    }

    mutating func int32() throws(MalformedZone) -> Int32 {
        Int32(truncatingIfNeeded: try unsigned(size: 4))
    }

    mutating func int64() throws(MalformedZone) -> Int64 {
        Int64(bitPattern: try unsigned(size: 8))
    }

    /// A count of the header; sums and products of them cannot overflow.
    mutating func count() throws(MalformedZone) -> Int {
        Int(try unsigned(size: 4))
    }

    private mutating func unsigned(size: Int) throws(MalformedZone) -> UInt64 {
        var value: UInt64 = 0
        for _ in 0..<size { value = value << 8 | UInt64(try byte()) }
        return value
    }
}
