/// An error that a person reads: what happened, why, and what to do next.
///
/// Each target has one error type that conforms; the command line prints ``summary`` and ``hint`` in one place and ends
/// with ``exitCode``. None of the texts holds a token, a URL with credentials or data of a row.
package protocol UserFacingError: Error, Sendable {
    /// One sentence that names the thing and the reason.
    var summary: String { get }
    /// The command or setting that helps; nil where there is none.
    var hint: String? { get }
    /// The code that the process ends with when this error ends it.
    var exitCode: ExitCode { get }
}
