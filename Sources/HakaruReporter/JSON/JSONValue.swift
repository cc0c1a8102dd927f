/// A JSON value whose objects keep the order of their keys, so that the same result gives the same bytes.
package enum JSONValue: Hashable, Sendable {
    /// Not known; never zero.
    case null
    /// True or false.
    case bool(Bool)
    /// A whole number.
    case integer(Int64)
    /// A number in its decimal spelling, such as `402074.5`; the caller vouches for the form.
    case number(String)
    /// Text; escaped when it is written.
    case string(String)
    /// Values in order.
    case array([JSONValue])
    /// Keys with their values, in this order.
    case object([Member])

    /// A key and its value.
    package struct Member: Hashable, Sendable {
        /// The key, in snake_case.
        package var key: String
        /// The value.
        package var value: JSONValue

        /// Makes a member.
        package init(_ key: String, _ value: JSONValue) {
            self.key = key
            self.value = value
        }
    }
}

extension JSONValue {
    /// A whole number, or null where it is not known.
    package static func integer(_ value: Int64?) -> JSONValue { value.map { .integer($0) } ?? .null }

    /// A whole number, or null where it is not known.
    package static func integer(_ value: Int?) -> JSONValue { value.map { .integer(Int64($0)) } ?? .null }

    /// Text, or null where it is not known.
    package static func string(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
}

extension JSONValue: ExpressibleByDictionaryLiteral, ExpressibleByArrayLiteral, ExpressibleByStringLiteral,
    ExpressibleByIntegerLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral
{
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(elements.map { Member($0.0, $0.1) })
    }

    package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    package init(stringLiteral value: String) { self = .string(value) }

    package init(integerLiteral value: Int64) { self = .integer(value) }

    package init(booleanLiteral value: Bool) { self = .bool(value) }

    package init(nilLiteral: ()) { self = .null }
}
