import HakaruModel

/// What all repositories of a made-up team share: people, calendar, and how fast the team is when.
struct DemoWorld: Sendable {
    let team: DemoTeam
    let roster: DemoRoster
    let calendar: DemoCalendar
    /// The Monday, 00:00 in Tokyo, with which the story begins.
    let start: Instant
    /// How many weeks the story has; the last may be cut by its end.
    let weekCount: Int

    static let week: Int64 = 7 * 86_400

    init(_ team: DemoTeam) {
        self.team = team
        let weeks = max(1, team.years) * 52
        let local = team.end.secondsSinceEpoch + DemoWorkHours.tokyo.offset
        let day = local / 86_400
        let monday = day - (day + 3) % 7
        let first = (monday - Int64(weeks) * 7) * 86_400 - DemoWorkHours.tokyo.offset
        start = Instant(secondsSinceEpoch: first)
        weekCount = weeks + 1
        roster = DemoRoster(team)
        calendar = DemoCalendar(from: start, to: team.end)
    }

    func startOfWeek(_ index: Int) -> Instant { start.advanced(bySeconds: Int64(index) * DemoWorld.week) }

    /// The day, counted as Tokyo counts it, on which a week begins.
    func firstDay(ofWeek index: Int) -> Int64 {
        (startOfWeek(index).secondsSinceEpoch + DemoWorkHours.tokyo.offset) / 86_400
    }

    /// Seconds after midnight of a day of a week, in Tokyo.
    func instant(week index: Int, day: Int, second: Int) -> Instant {
        startOfWeek(index).advanced(bySeconds: Int64(day * 86_400 + second))
    }

    /// How far the last year has gone: 0 before it, 1 at its end.
    func progress(at instant: Instant) -> Double {
        let left = Double(team.end.seconds(since: instant)) / Double(52 * DemoWorld.week)
        return min(1, max(0, 1 - left))
    }

    /// Whether the team has agreed by then to review first thing in the morning: five weeks before the end.
    private func hasAgreement(at instant: Instant) -> Bool { team.end.seconds(since: instant) < 5 * DemoWorld.week }

    /// How long things take, relative to the first days: falling over the last year, and once more near its end.
    func pace(at instant: Instant) -> Double {
        (1 - 0.45 * progress(at: instant)) * (hasAgreement(at: instant) ? 0.55 : 1)
    }

    /// How many pull requests people open in a week, in all repositories, holidays considered.
    func volume(ofWeek index: Int) -> Double {
        let middle = startOfWeek(index).advanced(bySeconds: DemoWorld.week / 2)
        let growth = 0.5 + 0.4 * progress(at: middle) + (hasAgreement(at: middle) ? 0.1 : 0)
        return Double(max(1, team.pullRequestsPerWeek)) * growth
            * Double(calendar.workdays(from: firstDay(ofWeek: index))) / 5
    }
}
