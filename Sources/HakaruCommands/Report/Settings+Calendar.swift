import HakaruModel
import HakaruSystem

extension Settings {
    /// The most bytes that a file of holidays may have.
    private static let holidaysLimit = 1 << 20

    /// When people work, as a summary shows it: what the configuration says, else as far as the zone tells.
    ///
    /// In Japan's zone its public holidays are known.
    func workingCalendar() throws -> WorkingCalendar? {
        if let configured = try configuredCalendar() { return configured }
        return ["Asia/Tokyo", "Japan"].contains(zone.identifier)
            ? WorkingCalendar(publicHolidays: .japan, zone: zone) : nil
    }

    /// The calendar under `working_time:`, its file of holidays read; nil where the configuration has none.
    func configuredCalendar() throws -> WorkingCalendar? {
        guard let working = configuration.workingTime else { return nil }
        let holidays: PublicHolidays? =
            switch working.publicHolidays {
            case .none: nil
            case .japan: .japan
            case .file(let path): try PublicHolidays(csv: holidayBytes(path), source: path)
            }
        return working.calendar(in: zone, publicHolidays: holidays)
    }

    /// Reads the file of holidays that the configuration names.
    private func holidayBytes(_ path: String) throws -> [UInt8] {
        let place = path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)"
        do throws(SystemError) {
            return try FileSystem.read(place, limitInBytes: Settings.holidaysLimit)
        } catch {
            guard case .unreadable(_, let reason) = error else { throw error }
            throw ConfigurationError(
                file: files.last ?? "hakaru.yml", line: nil,
                problem: "'working_time.public_holidays' names \(path), which cannot be read: \(reason)",
                suggestion: "A relative path starts from the file that names it.")
        }
    }
}
