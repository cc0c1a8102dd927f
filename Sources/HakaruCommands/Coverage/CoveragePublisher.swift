import ArgumentParser
import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruSystem
import HakaruTransfer

/// Which commit of which repository a command on coverage speaks of.
struct CoveragePlaceOptions: ParsableArguments {
    @Option(
        name: [.customShort("R"), .customLong("repo")],
        help: ArgumentHelp("The repository; default: the remote origin.", valueName: "owner/name"))
    var repository: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The commit that was measured; default: the one that is checked out.",
            discussion: "In the job of a pull request name its head: what is checked out there is a trial merge.",
            valueName: "sha"))
    var commit: String?
}

/// What writes commit statuses to the forge.
struct CoveragePublisher {
    /// The repository.
    let repository: RepositoryID
    /// The commit.
    let commit: ObjectID
    /// The job that the statuses lead to; nil outside of one.
    let link: String?

    private let address: ForgeAddress
    private let token: Secret?

    /// Finds out where to publish, and with which token.
    static func find(
        _ place: CoveragePlaceOptions, _ access: AccessOptions, session: CoverageSession, in context: CommandContext
    ) async throws -> CoveragePublisher {
        guard let repository = try await CoverageRepository.name(given: place.repository, in: context) else {
            throw UsageError(
                summary: "No repository was named, and no remote origin names one.", hint: "Give -R owner/name.")
        }
        let address = try ForgeAddress.find(
            flag: access.apiURL, configuration: session.configuration, environment: context.environment)
        let source = try await TokenSource.find(
            tokenFile: access.tokenFile, configuration: session.configuration, address: address, in: context)
        return CoveragePublisher(
            repository: repository, commit: try await session.commit(place.commit), link: job(context),
            address: address, token: source.token)
    }

    /// Writes the statuses one after the other.
    func publish(_ publication: CoveragePublication, in context: CommandContext) async throws {
        var budget = RequestBudget.Settings()
        budget.maximumWait = .seconds(60)
        // Nothing of an address of a person comes this way, so the key of its hashes does not matter.
        let connection = try ForgeConnection.open(
            address, token: token, emails: EmailHasher(key: []), budget: budget, in: context, onWait: { _ in })
        var failure: FetchError?
        for status in publication.statuses where failure == nil {
            do throws(FetchError) {
                try await connection.forge.publish(status, on: commit, of: repository)
            } catch {
                failure = error
            }
        }
        await connection.client.shutdown()
        if let failure { throw CoveragePublishError(cause: failure) }
    }

    /// The address of the run of GitHub Actions; nil elsewhere.
    private static func job(_ context: CommandContext) -> String? {
        let environment = context.environment
        guard environment["GITHUB_ACTIONS"] == "true", let server = environment["GITHUB_SERVER_URL"],
            let repository = environment["GITHUB_REPOSITORY"], let run = environment["GITHUB_RUN_ID"]
        else { return nil }
        return "\(server)/\(repository)/actions/runs/\(run)"
    }
}

/// A failure to publish: about permission where a sync would only leave a repository out.
struct CoveragePublishError: UserFacingError {
    /// What the forge, or the way to it, answered.
    let cause: FetchError

    var summary: String { cause.summary }

    var hint: String? {
        switch cause {
        case .forbidden, .repositoryNotFound, .unauthorized:
            "Use a token that may write commit statuses (in GitHub Actions `permissions: statuses: write`)."
        case .unreachable, .rateLimited: "Run it again; a status that is written twice does no harm."
        default: cause.hint
        }
    }

    var exitCode: HakaruModel.ExitCode {
        switch cause {
        case .forbidden, .repositoryNotFound: .authentication
        default: cause.exitCode
        }
    }
}
