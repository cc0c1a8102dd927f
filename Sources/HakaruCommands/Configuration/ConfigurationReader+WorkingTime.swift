import HakaruModel

extension ConfigurationReader {
    /// Reads `working_time`.
    static func readWorkingTime(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        guard let node = values["working_time"] else { return }
        let keys = try node.mapping(["days", "hours", "public_holidays", "company_holidays"])
        var settings = WorkingTimeSettings()
        if keys["days"] != nil || keys["hours"] != nil {
            settings.hours = try hours(days: keys["days"], spans: keys["hours"], at: node)
        }
        if let holidays = keys["public_holidays"] { settings.publicHolidays = try publicHolidays(holidays) }
        if let holidays = keys["company_holidays"] { settings.companyHolidays = try companyHolidays(holidays) }
        result.workingTime = settings
    }

    private static let weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private static func hours(
        days: ConfigurationNode?, spans: ConfigurationNode?, at node: ConfigurationNode
    ) throws(ConfigurationError) -> WorkingHours {
        var weekdaysWorked = Array(1...5)
        if let days {
            weekdaysWorked = try days.listOrSingle().map { item throws(ConfigurationError) in
                let name = try item.text()
                guard let index = weekdays.firstIndex(of: name.lowercased()) else {
                    throw item.error(
                        "'\(name)' is not a weekday", suggestion: "Use \(weekdays.joined(separator: ", ")).")
                }
                return index + 1
            }
        }
        let texts = try spans?.texts() ?? ["09:00-18:00"]
        do throws(ModelError) {
            let day = try texts.map { text throws(ModelError) in try WorkingHours.Span(text) }
            return try WorkingHours(Dictionary(weekdaysWorked.map { ($0, day) }) { first, _ in first })
        } catch {
            let detail = if case .malformedCalendar(let reason) = error { reason } else { error.summary }
            throw (spans ?? node).error("'\((spans ?? node).path)' cannot be used: \(detail)", suggestion: error.hint)
        }
    }

    private static func publicHolidays(
        _ node: ConfigurationNode
    ) throws(ConfigurationError) -> WorkingTimeSettings.PublicHolidaySource {
        if node.isMapping {
            guard let file = try node.mapping(["file"])["file"] else {
                throw node.error("'\(node.path)' needs a 'file'")
            }
            let path = try file.text()
            guard !path.isEmpty else { throw file.error("'\(file.path)' is empty") }
            // A relative path starts from the file that names it.
            let isRelative = !path.hasPrefix("/") && node.file.contains("/")
            return .file(isRelative ? "\(Settings.directory(of: node.file))/\(path)" : path)
        }
        let name = try node.text()
        switch name {
        case "none": return .none
        case "japan": return .japan
        default:
            throw node.error(
                "'\(node.path)' cannot be '\(name)'", suggestion: "Use none, japan or {file: holidays.csv}.")
        }
    }

    /// Single days, and stretches of days.
    private static func companyHolidays(_ node: ConfigurationNode) throws(ConfigurationError) -> Set<CivilDate> {
        var days: Set<CivilDate> = []
        for item in try node.list() {
            guard item.isMapping else {
                days.insert(try item.date())
                continue
            }
            let keys = try item.mapping(["from", "until"])
            guard let from = try keys["from"]?.date(), let until = try keys["until"]?.date() else {
                throw item.error("a stretch of 'company_holidays' needs 'from' and 'until'")
            }
            guard from < until else {
                throw item.error(
                    "the company's holidays from \(from) end on \(until)",
                    suggestion: "Write the first day after them as 'until'.")
            }
            guard until.daysSinceEpoch - from.daysSinceEpoch <= 366 else {
                throw item.error("the company's holidays from \(from) last more than a year")
            }
            for day in from.daysSinceEpoch..<until.daysSinceEpoch { days.insert(CivilDate(daysSinceEpoch: day)) }
        }
        return days
    }
}
