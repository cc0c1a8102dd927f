import HakaruModel
import HakaruSystem

/// Which repository of the forge a command on coverage speaks of.
enum CoverageRepository {
    /// The repository that was given, else the one of GitHub Actions, else that of the remote `origin`; nil for none.
    static func name(given text: String?, in context: CommandContext) async throws -> RepositoryID? {
        if let text { return try RepositoryArgument.parse(text) }
        if context.environment["GITHUB_ACTIONS"] == "true",
            let name = context.environment["GITHUB_REPOSITORY"].flatMap({ RepositoryID($0) })
        {
            return name
        }
        return await Checkout.find(in: context.workingDirectory, environment: context.environment)?.repository
    }
}
