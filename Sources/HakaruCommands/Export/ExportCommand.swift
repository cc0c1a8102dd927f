import ArgumentParser
import HakaruModel
import HakaruStore
import HakaruSystem

/// `hakaru export`.
struct ExportCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write everything that is stored as NDJSON.",
        discussion: """
            With --canonical: every stored fact, sorted, without what depends on when or how often it was fetched. Two \
            stores that know the same print the same.
            """)

    @Flag(name: .long, help: "The canonical form.")
    var canonical = false

    @OptionGroup var storeOptions: StoreOptions

    func validate() throws {
        guard canonical else { throw ValidationError("Say which export: --canonical.") }
    }

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        let store = try SQLiteStore(path: Settings.storePath(storeOptions, in: context), mode: .existing)
        try await store.canonicalExport { [output = context.output] in try output.write($0) }
        return .success
    }
}
