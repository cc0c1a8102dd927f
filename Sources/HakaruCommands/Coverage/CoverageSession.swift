import HakaruCoverage
import HakaruEngine
import HakaruModel
import HakaruSystem

/// What the commands on coverage start from: the configuration and the work tree.
struct CoverageSession {
    /// The configuration in force.
    let configuration: Configuration
    /// The work tree around the working directory.
    let repository: GitAnswer<GitRepository>
    /// The path of the configuration file from the root of the work tree.
    let configurationPath: String

    private let context: CommandContext

    /// The name of a project's configuration.
    private static let defaultPath = "hakaru.yml"

    /// Reads the configuration and finds the work tree; opens no store.
    static func open(_ options: StoreOptions, in context: CommandContext) async throws -> CoverageSession {
        let (configuration, files) = try Settings.configuration(options, in: context)
        let repository = try await GitRepository.find(in: context.workingDirectory, environment: context.environment)
        var path = defaultPath
        if case .known(let repository) = repository,
            let file = files.last(where: { $0.hasPrefix(repository.root + "/") })
        {
            path = String(file.dropFirst(repository.root.count + 1))
        }
        return CoverageSession(
            configuration: configuration, repository: repository, configurationPath: path, context: context)
    }

    /// The branch that a job of the continuous integration runs for; nil for a pull request, and outside of one.
    var jobBranch: String? {
        let environment = context.environment
        if environment["GITHUB_ACTIONS"] == "true" {
            let isBranch = environment["GITHUB_REF_TYPE"] == "branch" && (environment["GITHUB_BASE_REF"] ?? "").isEmpty
            return isBranch ? environment["GITHUB_REF_NAME"] : nil
        }
        return environment["CI_COMMIT_BRANCH"]
    }

    /// The files of a command line, named from the root of the work tree where they lie in it.
    func sources(_ files: [String]) -> [CoverageReports.Source] {
        files.map { file in
            let path = Settings.absolute(file, in: context)
            guard case .known(let repository) = repository, path.hasPrefix(repository.root + "/") else {
                return CoverageReports.Source(name: file, path: path)
            }
            return CoverageReports.Source(name: String(path.dropFirst(repository.root.count + 1)), path: path)
        }
    }

    /// What the configuration said about coverage at a commit; nil where it had no such file.
    func coverageConfiguration(at commit: ObjectID) async throws -> CoverageConfiguration? {
        guard case .known(let repository) = repository,
            let bytes = try await repository.contents(of: configurationPath, at: commit)
        else { return nil }
        let name = "\(configurationPath) of \(String(commit.description.prefix(8)))"
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw ConfigurationError(file: name, line: nil, problem: "the file is not UTF-8")
        }
        var reader = ConfigurationReader()
        try reader.read(text, file: name, origin: .project)
        return reader.configuration.coverage
    }

    /// What the configuration says about coverage at a branch or commit that the user names.
    func coverageConfiguration(from name: String) async throws -> CoverageConfiguration {
        let repository: GitRepository
        switch self.repository {
        case .missing(let reason): throw UsageError(summary: "--config-from \(name): \(reason).", hint: nil)
        case .known(let found): repository = found
        }
        switch try await repository.commit(name) {
        case .missing(let reason): throw UsageError(summary: "--config-from: \(reason).", hint: nil)
        case .known(let commit):
            guard let configuration = try await coverageConfiguration(at: commit) else {
                throw UsageError(
                    summary: "--config-from: \(name) has no \(configurationPath).",
                    hint: "Commit one there first, or leave the flag out.")
            }
            return configuration
        }
    }
}
