extension Instant {
    /// Reads the date of an HTTP header, such as `Tue, 24 Nov 2026 09:00:00 GMT` (RFC 9110 §5.6.7, the preferred form).
    ///
    /// - Returns: nil for any other form.
    package init?(httpDate text: some StringProtocol) {
        let bytes = Array(text.utf8)
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        guard bytes.count == 29, bytes[3] == 0x2C, bytes[25...] == Array(" GMT".utf8)[...],
            let month = months.firstIndex(of: String(decoding: bytes[8..<11], as: UTF8.self)),
            let day = Digits.number(bytes[5..<7]), let year = Digits.number(bytes[12..<16]),
            let hour = Digits.number(bytes[17..<19]), let minute = Digits.number(bytes[20..<22]),
            let second = Digits.number(bytes[23..<25]),
            let date = CivilDate(year: year, month: month + 1, day: day), hour <= 23, minute <= 59, second <= 60
        else { return nil }
        self.init(secondsSinceEpoch: date.daysSinceEpoch * 86_400 + Int64(hour * 3_600 + minute * 60 + second))
    }
}
