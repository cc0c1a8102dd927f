import HakaruCoverage
import HakaruFetcher
import HakaruModel
import HakaruReporter
import HakaruTransfer

/// The comment that a gate keeps on a pull request.
struct CoverageGateComment {
    /// What is asked beside the verdict.
    let reports: CoverageGateReports
    /// Which repository.
    let repository: String?
    /// How to reach the forge.
    let access: AccessOptions
    /// Where the forge is, unless a flag says so.
    let configuration: Configuration

    /// Writes or edits the comment; where that fails, it says so and changes nothing: a fork's token may only read.
    func keep(_ result: CoverageGateResult, in context: CommandContext) async {
        do {
            try await write(result, in: context)
        } catch let error as any UserFacingError {
            context.say("hakaru: no comment was written, which changes no verdict: \(error.summary)")
            if let hint = error.hint { context.say("  \(hint)") }
        } catch {
            context.say("hakaru: no comment was written, which changes no verdict.")
        }
    }

    private func write(_ result: CoverageGateResult, in context: CommandContext) async throws {
        guard let number = reports.pullRequest(in: context) else {
            throw UsageError(summary: "This is no job of a pull request.", hint: "Give --pull-request NUMBER.")
        }
        guard let name = try await CoverageRepository.name(given: repository, in: context) else {
            throw UsageError(
                summary: "No repository was named, and no remote origin names one.", hint: "Give -R owner/name.")
        }
        guard let key = reports.key ?? CommentKey("default") else { return }
        let address = try ForgeAddress.find(
            flag: access.apiURL, configuration: configuration, environment: context.environment)
        let source = try await TokenSource.find(
            tokenFile: access.tokenFile, configuration: configuration, address: address, in: context)
        var budget = RequestBudget.Settings()
        budget.maximumWait = .seconds(60)
        // Nothing of an address of a person comes this way, so the key of its hashes does not matter.
        let connection = try ForgeConnection.open(
            address, token: source.token, emails: EmailHasher(key: []), budget: budget, in: context, onWait: { _ in })
        let outcome: Result<GitHubForge.CommentChange, FetchError>
        do throws(FetchError) {
            outcome = .success(
                try await connection.forge.keepComment(
                    result.comment(key: key), beginningWith: key.mark, on: number, of: name))
        } catch {
            outcome = .failure(error)
        }
        await connection.client.shutdown()
        _ = try outcome.get()
    }
}
