package import HakaruModel

/// A made-up team whose pull requests the demo forge serves: how large, how busy, until when.
///
/// The same values give the same bytes, everywhere. The team works in Asia/Tokyo, one colleague in São Paulo; it merges
/// into `develop`, promotes `develop` to `main` each week, and gets faster over its last year.
package struct DemoTeam: Hashable, Sendable {
    /// What all chance is drawn from.
    package var seed: UInt64
    /// The end of the story, exclusive; what would happen later has not happened.
    package var end: Instant
    /// How long the story is, in years of 52 weeks; at least 1.
    package var years: Int
    /// How many people work in the team; at least 2.
    package var people: Int
    /// How many pull requests people open in a usual week at the end, in all repositories together; at least 1.
    package var pullRequestsPerWeek: Int
    /// The repositories that they work in; at least one, all of one owner.
    package var repositories: [RepositoryID]

    /// Describes a team; the defaults are the demo's: ten people, two repositories, one year.
    package init(
        end: Instant, seed: UInt64 = 1, years: Int = 1, people: Int = 10, pullRequestsPerWeek: Int = 32,
        repositories: [RepositoryID] = DemoTeam.defaultRepositories
    ) {
        self.seed = seed
        self.end = end
        self.years = years
        self.people = people
        self.pullRequestsPerWeek = pullRequestsPerWeek
        self.repositories = repositories
    }

    /// The demo's own repositories, `acme/api` and `acme/web`.
    package static let defaultRepositories = ["acme/api", "acme/web"].compactMap { RepositoryID($0) }
}
