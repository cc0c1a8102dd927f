/// A text or file that does not describe a value of the model.
package enum ModelError: Error, Hashable, Sendable {
    /// The bytes are not a time zone (RFC 9636) that can be used here.
    case malformedZone(identifier: String, reason: String)
    /// A line of a list of holidays, counted from 1, is not one.
    case malformedHolidays(line: Int, reason: String)
    /// The description of working days and hours contradicts itself.
    case malformedCalendar(reason: String)
}

extension ModelError: UserFacingError {
    package var summary: String {
        switch self {
        case .malformedZone(let identifier, let reason): "The time zone \(identifier) cannot be read: \(reason)."
        case .malformedHolidays(let line, let reason): "Line \(line) of the holidays cannot be read: \(reason)."
        case .malformedCalendar(let reason): "The working calendar cannot be used: \(reason)."
        }
    }

    package var hint: String? {
        switch self {
        case .malformedZone: "Install the system's zone database (Debian: tzdata) again, or choose another time_zone."
        case .malformedHolidays: "Each line is a date and a name: 2026/1/1,元日."
        case .malformedCalendar: "Hours are written as 09:00-18:00, in order and without overlap, within one day."
        }
    }

    package var exitCode: ExitCode { .malformedInput }
}
