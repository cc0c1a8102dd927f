import ArgumentParser
import HakaruModel
import HakaruReporter
import HakaruStore

/// `hakaru report deliveries`.
struct ReportDeliveriesCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "deliveries", abstract: "List what was sent where, and what became of it.",
        discussion: """
            Shows the last 8 frozen weeks and everything that has not arrived. States: pending (the next run sends it), \
            sent, failed (the receiver does not take it), unknown (it may have arrived; you decide with `hakaru report \
            resend`). Exit code 3 where something is unknown.
            """)

    @Flag(name: .long, help: "Show every week.")
    var all = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let store = try SQLiteStore(path: Settings.storePath(storeOptions, in: context), mode: .existing)
        let entries = try await store.outbox(withPayload: false)
        let weeks = Set(Set(entries.map(\.week)).sorted().suffix(8))
        let shown = entries.filter { all || $0.isOpen || weeks.contains($0.week) }
        try context.print(RenderedResult(outbox: shown), as: output.format)
        context.tell(shown)
        return shown.contains { $0.state == .unknown || $0.state == .sending } ? .incomplete : .success
    }
}
