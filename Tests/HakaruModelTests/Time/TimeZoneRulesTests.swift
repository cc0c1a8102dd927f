import HakaruModel
import Testing

@Suite struct `Time zone rules` {
    @Test(
        .enabled(if: SystemZones.areInstalled, "the zone database (tzdata) is not installed"),
        arguments: ZoneTable.changes.keys.sorted())
    func `give the offsets of the system's zones a second before, at and after each change`(name: String) throws {
        let rules = try SystemZones.rules(name)
        let changes = pairs(try #require(ZoneTable.changes[name]), separator: ":")
        for (index, change) in changes.enumerated() {
            for second in [change.0, change.0 + 1] {
                #expect(rules.offsetSeconds(at: Instant(secondsSinceEpoch: second)) == Int(change.1))
            }
            guard index > 0 else { continue }
            let before = Instant(secondsSinceEpoch: change.0 - 1)
            #expect(rules.offsetSeconds(at: before) == Int(changes[index - 1].1))
        }
        // Nothing else changes: the spans of the thirty years are these.
        let spans = rules.offsetSpans(
            from: Instant(secondsSinceEpoch: changes[0].0), to: .at("2026-01-01T00:00:00Z"))
        #expect(spans.map(\.start.secondsSinceEpoch) == changes.map(\.0))
        #expect(spans.map(\.offsetSeconds) == changes.map { Int($0.1) })
    }

    @Test(arguments: ZoneTable.rules.keys.sorted())
    func `follow the footer's rule for as long as there are years`(footer: String) throws {
        let rules = try TimeZoneRules.footer(footer)
        let entries = pairs(try #require(ZoneTable.rules[footer]), separator: ":")
        for (index, entry) in entries.enumerated() {
            #expect(rules.offsetSeconds(at: Instant(secondsSinceEpoch: entry.0)) == Int(entry.1))
            // Entries more than a year apart belong to two stretches of the table.
            guard index > 0, entry.0 - entries[index - 1].0 < 366 * 86_400 else { continue }
            let before = Instant(secondsSinceEpoch: entry.0 - 1)
            #expect(rules.offsetSeconds(at: before) == Int(entries[index - 1].1))
        }
    }

    @Test func `keep summer time all year where the rule says so`() throws {
        let rules = try TimeZoneRules.footer("EST5EDT,0/0,J365/25")
        for text in ["1999-12-31T23:59:59Z", "2027-01-01T05:00:00Z", "2027-07-01T00:00:00Z", "2500-01-01T04:59:59Z"] {
            #expect(rules.offsetSeconds(at: .at(text)) == -14_400)
        }
    }

    /// Python 3.11 reads this form a day early; the values are those of the C library (`TZ=… date`).
    @Test(arguments: [
        ("2038-03-01T04:59:59Z", -10_800), ("2038-03-01T05:00:00Z", -7_200), ("2040-02-29T04:59:59Z", -10_800),
        ("2040-02-29T05:00:00Z", -7_200), ("2038-10-27T03:59:59Z", -7_200), ("2038-10-27T04:00:00Z", -10_800),
        ("2040-10-26T03:59:59Z", -7_200), ("2040-10-26T04:00:00Z", -10_800),
    ])
    func `count days from zero, with the leap day, where the rule has no J`(text: String, offset: Int) throws {
        #expect(try TimeZoneRules.footer("AAA3BBB,59,299").offsetSeconds(at: .at(text)) == offset)
    }

    @Test func `take the footer only after the last change of the table`() throws {
        let file = ZoneFile(
            changes: [(at: Instant.at("2000-06-01T00:00:00Z").secondsSinceEpoch, offset: 7_200)], firstOffset: 1_800,
            footer: "EET-2EEST,M3.5.0/3,M10.5.0/4")
        let rules = try TimeZoneRules(identifier: "Test", tzif: file.bytes)
        #expect(rules.offsetSeconds(at: .at("1950-07-01T00:00:00Z")) == 1_800)
        #expect(rules.offsetSeconds(at: .at("2000-05-31T23:59:59Z")) == 1_800)
        #expect(rules.offsetSeconds(at: .at("2000-07-01T00:00:00Z")) == 7_200)
        #expect(rules.offsetSeconds(at: .at("2001-07-01T00:00:00Z")) == 10_800)
    }

    @Test func `keep the last offset where the footer is empty`() throws {
        let file = ZoneFile(changes: [(at: 0, offset: 3_600)], firstOffset: -60)
        let rules = try TimeZoneRules(identifier: "Test", tzif: file.bytes)
        #expect(rules.offsetSeconds(at: .at("1969-12-31T23:59:59Z")) == -60)
        #expect(rules.offsetSeconds(at: .at("9999-12-31T23:59:59Z")) == 3_600)
    }

    @Test func `show UTC without a file`() {
        let instant = Instant.at("2026-11-24T08:05:09Z")
        #expect(TimeZoneRules.utc.offsetSeconds(at: instant) == 0)
        #expect(TimeZoneRules.utc.civilDateTime(at: instant).description == "2026-11-24 08:05:09")
    }

    @Test func `show local dates and times, also before 1970`() throws {
        let tokyo = try TimeZoneRules.footer("JST-9")
        #expect(tokyo.civilDateTime(at: .at("2026-11-24T15:00:00Z")).description == "2026-11-25 00:00:00")
        #expect(tokyo.civilDateTime(at: .at("2026-11-24T14:59:59Z")).description == "2026-11-24 23:59:59")
        #expect(tokyo.civilDate(at: .at("1969-12-31T15:00:00Z")).description == "1970-01-01")
        #expect(tokyo.civilDate(at: .at("1969-12-31T14:59:59Z")).description == "1969-12-31")
    }
}

@Suite struct `Local times that a zone skips or repeats` {
    /// Midnight does not exist on the day that summer time begins, and comes twice on the day that it ends.
    let midnightChanges = try? TimeZoneRules(
        identifier: "Test",
        tzif: ZoneFile(
            changes: [
                (at: Instant.at("2018-11-04T03:00:00Z").secondsSinceEpoch, offset: -7_200),
                (at: Instant.at("2019-02-17T02:00:00Z").secondsSinceEpoch, offset: -10_800),
                // 00:01 becomes 23:01 of the day before, as it once was in St. John's.
                (at: Instant.at("2019-06-10T03:01:00Z").secondsSinceEpoch, offset: -14_400),
            ], firstOffset: -10_800
        ).bytes)

    @Test(arguments: [
        ("2018-11-03", "2018-11-03T03:00:00Z"),
        ("2018-11-04", "2018-11-04T03:00:00Z"),  // begins at 01:00, the first time that is shown
        ("2018-11-05", "2018-11-05T02:00:00Z"),
        ("2019-02-16", "2019-02-16T02:00:00Z"),
        ("2019-02-17", "2019-02-17T03:00:00Z"),  // 24:00 of the day before was never reached the first time
        ("2019-06-10", "2019-06-10T03:00:00Z"),  // midnight is shown twice; the first counts
        ("2019-06-11", "2019-06-11T04:00:00Z"),
    ])
    func `give a day one start`(day: String, start: String) throws {
        let rules = try #require(midnightChanges)
        #expect(rules.startOfDay(try #require(CivilDate(iso: day))).description == start)
    }

    @Test func `mean the change for a time that is skipped, and the first of two`() throws {
        let rules = try TimeZoneRules.footer("EST5EDT,M3.2.0,M11.1.0")
        let spring = try #require(CivilDate(year: 2026, month: 3, day: 8))
        let autumn = try #require(CivilDate(year: 2026, month: 11, day: 1))
        let halfPastTwo = try #require(CivilDateTime(date: spring, secondOfDay: 9_000))
        let halfPastOne = try #require(CivilDateTime(date: autumn, secondOfDay: 5_400))
        #expect(rules.firstInstant(of: halfPastTwo).description == "2026-03-08T07:00:00Z")
        #expect(rules.firstInstant(of: halfPastOne).description == "2026-11-01T05:30:00Z")
    }

    @Test func `make a date that was skipped altogether an empty one`() throws {
        // Samoa went from 29 to 31 December 2011.
        let change = Instant.at("2011-12-30T10:00:00Z")
        let file = ZoneFile(changes: [(at: change.secondsSinceEpoch, offset: 50_400)], firstOffset: -36_000)
        let rules = try TimeZoneRules(identifier: "Test", tzif: file.bytes)
        let skipped = try #require(CivilDate(year: 2011, month: 12, day: 30))
        #expect(rules.startOfDay(skipped) == change)
        #expect(rules.startOfDay(skipped.advanced(byDays: 1)) == change)
        let week = ISOWeek(containing: skipped)
        #expect(week.period(in: rules).seconds == 6 * 86_400)
    }

    @Test func `never give a later time an earlier instant`() throws {
        let rules = try #require(midnightChanges)
        let days = try #require(Period(start: .at("2018-11-01T00:00:00Z"), end: .at("2019-06-30T00:00:00Z")))
        var local = days.start.secondsSinceEpoch
        var last = Instant(secondsSinceEpoch: .min)
        while local < days.end.secondsSinceEpoch {
            let date = CivilDate(daysSinceEpoch: local / 86_400)
            let time = try #require(CivilDateTime(date: date, secondOfDay: Int(local % 86_400)))
            let instant = rules.firstInstant(of: time)
            #expect(instant >= last)
            #expect(rules.civilDateTime(at: instant) >= time)
            #expect(
                rules.civilDateTime(at: instant.advanced(bySeconds: -1)) < rules.civilDateTime(at: instant)
                    || rules.offsetSeconds(at: instant) != rules.offsetSeconds(at: instant.advanced(bySeconds: -1)))
            last = instant
            local += 1_740
        }
    }
}
