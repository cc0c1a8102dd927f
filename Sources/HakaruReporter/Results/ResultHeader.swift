package import HakaruModel

/// What every result with numbers says about itself.
package struct ResultHeader: Hashable, Sendable {
    /// The name of the reporting time zone.
    package var timeZone: String
    /// The instant that hides all later events.
    package var asOf: Instant
    /// The events that count; nil where the result has no period.
    package var period: Period?
    /// The repositories whose data is not complete, each with its reason; the numbers are computed over what is there.
    package var incomplete: [Incomplete]

    /// A repository with data missing.
    package struct Incomplete: Hashable, Sendable {
        /// The repository.
        package var repository: RepositoryID
        /// Why, as the end of a sentence.
        package var reason: String

        /// Makes an entry.
        package init(repository: RepositoryID, reason: String) {
            self.repository = repository
            self.reason = reason
        }
    }

    /// Makes a header.
    package init(timeZone: String, asOf: Instant, period: Period? = nil, incomplete: [Incomplete] = []) {
        self.timeZone = timeZone
        self.asOf = asOf
        self.period = period
        self.incomplete = incomplete
    }

    /// The members that stand at the beginning of a JSON result.
    ///
    /// - Parameter schema: The name of the result, without `hakaru.` and version, such as `lead_time`.
    /// - Returns: The members, the schema first.
    func members(schema: String) -> [JSONValue.Member] {
        var members: [JSONValue.Member] = [
            .init("schema", .string("hakaru.\(schema)/1")),
            .init("definitions_version", .integer(Definitions.version)),
            .init("time_zone", .string(timeZone)),
            .init("as_of", .string(asOf.description)),
        ]
        if let period {
            members.append(.init("since", .string(period.start.description)))
            members.append(.init("until", .string(period.end.description)))
        }
        members.append(
            .init(
                "incomplete",
                .array(
                    incomplete.map {
                        ["repository": .string($0.repository.description), "reason": .string($0.reason)]
                    })))
        return members
    }

    /// The lines under a table that say what is missing.
    var notes: [String] {
        incomplete.map { "incomplete: \($0.repository): \($0.reason)" }
    }
}
