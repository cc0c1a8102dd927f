import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// `hakaru report weekly --deliver`: freezes one week from what is stored, and sends it.
struct ReportDelivery {
    /// The week; nil for the last complete one.
    let week: ISOWeek?
    /// Whether only to say what would go where.
    let isDryRun: Bool
    /// The language of the messages; nil for the configuration's.
    let language: Language?
    /// How the forge is reached.
    let access: AccessOptions
    /// Where the store and the configuration lie.
    let options: StoreOptions

    /// Delivers the week and prints what became of it.
    func run(in context: CommandContext) async throws -> ExitCode {
        let settings = try Settings.load(options, in: context)
        guard !settings.configuration.report.targets.isEmpty else {
            throw UsageError(
                summary: "There is no place to deliver to: the configuration has no `report.deliver`.",
                hint:
                    "Write report: {deliver: [{file: 'reports/{week}.md'}]} into it; docs/delivery.md has all channels."
            )
        }
        let last = ISOWeek(containing: context.now(), in: settings.zone).previous
        let chosen = week ?? last
        guard chosen <= last else {
            throw UsageError(
                summary: "\(chosen) is not over: its numbers would still change.",
                hint: "Deliver \(last), or print it with `hakaru report weekly --week \(chosen)`.")
        }
        let set = try await ChannelSet.make(settings, access: access, in: context)
        let planner = DeliveryPlanner(
            settings: settings, options: options, channels: set.channels,
            language: language ?? settings.configuration.language)
        if isDryRun {
            try context.print(RenderedResult(plan: try await planner.plan(week: chosen, in: context)), as: .table)
            await set.shutdown()
            return .success
        }
        guard FileInfo(at: settings.storePath) != nil else { throw StoreError.missing(path: settings.storePath) }
        let lock = try await DeliveryLock.acquire(
            settings.storePath, wait: .seconds(60), isQuiet: options.quiet, in: context)
        defer { withExtendedLifetime(lock) {} }
        let store = try SQLiteStore(path: settings.storePath, mode: .create)
        try await planner.enqueue(chosen, store, in: context)
        let dispatcher = Dispatcher(
            store: store, outbox: try await store.outboxName(), channels: set.channels, now: context.now,
            sleep: context.sleep)
        let entries = try await dispatcher.run { $0.week == chosen }.filter { $0.week == chosen }
        await set.shutdown()
        try store.close()
        try context.print(RenderedResult(outbox: entries), as: .table)
        context.tell(entries)
        return entries.contains(where: \.isOpen) ? .incomplete : .success
    }
}
