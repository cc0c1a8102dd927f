import ArgumentParser
import HakaruDemo
import HakaruModel
import HakaruStore
import HakaruSystem

/// `hakaru demo generate`, which `--help` does not show: a store of any size for measurements.
struct DemoGenerateCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Write made-up pull requests straight into a store, for measurements.",
        discussion: """
            The same number, seed and end give the same store. The facts that queries start from are not derived yet: \
            the first query does that.
            """,
        shouldDisplay: false)

    @Argument(help: ArgumentHelp("How many pull requests, 1 to 10,000,000.", valueName: "count"))
    var count: Int

    @Option(name: .long, help: ArgumentHelp("When the story ends; default: now.", valueName: "instant"))
    var end: String?

    @OptionGroup var seedOptions: DemoSeedOptions
    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard (1...10_000_000).contains(count) else {
            throw ValidationError("A store can be generated with 1 to 10,000,000 pull requests, not \(count).")
        }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let end = try end.map { text throws(UsageError) in
            try PeriodReader(zone: .utc, now: context.now()).instant(text, flag: "--end")
        }
        let path = try DemoStorePath.fresh(storeOptions, in: context)
        let signals = try StopSignal.received()
        let (outcome, signal) = await StopSignal.cancelling(on: signals) {
            try await generate(into: path, end: end ?? context.now(), in: context)
        }
        try outcome.get()
        return signal?.exitCode ?? .success
    }

    private func generate(into path: String, end: Instant, in context: CommandContext) async throws {
        let (team, counts) = DemoTeam.sized(for: count, end: end, seed: seedOptions.seed)
        let store = try SQLiteStore(path: path, mode: .create)
        for (index, repository) in team.repositoryValues.enumerated() {
            let stored = try await store.save(repository, on: DemoGenerateCommand.host)
            let share = count / counts.count + (index < count % counts.count ? 1 : 0)
            // The oldest ones are left out, so that the story reaches its end.
            var surplus = counts[index] - share
            for piece in team.pullRequests(ofRepositoryAt: index, inPiecesOf: 5_000) {
                try Task.checkCancellation()
                let skipped = min(surplus, piece.count)
                surplus -= skipped
                try await store.save(Array(piece.dropFirst(skipped)), and: SyncState(), of: stored.key)
            }
            try await store.save([], and: SyncState(watermark: end, completedAt: end), of: stored.key)
            if !storeOptions.quiet { context.say("\(repository.id): \(share) pull requests") }
        }
        try store.close()
        if !storeOptions.quiet { context.say("The store is \(path).") }
    }

    /// No forge has this name (RFC 2606).
    private static let host = "demo.invalid"
}

/// What chance is drawn from, the same flag on `hakaru demo` and below it.
struct DemoSeedOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Another team: the same seed gives the same one.", valueName: "n"))
    var seed: UInt64 = 1
}
