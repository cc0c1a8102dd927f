import Glibc

/// One of the three streams that a process is started with.
package enum StandardStream: Int32, Sendable, CaseIterable {
    /// Where answers come from.
    case input = 0
    /// Where data goes.
    case output = 1
    /// Where talk goes.
    case error = 2

    /// Whether the stream is a terminal.
    package var isTerminal: Bool { isatty(rawValue) == 1 }

    /// The columns of the terminal behind the stream, else what `COLUMNS` says; nil where neither tells.
    package func width(environment: Environment) -> Int? {
        var size = winsize()
        if isTerminal, ioctl(rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
        guard let columns = environment["COLUMNS"].flatMap({ Int($0) }), columns > 0 else { return nil }
        return columns
    }
}
