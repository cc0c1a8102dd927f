/// Whether text is coloured: the rules that users of terminals know.
package enum ColorRule {
    /// Decides for one stream.
    ///
    /// The first that applies counts: switched off by a flag; `NO_COLOR` set; `CLICOLOR_FORCE` or `FORCE_COLOR` set to
    /// other than `0`; no terminal; `TERM` is `dumb` or not set; `CLICOLOR` is `0`. An empty variable is not set.
    ///
    /// - Parameters:
    ///   - isTerminal: Whether the stream is a terminal.
    ///   - environment: The environment.
    ///   - isSwitchedOff: Whether `--no-color` was given.
    /// - Returns: Whether text on the stream is coloured.
    package static func usesColor(isTerminal: Bool, environment: Environment, isSwitchedOff: Bool = false) -> Bool {
        if isSwitchedOff || environment["NO_COLOR"] != nil { return false }
        let forced = ["CLICOLOR_FORCE", "FORCE_COLOR"].contains { name in
            environment[name].map { $0 != "0" } ?? false
        }
        if forced { return true }
        guard isTerminal, let terminal = environment["TERM"], terminal != "dumb" else { return false }
        return environment["CLICOLOR"] != "0"
    }
}
