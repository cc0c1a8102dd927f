import Testing

@testable import HakaruMetrics

/// A smaller run of what `docs/metrics.md` reports for 1,000 teams.
@Suite struct `Simulated teams` {
    @Test func `that do not change are left in peace`() {
        let outcome = TrendSimulation(teams: 60, seed: 9).unchanged()
        #expect(outcome.teams == 60)
        // 3 are expected at the most; more than 8 would come about three times in a thousand such runs.
        #expect(outcome.claiming <= 8)
    }

    @Test func `that became twice as fast are found`() {
        let outcome = TrendSimulation(teams: 12, seed: 9).halved(sigma: 1.2)
        #expect(outcome.fasterFound >= 11)
    }

    @Test func `are the same on every run`() {
        #expect(TrendSimulation(teams: 3, seed: 1).unchanged() == TrendSimulation(teams: 3, seed: 1).unchanged())
    }

    @Test func `are as busy and as uneven as they are told to be`() {
        var generator = SeededGenerator(seed: 4)
        let setting = SimulatedTeam.Setting(pullRequestsPerWeek: 40, sigma: 1, dispersion: 3)
        let counts = (0..<60).flatMap { _ in SimulatedTeam(setting, generator: &generator).weeks.map(\.count) }
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        let variance = counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / Double(counts.count)
        #expect(abs(mean - 40) < 1)
        #expect(abs(variance / mean - 3) < 0.3)
    }
}
