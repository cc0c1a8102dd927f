import ArgumentParser
import HakaruModel

/// Whether working time is printed beside wall-clock time.
struct WorkingTimeOptions: ParsableArguments {
    @Flag(
        name: .customLong("working-time"),
        help: "Print the part in working hours, too; see working_time: in the configuration.")
    var workingTime = false

    /// The working calendar of the configuration; nil without the flag.
    func calendar(_ settings: Settings) throws -> WorkingCalendar? {
        guard workingTime else { return nil }
        guard let calendar = try settings.configuredCalendar() else {
            throw UsageError(
                summary: "--working-time: the configuration does not say when people work.",
                hint: "Write days and hours under `working_time:`; docs/configuration.md#working-time shows how.")
        }
        return calendar
    }
}
