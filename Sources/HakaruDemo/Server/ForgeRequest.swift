import HakaruModel

/// A request to the demo forge, taken apart as far as faults and answers need it.
struct ForgeRequest: Sendable {
    let method: String
    /// The path and its query, without the prefix of an Enterprise Server.
    let target: String
    /// The parts of the path, percent-decoded.
    let path: [String]
    let query: [String: String]
    /// Everything before ``target`` in addresses: `http://127.0.0.1:4711/api/v3`.
    let base: String
    let userAgent: String?
    /// The token of the `Authorization` header; nil for none.
    let token: String?
    let ifNoneMatch: String?
    let body: [UInt8]
    /// The GraphQL part; nil for REST.
    let graphQL: GraphQLBody?

    var interface: DemoFault.Match.Interface { graphQL == nil ? .rest : .graphQL }

    /// Takes a request apart.
    ///
    /// - Parameters:
    ///   - method: The method in capital letters.
    ///   - target: The path with its query as it came.
    ///   - origin: The forge's own address without a path.
    ///   - header: The value of a header by its name in small letters.
    ///   - body: The body.
    init(method: String, target: String, origin: String, header: (String) -> String?, body: [UInt8]) {
        var target = target
        var base = origin
        if target == "/api/graphql" {
            target = "/graphql"
            base += "/api"
        } else if let rest = target.removing(prefix: "/api/v3/") {
            target = "/" + rest
            base += "/api/v3"
        }
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var query: [String: String] = [:]
        for item in (parts.count > 1 ? parts[1] : "").split(separator: "&") {
            let pair = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            query[String(pair[0]).percentDecoded] = pair.count > 1 ? String(pair[1]).percentDecoded : ""
        }
        self.method = method
        self.target = target
        self.path = parts[0].split(separator: "/", omittingEmptySubsequences: false).dropFirst()
            .map { String($0).percentDecoded }
        self.query = query
        self.base = base
        self.userAgent = header("user-agent")
        self.token = header("authorization")?.split(separator: " ", maxSplits: 1).last.map(String.init)
        self.ifNoneMatch = header("if-none-match")
        self.body = body
        self.graphQL = path == ["graphql"] && method == "POST" ? GraphQLBody(body) : nil
    }

    /// The largest page that is asked for; nil where no width is given.
    var width: Int? { graphQL.map { $0.cost.widest } ?? query["per_page"].flatMap { Int($0) } }
}

/// What a GraphQL request holds: a request that can run, or the errors that it is answered with.
struct GraphQLBody: Sendable {
    let operation: String?
    let cost: GraphQLCost
    let request: Result<GraphQLRequest, GraphQLErrors>

    /// Several errors that come as one.
    struct GraphQLErrors: Error, Sendable {
        let errors: [GraphQLError]
    }

    init(_ body: [UInt8]) {
        let request = GraphQLBody.request(body)
        self.request = request
        if case .success(let request) = request {
            operation = request.operation.name
            cost = GraphQLCost(of: request.operation, in: request)
        } else {
            operation = nil
            cost = GraphQLCost.none
        }
    }

    private static func request(_ body: [UInt8]) -> Result<GraphQLRequest, GraphQLErrors> {
        do throws(GraphQLError) {
            guard let json = JSONValue(body) else { throw GraphQLError("Problems parsing JSON") }
            guard let query = json["query"]?.string else {
                throw GraphQLError("A query attribute must be specified and must be a string.")
            }
            let schema = try GitHubSchema.schema.get()
            let document = try GraphQLParser.document(query)
            let name = json["operationName"]?.string
            guard let operation = document.operations.first(where: { name == nil || $0.name == name }) else {
                throw GraphQLError("No operation named \"\(name ?? "")\"")
            }
            let errors = GraphQLValidator.errors(in: operation, of: document, against: schema)
            guard errors.isEmpty else { return .failure(GraphQLErrors(errors: errors)) }
            var given: [String: JSONValue] = [:]
            if case .object(let members)? = json["variables"] { given = members }
            let variables = try GraphQLCoercion(schema: schema).values(of: operation.variables, given: given)
            return .success(
                GraphQLRequest(schema: schema, document: document, operation: operation, variables: variables))
        } catch {
            return .failure(GraphQLErrors(errors: [error]))
        }
    }
}

extension String {
    /// The text with `%41` and `+` read as in a query.
    var percentDecoded: String {
        let bytes = Array(utf8)
        var decoded: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == 0x25, index + 2 < bytes.count,
                let value = UInt8(String(decoding: bytes[(index + 1)...(index + 2)], as: UTF8.self), radix: 16)
            {
                decoded.append(value)
                index += 3
            } else {
                decoded.append(bytes[index] == 0x2B ? 0x20 : bytes[index])
                index += 1
            }
        }
        return String(decoding: decoded, as: UTF8.self)
    }
}
