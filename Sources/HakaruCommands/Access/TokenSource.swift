import HakaruFetcher
import HakaruModel
import HakaruSystem
import HakaruTransfer

/// Where a token comes from; never from an argument, so that `ps` cannot show it.
struct TokenSource {
    /// The token; nil where none was given.
    let token: Secret?
    /// The GitHub App that asks; nil where a token or nobody does.
    var app: AppCredentials?
    /// What it was taken from, for `doctor`.
    let origin: String

    /// The most bytes that a file or a command may give.
    static let sizeLimit = 16_384

    /// Finds who asks: `--token-file`, a GitHub App of the environment or the user's file, `token_command`,
    /// `HAKARU_GITHUB_TOKEN`, then the tokens that are for github.com alone.
    static func find(
        tokenFile: String?, configuration: Configuration, address: ForgeAddress, in context: CommandContext
    ) async throws -> TokenSource {
        if let tokenFile {
            let path = Settings.absolute(tokenFile, in: context)
            if let info = FileInfo(at: path), info.isOpenToOthers {
                throw UsageError(
                    summary: "The token file \(tokenFile) can be read by others.", hint: "Run chmod 600 \(tokenFile).")
            }
            return TokenSource(
                token: try secret(FileSystem.read(path, limitInBytes: sizeLimit), from: tokenFile),
                origin: "--token-file")
        }
        if let source = try AppSource.find(configuration: configuration, address: address, in: context) {
            return source
        }
        if let command = configuration.tokenCommand, let program = command.first {
            return TokenSource(
                token: try await output(of: Command(program, Array(command.dropFirst())), in: context),
                origin: "token_command")
        }
        if let text = context.environment["HAKARU_GITHUB_TOKEN"] {
            return TokenSource(token: Secret(text), origin: "HAKARU_GITHUB_TOKEN")
        }
        if address.acceptsGitHubTokens(context.environment) {
            for name in ["GH_TOKEN", "GITHUB_TOKEN"] {
                if let text = context.environment[name] { return TokenSource(token: Secret(text), origin: name) }
            }
        }
        return TokenSource(token: nil, origin: "none")
    }

    private static func output(of command: Command, in context: CommandContext) async throws -> Secret {
        let runner = CommandRunner(environment: context.environment)
        let result = try await runner.run(command, timeLimit: .seconds(30), outputLimitInBytes: sizeLimit)
        guard result.isSuccess else {
            throw UsageError(
                summary: "token_command failed: \(command.program) did not end well.",
                hint: "Run it by hand; it must print the token and nothing else.")
        }
        return try secret(result.output, from: "token_command")
    }

    private static func secret(_ bytes: [UInt8], from origin: String) throws -> Secret {
        let words = bytes.split { $0 == 0x20 || ($0 >= 0x09 && $0 <= 0x0D) }
        guard words.count == 1, let word = words.first, word.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw UsageError(summary: "\(origin) gives no token.", hint: "It must give one word and nothing else.")
        }
        return Secret(String(decoding: word, as: UTF8.self))
    }
}
