package import HakaruModel

/// A failure to read from a forge.
///
/// `host` is the forge's; no case holds a token, a query or an address with a query.
package enum FetchError: Error, Hashable, Sendable {
    /// The forge refused the token; nothing more is asked.
    case unauthorized(host: String)
    /// The forge gave no token to a GitHub App; why, on one line.
    case appRefused(host: String, reason: String)
    /// The token may not do this; the reason in the forge's words, on one line.
    case forbidden(host: String, reason: String)
    /// There is no such repository, or the token can't see it: the forge doesn't tell which.
    case repositoryNotFound(RepositoryID, host: String)
    /// There is no such user or organization.
    case ownerNotFound(String, host: String)
    /// The forge's limit is spent until the given time, which is later than this run may wait.
    case rateLimited(host: String, until: Instant)
    /// No usable answer came, also after retries.
    case unreachable(host: String, reason: Fault)
    /// The server can't prove who it is; never retried.
    case untrusted(host: String)
    /// The server sends us on to another scheme, host or port; nothing was sent there.
    case redirectedElsewhere(host: String, to: String)
    /// The answer is not what the forge's API promises; where in it.
    case malformedAnswer(host: String, detail: String)
    /// The forge refused a query as wrong; its words on one line.
    case refusedQuery(host: String, reason: String)
    /// The page is more than the forge bears at once, or it delivered only a part of it: ask for fewer.
    case pageTooWide(host: String)
    /// The place to go on in a list is no longer valid: start the list again.
    case invalidCursor(host: String)
    /// The address of the API is not one that can be used.
    case invalidAddress(String)
    /// The machine can't send requests at all: no memory, thread or file descriptor left.
    case unavailable
    /// The task was cancelled.
    case cancelled
}

extension FetchError {
    /// Why no usable answer came.
    package enum Fault: Hashable, Sendable {
        /// Nothing accepts connections there.
        case refused
        /// The name has no address.
        case nameNotResolved
        /// The proxy can't be reached, or refuses.
        case proxyFailed
        /// No answer in time, or too slowly.
        case timedOut
        /// The connection broke, or the body was cut.
        case interrupted
        /// The server's own failure, with its status from 500 to 599.
        case serverError(status: Int)
        /// The body is not JSON, such as a page that a proxy made.
        case notJSON
        /// The forge says that the query failed, without more.
        case queryFailed
        /// After a failure, nil where it is not known, the next try would be later than this run may wait.
        indirect case patienceSpent(after: Fault?)
    }

    /// Whether the forge answered, but with a failure of its own, which may be about what was asked for.
    package var isServerFault: Bool {
        guard case .unreachable(_, let fault) = self else { return false }
        switch fault {
        case .serverError, .notJSON, .queryFailed, .timedOut: return true
        case .refused, .nameNotResolved, .proxyFailed, .interrupted, .patienceSpent: return false
        }
    }
}

extension FetchError.Fault: CustomStringConvertible {
    /// What happened, as the end of a sentence without its full stop.
    package var description: String {
        switch self {
        case .refused: "nothing accepts connections there"
        case .nameNotResolved: "its name has no address"
        case .proxyFailed: "the proxy did not let us through"
        case .timedOut: "it did not answer in time"
        case .interrupted: "the connection broke"
        case .serverError(let status): "it answered with status \(status)"
        case .notJSON: "it answered with something else than JSON"
        case .queryFailed: "it could not run the query"
        case .patienceSpent(let fault):
            (fault.map(\.description) ?? "it failed") + ", and the next try is later than --max-wait allows"
        }
    }
}

extension FetchError: UserFacingError {
    package var summary: String {
        switch self {
        case .unauthorized(let host): "\(host) refused the token."
        case .appRefused(let host, let reason): "\(host) gives the app no token: \(reason)"
        case .forbidden(let host, let reason): "\(host) does not allow this: \(reason)"
        case .repositoryNotFound(let repository, let host):
            "\(repository) does not exist on \(host), or the token can't see it."
        case .ownerNotFound(let owner, let host): "There is no user or organization \(owner) on \(host)."
        case .rateLimited(let host, let until): "The limit of \(host) is spent until \(until)."
        case .unreachable(let host, let reason): "\(host) can't be reached: \(reason)."
        case .untrusted(let host): "\(host) can't prove who it is: its certificate was not accepted."
        case .redirectedElsewhere(let host, let to): "\(host) sends us on to \(to), which was not asked."
        case .malformedAnswer(let host, let detail): "\(host) gave an answer that makes no sense: \(detail)."
        case .refusedQuery(let host, let reason): "\(host) refused a query: \(reason)"
        case .pageTooWide(let host): "\(host) did not deliver a page even with one pull request."
        case .invalidCursor(let host): "\(host) no longer knows the place to go on from."
        case .invalidAddress(let text): "\(text) is not the address of an API."
        case .unavailable: "This machine can't send requests: no memory, thread or file is left."
        case .cancelled: "The sync was stopped."
        }
    }

    package var hint: String? {
        switch self {
        case .unauthorized: "Set a valid token in HAKARU_GITHUB_TOKEN, or name its file with --token-file."
        case .appRefused: "Check the id, the key file and the installation of the app."
        case .forbidden: "Give the token read access to the repository's pull requests and contents."
        case .repositoryNotFound, .ownerNotFound: "Check the name, and whether the token has access to it."
        case .rateLimited: "What was fetched is saved. Run again after that time, or allow a longer --max-wait."
        case .unreachable, .pageTooWide: "What was fetched is saved. Run again to go on."
        case .untrusted: "Check the address, the clock, and that the certificate's issuer is trusted here."
        case .redirectedElsewhere: "Check --api-url."
        case .malformedAnswer, .refusedQuery: "Check that --api-url leads to GitHub's API."
        case .invalidAddress: "Use https://api.github.com, or https://HOST/api/v3 for GitHub Enterprise Server."
        case .invalidCursor, .cancelled: "Run again to go on."
        case .unavailable: nil
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .unauthorized, .appRefused: .authentication
        case .forbidden, .repositoryNotFound, .ownerNotFound: .incomplete
        case .rateLimited, .unreachable, .pageTooWide, .invalidCursor: .unavailable
        case .untrusted, .redirectedElsewhere, .malformedAnswer, .refusedQuery, .unavailable: .failure
        case .invalidAddress: .usage
        case .cancelled: .interrupted
        }
    }
}
