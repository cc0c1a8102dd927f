import FoundationEssentials
import HakaruModel

/// The zone files of this machine, for tests that compare with a table made elsewhere.
enum SystemZones {
    static let directory = "/usr/share/zoneinfo"

    /// Whether the zone database is installed; tests that need it are skipped otherwise.
    static let areInstalled = FileManager.default.fileExists(atPath: "\(directory)/Asia/Tokyo")

    static func bytes(of name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: "\(directory)/\(name)")))
    }

    static func rules(_ name: String) throws -> TimeZoneRules {
        try TimeZoneRules(identifier: name, tzif: bytes(of: name))
    }
}

/// A TZif file of version 2, made for a test.
struct ZoneFile {
    var version: UInt8 = 0x32
    /// Each change with the seconds ahead of UTC from then on.
    var changes: [(at: Int64, offset: Int32)] = []
    /// The seconds ahead of UTC before the first change.
    var firstOffset: Int32 = 0
    var footer = ""
    var leapCount: Int32 = 0

    var bytes: [UInt8] {
        // An old reader's block that holds nothing but one type, then the real one.
        let old = ZoneFile(version: version).block
        return old + block + Array("\n\(footer)\n".utf8)
    }

    /// The block with 64-bit times.
    private var block: [UInt8] {
        var bytes = Array("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15)
        for count in [0, 0, leapCount, Int32(changes.count), Int32(changes.count + 1), 4] { bytes += big(count) }
        for change in changes { bytes += big(change.at) }
        bytes += changes.indices.map { UInt8($0 + 1) }
        for offset in [firstOffset] + changes.map(\.offset) { bytes += big(offset) + [0, 0] }
        bytes += Array("LMT\0".utf8)
        for _ in 0..<leapCount { bytes += big(Int64(78_796_800)) + big(Int32(1)) }
        return bytes
    }

    private func big(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.bigEndian) { Array($0) }
    }
}

extension TimeZoneRules {
    /// Rules without a table: only a footer.
    static func footer(_ text: String) throws -> TimeZoneRules {
        try TimeZoneRules(identifier: text, tzif: ZoneFile(footer: text).bytes)
    }
}

extension Instant {
    /// The instant that an RFC 3339 text means; 1970 where a test's text is wrong, which no test expects.
    static func at(_ text: String) -> Instant {
        Instant(rfc3339: text) ?? Instant(secondsSinceEpoch: 0)
    }
}

/// `a:b` pairs of a table.
func pairs(_ table: String, separator: Character) -> [(Int64, Int64)] {
    table.split(whereSeparator: \.isWhitespace).map { word in
        let parts = word.split(separator: separator).map { Int64($0) ?? .min }
        return (parts[0], parts[1])
    }
}
