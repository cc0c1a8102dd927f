import FoundationEssentials
import HakaruModel
import HakaruTransfer

/// Sends requests to one GitHub: waits for its limits, proves who asks, judges the answers, and retries what may pass.
struct GitHubClient: Sendable {
    let endpoint: GitHubEndpoint
    let transport: any HTTPTransport
    let authorizer: any Authorizer
    let gate: RequestGate
    let timeouts: TransferTimeouts

    private var host: String { endpoint.host }

    /// An answer to a query: its data, and what is wrong with parts of it.
    struct QueryAnswer<Content> {
        let content: Content
        let errors: [GraphQLError]
        /// The forge's time when it answered.
        let answeredAt: Instant
    }

    /// Sends a query and reads its answer.
    ///
    /// - Throws: ``FetchError/pageTooWide(host:)`` where the failure may come from the size and fewer could be asked for.
    func query<Content: Decodable>(
        _ request: GraphQLRequest, budget: (Content) -> BudgetAnswer?
    ) async throws(FetchError) -> QueryAnswer<Content> {
        let body: [UInt8]
        do { body = try request.body() } catch { throw .refusedQuery(host: host, reason: "it has no JSON form.") }
        var http = HTTPRequest(.post, endpoint.graphql, body: body)
        http.headers.set("Content-Type", "application/json")
        var result: QueryAnswer<Content>?
        try await attempt(
            http, .graphql, price: max(1, (request.connections + 50) / 100), retries: request.retries,
            isNarrowable: request.isNarrowable
        ) { response, head in
            let answer: GraphQLAnswer<Content>
            do {
                answer = try JSONDecoder().decode(GraphQLAnswer<Content>.self, from: Data(response.body))
            } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
                return .fault(.notJSON, retryAfter: nil, isAboutSize: false)
            } catch {
                // Errors explain why the data have another form than asked for.
                let errors = GitHubClient.errors(in: response.body)
                if !errors.isEmpty, let verdict = verdict(errors, hasData: false, head) { return verdict }
                let place = (error as? DecodingError)?.place ?? "another form"
                return .final(.malformedAnswer(host: host, detail: place))
            }
            let errors = answer.errors ?? []
            if let content = answer.data, let cost = budget(content)?.cost { gate.note(points: cost) }
            if !errors.isEmpty || answer.data == nil,
                let verdict = verdict(errors, hasData: answer.data != nil, head)
            {
                return verdict
            }
            guard let content = answer.data else { return .fault(.queryFailed, retryAfter: nil, isAboutSize: true) }
            result = QueryAnswer(content: content, errors: errors, answeredAt: head.date ?? gate.clock.now())
            return .usable
        }
        guard let result else { throw .malformedAnswer(host: host, detail: "no data") }
        return result
    }

    private func verdict(_ errors: [GraphQLError], hasData: Bool, _ head: AnswerHead) -> AnswerVerdict? {
        AnswerVerdict(errors, hasData: hasData, head: head, host: host, machineTime: gate.clock.now())
    }

    /// The errors of an answer whose data can't be read.
    private static func errors(in body: [UInt8]) -> [GraphQLError] {
        struct Only: Decodable {
            let errors: [GraphQLError]?
        }
        do { return try JSONDecoder().decode(Only.self, from: Data(body)).errors ?? [] } catch { return [] }
    }

    /// Writes a resource.
    ///
    /// - Parameters:
    ///   - method: POST to make one, PATCH to change one.
    ///   - url: Its place.
    ///   - content: What it is to be, in JSON.
    ///   - isRepeatable: Whether it does no harm when the forge gets it twice; otherwise no failure is tried again.
    /// - Returns: False where the forge answers 404 or 410.
    /// - Throws: What the forge or the way to it answers.
    func write(
        _ method: HTTPRequest.Method, _ url: TransferURL, _ content: some Encodable, isRepeatable: Bool = true
    ) async throws(FetchError) -> Bool {
        let body: [UInt8]
        do { body = Array(try JSONEncoder().encode(content)) } catch {
            throw .refusedQuery(host: host, reason: "it has no JSON form.")
        }
        var request = HTTPRequest(method, url, body: body)
        request.headers.set("Content-Type", "application/json")
        request.isRepeatable = isRepeatable
        var isWritten = false
        let retries = isRepeatable ? RetryRule.usual : 0
        try await attempt(request, .core, price: 1, retries: retries, isNarrowable: false) { _, _ in
            isWritten = true
            return .usable
        }
        return isWritten
    }

    /// Gets a resource and reads it; nil for 404 and 410.
    func get<Content: Decodable>(
        _ url: TransferURL, as type: Content.Type
    ) async throws(FetchError) -> (content: Content, response: HTTPResponse)? {
        var result: (Content, HTTPResponse)?
        try await attempt(HTTPRequest(.get, url), .core, price: 1, retries: RetryRule.usual, isNarrowable: false) {
            response, _ in
            do {
                result = (try JSONDecoder().decode(type, from: Data(response.body)), response)
                return .usable
            } catch DecodingError.dataCorrupted(let context) where context.codingPath.isEmpty {
                return .fault(.notJSON, retryAfter: nil, isAboutSize: false)
            } catch {
                let place = (error as? DecodingError)?.place ?? "another form"
                return .final(.malformedAnswer(host: host, detail: place))
            }
        }
        return result
    }
}

extension GitHubClient {
    /// Sends a request until `read` has used an answer, the answer is final, or it has failed too often.
    ///
    /// A 404 or 410 of REST ends it without `read`.
    private func attempt(
        _ request: HTTPRequest, _ resource: RequestBudget.Resource, price: Int, retries: Int, isNarrowable: Bool,
        read: (HTTPResponse, AnswerHead) -> AnswerVerdict
    ) async throws(FetchError) {
        var failures = 0
        while true {
            let ticket = try await gate.enter(resource, price: price)
            let verdict = await send(request, resource, read: read)
            gate.leave(ticket, verdict.outcome, fault: verdict.fault)
            switch verdict {
            case .usable:
                return
            case .final(let error):
                if error.stopsEverything { gate.stop(error) }
                throw error
            case .fault(_, _, isAboutSize: true) where isNarrowable && gate.failureStreak < GitHubClient.patience:
                throw .pageTooWide(host: host)
            case .fault(let fault, _, _):
                guard failures < retries, gate.failureStreak < GitHubClient.patience else {
                    let error = FetchError.unreachable(host: host, reason: fault)
                    // A host that nothing can be sent to is as far away for all repositories.
                    if !error.isServerFault || gate.failureStreak >= GitHubClient.patience { gate.stop(error) }
                    throw error
                }
            case .limitSpent(let wait), .slowDown(let wait):
                guard failures < RetryRule.usual else {
                    throw .rateLimited(host: host, until: gate.now.advanced(bySeconds: (wait ?? .seconds(60)).seconds))
                }
            }
            failures += 1
        }
    }

    /// After so many failures in a row, each after a longer wait, the host counts as down for this run.
    private static let patience = 8

    private func send(
        _ request: HTTPRequest, _ resource: RequestBudget.Resource, read: (HTTPResponse, AnswerHead) -> AnswerVerdict
    ) async -> AnswerVerdict {
        var request = request
        request.headers.set("Accept", "application/vnd.github+json")
        request.headers.set("X-GitHub-Api-Version", "2022-11-28")
        request.timeouts = timeouts
        do throws(FetchError) {
            if let authorization = try await authorizer.authorization() {
                request.headers.set("Authorization", authorization)
            }
        } catch {
            return .final(error)
        }
        let response: HTTPResponse
        do throws(TransferError) {
            response = try await transport.send(request)
        } catch {
            if error.hasLeftMachine { gate.note(RequestGate.Receipt(), for: resource) }
            return AnswerVerdict(error, host: host)
        }
        let head = AnswerHead(response.headers)
        gate.note(
            RequestGate.Receipt(
                bytes: response.wireBytes, isNotModified: response.status == 304, date: head.date, limit: head.limit),
            for: resource)
        if resource == .core, response.status == 404 || response.status == 410 { return .usable }
        let verdict = AnswerVerdict(response, head: head, host: host, machineTime: gate.clock.now())
        guard case .usable = verdict else {
            // A query that timed out says so in a body of its own, also with a status such as 502.
            return verdict
        }
        return read(response, head)
    }
}

extension AnswerVerdict {
    /// What the budget has to know.
    fileprivate var outcome: RequestBudget.Outcome {
        switch self {
        case .usable: .answered
        case .limitSpent(let resetsIn): .limitSpent(resetsIn: resetsIn)
        case .slowDown(let retryAfter): .slowDown(retryAfter: retryAfter)
        case .fault(_, let retryAfter, _): .failed(retryAfter: retryAfter)
        case .final(.cancelled): .abandoned
        case .final: .answered
        }
    }

    /// What failed; nil where nothing did.
    fileprivate var fault: FetchError.Fault? {
        if case .fault(let fault, _, _) = self { fault } else { nil }
    }
}

extension FetchError {
    /// Whether it is the same for every further request to the host.
    fileprivate var stopsEverything: Bool {
        switch self {
        case .unauthorized, .appRefused, .untrusted, .unavailable: true
        default: false
        }
    }
}

extension TransferError {
    /// Whether the request may have reached the forge.
    fileprivate var hasLeftMachine: Bool {
        switch self {
        case .stalled, .timedOut, .interrupted, .bodyTooLarge, .headTooLarge, .malformedResponse, .crossOriginRedirect,
            .tooManyRedirects, .outcomeUnknown:
            true
        default: false
        }
    }
}
