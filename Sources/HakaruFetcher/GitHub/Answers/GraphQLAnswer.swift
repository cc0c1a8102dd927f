import FoundationEssentials
import HakaruModel

/// The answer to a query: data, errors, or both.
struct GraphQLAnswer<Content: Decodable>: Decodable {
    let data: Content?
    let errors: [GraphQLError]?
}

/// An error that stands in an answer with status 200.
struct GraphQLError: Decodable {
    /// A step of the way to what the error is about.
    enum Step: Decodable, Hashable {
        case field(String)
        case index(Int)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let index = try? container.decode(Int.self) {
                self = .index(index)
            } else {
                self = .field(try container.decode(String.self))
            }
        }
    }

    private struct Extensions: Decodable {
        enum CodingKeys: String, CodingKey {
            case code
            case needsSignOn = "saml_failure"
        }

        let code: String?
        let needsSignOn: Bool?
    }

    private enum CodingKeys: CodingKey {
        case type, message, path, extensions
    }

    /// The kind of the error, such as `NOT_FOUND`; empty where the forge gives none.
    let type: String
    /// The forge's words.
    let message: String
    /// The way to the field that it is about; empty where it is about the whole.
    let path: [Step]
    /// Whether the organization asks for single sign-on.
    let needsSignOn: Bool

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        message = try container.decodeIfPresent(String.self, forKey: .message) ?? ""
        path = try container.decodeIfPresent([Step].self, forKey: .path) ?? []
        let extensions = try container.decodeIfPresent(Extensions.self, forKey: .extensions)
        type = try container.decodeIfPresent(String.self, forKey: .type) ?? extensions?.code ?? ""
        needsSignOn = extensions?.needsSignOn ?? false
    }
}

extension GraphQLError {
    /// Whether the query was more than the forge bears at once.
    var isAboutSize: Bool {
        type == "RESOURCE_LIMITS_EXCEEDED" || type == "MAX_NODE_LIMIT_EXCEEDED" || isAboutTime
            || message.contains("Resource limits for this query exceeded")
    }

    /// Whether the forge ran out of time, which it says in several ways.
    private var isAboutTime: Bool {
        message.contains("Something went wrong while executing your query")
            || message.contains("couldn't respond to your request in time") || type == "TIMEOUT"
    }

    /// Whether it asks to slow down.
    var isSecondaryLimit: Bool { message.contains("secondary rate limit") }

    /// The words on one line, cut to a length that fits a terminal.
    var line: String { message.oneLine }
}

extension String {
    /// The text without control characters, at most 200 bytes.
    var oneLine: String {
        let visible = utf8.map { $0 < 0x20 || $0 == 0x7F ? 0x20 : $0 }
        return String(decoding: visible.prefix(200), as: UTF8.self)
    }
}

/// What every query asks about its own price; null on a forge without limits.
struct BudgetAnswer: Decodable {
    let cost: Int?
    let remaining: Int?
    let resetAt: Timestamp?
}

/// An instant in an answer.
struct Timestamp: Decodable, Hashable {
    let instant: Instant

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let instant = Instant(rfc3339: text) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "no date and time")
        }
        self.instant = instant
    }
}

/// An entry of a list: a value, nothing, or something that makes no sense.
///
/// One bad entry never spoils the others.
enum Entry<Value: Decodable>: Decodable {
    case delivered(Value)
    case missing
    case malformed(String)

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard !container.decodeNil() else {
            self = .missing
            return
        }
        do {
            self = .delivered(try container.decode(Value.self))
        } catch let error as DecodingError {
            self = .malformed(error.place)
        }
    }
}

extension DecodingError {
    /// Where in the answer something is wrong, and what, without any value of it.
    var place: String {
        switch self {
        case .typeMismatch(_, let context): "another type than expected at \(DecodingError.path(context.codingPath))"
        case .valueNotFound(_, let context): "nothing at \(DecodingError.path(context.codingPath))"
        case .keyNotFound(let key, let context): "no \(DecodingError.path(context.codingPath + [key]))"
        case .dataCorrupted(let context): "an unreadable value at \(DecodingError.path(context.codingPath))"
        @unknown default: "something unreadable"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.isEmpty ? "the top" : keys.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
