import HakaruModel

/// A command line that cannot be carried out as it was given.
struct UsageError: UserFacingError, Hashable {
    /// What is wrong with it.
    let summary: String
    /// What to write instead.
    let hint: String?

    var exitCode: ExitCode { .usage }
}
