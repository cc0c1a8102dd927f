package import HakaruModel

/// A channel that can't be used as it is configured; nothing was sent.
package enum DeliveryError: Error, Hashable, Sendable {
    /// The template of a report file leads out of the directory that it belongs to, or names no file.
    case misplacedFile(template: String, reason: String)
}

extension DeliveryError: UserFacingError {
    package var summary: String {
        switch self {
        case .misplacedFile(let template, let reason): "The report file '\(template)' can't be used: \(reason)."
        }
    }

    package var hint: String? {
        "Write it as reports/{week}.md; it ends in .md, .html, .json or .txt, and lies below the configuration file."
    }

    package var exitCode: ExitCode { .malformedInput }
}
