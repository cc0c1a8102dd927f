import HakaruModel
import Testing

@Suite struct `Civil dates` {
    @Test(arguments: [
        ("0000-01-01", -719_528, 6), ("0000-03-01", -719_468, 3), ("1582-10-15", -141_427, 5),
        ("1900-02-28", -25_509, 3),
        ("1900-03-01", -25_508, 4), ("1969-12-31", -1, 3), ("1970-01-01", 0, 4), ("2000-02-29", 11_016, 2),
        ("2024-02-29", 19_782, 4), ("2026-11-24", 20_781, 2), ("2100-03-01", 47_541, 1), ("9999-12-31", 2_932_896, 5),
    ])
    func `are days since 1970 and have a weekday`(text: String, days: Int64, weekday: Int) throws {
        let date = try #require(CivilDate(iso: text))
        #expect(date.daysSinceEpoch == days)
        #expect(CivilDate(daysSinceEpoch: days) == date)
        #expect(date.isoWeekday == weekday)
        #expect(date.description == text)
    }

    @Test func `follow each other for eight centuries`() {
        var previous = CivilDate(daysSinceEpoch: -200_001)
        for days in Int64(-200_000)...100_000 {
            let date = CivilDate(daysSinceEpoch: days)
            #expect(date.daysSinceEpoch == days)
            #expect(date > previous)
            #expect(CivilDate(year: date.year, month: date.month, day: date.day) == date)
            #expect(date.isoWeekday == previous.isoWeekday % 7 + 1)
            #expect(date.dayOfYear == (date.year == previous.year ? previous.dayOfYear + 1 : 1))
            previous = date
        }
    }

    @Test(arguments: [
        "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026-1-1", "20260101",
        "2026/01/01", "-026-01-01", "2026-01-01 ", "２０２６-01-01", "+026-01-01", "",
    ])
    func `are nothing but days that exist, in one form`(text: String) {
        #expect(CivilDate(iso: text) == nil)
    }
}
