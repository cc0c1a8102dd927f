package import HakaruModel

/// A "no" from the machine: files, zones, locks, streams, processes.
package enum SystemError: Error, Hashable, Sendable {
    /// A file that the user named cannot be read.
    case unreadable(path: String, reason: String)
    /// A file that the user named is larger than what is read.
    case tooLarge(path: String, limitInBytes: Int)
    /// A file or directory cannot be written.
    case unwritable(path: String, reason: String)
    /// Standard output cannot be written; a reader that has gone is no error.
    case outputFailed(reason: String)
    /// The value of a setting is not the name of a zone that this machine knows.
    case unknownZone(name: String, setting: String)
    /// The machine has no zone database where one is looked for.
    case noZoneDatabase(setting: String, directories: [String])
    /// The file of a zone does not hold one.
    case malformedZone(setting: String, problem: ModelError)
    /// Another process holds a lock; who, where it has said so.
    case locked(path: String, holder: FileLock.Holder?)
    /// The text of a command cannot be split into words without a shell.
    case malformedCommand(reason: String)
    /// No such program on the `PATH`, or it cannot be started.
    case commandNotStarted(program: String, reason: String)
    /// A program ran longer than it may, and was stopped.
    case commandTimedOut(program: String, limitInSeconds: Int)
    /// A program wrote more than is read.
    case commandOutputTooLong(program: String, limitInBytes: Int)
    /// Signals cannot be listened for.
    case signalsFailed(reason: String)
    /// The task was cancelled while it waited.
    case cancelled
}

extension SystemError: UserFacingError {
    package var summary: String {
        switch self {
        case .unreadable(let path, let reason): "Cannot read \(path): \(reason)."
        case .tooLarge(let path, let limit): "Cannot read \(path): it has more than \(limit) bytes."
        case .unwritable(let path, let reason): "Cannot write \(path): \(reason)."
        case .outputFailed(let reason): "Cannot write the output: \(reason)."
        case .unknownZone(let name, let setting): "\(setting): there is no time zone \"\(name)\"."
        case .noZoneDatabase(let setting, let directories):
            "\(setting): this machine has no time zones in \(directories.joined(separator: ", "))."
        case .malformedZone(let setting, let problem): "\(setting): \(problem.summary)"
        case .locked(let path, let holder):
            if let holder {
                "Another run holds \(path): process \(holder.processID), since \(holder.startedAt)."
            } else {
                "Another run holds \(path)."
            }
        case .malformedCommand(let reason): "The command cannot be run: \(reason)."
        case .commandNotStarted(let program, let reason): "Cannot start \(program): \(reason)."
        case .commandTimedOut(let program, let limit): "\(program) did not end within \(limit) s and was stopped."
        case .commandOutputTooLong(let program, let limit): "\(program) wrote more than \(limit) bytes."
        case .signalsFailed(let reason): "Cannot listen for signals: \(reason)."
        case .cancelled: "Stopped while waiting."
        }
    }

    package var hint: String? {
        switch self {
        case .unknownZone: "Use an IANA name such as Asia/Tokyo or UTC."
        case .noZoneDatabase: "Install the zone database (Debian: tzdata), or name its directory in TZDIR."
        case .malformedZone(_, let problem): problem.hint
        case .locked: "Wait until it has ended, or give --lock-wait more time."
        case .malformedCommand: "Give the program and its arguments; there is no shell, quotes work as in one."
        default: nil
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .unreadable, .tooLarge, .malformedCommand: .malformedInput
        case .locked: .locked
        case .cancelled: .interrupted
        default: .failure
        }
    }
}
