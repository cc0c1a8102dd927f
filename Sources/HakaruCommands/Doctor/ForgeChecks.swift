import HakaruFetcher
import HakaruModel
import HakaruSystem
import HakaruTransfer

/// What `hakaru doctor` asks the forge: reach, token, budget, clock.
struct ForgeChecks {
    /// The flags.
    let access: AccessOptions
    /// What the files say.
    let configuration: Configuration
    /// The streams and the clock.
    let context: CommandContext
    /// What asks in place of a client of its own.
    var transport: (any HTTPTransport)?

    /// The seconds that the clocks may lie apart.
    private static let mostSkew: Int64 = 60
    /// The seconds before its end from which a token wants attention.
    private static let soon: Int64 = 14 * 86_400

    /// All of them; one question to the forge, which costs no budget.
    func run() async -> [DoctorCheck] {
        do {
            let address = try ForgeAddress.find(
                flag: access.apiURL, configuration: configuration, environment: context.environment)
            let source = try await TokenSource.find(
                tokenFile: access.tokenFile, configuration: configuration, address: address, in: context)
            let own = try transport == nil ? makeClient() : nil
            guard let client = transport ?? own else { return [] }
            var request = HTTPRequest(.get, address.endpoint.rest.appending(["rate_limit"]))
            request.headers.set("Accept", "application/vnd.github+json")
            if let token = source.token { request.headers.set("Authorization", token.prefixed(by: "Bearer ")) }
            if let header = try await appHeader(source, address, client) {
                request.headers.set("Authorization", header)
            }
            let started = context.now()
            let response = try await client.send(request)
            await own?.shutdown()
            return token(source, response, at: started) + [
                reach(address, response), budget(response), clock(response, at: started),
            ]
        } catch let error as FetchError where error.exitCode == .authentication {
            return [.fail("token", error.summary, fix: error.hint)]
        } catch let error as any UserFacingError {
            return [.fail("forge", error.summary, fix: error.hint)]
        } catch {
            let failure = (error as? TransferError)?.summary ?? "it cannot be reached"
            return [.fail("forge", failure, fix: "Check the network and --api-url.")]
        }
    }

    private func makeClient() throws(TransferError) -> HTTPClient {
        try HTTPClient(
            HTTPClient.Configuration(
                userAgent: Version.userAgent, certificateFile: context.environment["SSL_CERT_FILE"],
                proxies: ProxySettings(environment: context.environment.values)))
    }

    /// The `Authorization` of the app's installation; nil where no app asks.
    private func appHeader(
        _ source: TokenSource, _ address: ForgeAddress, _ client: any HTTPTransport
    ) async throws(FetchError) -> Secret? {
        guard let app = source.app else { return nil }
        let gate = RequestGate(host: address.endpoint.host, clock: .system(now: context.now))
        return try await AppAuthorizer(app, endpoint: address.endpoint, transport: client, gate: gate).authorization()
    }

    private func reach(_ address: ForgeAddress, _ response: HTTPResponse) -> DoctorCheck {
        let place = address.endpoint.rest.absoluteString
        switch response.status {
        case 200: return .ok("forge", "\(place) answers")
        // A server without limits has nothing to say about them.
        case 404: return .ok("forge", "\(place) answers, and has no rate limits")
        case 401:
            return .fail(
                "forge", "\(place) refuses the token", fix: "Make a new token, and see that it has not expired.")
        default: return .fail("forge", "\(place) answers with status \(response.status)", fix: "Check --api-url.")
        }
    }

    private func token(_ source: TokenSource, _ response: HTTPResponse, at now: Instant) -> [DoctorCheck] {
        if let app = source.app {
            return [.ok("token", "installation token of GitHub App \(app.app) from \(source.origin)")]
        }
        guard let token = source.token else {
            return [.warn("token", "none was given", fix: "Set HAKARU_GITHUB_TOKEN, or token_command: gh auth token.")]
        }
        let kind = token.withValue(ForgeChecks.kind)
        let scopes = response.headers["X-OAuth-Scopes"].map { $0.isEmpty ? ", no scopes" : ", scopes \($0)" } ?? ""
        let detail = "\(kind) from \(source.origin)\(scopes)"
        guard let text = response.headers["github-authentication-token-expiration"] else {
            return [.ok("token", detail)]
        }
        let end = ForgeChecks.instant(text)
        let isNear = end.map { $0.seconds(since: now) < ForgeChecks.soon } ?? false
        let whole = "\(detail), expires \(end.map(\.description) ?? text)"
        return [isNear ? .warn("token", whole, fix: "Make a new one before that.") : .ok("token", whole)]
    }

    /// Reads `2026-12-01 09:00:00 UTC`, or with an offset such as `+0900`.
    private static func instant(_ text: String) -> Instant? {
        let words = text.split(separator: " ")
        guard words.count == 3 else { return nil }
        let zone = words[2] == "UTC" ? "Z" : "\(words[2].prefix(3)):\(words[2].suffix(2))"
        return Instant(rfc3339: "\(words[0])T\(words[1])\(zone)")
    }

    /// The kind of a token, by the prefixes that GitHub gives them.
    private static func kind(of token: String) -> String {
        let kinds = [
            ("github_pat_", "fine-grained personal access token"), ("ghp_", "personal access token"),
            ("gho_", "OAuth token"), ("ghs_", "installation token"), ("ghu_", "user token of an app"),
        ]
        return kinds.first { token.hasPrefix($0.0) }?.1 ?? "token of unknown kind"
    }

    private func budget(_ response: HTTPResponse) -> DoctorCheck {
        guard let remaining = response.headers["x-ratelimit-remaining"].flatMap({ Int($0) }),
            let limit = response.headers["x-ratelimit-limit"].flatMap({ Int($0) })
        else { return .ok("budget", "the forge names no limit") }
        let reset = response.headers["x-ratelimit-reset"].flatMap { Int64($0) }.map { Instant(secondsSinceEpoch: $0) }
        let detail = "\(remaining) of \(limit) requests left" + (reset.map { ", reset at \($0)" } ?? "")
        return remaining * 10 < limit ? .warn("budget", detail, fix: "Wait for the reset.") : .ok("budget", detail)
    }

    private func clock(_ response: HTTPResponse, at started: Instant) -> DoctorCheck {
        guard let theirs = response.headers["Date"].flatMap(Instant.init(httpDate:)) else {
            return .ok("clock", "the forge names no time")
        }
        let skew = theirs.seconds(since: started)
        return abs(skew) > ForgeChecks.mostSkew
            ? .warn(
                "clock", "this machine is \(abs(skew)) s \(skew > 0 ? "behind" : "ahead of") the forge",
                fix: "Set the clock, with NTP best.")
            : .ok("clock", "within \(abs(skew)) s of the forge's")
    }
}
