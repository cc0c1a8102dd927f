package import HakaruModel

/// Which weeks a run freezes, decided once for the whole run from what it knows at its start.
package struct WeekPlan: Hashable, Sendable {
    /// A repository as far as the plan looks at it.
    package struct Repository: Hashable, Sendable {
        /// Its name.
        package var name: RepositoryID
        /// When its last complete sync ended, by the forge's clock; nil before one was complete.
        package var completedAt: Instant?
        /// Whether the forge no longer shows it, so that nobody waits for it.
        package var isGone: Bool
        /// Why its last sync was not complete, as the end of a sentence; nil where it was, or is not known.
        package var reason: String?

        /// Makes a repository.
        package init(name: RepositoryID, completedAt: Instant?, isGone: Bool = false, reason: String? = nil) {
            self.name = name
            self.completedAt = completedAt
            self.isGone = isGone
            self.reason = reason
        }
    }

    /// A week that can be frozen now.
    package struct Step: Hashable, Sendable {
        /// The week.
        package var week: ISOWeek
        /// Whether the week after it is over, too.
        package var isLate: Bool
        /// The repositories whose data does not reach the end of the week, with the reason.
        package var missing: [RepositoryID: String]

        /// Makes a step.
        package init(week: ISOWeek, isLate: Bool, missing: [RepositoryID: String]) {
            self.week = week
            self.isLate = isLate
            self.missing = missing
        }
    }

    /// The most frozen weeks that are compared again in a run: more is seldom needed, and each reads the whole store.
    package static let checkedWeeks = 4
    /// The most weeks that are made up for in one run.
    package static let mostWeeks = 8

    /// The weeks to freeze, oldest first.
    package var steps: [Step]
    /// The first week that can't be frozen yet; nil where all of them can.
    package var waiting: ISOWeek?
    /// What the first waiting week waits for, with the reason.
    package var waitingFor: [RepositoryID: String]
    /// When it is frozen without them; nil where nothing waits.
    package var waitsUntil: Instant?
    /// How many weeks are so old that they are not made up for.
    package var skipped: Int
}

extension WeekPlan {
    /// Plans a run.
    ///
    /// A week is frozen when each repository's last complete sync ended after it, or `wait` after its end: what is missing
    /// then is named. Without a frozen week yet, the last complete one is the first.
    ///
    /// - Parameters:
    ///   - now: When the run began; what happens later in the run changes nothing.
    ///   - zone: The reporting time zone.
    ///   - lastFrozen: The newest frozen week; nil before the first.
    ///   - repositories: The repositories that are collected.
    ///   - wait: How long after its end a week waits for them.
    package init(
        now: Instant, zone: TimeZoneRules, lastFrozen: ISOWeek?, repositories: [Repository], waitSeconds wait: Int64
    ) {
        self.init(steps: [], waiting: nil, waitingFor: [:], waitsUntil: nil, skipped: 0)
        let last = ISOWeek(containing: now, in: zone).previous
        let due = lastFrozen.map { $0.weeks(until: last) } ?? 1
        guard due > 0 else { return }
        skipped = max(0, due - WeekPlan.mostWeeks)
        for distance in (0..<min(due, WeekPlan.mostWeeks)).reversed() {
            let week = last.advanced(byWeeks: -distance)
            let end = week.next.start(in: zone)
            let missing = WeekPlan.missing(repositories, until: end)
            let deadline = end.advanced(bySeconds: wait)
            guard missing.isEmpty || now >= deadline else {
                // A later week waits behind it: weeks are told in their order.
                (waiting, waitingFor, waitsUntil) = (week, missing, deadline)
                return
            }
            steps.append(Step(week: week, isLate: distance > 0, missing: missing))
        }
    }

    /// The repositories whose data does not reach an instant, with the reason; without those that are gone.
    package static func missing(_ repositories: [Repository], until end: Instant) -> [RepositoryID: String] {
        var missing: [RepositoryID: String] = [:]
        for repository in repositories where !repository.isGone {
            if let completed = repository.completedAt, completed >= end { continue }
            let since =
                repository.completedAt.map { "its last complete sync was at \($0)" } ?? "it was never synced to the end"
            missing[repository.name] = repository.reason.map { "\(since): \($0)" } ?? since
        }
        return missing
    }
}
