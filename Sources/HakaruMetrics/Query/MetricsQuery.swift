package import HakaruModel

/// What a report is asked for: a period, filters and how to group (`design.md`, common filters).
///
/// Within one filter any entry may match, and all filters must.
package struct MetricsQuery: Hashable, Sendable {
    /// Whose own figures may be shown (`definitions.md` §10).
    package enum People: Hashable, Sendable {
        /// Nobody's but the asking person's; nil where that person is not known.
        case hidden(me: PersonID?)
        /// Everybody's, since the configuration says `people: visible`.
        case visible
    }

    /// The events that count.
    package var period: Period
    /// What the rows stand for, the outermost first; empty for the total alone.
    package var grouping: [GroupingKey]
    /// The repositories that are asked about: they define what is *collected*; empty for all of the table.
    package var repositories: [RepositoryID]
    /// The teams by name.
    package var teams: [String]
    /// The authors.
    package var authors: [PersonID]
    /// The base branches.
    package var bases: [BranchPattern]
    /// The labels.
    package var labels: [String]
    /// Whether pull requests by bots count like those of people.
    package var includesBots: Bool
    /// The reporting time zone.
    package var zone: TimeZoneRules
    /// The people and teams.
    package var organization: Organization
    /// Whose own figures may be shown.
    package var people: People

    /// Makes a query; the defaults ask for the total of everything in UTC.
    package init(
        period: Period, grouping: [GroupingKey] = [], repositories: [RepositoryID] = [], teams: [String] = [],
        authors: [PersonID] = [], bases: [BranchPattern] = [], labels: [String] = [], includesBots: Bool = false,
        zone: TimeZoneRules = .utc, organization: Organization = .none, people: People = .hidden(me: nil)
    ) {
        self.period = period
        self.grouping = grouping
        self.repositories = repositories
        self.teams = teams
        self.authors = authors
        self.bases = bases
        self.labels = labels
        self.includesBots = includesBots
        self.zone = zone
        self.organization = organization
        self.people = people
    }
}
