/// The header fields of a request or a response, in their order; names are compared without regard to case.
package struct HTTPHeaders: Sendable {
    /// One field.
    package struct Field: Hashable, Sendable {
        /// The name as it was given or received.
        package let name: String
        /// The value; a secret prints as `<redacted>`.
        package let value: Value
    }

    /// What a field holds.
    package enum Value: Hashable, Sendable {
        /// A value that may be shown.
        case plain(String)
        /// A value that must not be shown.
        case secret(Secret)
    }

    /// All fields in order; a name may occur more than once.
    package private(set) var fields: [Field] = []

    /// No fields yet.
    package init() {}

    /// The fields of `pairs`, in that order.
    package init(_ pairs: KeyValuePairs<String, String>) {
        for (name, value) in pairs { append(name, value) }
    }

    /// The first value of that name, nil where there is none; a secret reads as `<redacted>`.
    package subscript(_ name: String) -> String? {
        switch fields.first(where: { isSameName($0.name, name) })?.value {
        case .plain(let value): value
        case .secret(let secret): secret.description
        case nil: nil
        }
    }

    /// All values of that name in order; secrets read as `<redacted>`.
    package func values(_ name: String) -> [String] {
        fields.compactMap { field in
            guard isSameName(field.name, name) else { return nil }
            return switch field.value {
            case .plain(let value): value
            case .secret(let secret): secret.description
            }
        }
    }

    /// Adds a field behind the others; one of the same name stays.
    package mutating func append(_ name: String, _ value: String) {
        fields.append(Field(name: name, value: .plain(value)))
    }

    /// Adds a field whose value must not be shown.
    package mutating func append(_ name: String, _ secret: Secret) {
        fields.append(Field(name: name, value: .secret(secret)))
    }

    /// Replaces all fields of that name by one, or adds it.
    package mutating func set(_ name: String, _ value: String) {
        removeAll(name)
        append(name, value)
    }

    /// Replaces all fields of that name by one whose value must not be shown, or adds it.
    package mutating func set(_ name: String, _ secret: Secret) {
        removeAll(name)
        append(name, secret)
    }

    /// Takes all fields of that name away.
    package mutating func removeAll(_ name: String) {
        fields.removeAll { isSameName($0.name, name) }
    }
}

/// Whether two header names are the same: ASCII letters are compared without regard to case.
func isSameName(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && zip(left.utf8, right.utf8).allSatisfy { lowercased($0) == lowercased($1) }
}

/// An ASCII capital letter as a small one; every other byte as it is.
func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
