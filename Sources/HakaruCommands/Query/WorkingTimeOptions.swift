import ArgumentParser
import HakaruModel
import HakaruSystem

/// Whether working time is printed beside wall-clock time.
struct WorkingTimeOptions: ParsableArguments {
    @Flag(
        name: .customLong("working-time"),
        help: "Print the part in working hours, too; see working_time: in the configuration.")
    var workingTime = false

    private static let sizeLimit = 1 << 20

    /// The working calendar of the configuration; nil without the flag.
    func calendar(_ settings: Settings, in context: CommandContext) throws -> WorkingCalendar? {
        guard workingTime else { return nil }
        guard let working = settings.configuration.workingTime else {
            throw UsageError(
                summary: "--working-time: the configuration does not say when people work.",
                hint: "Write days and hours under `working_time:`; docs/configuration.md#working-time shows how.")
        }
        let holidays: PublicHolidays? =
            switch working.publicHolidays {
            case .none: nil
            case .japan: .japan
            case .file(let path):
                try PublicHolidays(
                    csv: FileSystem.read(
                        Settings.absolute(path, in: context), limitInBytes: WorkingTimeOptions.sizeLimit),
                    source: path)
            }
        return working.calendar(in: settings.zone, publicHolidays: holidays)
    }
}
