import ArgumentParser
import HakaruMetrics
import HakaruModel
import HakaruSystem

/// `hakaru simulate`: for those who work on Hakaru, so it is not shown.
struct SimulateCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Judge made-up teams, and count what their summaries claim.",
        discussion: """
            Teams of many kinds in which nothing changes, and teams whose lead time halved, from a fixed seed. Ends \
            with 2 where more unchanged teams get a claim than the 99 % bound of 5 % allows: 66 of 1,000.
            """,
        shouldDisplay: false)

    @Option(name: .long, help: "How many teams of each kind to make up.")
    var teams = 1_000

    func validate() throws {
        guard (1...10_000).contains(teams) else { throw ValidationError("--teams: from 1 to 10000.") }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let simulation = TrendSimulation(teams: teams)
        let unchanged = simulation.unchanged()
        let allowed = TrendSimulation.allowedClaims(of: teams)
        try context.output.write(
            "\(unchanged.claiming) of \(teams) summaries of unchanged teams claim a change (\(allowed) allowed)\n")
        for sigma in [0.8, 1.2, 1.6, 2] {
            let found = simulation.halved(sigma: sigma).fasterFound
            try context.output.write(
                "\(found) of \(teams) halved lead times are found at 20 a week and sigma \(sigma): power \(found * 100 / teams) %\n"
            )
        }
        return unchanged.claiming <= allowed ? .success : .notMet
    }
}
