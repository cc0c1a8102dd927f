import FoundationEssentials

/// A query with its variables, as it goes over the wire.
struct GraphQLRequest {
    /// A value of a variable.
    enum Value: Encodable, Hashable {
        case string(String)
        case strings([String])
        case int(Int)
        case bool(Bool)
        case null

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            switch self {
            case .string(let value): try container.encode(value)
            case .strings(let value): try container.encode(value)
            case .int(let value): try container.encode(value)
            case .bool(let value): try container.encode(value)
            case .null: try container.encodeNil()
            }
        }

        /// The text, or null where there is none.
        static func optional(_ text: String?) -> Value { text.map(Value.string) ?? .null }
    }

    private struct Body: Encodable {
        var operationName: String
        var query: String
        var variables: [String: Value]
    }

    /// The name of the operation.
    var operation: String
    /// The document.
    var document: String
    /// The variables.
    var variables: [String: Value]
    /// The connections that the forge will count; decides what is reserved of the limit.
    var connections: Int
    /// How often it is sent again when the forge or the way to it fails.
    var retries = RetryRule.usual
    /// Whether fewer could be asked for: then a failure that may come from the size is not retried.
    var isNarrowable = false

    /// The bytes to send.
    func body() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(Body(operationName: operation, query: document, variables: variables)))
    }
}

/// How often a request is sent again.
enum RetryRule {
    /// After the first, five more.
    static let usual = 5
}
