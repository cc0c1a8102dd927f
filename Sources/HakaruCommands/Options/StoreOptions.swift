import ArgumentParser

/// Flags that every command that reads or writes the store has.
struct StoreOptions: ParsableArguments {
    @Option(
        name: .long,
        help: ArgumentHelp(
            "The store to use.",
            discussion: "Default: $HAKARU_STORE, else $XDG_DATA_HOME/hakaru/hakaru.db.", valueName: "path"),
        completion: .file())
    var store: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The configuration to use, alone.",
            discussion:
                "Default: $HAKARU_CONFIG, else the nearest hakaru.yml, the user's and the system's, in this order.",
            valueName: "path"),
        completion: .file(extensions: ["yml", "yaml"]))
    var config: String?

    @Flag(name: .shortAndLong, help: "No progress and no notes on standard error; errors still are.")
    var quiet = false

    @Flag(name: .shortAndLong, help: "More about what is done on standard error.")
    var verbose = false
}
