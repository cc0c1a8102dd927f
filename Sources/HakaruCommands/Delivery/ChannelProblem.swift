import HakaruModel

/// A channel that a report is to go to and that can't be used as it is described.
struct ChannelProblem: UserFacingError, Hashable {
    /// What is wrong; never a value, since any may be secret.
    let summary: String
    /// What to write, and where.
    let hint: String?

    var exitCode: ExitCode { .malformedInput }

    /// Something that a channel needs is not said.
    static func missing(_ key: String, of name: String) -> ChannelProblem {
        ChannelProblem(
            summary: "The channel '\(name)' has no \(key).",
            hint: "Set \(ChannelDefinition.variable(name, key)), or channels.\(name).\(key) in your own hakaru.yml.")
    }

    /// Something is said in a form that it doesn't have.
    static func malformed(_ key: String, of name: String, _ reason: String) -> ChannelProblem {
        ChannelProblem(
            summary: "The \(key) of the channel '\(name)' can't be used: \(reason)",
            hint:
                "Look at \(ChannelDefinition.variable(name, key)), or at channels.\(name).\(key) in your own hakaru.yml."
        )
    }
}
