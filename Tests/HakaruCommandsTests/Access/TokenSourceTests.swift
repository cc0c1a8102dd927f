import Glibc
import HakaruFetcher
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import HakaruTransfer
import Testing

@testable import HakaruCommands

@Suite struct `Who asks a forge` {
    private let directory: TemporaryDirectory

    init() throws {
        directory = try TemporaryDirectory()
    }

    private func source(
        _ environment: [String: String], api: String? = nil, tokenFile: String? = nil,
        configuration: Configuration = Configuration()
    ) async throws -> TokenSource {
        let console = try TestConsole(environment: environment)
        let address = try ForgeAddress.find(
            flag: api, configuration: configuration, environment: console.context.environment)
        return try await TokenSource.find(
            tokenFile: tokenFile, configuration: configuration, address: address, in: console.context)
    }

    private func text(_ source: TokenSource) -> String? { source.token?.withValue { $0 } }

    /// The tokens that every test has, each by the name of its variable.
    private static let all = ["HAKARU_GITHUB_TOKEN": "own", "GH_TOKEN": "gh", "GITHUB_TOKEN": "github"]
    private static let actions = [
        "GITHUB_ACTIONS": "true", "GITHUB_API_URL": "https://ghe.example/api/v3", "GITHUB_TOKEN": "github",
    ]

    @Test(
        arguments: [
            (all, nil, "own", "HAKARU_GITHUB_TOKEN"), (all, "https://ghe.example/api/v3", "own", "HAKARU_GITHUB_TOKEN"),
            (["GH_TOKEN": "gh", "GITHUB_TOKEN": "github"], nil, "gh", "GH_TOKEN"),
            (["GITHUB_TOKEN": "github"], "https://api.github.com", "github", "GITHUB_TOKEN"),
            // What is meant for github.com goes nowhere else.
            (["GH_TOKEN": "gh", "GITHUB_TOKEN": "github"], "https://ghe.example/api/v3", nil, "none"),
            (["GH_TOKEN": "gh"], "https://api.github.com.evil.example", nil, "none"),
            (["GH_TOKEN": "gh"], "http://127.0.0.1:80", nil, "none"),
            // In Actions it is meant for the server of the job.
            (actions, nil, "github", "GITHUB_TOKEN"), (actions, "https://other.example/api/v3", nil, "none"),
            ([:], nil, nil, "none"),
        ] as [([String: String], String?, String?, String)])
    func `is found in the environment, for its own host alone`(
        environment: [String: String], api: String?, token: String?, origin: String
    ) async throws {
        let source = try await source(environment, api: api)
        #expect(text(source) == token)
        #expect(source.origin == origin)
        #expect(source.app == nil)
    }

    @Test func `is in a file or told by a command before the environment`() async throws {
        let file = directory.path("token")
        try FileSystem.write(Array("from-file\n".utf8), to: file, mode: 0o600)
        var configuration = Configuration()
        configuration.tokenCommand = ["echo", "from-command"]
        let first = try await source(Self.all, tokenFile: file, configuration: configuration)
        #expect(text(first) == "from-file" && first.origin == "--token-file")
        let path = ["PATH": "/usr/bin:/bin"]
        let second = try await source(
            Self.all.merging(path) { $1 }, api: "https://ghe.example/api/v3", configuration: configuration)
        #expect(text(second) == "from-command" && second.origin == "token_command")

        chmod(file, 0o640)
        await #expect(throws: UsageError.self) { try await source(Self.all, tokenFile: file) }
        configuration.tokenCommand = ["false"]
        await #expect(throws: UsageError.self) { try await source(path, configuration: configuration) }
        configuration.tokenCommand = ["echo", "two words"]
        await #expect(throws: UsageError.self) { try await source(path, configuration: configuration) }
    }

    @Test func `is the app of a configuration on the host of that configuration alone`() async throws {
        let file = directory.path("app.pem")
        // No key: that it is read at all shows whether the app was taken.
        try FileSystem.write(Array("none".utf8), to: file, mode: 0o600)
        var configuration = Configuration()
        configuration.githubApp = Configuration.App(id: "12", keyFile: file)
        for (home, api) in [
            (nil, "https://ghe.example/api/v3"), ("https://ghe.example/api/v3", "https://api.github.com"),
        ] {
            configuration.apiURL = home
            let source = try await source(["HAKARU_GITHUB_TOKEN": "own"], api: api, configuration: configuration)
            #expect(source.app == nil && text(source) == "own")
        }
        configuration.apiURL = "https://ghe.example/api/v3"
        await #expect(throws: UsageError.self) { try await source([:], configuration: configuration) }
        await #expect(throws: UsageError.self) {
            try await source(["HAKARU_GITHUB_APP_ID": "12"], api: "https://api.github.com")
        }
    }
}
