import FoundationEssentials
import HakaruModel
package import HakaruTransfer

/// Asks as an installation of a GitHub App: gets its token, and a new one before that ends.
///
/// The token goes to the host that gave it and nowhere else. Requests that come while one is fetched wait for it.
package actor AppAuthorizer: Authorizer {
    /// A token of an installation.
    private struct Token {
        let header: Secret
        let expiresAt: Instant
    }

    private enum State {
        case empty
        case renewing([CheckedContinuation<Result<Secret, FetchError>, Never>])
        case valid(Token)
    }

    private let credentials: AppCredentials
    private let endpoint: GitHubEndpoint
    private let transport: any HTTPTransport
    private let gate: RequestGate
    private var state = State.empty

    /// A token is renewed so many seconds before it ends; one lasts an hour.
    private static let margin: Int64 = 300
    /// How often a request is sent again when the forge fails.
    private static let retries = 3

    /// Makes an authorizer for one GitHub.
    ///
    /// - Parameters:
    ///   - credentials: The app and its key.
    ///   - endpoint: Where the API lies.
    ///   - transport: What sends requests.
    ///   - gate: Counts the requests, and knows the forge's time.
    package init(
        _ credentials: AppCredentials, endpoint: GitHubEndpoint, transport: any HTTPTransport, gate: RequestGate
    ) {
        self.credentials = credentials
        self.endpoint = endpoint
        self.transport = transport
        self.gate = gate
    }

    package func authorization() async throws(FetchError) -> Secret? {
        while true {
            switch state {
            case .valid(let token) where token.expiresAt.seconds(since: gate.now) > AppAuthorizer.margin:
                return token.header
            case .renewing(let waiting):
                let result = await withCheckedContinuation { continuation in
                    state = .renewing(waiting + [continuation])
                }
                // The one that asked for all was cancelled; this one was not.
                if case .failure(.cancelled) = result, !Task.isCancelled { continue }
                return try result.get()
            case .empty, .valid:
                state = .renewing([])
                let result = await renewed()
                guard case .renewing(let waiting) = state else { throw .cancelled }
                let answer = result.map(\.header)
                if case .success(let token) = result { state = .valid(token) } else { state = .empty }
                for continuation in waiting { continuation.resume(returning: answer) }
                return try answer.get()
            }
        }
    }

    private func renewed() async -> Result<Token, FetchError> {
        do throws(FetchError) {
            let installation: Int64 = if let given = credentials.installation { given } else { try await only() }
            let path = ["app", "installations", String(installation), "access_tokens"]
            let answer: TokenAnswer = try await send(HTTPRequest(.post, endpoint.rest.appending(path), body: []))
            return .success(
                Token(
                    header: Secret(answer.token).prefixed(by: "Bearer "), expiresAt: answer.expiresAt.instant))
        } catch {
            return .failure(error)
        }
    }

    /// The app's only installation.
    private func only() async throws(FetchError) -> Int64 {
        let url = endpoint.rest.appending(["app", "installations"], query: ["per_page": "100"])
        let answer: [InstallationAnswer] = try await send(HTTPRequest(.get, url))
        guard let first = answer.first else { throw refusal("the app is installed nowhere.") }
        guard answer.count == 1 else {
            let list = answer.prefix(5).map { "\($0.id) of \($0.account?.login ?? "nobody")" }.joined(separator: ", ")
            throw refusal("the app has \(answer.count) installations (\(list)): one has to be named.")
        }
        return first.id
    }

    private func refusal(_ reason: String) -> FetchError { .appRefused(host: endpoint.host, reason: reason) }

    /// Sends a request in the name of the app itself; what may pass is tried again.
    private func send<Answer: Decodable>(_ request: HTTPRequest) async throws(FetchError) -> Answer {
        var request = request
        request.headers.set("Accept", "application/vnd.github+json")
        request.headers.set("X-GitHub-Api-Version", "2022-11-28")
        var failures = 0
        while true {
            let assertion = try await credentials.assertion(at: gate.now)
            request.headers.set("Authorization", Secret(assertion).prefixed(by: "Bearer "))
            let verdict: AnswerVerdict
            switch await answer(to: request) {
            case .success(let response) where (200...299).contains(response.status):
                do {
                    return try JSONDecoder().decode(Answer.self, from: Data(response.body))
                } catch {
                    throw .malformedAnswer(host: endpoint.host, detail: "no token of an installation")
                }
            case .success(let response) where [401, 403, 404].contains(response.status):
                let words = APIMessage.text(of: response.body).oneLine
                throw refusal(words.isEmpty ? "status \(response.status)." : words)
            case .success(let response):
                verdict = AnswerVerdict(
                    response, head: AnswerHead(response.headers), host: endpoint.host, machineTime: gate.clock.now())
            case .failure(let error):
                verdict = AnswerVerdict(error, host: endpoint.host)
            }
            let wait = try pause(after: verdict, failures: failures)
            failures += 1
            do { try await gate.clock.sleep(wait) } catch { throw .cancelled }
        }
    }

    private func answer(to request: HTTPRequest) async -> Result<HTTPResponse, TransferError> {
        do throws(TransferError) {
            let response = try await transport.send(request)
            let date = AnswerHead(response.headers).date
            gate.note(RequestGate.Receipt(bytes: response.wireBytes, date: date), for: .core)
            return .success(response)
        } catch {
            return .failure(error)
        }
    }

    /// How long to wait before the next try.
    ///
    /// - Throws: What the verdict means, where no other try is worth it.
    private func pause(after verdict: AnswerVerdict, failures: Int) throws(FetchError) -> Duration {
        switch verdict {
        case .fault(let fault, let retryAfter, _):
            guard failures < AppAuthorizer.retries else { throw .unreachable(host: endpoint.host, reason: fault) }
            return min(retryAfter ?? .seconds(1 << failures), .seconds(60))
        case .slowDown(let wait), .limitSpent(let wait):
            let seconds = (wait ?? .seconds(60)).components.seconds
            throw .rateLimited(host: endpoint.host, until: gate.now.advanced(bySeconds: seconds))
        case .final(let error):
            throw error
        case .usable:
            throw .malformedAnswer(host: endpoint.host, detail: "no token of an installation")
        }
    }
}

/// `POST /app/installations/{id}/access_tokens`.
private struct TokenAnswer: Decodable {
    enum CodingKeys: String, CodingKey {
        case token
        case expiresAt = "expires_at"
    }
    let token: String
    let expiresAt: Timestamp
}

/// An entry of `GET /app/installations`.
private struct InstallationAnswer: Decodable {
    struct Account: Decodable {
        let login: String
    }
    let id: Int64
    let account: Account?
}
