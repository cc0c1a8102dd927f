import HakaruMetrics
package import HakaruModel

extension WorkingTimeFigures {
    /// The members of a group's working time; the keys say that they are in seconds.
    func json(_ calendar: WorkingCalendar) -> JSONValue {
        .object([
            .init("lead_time_seconds", Distribution.json(leadTime)),
            .init(
                "stages",
                .object(
                    zip(Metric.stages, stages).map { metric, distribution in
                        .init(
                            "\(metric.rawValue)_seconds",
                            Distribution.json(distribution, withMean: metric != .codingTime))
                    })),
            .init("holidays_unknown", .integer(unknown)),
            .init("holidays_known_until", .string(calendar.publicHolidays?.known.upperBound.description)),
        ])
    }

    /// The columns for programs, after those of wall-clock time.
    static var recordColumns: [Table.Column] {
        Distribution.columns("working_lead_time_seconds")
            + Metric.stages.flatMap { metric in
                Distribution.columns("working_\(metric.rawValue)_seconds", withMean: metric != .codingTime)
            }
            + [.init("holidays unknown", key: "holidays_unknown")]
    }

    /// The cells under ``recordColumns``.
    var recordCells: [Table.Cell] {
        Distribution.cells(leadTime)
            + zip(Metric.stages, stages).flatMap { metric, distribution in
                Distribution.cells(distribution, withMean: metric != .codingTime)
            } + [.integer(unknown)]
    }
}

extension WorkingCalendar {
    /// What a reader is told where working time is not known for all; nil where it is.
    package func warning(unknown: Int) -> String? {
        guard unknown > 0, let publicHolidays else { return nil }
        return "working time: \(unknown) reach outside of \(publicHolidays.known.lowerBound) to "
            + "\(publicHolidays.known.upperBound), the days whose public holidays are known "
            + "(\(publicHolidays.source)); they are in no working time"
    }
}

extension WorkingLeadTimes {
    /// The members of one pull request's working time.
    func json(_ calendar: WorkingCalendar) -> JSONValue {
        .object([
            .init("lead_time_seconds", .integer(leadTime.seconds)),
            .init(
                "stages",
                .object(
                    zip(Metric.stages, stages).map { metric, time in
                        .init("\(metric.rawValue)_seconds", .integer(time.flatMap(\.seconds)))
                    })),
            .init("holidays_known_until", .string(calendar.publicHolidays?.known.upperBound.description)),
        ])
    }
}
