package import HakaruModel

extension DemoTeam {
    /// A team whose story has at least so many pull requests in each of its repositories, as few more as chance allows.
    ///
    /// Measurements need stores of a given size. Five repositories of a hundred thousand are as many as one of half a
    /// million in all but the number of groups, so the number of repositories and people grows with the size too.
    ///
    /// - Parameters:
    ///   - count: How many pull requests all repositories together have at least; at least 1.
    ///   - end: The end of the story, exclusive.
    ///   - seed: What all chance is drawn from.
    /// - Returns: The team and how many pull requests each of its repositories has.
    /// - Complexity: O(count): the story is told once or twice, and nothing of it is kept.
    package static func sized(for count: Int, end: Instant, seed: UInt64) -> (team: DemoTeam, counts: [Int]) {
        let repositoryCount = min(20, max(1, count / 5_000))
        let repositories = (1...repositoryCount).compactMap { RepositoryID("acme/service-\($0)") }
        let share = (count + repositoryCount - 1) / repositoryCount
        // What people open in a week is half of the rate at first, nine tenths of it at the end, less in holidays.
        let perWeek = Double(count) / Double(DemoTeam.sizedYears * 52) / 0.58
        var team = DemoTeam(
            end: end, seed: seed, years: DemoTeam.sizedYears, people: min(60, max(12, count / 2_000)),
            pullRequestsPerWeek: max(1, Int(perWeek)), repositories: repositories)
        while true {
            let counts = team.repositories.indices.map { index in
                team.pullRequests(ofRepositoryAt: index).reduce(0) { $0 + $1.count }
            }
            guard let fewest = counts.min(), fewest < share else { return (team, counts) }
            let growth = Double(share) / Double(max(1, fewest))
            team.pullRequestsPerWeek = Int(Double(team.pullRequestsPerWeek) * growth * 1.05) + 1
        }
    }

    private static let sizedYears = 2
}
