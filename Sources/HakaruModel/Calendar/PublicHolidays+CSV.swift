extension PublicHolidays {
    /// Reads a list of holidays in the form in which Japan's Cabinet Office publishes them: `2026/1/1,元日`.
    ///
    /// A line is a date, `2026/1/1` or `2026-01-01`, and after a comma a name, which is not kept. The first line may be
    /// a heading; empty lines and lines that begin with `#` are skipped. UTF-8, with or without a byte order mark, and
    /// cp932 are read alike: neither uses the bytes of a digit, a comma or a line end within another character. The
    /// list is taken as complete from the first of January of its first year to the last of December of its last.
    ///
    /// - Parameters:
    ///   - bytes: The whole text, lines ended by LF or CRLF.
    ///   - source: Where it comes from, such as the file's name.
    /// - Throws: ``ModelError/malformedHolidays(line:reason:)``.
    package init(csv bytes: [UInt8], source: String) throws(ModelError) {
        var dates: [CivilDate] = []
        var number = 0
        let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        for line in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
            number += 1
            let line = line.last == 0x0D ? line.dropLast() : line
            guard let first = line.first, first != 0x23 else { continue }
            let field = line.prefix { $0 != 0x2C }
            if let date = Self.date(field) {
                dates.append(date)
            } else if number > 1 || (0x30...0x39).contains(first) {
                throw .malformedHolidays(line: number, reason: "it does not begin with a date")
            }
        }
        guard let first = dates.min(), let last = dates.max() else {
            throw .malformedHolidays(line: max(1, number), reason: "no line is a date")
        }
        let end = CivilDate.firstDayOfYear(last.year + 1).advanced(byDays: -1)
        self.init(dates: dates, known: CivilDate.firstDayOfYear(first.year)...end, source: source)
    }

    /// `2026/1/1` or `2026-01-01`.
    private static func date(_ field: ArraySlice<UInt8>) -> CivilDate? {
        let parts = field.split(omittingEmptySubsequences: false) { $0 == 0x2F || $0 == 0x2D }
        guard parts.count == 3, parts[0].count == 4, parts[1].count <= 2, parts[2].count <= 2,
            let year = Digits.number(parts[0]), let month = Digits.number(parts[1]), let day = Digits.number(parts[2])
        else { return nil }
        return CivilDate(year: year, month: month, day: day)
    }
}
