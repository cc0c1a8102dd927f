import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruSystem
import HakaruTransfer

/// The way to a forge: a client, a token, a budget.
struct ForgeConnection {
    /// The forge.
    let forge: GitHubForge
    /// The client under it.
    let client: HTTPClient
    /// The time as the fetcher sees it.
    let clock: FetchClock

    /// Connects to a forge.
    ///
    /// - Parameters:
    ///   - address: Where its API is.
    ///   - token: The token; nil to ask without.
    ///   - app: The GitHub App that asks in place of a token; nil for none.
    ///   - emails: Makes what is stored of an address.
    ///   - bots: Accounts that are bots besides those that are known.
    ///   - budget: How much may be asked at once, and how long to wait.
    ///   - asksForPaths: Whether to ask for the paths that pull requests change.
    ///   - context: The environment and the clock.
    ///   - onWait: Told of each wait.
    /// - Returns: The connection; its client is to be shut down.
    /// - Throws: What the client throws where it cannot be made.
    static func open(
        _ address: ForgeAddress, token: Secret?, app: AppCredentials? = nil, emails: EmailHasher,
        bots: [AccountPattern] = [],
        budget: RequestBudget.Settings = RequestBudget.Settings(), asksForPaths: Bool = false,
        in context: CommandContext,
        onWait: @escaping @Sendable (RequestGate.Wait) -> Void
    ) throws -> ForgeConnection {
        let client = try HTTPClient(
            HTTPClient.Configuration(
                userAgent: Version.userAgent,
                certificateFile: context.environment["SSL_CERT_FILE"],
                proxies: ProxySettings(environment: context.environment.values),
                maximumConnections: budget.maximumConcurrency))
        let clock = FetchClock.system(now: context.now)
        let gate = RequestGate(host: address.endpoint.host, settings: budget, clock: clock, onWait: onWait)
        let authorizer: any Authorizer =
            if let app {
                AppAuthorizer(app, endpoint: address.endpoint, transport: client, gate: gate)
            } else {
                TokenAuthorizer(token)
            }
        let forge = GitHubForge(
            address.endpoint, transport: client, authorizer: authorizer, emails: emails, bots: bots, gate: gate,
            asksForPaths: asksForPaths)
        return ForgeConnection(forge: forge, client: client, clock: clock)
    }
}
