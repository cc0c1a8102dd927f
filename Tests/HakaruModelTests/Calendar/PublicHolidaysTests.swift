import HakaruModel
import Testing

@Suite struct `Public holidays` {
    @Test(arguments: HolidayTable.japan.keys.sorted())
    func `of Japan are those that other implementations know`(year: Int) throws {
        let dates = PublicHolidays.japan.dates.filter { $0.year == year }
        let names = dates.map { String(String($0.month * 100 + $0.day + 10_000).dropFirst()) }
        #expect(names.joined(separator: " ") == HolidayTable.japan[year])
    }

    @Test(arguments: [
        ("2019-04-30", true), ("2019-05-01", true), ("2019-05-02", true), ("2019-05-06", true), ("2019-12-23", false),
        ("2020-07-23", true), ("2020-07-24", true), ("2020-10-12", false), ("2021-08-08", true), ("2021-08-09", true),
        ("2021-10-11", false), ("2026-09-22", true), ("2026-05-06", true), ("2027-03-22", true), ("2026-12-25", false),
        ("1973-04-30", true), ("1973-02-12", false), ("1988-05-04", true), ("1985-05-04", false), ("1992-05-04", true),
    ])
    func `of Japan know the special years`(day: String, isHoliday: Bool) throws {
        #expect(PublicHolidays.japan.dates.contains(try #require(CivilDate(iso: day))) == isHoliday)
    }

    @Test func `of Japan are known until the last published year ends`() {
        #expect(PublicHolidays.japan.known.lowerBound.description == "1949-01-01")
        #expect(PublicHolidays.japan.known.upperBound.description == "2027-12-31")
        #expect(PublicHolidays.japan.source.contains("Cabinet Office"))
    }

    static let utf8 = """
        国民の祝日・休日月日,国民の祝日・休日名称
        2026/1/1,元日
        2026/8/11,山の日
        2027/11/23,表ソ能勤労感謝の日

        """
    /// The same in cp932, in which 表, ソ and 能 end with the byte of a backslash.
    static let cp932: [UInt8] = [
        0x8D, 0x91, 0x96, 0xAF, 0x82, 0xCC, 0x8F, 0x6A, 0x93, 0xFA, 0x81, 0x45, 0x8B, 0x78, 0x93, 0xFA, 0x8C, 0x8E,
        0x93,
        0xFA, 0x2C, 0x8D, 0x91, 0x96, 0xAF, 0x82, 0xCC, 0x8F, 0x6A, 0x93, 0xFA, 0x81, 0x45, 0x8B, 0x78, 0x93, 0xFA,
        0x96,
        0xBC, 0x8F, 0xCC, 0x0D, 0x0A, 0x32, 0x30, 0x32, 0x36, 0x2F, 0x31, 0x2F, 0x31, 0x2C, 0x8C, 0xB3, 0x93, 0xFA,
        0x0D,
        0x0A, 0x32, 0x30, 0x32, 0x36, 0x2F, 0x38, 0x2F, 0x31, 0x31, 0x2C, 0x8E, 0x52, 0x82, 0xCC, 0x93, 0xFA, 0x0D,
        0x0A,
        0x32, 0x30, 0x32, 0x37, 0x2F, 0x31, 0x31, 0x2F, 0x32, 0x33, 0x2C, 0x95, 0x5C, 0x83, 0x5C, 0x94, 0x5C, 0x8B,
        0xCE,
        0x98, 0x4A, 0x8A, 0xB4, 0x8E, 0xD3, 0x82, 0xCC, 0x93, 0xFA, 0x0D, 0x0A,
    ]
    static let files: [[UInt8]] = [
        cp932, Array(utf8.utf8), [0xEF, 0xBB, 0xBF] + Array(utf8.utf8),
        Array("# ours\n\n2027-11-23\n2026-8-11\n2026-01-01\n2026-01-01,again".utf8),
    ]

    @Test(arguments: files)
    func `are read from a file in UTF-8 or cp932`(bytes: [UInt8]) throws {
        let holidays = try PublicHolidays(csv: bytes, source: "holidays.csv")
        #expect(holidays.dates.map(\.description) == ["2026-01-01", "2026-08-11", "2027-11-23"])
        #expect(holidays.known.lowerBound.description == "2026-01-01")
        #expect(holidays.known.upperBound.description == "2027-12-31")
        #expect(holidays.source == "holidays.csv")
    }

    @Test(arguments: [
        ("", 1, "no line is a date"),
        ("date,name\n", 2, "no line is a date"),
        ("2026/1/1,a\n2026/2/30,b\n", 2, "it does not begin with a date"),
        ("2026/13/1,a\n", 1, "it does not begin with a date"),
        ("date,name\nname,2026/1/1\n", 2, "it does not begin with a date"),
        ("2026/1/1,a\n20260102,b\n", 2, "it does not begin with a date"),
        ("2026/1/1,a\n2026/1/\n", 2, "it does not begin with a date"),
        ("2026/1/1,a\n26/1/2\n", 2, "it does not begin with a date"),
        ("2026/1/1,a\n２０２６/1/2\n", 2, "it does not begin with a date"),
        ("2026/1/1 ,a\n", 1, "it does not begin with a date"),
    ])
    func `are not read from anything else`(text: String, line: Int, reason: String) {
        #expect(throws: ModelError.malformedHolidays(line: line, reason: reason)) {
            try PublicHolidays(csv: Array(text.utf8), source: "holidays.csv")
        }
    }
}
