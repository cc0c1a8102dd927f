extension TimeZoneRules {
    /// The local date at an instant.
    package func civilDate(at instant: Instant) -> CivilDate {
        CivilDate(daysSinceEpoch: localSeconds(at: instant).flooredQuotient(dividingBy: 86_400))
    }

    /// The local date and time at an instant.
    package func civilDateTime(at instant: Instant) -> CivilDateTime {
        CivilDateTime(secondsSinceEpoch: localSeconds(at: instant))
    }

    /// The first instant at which a local clock shows this date and time, or a later one.
    ///
    /// Where clocks are set back, a time that is shown twice means the first of the two. Where they are set forward, a
    /// time that is never shown means the instant of the change. A later date and time never gives an earlier instant.
    package func firstInstant(of dateTime: CivilDateTime) -> Instant {
        firstInstant(ofLocalSeconds: dateTime.date.daysSinceEpoch * 86_400 + Int64(dateTime.secondOfDay))
    }

    /// The first instant of a local date; a date that the zone skipped begins, and ends, where the next one begins.
    ///
    /// Where clocks are set back over midnight, the date begins when midnight is first reached: the time that is shown
    /// again before the second midnight is part of it. Days so follow one another without gaps or overlaps.
    package func startOfDay(_ date: CivilDate) -> Instant {
        firstInstant(ofLocalSeconds: date.daysSinceEpoch * 86_400)
    }

    /// Seconds since 1970-01-01 00:00 on a local clock.
    func localSeconds(at instant: Instant) -> Int64 {
        instant.secondsSinceEpoch + span(at: instant.secondsSinceEpoch).offset
    }

    private func firstInstant(ofLocalSeconds local: Int64) -> Instant {
        // Before this no clock of the zone can show the time, since no offset is larger.
        var position = local - Self.largestOffset
        while true {
            let span = span(at: position)
            let candidate = max(position, local - span.offset)
            if candidate < span.end { return Instant(secondsSinceEpoch: candidate) }
            position = span.end
        }
    }
}
