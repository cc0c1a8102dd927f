package import HakaruModel

/// The parts of one lead time that lie in working hours; printed beside wall-clock time, never instead of it.
package struct WorkingLeadTimes: Hashable, Sendable {
    /// Of the lead time.
    package let leadTime: WorkingTime
    /// Of each stage, in the order of ``HakaruModel/Metric/stages``; nil where the stage is absent.
    package let stages: [WorkingTime?]

    /// Measures the durations of a pull request.
    ///
    /// - Parameters:
    ///   - times: The wall-clock durations.
    ///   - integrated: When its change reached the integration branch.
    ///   - calendar: When people work.
    package init(_ times: LeadTimes, integratedAt integrated: Instant, calendar: WorkingCalendar) {
        func working(from start: Int64, to end: Int64) -> WorkingTime {
            calendar.workingTime(
                from: integrated.advanced(bySeconds: start - times.leadTime),
                to: integrated.advanced(bySeconds: end - times.leadTime))
        }
        // Seconds since the start of the work; the stages that are there lie one after the other.
        var positions: [WorkingTime?] = []
        var position: Int64 = 0
        let merged = times.leadTime - (times.integrationTime ?? 0)
        for stage in times.stages {
            guard let seconds = stage.seconds else {
                positions.append(nil)
                continue
            }
            // Where reviews are unknown there is a gap before the merge.
            let start = stage.metric == .integrationTime ? merged : position
            positions.append(working(from: start, to: start + seconds))
            position = start + seconds
        }
        leadTime = working(from: 0, to: times.leadTime)
        stages = positions
    }
}

/// How working time is spread in a group, beside the wall-clock times of the same pull requests.
package struct WorkingTimeFigures: Hashable, Sendable {
    /// Of the lead time, in seconds; nil where there is none.
    package var leadTime: Distribution?
    /// Of each stage, in seconds, in the order of ``HakaruModel/Metric/stages``.
    package var stages: [Distribution?] = Array(repeating: nil, count: Metric.stages.count)
    /// Pull requests that reach past the days whose public holidays are known, so that they have none.
    package var unknown = 0

    /// Makes figures of nothing.
    package init() {}
}

extension FactTable {
    /// The working time of a lead time or a stage; nil where it is absent, and for any other metric.
    func workingSeconds(of metric: Metric, row: Int, calendar: WorkingCalendar) -> Int64? {
        let times = WorkingLeadTimes(
            leadTimes(of: row), integratedAt: Instant(secondsSinceEpoch: Int64(integratedAt[row])), calendar: calendar)
        if metric == .leadTime { return times.leadTime.seconds }
        return Metric.stages.firstIndex(of: metric).flatMap { times.stages[$0]?.seconds }
    }

    /// The working times of the integrated rows of a query, in all and in each group.
    func workingTimes(
        of rows: Selection, calendar: WorkingCalendar
    ) -> (distributions: [GroupDistributions], unknown: GroupCounts) {
        @Sendable func times(of row: Int) -> WorkingLeadTimes {
            WorkingLeadTimes(
                leadTimes(of: row), integratedAt: Instant(secondsSinceEpoch: Int64(integratedAt[row])),
                calendar: calendar)
        }
        let distributions = ValueMatrix(rows, width: 1 + Metric.stages.count, sharing: sharing) { row, values in
            let times = times(of: row)
            values.set(0, times.leadTime.seconds)
            for (index, stage) in times.stages.enumerated() { values.set(index + 1, stage?.seconds) }
        }.distributions()
        let unknown = rows.tally(1, sharing: sharing) { times(of: $0).leadTime.seconds == nil ? 1 : 0 }[0]
        return (distributions, unknown)
    }
}
