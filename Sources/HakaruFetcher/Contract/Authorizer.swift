package import HakaruTransfer

/// What proves to a forge who asks: a token, or an app's key.
package protocol Authorizer: Sendable {
    /// The value of the `Authorization` header for a request that is sent now; nil to ask without.
    func authorization() async throws(FetchError) -> Secret?
}

/// A token that stays the same for the whole run.
package struct TokenAuthorizer: Authorizer {
    private let header: Secret?

    /// Takes a token of any kind; nil asks without one.
    package init(_ token: Secret?) {
        header = token.flatMap { $0.isEmpty ? nil : $0.prefixed(by: "Bearer ") }
    }

    package func authorization() async throws(FetchError) -> Secret? { header }
}
