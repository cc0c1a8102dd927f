package import HakaruModel

/// A failure to start the demo forge.
package enum DemoError: Error, Hashable, Sendable {
    /// No port of the loopback interface could be opened.
    case cannotListen(reason: String)
}

extension DemoError: UserFacingError {
    package var summary: String {
        switch self {
        case .cannotListen(let reason): "The demo forge cannot listen on 127.0.0.1: \(reason)."
        }
    }

    package var hint: String? {
        switch self {
        case .cannotListen: "Look whether a firewall or a sandbox forbids local servers."
        }
    }

    package var exitCode: ExitCode { .failure }
}
