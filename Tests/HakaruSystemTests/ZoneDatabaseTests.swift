import Glibc
import HakaruModel
import HakaruTestSupport
import Testing

@testable import HakaruSystem

@Suite struct `The zone database` {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
        try FileSystem.makeDirectory(directory.path("zoneinfo/Asia"))
        try FileSystem.makeDirectory(directory.path("etc"))
        try FileSystem.write(Self.fixedZone(hours: 9), to: directory.path("zoneinfo/Asia/Tokyo"))
        try FileSystem.write(Array("zone\ttab".utf8), to: directory.path("zoneinfo/zone.tab"))
        try FileSystem.write(Array("TZif2 and then nothing".utf8), to: directory.path("zoneinfo/Broken"))
        try FileSystem.write([1], to: directory.path("secret"))
    }

    /// A TZif file of version 2 with one offset (RFC 9636, section 3): twice a header and a block, then a footer.
    private static func fixedZone(hours: UInt8) -> [UInt8] {
        func number(_ value: Int32) -> [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) } }
        let header = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
        let counts = [0, 0, 0, 0, 1, 4].flatMap { number($0) }
        let block = number(Int32(hours) * 3_600) + [0, 0] + Array("JST\0".utf8)
        return header + counts + block + header + counts + block + Array("\nJST-\(hours)\n".utf8)
    }

    private func database(variable: String? = nil) -> ZoneDatabase {
        ZoneDatabase(
            directories: [directory.path("none"), directory.path("zoneinfo")], settingsDirectory: directory.path("etc"),
            variable: variable)
    }

    @Test func `reads a zone by its name`() throws {
        let rules = try database().rules(for: "Asia/Tokyo", setting: "time_zone")
        #expect(rules.identifier == "Asia/Tokyo")
        #expect(rules.offsetSeconds(at: Instant(secondsSinceEpoch: 1_767_571_200)) == 32_400)
    }

    @Test func `needs no file for UTC`() throws {
        let empty = ZoneDatabase(directories: [], settingsDirectory: "/none", variable: nil)
        #expect(try empty.rules(for: "UTC", setting: "time_zone").offsetSeconds(at: Instant(secondsSinceEpoch: 0)) == 0)
    }

    @Test(arguments: [
        "Asia/Tokio", "asia/tokyo ", "", ".", "..", "../secret", "Asia/../../secret", "/etc/passwd", "Asia//Tokyo",
        "Asia/", "/Asia/Tokyo", "Asia/Tokyo\0", "Asia\\Tokyo", "right/Asia/Tokyo", "Asia", "zone.tab", ".hidden",
        "JST-9",
        "雪",
    ])
    func `knows nothing of another name, and names the setting`(name: String) {
        #expect(throws: SystemError.unknownZone(name: name, setting: "--time-zone")) {
            try database().rules(for: name, setting: "--time-zone")
        }
    }

    @Test func `says when a file is no zone, and when there are no zones at all`() {
        let error = #expect(throws: SystemError.self) { try database().rules(for: "Broken", setting: "time_zone") }
        guard case .malformedZone("time_zone", _) = error else {
            Issue.record("\(String(describing: error)) does not speak of a malformed zone")
            return
        }
        #expect(error?.summary.hasPrefix("time_zone: ") == true)
        let nowhere = ZoneDatabase(directories: ["/none"], settingsDirectory: "/none", variable: nil)
        #expect(throws: SystemError.noZoneDatabase(setting: "time_zone", directories: ["/none"])) {
            try nowhere.rules(for: "Asia/Tokyo", setting: "time_zone")
        }
    }

    @Test func `is searched in TZDIR first`() {
        #expect(ZoneDatabase(environment: Environment(["TZDIR": "/mine"])).directories.first == "/mine")
        #expect(
            ZoneDatabase(environment: Environment(["TZDIR": "relative"])).directories.first == "/usr/share/zoneinfo")
        #expect(ZoneDatabase(environment: Environment()).directories.first == "/usr/share/zoneinfo")
    }

    @Test(
        arguments: [
            ("Asia/Tokyo", "Asia/Tokyo"), (":Europe/London", "Europe/London"), ("JST-9JDT", "JST-9JDT"),
            ("/etc/localtime", nil), (":", nil),
        ] as [(String, String?)])
    func `suggests the zone of TZ`(variable: String, expected: String?) {
        #expect(database(variable: variable).localZoneName() == expected)
    }

    @Test func `suggests the machine's zone from its file, else from its link`() throws {
        #expect(database().localZoneName() == nil)
        symlink("/usr/share/zoneinfo/America/Argentina/Ushuaia", directory.path("etc/localtime"))
        #expect(database().localZoneName() == "America/Argentina/Ushuaia")
        try FileSystem.write(Array("Asia/Tokyo\n".utf8), to: directory.path("etc/timezone"))
        #expect(database().localZoneName() == "Asia/Tokyo")
    }

    @Test func `of this machine has Tokyo`() throws {
        let system = ZoneDatabase(environment: Environment())
        guard system.directories.contains(where: { FileInfo(at: "\($0)/Asia/Tokyo") != nil }) else {
            print("Skipped: this machine has no zone database.")
            return
        }
        let rules = try system.rules(for: "Asia/Tokyo", setting: "time_zone")
        #expect(rules.offsetSeconds(at: Instant(secondsSinceEpoch: 1_767_571_200)) == 32_400)
    }
}
