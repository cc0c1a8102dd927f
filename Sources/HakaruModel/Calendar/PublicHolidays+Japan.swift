extension PublicHolidays {
    /// The holidays of Japan from 1949 on, by the Act on National Holidays (昭和23年法律第178号).
    ///
    /// They are computed from the law with all its amendments and the laws for single days, and known until the end of
    /// the last year for which the Cabinet Office has published them (2027: on 2 February 2026). The equinoxes are
    /// computed too; for the years that are known they equal the announced ones.
    package static let japan: PublicHolidays = {
        let years = 1949...2027
        return PublicHolidays(
            dates: years.flatMap { JapaneseYear($0).holidays },
            known: CivilDate.firstDayOfYear(
                years.lowerBound)...CivilDate.firstDayOfYear(years.upperBound + 1)
                .advanced(byDays: -1),
            source: "Act on National Holidays of Japan, as published by the Cabinet Office until 2027")
    }()
}

/// The holidays of one year in Japan.
private struct JapaneseYear {
    private let year: Int

    init(_ year: Int) {
        self.year = year
    }

    /// National holidays, the days off in their place, and the days between two of them.
    var holidays: Set<CivilDate> {
        let national = Set(fixed + moving + single)
        return national.union(substitutes(for: national)).union(between(national))
    }

    /// Holidays with a day of the month.
    private var fixed: [CivilDate] {
        [
            (1, 1, 1949...9999),  // 元日
            (1, 15, 1949...1999),  // 成人の日
            (2, 11, 1967...9999),  // 建国記念の日
            (2, 23, 2020...9999),  // 天皇誕生日
            (4, 29, 1949...9999),  // 天皇誕生日, then みどりの日, then 昭和の日
            (5, 3, 1949...9999),  // 憲法記念日
            (5, 4, 2007...9999),  // みどりの日
            (5, 5, 1949...9999),  // こどもの日
            (7, 20, 1996...2002),  // 海の日
            (8, 11, 2016...2019), (8, 11, 2022...9999),  // 山の日
            (9, 15, 1966...2002),  // 敬老の日
            (10, 10, 1966...1999),  // 体育の日
            (11, 3, 1948...9999),  // 文化の日
            (11, 23, 1948...9999),  // 勤労感謝の日
            (12, 23, 1989...2018),  // 天皇誕生日
        ].compactMap { month, day, years in years.contains(year) ? date(month, day) : nil }
    }

    /// Mondays, and the equinoxes.
    private var moving: [CivilDate] {
        [
            (1, 2, 2000...9999),  // 成人の日
            (7, 3, 2003...2019), (7, 3, 2022...9999),  // 海の日
            (9, 3, 2003...9999),  // 敬老の日
            (10, 2, 2000...2019), (10, 2, 2022...9999),  // 体育の日, スポーツの日
        ].compactMap { month, week, years in years.contains(year) ? monday(week, of: month) : nil }
            + [date(3, springEquinox), date(9, autumnEquinox)]
    }

    /// Days of one year only: ceremonies of the imperial house, and the years of the Olympic Games in Tokyo.
    private var single: [CivilDate] {
        switch year {
        case 1959: [date(4, 10)]  // 皇太子明仁親王の結婚の儀
        case 1989: [date(2, 24)]  // 昭和天皇の大喪の礼
        case 1990: [date(11, 12)]  // 即位礼正殿の儀
        case 1993: [date(6, 9)]  // 皇太子徳仁親王の結婚の儀
        case 2019: [date(5, 1), date(10, 22)]  // 天皇の即位の日, 即位礼正殿の儀
        case 2020: [date(7, 23), date(7, 24), date(8, 10)]  // 海の日, スポーツの日, 山の日
        case 2021: [date(7, 22), date(7, 23), date(8, 8)]
        default: []
        }
    }

    /// Days off for holidays on a Sunday (振替休日), since 12 April 1973.
    ///
    /// Until 2006 it was the Monday; since then it is the next day that is no national holiday.
    private func substitutes(for national: Set<CivilDate>) -> [CivilDate] {
        let start = CivilDate.firstDay(ofMonth: 4, year: 1973).advanced(byDays: 11)
        return national.filter { $0.isoWeekday == 7 && $0 >= start }.map { sunday in
            var substitute = sunday.advanced(byDays: 1)
            while year >= 2007, national.contains(substitute) { substitute = substitute.advanced(byDays: 1) }
            return substitute
        }
    }

    /// Days with a national holiday before and after them (国民の休日), since 27 December 1985.
    ///
    /// Until 2006 not on a Sunday; a day off in place of a holiday stays what it is.
    private func between(_ national: Set<CivilDate>) -> [CivilDate] {
        guard year >= 1986 else { return [] }
        return national.map { $0.advanced(byDays: 1) }.filter { day in
            !national.contains(day) && national.contains(day.advanced(byDays: 1))
                && (year >= 2007 || day.isoWeekday != 7)
        }
    }

    /// The day in March on which the sun crosses the equator in Japan's time; the formula holds from 1900 to 2099.
    private var springEquinox: Int { equinox(before1980: 20_835_700, since1980: 20_843_100) }
    /// The day in September.
    private var autumnEquinox: Int { equinox(before1980: 23_258_800, since1980: 23_248_800) }

    /// Adds the part of a day by which the tropical year is longer than 365, less the leap days; in millionths of a
    /// day.
    private func equinox(before1980: Int, since1980: Int) -> Int {
        let drift = 242_194 * (year - 1_980)
        return year < 1_980
            ? (before1980 + drift).flooredQuotient(dividingBy: 1_000_000) - (year - 1_983) / 4
            : (since1980 + drift).flooredQuotient(dividingBy: 1_000_000) - (year - 1_980) / 4
    }

    private func date(_ month: Int, _ day: Int) -> CivilDate {
        CivilDate.firstDay(ofMonth: month, year: year).advanced(byDays: Int64(day - 1))
    }

    private func monday(_ number: Int, of month: Int) -> CivilDate {
        let first = date(month, 1)
        return first.advanced(byDays: Int64((8 - first.isoWeekday) % 7 + (number - 1) * 7))
    }
}
