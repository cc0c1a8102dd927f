import ArgumentParser

/// Flags of every command that talks to a forge.
struct AccessOptions: ParsableArguments {
    @Option(
        name: .customLong("api-url"),
        help: ArgumentHelp(
            "The base URL of the forge's API.",
            discussion: "https://HOST/api/v3 for GitHub Enterprise Server; http only to this machine. "
                + "Default: $HAKARU_GITHUB_API_URL, else github.com.", valueName: "url"))
    var apiURL: String?

    @Option(
        name: .customLong("token-file"),
        help: ArgumentHelp(
            "A file, readable by you alone, that holds the token.",
            discussion:
                "Else the configuration's token_command, $HAKARU_GITHUB_TOKEN, and for github.com $GH_TOKEN, $GITHUB_TOKEN.",
            valueName: "path"), completion: .file())
    var tokenFile: String?
}
