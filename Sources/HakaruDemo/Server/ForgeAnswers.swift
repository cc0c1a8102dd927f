import HakaruModel

/// Finds the answer to a request: who may ask, what is left of the limits, and then GraphQL or REST.
struct ForgeAnswers {
    let state: ForgeState

    /// The answer, and the points that it cost.
    func answer(to request: ForgeRequest, fault: DemoFault?) -> (answer: ForgeAnswer, points: Int) {
        if let replacement = fault?.effect.replacement(for: request, in: state) {
            return (limited(replacement, request), 0)
        }
        guard request.userAgent != nil else {
            return (
                .refusal(
                    403,
                    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header."
                ), 0
            )
        }
        if !state.accepts(request.token) {
            return (.refusal(401, request.token == nil ? "Requires authentication" : "Bad credentials"), 0)
        }
        if request.path == ["rate_limit"] { return (limited(rateLimits(), request), 0) }
        let resource: ForgeBudget.Resource = request.graphQL == nil ? .core : .graphQL
        if state.budget(resource).isSpent { return (limited(primaryRefusal(request), request), 0) }
        if let graphQL = request.graphQL {
            let points = graphQL.cost.points
            state.charge(points, to: .graphQL)
            return (limited(answer(to: graphQL, nullNodes: fault?.effect.nullNodes), request), points)
        }
        var answer = RESTRoutes.answer(to: RESTCall(request: request, state: state, snapshot: state.snapshot))
        var points = 1
        if request.method == "GET", answer.status == 200 {
            let tag = answer.entityTag(for: request.token)
            if request.ifNoneMatch == tag {
                answer = ForgeAnswer(status: 304, headers: answer.headers, body: [])
                points = 0
            }
            answer.headers["etag"] = tag
        }
        state.charge(points, to: .core)
        return (limited(answer, request), points)
    }

    private func answer(to graphQL: GraphQLBody, nullNodes: GraphQLExecutor.NullNodes?) -> ForgeAnswer {
        switch graphQL.request {
        case .failure(let failure): return .json(body: GraphQLExecutor.answer(to: failure.errors))
        case .success(let request):
            guard graphQL.cost.nodes <= GraphQLCost.nodeLimit else {
                let error = GraphQLError(
                    "This query requests up to \(graphQL.cost.nodes) possible nodes which exceeds the maximum limit "
                        + "of \(GraphQLCost.nodeLimit).", type: "MAX_NODE_LIMIT_EXCEEDED")
                return .json(body: GraphQLExecutor.answer(to: [error]))
            }
            let root = QueryRoot(cost: graphQL.cost, budget: state.budget(.graphQL))
            return .json(
                body: GraphQLExecutor.answer(to: request, from: root, in: state.snapshot, nullNodes: nullNodes))
        }
    }

    /// GitHub's refusal when a limit is spent: 403 in REST, 200 in GraphQL.
    func primaryRefusal(_ request: ForgeRequest) -> ForgeAnswer {
        let message = "API rate limit exceeded for user ID 1."
        guard request.graphQL != nil else { return .refusal(403, message) }
        return .json(body: GraphQLExecutor.answer(to: [GraphQLError(message, type: "RATE_LIMITED")]))
    }

    private func rateLimits() -> ForgeAnswer {
        guard state.options.hourlyLimit != nil else { return .refusal(404, "Rate limiting is not enabled.") }
        let core = state.budget(.core)
        return .json { writer in
            writer.object { writer in
                writer.object("resources") { writer in
                    writer.object("core") { $0.fields(of: core) }
                    writer.object("graphql") { $0.fields(of: state.budget(.graphQL)) }
                }
                writer.object("rate") { $0.fields(of: core) }
            }
        }
    }

    /// Adds the headers that tell of the limit.
    private func limited(_ answer: ForgeAnswer, _ request: ForgeRequest) -> ForgeAnswer {
        let resource: ForgeBudget.Resource = request.graphQL == nil ? .core : .graphQL
        let budget = state.budget(resource)
        guard let limit = budget.limit else { return answer }
        var limited = answer
        let headers = [
            "x-ratelimit-limit": String(limit),
            "x-ratelimit-remaining": String(max(0, limit - budget.used)),
            "x-ratelimit-used": String(budget.used),
            "x-ratelimit-reset": String(budget.resetsAt.secondsSinceEpoch),
            "x-ratelimit-resource": resource.rawValue,
        ]
        limited.headers.merge(headers) { given, _ in given }
        if request.token != nil { limited.headers["x-oauth-scopes"] = "read:org, repo" }
        return limited
    }
}

extension JSONWriter {
    fileprivate mutating func fields(of budget: ForgeBudget.State) {
        field("limit", budget.limit)
        field("used", budget.used)
        field("remaining", max(0, (budget.limit ?? 0) - budget.used))
        field("reset", Int(budget.resetsAt.secondsSinceEpoch))
    }
}
