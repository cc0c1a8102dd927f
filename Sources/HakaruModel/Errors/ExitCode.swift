/// What the process says to its caller when it ends; the one table of exit codes.
///
/// A code that is not in this table is a failure. Where several apply, ``authentication`` comes before ``unavailable``,
/// and that before ``incomplete``.
package enum ExitCode: Int32, Sendable, CaseIterable {
    /// Done, all of it.
    case success = 0
    /// Failed; the reason stands on standard error.
    case failure = 1
    /// Measured, and the answer is no: a gate or a goal that is not met.
    case notMet = 2
    /// Part of the work was not done: a repository not synced, a gate that cannot tell.
    case incomplete = 3
    /// The forge asks for another token or permission.
    case authentication = 4
    /// The forge cannot be reached, or its limit was not reset in time; what was fetched is saved.
    case unavailable = 5
    /// There is no store yet.
    case noStore = 10
    /// Another run holds the store.
    case locked = 11
    /// The store was written by a newer version.
    case newerStore = 12
    /// The command line is wrong.
    case usage = 64
    /// A file that the user gave is unreadable or malformed: configuration, coverage report.
    case malformedInput = 65
    /// Stopped by the user (SIGINT); the last complete page is kept.
    case interrupted = 130
    /// Stopped by the system (SIGTERM); the last complete page is kept.
    case terminated = 143
}
