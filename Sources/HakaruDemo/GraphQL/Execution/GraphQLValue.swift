import HakaruModel

/// What a field of an object is: nothing, a scalar, another object, or a list.
enum GraphQLValue {
    case null
    case string(String)
    case int(Int)
    case bool(Bool)
    case object(any GraphQLObject)
    case list([GraphQLValue])
    /// It could not be had: null in the answer, and an error beside it.
    case failure(GraphQLError)

    /// A time, null for nil.
    static func time(_ instant: Instant?) -> GraphQLValue { text(instant?.description) }

    /// The name of a git object, null for nil.
    static func sha(_ sha: ObjectID?) -> GraphQLValue { text(sha?.description) }

    /// A string, null for nil.
    static func text(_ string: String?) -> GraphQLValue { string.map { .string($0) } ?? .null }

    /// An object, null for nil.
    static func maybe(_ object: (any GraphQLObject)?) -> GraphQLValue { object.map { .object($0) } ?? .null }
}

/// A value of an object type of the schema: it resolves its own fields.
protocol GraphQLObject {
    /// The name of its type in the schema.
    var typeName: String { get }
    /// The value of one of its type's fields, `__typename` apart.
    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue
}

/// A field that is asked of an object, with the values of its arguments.
struct GraphQLCall {
    let name: String
    let arguments: [String: JSONValue]
    /// Whether `nodes` or `edges` are selected below, so that a connection must know which page is meant.
    let selectsNodes: Bool

    func string(_ argument: String) -> String? { arguments[argument]?.string }

    func int(_ argument: String) -> Int? { arguments[argument]?.int }

    /// The strings of a list argument; nil where it was not given.
    func strings(_ argument: String) -> [String]? { arguments[argument]?.array?.compactMap(\.string) }

    /// The field that a connection is ordered by, and whether the order descends.
    var order: (field: String, isDescending: Bool)? {
        guard let order = arguments["orderBy"], let field = order["field"]?.string else { return nil }
        return (field, order["direction"]?.string == "DESC")
    }

    /// A field that the schema has and the object has not: a hole in the demo forge, which a test finds.
    func unresolved(on type: String) -> GraphQLValue {
        .failure(GraphQLError("The demo forge does not resolve \(type).\(name)", type: GraphQLCall.unresolvedType))
    }

    static let unresolvedType = "UNRESOLVED"
}
