import HakaruModel

extension DemoFault.Effect {
    /// The answer that takes the place of the real one; nil where the real one is still needed, or none is given.
    func replacement(for request: ForgeRequest, in state: ForgeState) -> ForgeAnswer? {
        switch self {
        case .answer(let status, let headers, let body):
            return ForgeAnswer(status: status, headers: headers, body: Array(body.utf8))
        case .html(let status):
            let page = "<html><head><title>\(status) Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>"
            return ForgeAnswer(status: status, headers: ["content-type": "text/html"], body: Array(page.utf8))
        case .graphQLTimeout:
            let error = GraphQLError(
                "Something went wrong while executing your query. This may be the result of a timeout.")
            return .json(status: 502, body: GraphQLExecutor.answer(to: [error], withData: true))
        case .graphQLErrors(let type, let message):
            return .json(body: GraphQLExecutor.answer(to: [GraphQLError(message, type: type)], withData: true))
        case .primaryLimit(let seconds):
            let resource: ForgeBudget.Resource = request.graphQL == nil ? .core : .graphQL
            state.spend(resource, seconds: seconds)
            return ForgeAnswers(state: state).primaryRefusal(request)
        case .secondaryLimit(let status, let retryAfter):
            return secondaryRefusal(status: status, retryAfter: retryAfter, request)
        case .unauthorized: return .refusal(401, "Bad credentials")
        case .redirect(let status, let location):
            let address = location.replacing("{base}", with: request.base).replacing("{path}", with: request.target)
            return .json(status: status, headers: ["location": address]) { writer in
                writer.object { $0.field("message", "Moved Permanently") }
            }
        case .nullNodes, .allNodesNull, .truncate, .wrongLength, .invalidJSON, .reset, .hang, .slow, .delay: return nil
        }
    }

    private func secondaryRefusal(status: Int, retryAfter: Int?, _ request: ForgeRequest) -> ForgeAnswer {
        let message = "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."
        let headers = retryAfter.map { ["retry-after": String($0)] } ?? [:]
        guard status == 200 else { return .refusal(status, message, headers: headers) }
        let error = GraphQLError(message, type: "RATE_LIMITED")
        return .json(headers: headers, body: GraphQLExecutor.answer(to: [error]))
    }

    /// The entries of the outermost `nodes` lists that become null; nil where this fault does something else.
    var nullNodes: GraphQLExecutor.NullNodes? {
        switch self {
        case .nullNodes(let positions, let type): GraphQLExecutor.NullNodes(positions: positions, type: type)
        case .allNodesNull(let type): GraphQLExecutor.NullNodes(positions: nil, type: type)
        default: nil
        }
    }
}
