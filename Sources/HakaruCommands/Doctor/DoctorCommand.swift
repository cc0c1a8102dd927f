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
        let (configuration, first) = configurationChecks(in: context)
        var checks = first
        do {
            let path = try Settings.storePath(storeOptions, in: context)
            checks += await StoreChecks(path: path, now: context.now()).run()
        } catch {
            checks.append(.fail("store", error))
        }
        if !offline {
            checks += await ForgeChecks(access: access, configuration: configuration, context: context).run()
        }
        try context.print(RenderedResult(checks), as: output.format)
        return checks.contains { $0.status == .fail } ? .failure : .success
    }

    /// What the files say, and whether the zone that they name is there.
    private func configurationChecks(in context: CommandContext) -> (Configuration, [DoctorCheck]) {
        let (configuration, files): (Configuration, [String])
        do {
            (configuration, files, _) = try Settings.configuration(storeOptions, in: context)
        } catch {
            let fix = "Name a file that you can read with --config, or none."
            return (Configuration(), [.fail("configuration", error, otherwise: fix)])
        }
        let found = files.isEmpty ? "no file; defaults" : files.joined(separator: ", ")
        let zone: DoctorCheck
        do {
            let rules = try ZoneDatabase(environment: context.environment).rules(
                for: configuration.timeZone, setting: "time_zone")
            zone = .ok("time zone", "\(rules.identifier), from the system's zone database")
        } catch {
            zone = .fail("time zone", error)
        }
        return (configuration, [.ok("configuration", found), zone])
    }
}
