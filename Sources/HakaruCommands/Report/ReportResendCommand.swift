import ArgumentParser
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// `hakaru report resend`.
struct ReportResendCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "resend", abstract: "Decide about a message that failed or may have arrived.",
        discussion: """
            Sends the stored message again, the same bytes. With --mark-sent it sends nothing and notes that the message \
            has arrived. A message that was sent is only sent again with --force.
            """)

    @Option(name: .long, help: ArgumentHelp("The ISO week, such as 2026-W47.", valueName: "week"))
    var week: String

    @Option(name: .long, help: ArgumentHelp("The channel, as `report deliveries` names it.", valueName: "name"))
    var channel: String

    @Flag(name: .customLong("mark-sent"), help: "It has arrived: send nothing.")
    var markSent = false

    @Flag(name: .long, help: "Send it again although it was sent.")
    var force = false

    @Option(
        name: .customLong("lock-wait"), help: ArgumentHelp("How long to wait for another run.", valueName: "duration"))
    var lockWait = DurationArgument(seconds: 60)

    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let settings = try Settings.load(storeOptions, in: context)
        let chosen = try PeriodReader.week(week)
        guard FileInfo(at: settings.storePath) != nil else { throw StoreError.missing(path: settings.storePath) }
        let lock = try await DeliveryLock.acquire(
            settings.storePath, wait: lockWait.duration, isQuiet: storeOptions.quiet, in: context)
        defer { withExtendedLifetime(lock) {} }
        let store = try SQLiteStore(path: settings.storePath, mode: .create)
        let entries = try await store.outbox(withPayload: true)
        guard let entry = entries.first(where: { $0.week == chosen && $0.channel == channel }) else {
            throw unknownMessage(entries)
        }
        var next = entry
        next.changedAt = context.now()
        next.notBefore = nil
        if markSent {
            next.state = .sent
            next.reason = nil
            _ = try await store.update(next, from: entry.state)
        } else {
            guard entry.state != .sent || force else {
                throw UsageError(
                    summary: "The message of \(week) to \(channel) was sent at \(entry.changedAt).",
                    hint: "Give --force to send it again.")
            }
            guard entry.payload != nil else {
                throw UsageError(
                    summary: "The message of \(week) to \(channel) was sent long ago, and its text is no longer kept.",
                    hint: "Write the page with `hakaru report weekly --week \(week)`.")
            }
            let set = try await ChannelSet.make(settings, access: access, in: context)
            next.state = .pending
            _ = try await store.update(next, from: entry.state)
            let dispatcher = Dispatcher(
                store: store, outbox: try await store.outboxName(), channels: set.channels, now: context.now,
                sleep: context.sleep)
            let name = channel
            _ = try await dispatcher.run { $0.week == chosen && $0.channel == name }
            await set.shutdown()
        }
        let shown = try await store.outbox(withPayload: false).filter { $0.week == chosen && $0.channel == channel }
        try store.close()
        try context.print(RenderedResult(outbox: shown), as: output.format)
        context.tell(shown)
        return shown.contains(where: \.isOpen) ? .incomplete : .success
    }

    private func unknownMessage(_ entries: [OutboxEntry]) -> UsageError {
        let channels = Set(entries.filter { $0.week.description == week }.map(\.channel)).sorted()
        let hint =
            channels.isEmpty
            ? "No message of \(week) was ever made; `hakaru report deliveries` lists what there is."
            : "That week went to \(channels.joined(separator: ", "))."
        return UsageError(summary: "There is no message of \(week) to '\(channel)'.", hint: hint)
    }
}
