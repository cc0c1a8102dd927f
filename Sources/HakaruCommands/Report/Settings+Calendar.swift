import HakaruModel

extension Settings {
    /// The days that people work, as far as the zone tells: in Japan's, its public holidays are known.
    var workingCalendar: WorkingCalendar? {
        ["Asia/Tokyo", "Japan"].contains(zone.identifier) ? WorkingCalendar(publicHolidays: .japan, zone: zone) : nil
    }
}
