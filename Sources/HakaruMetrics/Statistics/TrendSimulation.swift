/// Shows that trends keep their promise: made-up teams in which nothing changes, and teams that became twice as fast.
///
/// Stage times are log-normal, weekly numbers negative-binomial. A summary of a team has 14 comparisons: for both spans
/// the weekly number, size, lead time and its four stages.
package struct TrendSimulation: Sendable {
    /// What came out for a number of teams.
    package struct Outcome: Hashable, Sendable {
        /// How many summaries were made, one for each team.
        package let teams: Int
        /// How many of them claim anything at all.
        package let claiming: Int
        /// How many say that the lead time of the last 4 weeks is clearly lower.
        package let fasterFound: Int
    }

    /// How many teams to make up.
    package let teams: Int
    /// Where chance begins.
    package let seed: UInt64

    /// Prepares a simulation; 1,000 teams of each kind take half a minute in a release build.
    package init(teams: Int = 1_000, seed: UInt64 = Trend.usualSeed) {
        self.teams = teams
        self.seed = seed
    }

    /// How teams may work: every combination of size, spread and overdispersion.
    private static let settings: [SimulatedTeam.Setting] = [2, 5, 10, 20, 50].flatMap { perWeek in
        [0.8, 1.2, 1.6, 2].flatMap { sigma in
            [1, 1.5, 2.5, 4].map { dispersion in
                SimulatedTeam.Setting(pullRequestsPerWeek: perWeek, sigma: sigma, dispersion: dispersion)
            }
        }
    }

    /// How many of a number of unchanged teams may get a claim: the 99 % bound of 5 %, 66 of 1,000.
    ///
    /// By the normal approximation: the mean and 2.326 standard deviations.
    package static func allowedClaims(of teams: Int) -> Int {
        let mean = Double(teams) * 0.05
        return Int(mean + 2.326 * (mean * 0.95).squareRoot())
    }

    /// Teams of all kinds in which nothing changes: every claim is false.
    package func unchanged() -> Outcome {
        outcome { Self.settings[$0 % Self.settings.count] }
    }

    /// Teams with 20 pull requests a week whose times halved 4 weeks ago.
    ///
    /// - Parameter sigma: The standard deviation of the logarithm of their stage times.
    /// - Returns: How many were found.
    package func halved(sigma: Double) -> Outcome {
        outcome { index in
            let dispersion = Self.settings[index % Self.settings.count].dispersion
            return SimulatedTeam.Setting(
                pullRequestsPerWeek: 20, sigma: sigma, dispersion: dispersion, factor: 0.5, changedWeeks: 4)
        }
    }

    private func outcome(_ setting: (Int) -> SimulatedTeam.Setting) -> Outcome {
        var claiming = 0
        var fasterFound = 0
        for index in 0..<teams {
            var generator = SeededGenerator(seed: seed &+ UInt64(index))
            let team = SimulatedTeam(setting(index), generator: &generator)
            let trends = Trend.judge(team.samples, seed: seed)
            if trends.contains(where: \.isClaim) { claiming += 1 }
            if trends[SimulatedTeam.leadTimeIndex].verdict == .clearlyLower { fasterFound += 1 }
        }
        return Outcome(teams: teams, claiming: claiming, fasterFound: fasterFound)
    }
}

extension TrendSimulation: CustomStringConvertible {
    /// Runs all of it and tells what came out, a line each; the same text on every run.
    package var description: String {
        let nothing = unchanged()
        // 50 of 1,000 are expected at the most; 66 is what chance exceeds once in a hundred such simulations.
        let head =
            "\(nothing.claiming) of \(nothing.teams) summaries of unchanged teams claim a change (66 of 1,000 allowed)"
        let rest = [0.8, 1.2, 1.6, 2].map { sigma in
            let found = halved(sigma: sigma)
            return "\(found.fasterFound) of \(found.teams) halved lead times are found at sigma \(sigma)"
        }
        return ([head] + rest).joined(separator: "\n")
    }
}
