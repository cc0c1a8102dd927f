/// A fault that the demo forge commits on purpose: which requests it hits, and what happens to them.
///
/// Faults are tried in the order of the script; the first that wants a request is used. A fault that never hit as often
/// as it should is left over, see ``DemoForge/unusedFaults``.
package struct DemoFault: Hashable, Sendable {
    /// What the script calls it in messages.
    package var name: String
    /// The requests that it is meant for.
    package var match: Match
    /// How many of the matching requests pass unharmed before it begins; 0 for the first one.
    package var skipping: Int
    /// How many requests it hits; `Int.max` for all from then on, of which one must come.
    package var times: Int
    /// What happens.
    package var effect: Effect

    /// Makes a fault that hits the next matching request once unless told otherwise.
    package init(
        _ effect: Effect, on match: Match = .any, skipping: Int = 0, times: Int = 1, name: String? = nil
    ) {
        self.name = name ?? "\(effect) on \(match)"
        self.match = match
        self.skipping = skipping
        self.times = times
        self.effect = effect
    }
}

extension DemoFault {
    /// Which requests a fault is meant for; every part that is given must hold.
    package struct Match: Hashable, Sendable {
        /// The part of the API that is asked.
        package enum Interface: String, Hashable, Sendable {
            /// `POST /graphql` or `/api/graphql`.
            case graphQL
            /// Every other path.
            case rest
        }

        /// The part of the API; nil for both.
        package var interface: Interface?
        /// The method in capital letters; nil for all.
        package var method: String?
        /// Text that the path with its query holds, without `/api/v3`; nil for all.
        package var path: String?
        /// The name of the GraphQL operation; nil for all.
        package var operation: String?
        /// Text that the body holds; nil for all.
        package var body: String?
        /// Only pages wider than this: the largest `first`, `last` or number of `ids` of a query, or `per_page`.
        package var widerThan: Int?

        /// Makes a condition; with nothing given it holds for every request.
        package init(
            interface: Interface? = nil, method: String? = nil, path: String? = nil, operation: String? = nil,
            body: String? = nil, widerThan: Int? = nil
        ) {
            self.interface = interface
            self.method = method
            self.path = path
            self.operation = operation
            self.body = body
            self.widerThan = widerThan
        }

        /// Every request.
        package static let any = Match()
        /// Every GraphQL request.
        package static let graphQL = Match(interface: .graphQL)
        /// Every REST request.
        package static let rest = Match(interface: .rest)

        /// The GraphQL requests with the given name of the operation.
        package static func operation(_ name: String) -> Match {
            Match(interface: .graphQL, operation: name)
        }

        /// The REST requests whose path with its query holds the given text.
        package static func path(_ text: String) -> Match {
            Match(interface: .rest, path: text)
        }
    }

    /// What a fault does to a request.
    package enum Effect: Hashable, Sendable {
        /// Answers with this status, these headers and this body instead.
        case answer(status: Int, headers: [String: String] = [:], body: String = "")
        /// Answers with the error page of a proxy.
        case html(status: Int = 502)
        /// Answers as GitHub does when a query takes too long: 502 with a JSON body that says so.
        case graphQLTimeout
        /// Answers 200 with these errors, `data` null.
        case graphQLErrors(type: String, message: String)
        /// Gives the real answer but null for these positions of the outermost `nodes` lists, each with an error.
        case nullNodes(positions: Set<Int>, type: String = "RESOURCE_LIMITS_EXCEEDED")
        /// Gives the real answer but null for every position of the outermost `nodes` lists.
        case allNodesNull(type: String = "RESOURCE_LIMITS_EXCEEDED")
        /// The budget is gone until the given number of seconds from now (REST 403, GraphQL 200).
        case primaryLimit(resetsIn: Int)
        /// The secondary limit; without `retryAfter` the header is missing.
        case secondaryLimit(status: Int = 403, retryAfter: Int?)
        /// 401, `Bad credentials`.
        case unauthorized
        /// Sends the client elsewhere; `{base}` and `{path}` in the location are replaced.
        case redirect(status: Int = 301, location: String)
        /// Cuts the body after this part of it (0…1), with the full length announced, and closes the connection.
        case truncate(fraction: Double)
        /// Announces a length that is off by this many bytes.
        case wrongLength(delta: Int)
        /// Answers with a body that is cut within its JSON, its length right.
        case invalidJSON
        /// Resets the connection instead of an answer.
        case reset
        /// Never answers; ends when the client gives up or the forge stops.
        case hang
        /// Gives the real answer in small pieces with pauses between.
        case slow(chunk: Int, milliseconds: Int)
        /// Gives the real answer after a pause.
        case delay(milliseconds: Int)
    }
}
