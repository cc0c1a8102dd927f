import ArgumentParser
import HakaruModel
import HakaruStore
import HakaruSystem

/// `hakaru export facts`, which is also `hakaru export`.
struct ExportFactsCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "facts", abstract: "Write everything that is stored as NDJSON.",
        discussion: """
            With --canonical: every stored fact, sorted, without what depends on when or how often it was fetched. Two \
            stores that know the same print the same.
            """)

    @Flag(name: .long, help: "The canonical form.")
    var canonical = false

    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard canonical else { throw ValidationError("Say which export: --canonical, or prometheus.") }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let store = try SQLiteStore(path: Settings.storePath(storeOptions, in: context), mode: .existing)
        // All lines tell one state, also while a sync writes.
        let snapshot = try await store.snapshot()
        try await snapshot.canonicalExport { [output = context.output] in try output.write($0) }
        return .success
    }
}
