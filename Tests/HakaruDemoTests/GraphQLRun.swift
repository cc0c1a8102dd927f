import HakaruModel

@testable import HakaruDemo

/// What a GraphQL query gives, without a server between.
struct GraphQLRun {
    let json: JSONValue
    let cost: GraphQLCost

    /// Asks a query of a dataset.
    init(
        _ query: String, variables: String = "{}", of dataset: DemoDataset = small, asOf now: Instant? = nil,
        nullNodes: GraphQLExecutor.NullNodes? = nil
    ) {
        let body = #"{"query": \#(GraphQLRun.quoted(query)), "variables": \#(variables)}"#
        let graphQL = GraphQLBody(Array(body.utf8))
        cost = graphQL.cost
        let bytes: [UInt8]
        switch graphQL.request {
        case .failure(let failure): bytes = GraphQLExecutor.answer(to: failure.errors)
        case .success(let request):
            let budget = ForgeBudget.State(limit: 5_000, used: 1, resetsAt: .at("2026-01-09T00:00:00Z"))
            bytes = GraphQLExecutor.answer(
                to: request, from: QueryRoot(cost: cost, budget: budget),
                in: ForgeSnapshot(dataset, asOf: now ?? .endOfTime), nullNodes: nullNodes)
        }
        json = JSONValue(bytes) ?? .null
    }

    /// The value at a path below `data`; null where there is none.
    subscript(path: String) -> JSONValue { json["data"]?.at(path) ?? .null }

    /// The messages of the errors.
    var errors: [String] { json["errors"]?.array?.compactMap { $0["message"]?.string } ?? [] }

    /// The types of the errors.
    var errorTypes: [String] { json["errors"]?.array?.compactMap { $0["type"]?.string } ?? [] }

    private static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}

extension JSONValue {
    /// The value at a path of keys and positions such as `nodes.0.title`.
    func at(_ path: String) -> JSONValue? {
        path.split(separator: ".").reduce(self as JSONValue?) { value, step in
            if let index = Int(step) {
                return value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
            }
            return value?[String(step)]
        }
    }
}
