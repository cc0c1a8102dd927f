/// A text that must not be shown: a token, a password, the address of a webhook.
///
/// It prints, dumps and reflects as `<redacted>`, and is not codable. What it holds is read with ``withValue(_:)`` only,
/// at the place that puts it on the wire.
package struct Secret: Hashable, Sendable {
    private let value: String

    /// Wraps a text; nothing is trimmed or checked.
    package init(_ value: String) {
        self.value = value
    }

    /// Hands the text to `body`, which must not keep, log or print it.
    package func withValue<Result, Failure: Error>(
        _ body: (String) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(value)
    }

    /// The same secret behind a prefix that may be known, such as `Bearer ` in an `Authorization` header.
    package func prefixed(by prefix: String) -> Secret {
        Secret(prefix + value)
    }

    /// Whether there is nothing in it.
    package var isEmpty: Bool { value.isEmpty }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    package var description: String { "<redacted>" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
