import ArgumentParser
import HakaruModel
import HakaruReporter
import HakaruSystem

/// `hakaru doctor`.
struct DoctorCommand: ContextCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check configuration, zones, store, disk, lock, token and forge.",
        discussion: "Each line is ok, warn or fail, with what to do. Exit code 1 where one fails.")

    @Flag(name: .long, help: "Do not ask the forge.")
    var offline = false

    @OptionGroup var access: AccessOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var storeOptions: StoreOptions

    func run(in context: CommandContext) async throws -> HakaruModel.ExitCode {
        var checks: [DoctorCheck] = []
        var configuration = Configuration()
        do {
            let settings = try Settings.load(storeOptions, in: context)
            configuration = settings.configuration
            checks.append(
                .ok(
                    "configuration",
                    settings.files.isEmpty ? "no file; defaults" : settings.files.joined(separator: ", ")))
            checks.append(.ok("time zone", "\(settings.zone.identifier), from the system's zone database"))
        } catch let error as any UserFacingError {
            checks.append(.fail("configuration", error.summary, fix: error.hint))
        }
        let path = try Settings.storePath(storeOptions, in: context)
        checks += await StoreChecks(path: path, now: context.now()).run()
        if !offline {
            checks += await ForgeChecks(access: access, configuration: configuration, context: context).run()
        }
        try context.print(RenderedResult(checks), as: output.format)
        return checks.contains { $0.status == .fail } ? .failure : .success
    }
}
