import HakaruFetcher
import HakaruModel
import HakaruSystem
import HakaruTransfer

/// Where the forge's API is, and for which host a token may be used.
struct ForgeAddress {
    /// Where the REST and GraphQL APIs lie.
    let endpoint: GitHubEndpoint

    /// The API of github.com.
    static let githubAPI = "https://api.github.com"

    /// Finds the API: the flag, the environment, the user's or the system's file, Actions, github.com.
    static func find(flag: String?, configuration: Configuration, environment: Environment) throws -> ForgeAddress {
        let text =
            flag ?? environment["HAKARU_GITHUB_API_URL"] ?? configuration.apiURL
            ?? actionsURL(environment) ?? githubAPI
        return ForgeAddress(endpoint: try GitHubEndpoint(text))
    }

    /// The address that GitHub Actions gives to its jobs.
    private static func actionsURL(_ environment: Environment) -> String? {
        environment["GITHUB_ACTIONS"] == "true" ? environment["GITHUB_API_URL"] : nil
    }

    /// Whether the tokens that are meant for github.com alone may go there.
    func acceptsGitHubTokens(_ environment: Environment) -> Bool {
        if endpoint.rest.origin == ForgeAddress.githubAPI { return true }
        guard let actions = ForgeAddress.actionsURL(environment) else { return false }
        do throws(FetchError) {
            return try GitHubEndpoint(actions).rest.origin == endpoint.rest.origin
        } catch {
            return false
        }
    }
}
