import HakaruModel
import Testing

@Suite struct `Malformed time zones` {
    static let zeros = [UInt8](repeating: 0, count: 39)
    static let ones = [UInt8](repeating: 0xFF, count: 39)
    static let files: [([UInt8], String)] = [
        ([], "it is cut short"),
        (Array("#!/bin/sh, which is longer than the forty-four bytes of a header".utf8), "it is not a TZif file"),
        (Array("TZif1".utf8) + zeros, "its version is unknown"),
        (Array("TZif2".utf8) + zeros, "it is cut short"),
        (Array("TZif\0".utf8) + zeros, "it has no local time type"),
        (Array("TZif\0".utf8) + ones, "it counts leap seconds"),
        (ZoneFile(leapCount: 1).bytes, "it counts leap seconds"),
        (ZoneFile(changes: [(at: 9, offset: 0), (at: 9, offset: 60)]).bytes, "its transitions are not in order"),
        (ZoneFile(changes: [(at: .max, offset: 0)]).bytes, "a transition is further away than the Big Bang"),
        (ZoneFile(changes: [(at: .min, offset: 0)]).bytes, "a transition is further away than the Big Bang"),
        (ZoneFile(firstOffset: 93_600).bytes, "an offset is 26 hours or more"),
        (ZoneFile(firstOffset: .min).bytes, "an offset is 26 hours or more"),
        ([UInt8](repeating: 0, count: 1_048_577), "it is larger than a megabyte"),
    ]

    @Test(arguments: files)
    func `are refused with a reason`(bytes: [UInt8], reason: String) {
        #expect(throws: ModelError.malformedZone(identifier: "Test", reason: reason)) {
            try TimeZoneRules(identifier: "Test", tzif: bytes)
        }
    }

    @Test(arguments: [
        "J", "JST", "JST-", "JST-25", "<+09-9", "JST-9JDT", "JST-9JDT,M3.2.0", "JST-9JDT,M3.2.0,M11.1.0,", "JST-9:60",
        "JST-9JDT,M13.1.0,M11.1.0", "JST-9JDT,M3.6.0,M11.1.0", "JST-9JDT,M3.0.0,M11.1.0", "JST-9JDT,M3.2.7,M11.1.0",
        "JST-9JDT,J0,J365", "JST-9JDT,J366,J1", "JST-9JDT,0,366", "JST-9JDT,0/168,1", "JST-9JDT,M3.2,M11.1.0", "日本-9",
        "JST-9JDT,99999999999999999999,1",
    ])
    func `are refused where the rule is not one`(footer: String) {
        #expect(throws: ModelError.self) { try TimeZoneRules.footer(footer) }
    }

    @Test func `are refused wherever the file is cut`() throws {
        let whole = ZoneFile(
            changes: [(at: 0, offset: 3_600), (at: 86_400, offset: 0)], footer: "CET-1CEST,M3.5.0,M10.5.0/3"
        ).bytes
        #expect(
            try TimeZoneRules(identifier: "Test", tzif: whole).offsetSeconds(at: .at("1970-01-01T12:00:00Z")) == 3_600)
        for length in whole.indices {
            #expect(throws: ModelError.self) {
                try TimeZoneRules(identifier: "Test", tzif: Array(whole.prefix(length)))
            }
        }
    }

    @Test func `never stop the program`() {
        let whole = ZoneFile(
            changes: [(at: 0, offset: 3_600), (at: 86_400, offset: 0)], footer: "CET-1CEST,M3.5.0,M10.5.0/3"
        ).bytes
        var refused = 0
        for index in whole.indices {
            for value in [0x00, 0x01, 0x2C, 0x39, 0x7F, 0x80, 0xFF] as [UInt8] {
                var bytes = whole
                bytes[index] = value
                do throws(ModelError) {
                    let rules = try TimeZoneRules(identifier: "Test", tzif: bytes)
                    let day = CivilDate(daysSinceEpoch: 20_000)
                    let start = rules.startOfDay(day)
                    #expect(rules.civilDate(at: start) >= day)
                } catch {
                    refused += 1
                }
            }
        }
        #expect(refused > whole.count)
    }

    @Test func `tell what helps`() {
        let error = ModelError.malformedZone(identifier: "right/Asia/Tokyo", reason: "it counts leap seconds")
        #expect(error.summary == "The time zone right/Asia/Tokyo cannot be read: it counts leap seconds.")
        #expect(error.exitCode == .malformedInput)
        #expect(error.hint?.contains("tzdata") == true)
    }
}
