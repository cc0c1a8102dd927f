/// Where Hakaru's files lie for this user, by the XDG base directories.
///
/// A variable that does not hold an absolute path is ignored. Without it and without a home directory the place is nil.
package struct StandardDirectories: Hashable, Sendable {
    /// The user's configuration: `$XDG_CONFIG_HOME/hakaru`, else `~/.config/hakaru`.
    package let configuration: String?
    /// The store: `$XDG_DATA_HOME/hakaru`, else `~/.local/share/hakaru`.
    package let data: String?
    /// Locks and logs: `$XDG_STATE_HOME/hakaru`, else `~/.local/state/hakaru`.
    package let state: String?

    /// The configuration of the whole machine.
    package static let systemConfiguration = "/etc/hakaru"

    /// Reads the places from an environment.
    package init(environment: Environment) {
        func place(_ variable: String, below home: String) -> String? {
            if let path = environment[variable], path.hasPrefix("/") { return "\(path)/hakaru" }
            guard let path = environment["HOME"], path.hasPrefix("/") else { return nil }
            return "\(path)/\(home)/hakaru"
        }
        configuration = place("XDG_CONFIG_HOME", below: ".config")
        data = place("XDG_DATA_HOME", below: ".local/share")
        state = place("XDG_STATE_HOME", below: ".local/state")
    }
}
