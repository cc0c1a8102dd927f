/// A pattern of account names such as `renovate` or `*-automation`.
///
/// `*` stands for any bytes. ASCII case does not matter, and a `[bot]` at the end is dropped, as forges do it.
package struct AccountPattern: Hashable, Sendable {
    /// The pattern, lower-cased and without `[bot]`.
    package let text: String

    /// Reads a pattern, or nil where nothing is left of the text.
    package init?(_ text: String) {
        let text = Actor.foldedLogin(text)
        guard !text.isEmpty else { return nil }
        self.text = text
    }

    /// Whether an account has a name like this.
    package func matches(_ login: String) -> Bool {
        let login = Actor.foldedLogin(login)
        return text.utf8.contains(Wildcard.star) ? Wildcard.matches(text.utf8, login.utf8) : text == login
    }
}

extension AccountPattern: CustomStringConvertible {
    /// The pattern, lower-cased and without `[bot]`.
    package var description: String { text }
}

extension Actor {
    /// A login in the form in which two are compared: ASCII letters in lower case, without `[bot]` at the end.
    package static func foldedLogin(_ login: String) -> String {
        var bytes = login.utf8.map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        if bytes.count > botSuffix.count, bytes.suffix(botSuffix.count) == botSuffix[...] {
            bytes.removeLast(botSuffix.count)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static let botSuffix = Array("[bot]".utf8)
}
