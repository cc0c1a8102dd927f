/// What GitHub documents about the price of a query.
///
/// Every connection is taken to be filled to its `first` or `last`. The requests that the connections need are summed,
/// divided by 100 and rounded, at least 1: the points. The nodes that they could hold must not be more than 500,000.
struct GraphQLCost: Hashable, Sendable {
    static let nodeLimit = 500_000

    private(set) var requests = 0
    private(set) var nodes = 0
    /// The largest page or number of ids that is asked for.
    private(set) var widest = 0
    /// Whether nothing but `rateLimit` is asked.
    private(set) var isFree = true
    /// Whether only the price is asked.
    private(set) var isDryRun = false

    var points: Int { isFree || isDryRun ? 0 : max(1, (requests + 50) / 100) }

    /// The price of what cannot run.
    static let none = GraphQLCost()

    private init() {}

    init(of operation: GraphQLOperation, in request: GraphQLRequest) {
        add(operation.selections, of: "Query", times: 1, isRoot: true, request)
    }

    private mutating func add(
        _ selections: [GraphQLSelection], of type: String, times: Int, isRoot: Bool, _ request: GraphQLRequest
    ) {
        for selection in selections where request.includes(selection.directives) {
            switch selection {
            case .field(let field): add(field, of: type, times: times, isRoot: isRoot, request)
            case .inline(let condition, _, let selections, _):
                add(selections, of: condition ?? type, times: times, isRoot: isRoot, request)
            case .spread(let name, _, _):
                guard let fragment = request.document.fragments[name] else { continue }
                add(fragment.selections, of: fragment.typeCondition, times: times, isRoot: isRoot, request)
            }
        }
    }

    private mutating func add(
        _ field: GraphQLField, of type: String, times: Int, isRoot: Bool, _ request: GraphQLRequest
    ) {
        guard let parent = request.schema.type(type), let definition = request.schema.field(field.name, of: parent)
        else { return }
        let arguments = request.values(of: field.arguments, for: definition.arguments)
        if isRoot, field.name == "rateLimit" {
            if arguments["dryRun"]?.bool == true { isDryRun = true }
            return
        }
        if isRoot, field.name != "__typename" { isFree = false }
        var inner = times
        if definition.isConnection {
            requests += times
            if let page = (arguments["first"] ?? arguments["last"])?.int, page > 0 {
                widest = max(widest, page)
                inner = times * min(page, 100)
                nodes += inner
            }
        } else if isRoot, field.name == "nodes", let ids = arguments["ids"]?.array {
            widest = max(widest, ids.count)
            inner = times * max(1, ids.count)
            nodes += ids.count
        }
        add(field.selections, of: definition.type.name, times: inner, isRoot: false, request)
    }
}
