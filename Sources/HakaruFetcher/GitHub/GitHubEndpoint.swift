package import HakaruTransfer

/// Where the API of a GitHub lies.
package struct GitHubEndpoint: Hashable, Sendable {
    /// The address that REST paths are appended to.
    package let rest: TransferURL
    /// The address that queries are sent to.
    package let graphql: TransferURL
    /// The host that a person knows, in lower case without a port: `github.com` for `api.github.com`.
    package let host: String

    /// The API of github.com.
    package static var dotCom: GitHubEndpoint {
        get throws(FetchError) { try GitHubEndpoint("https://api.github.com") }
    }

    /// Reads the address of an API.
    ///
    /// - Parameter text: `https://api.github.com`, `https://HOST/api/v3` of a GitHub Enterprise Server, or an address on
    ///   this machine with `http`, with or without `/api/v3`; a slash at the end does not matter.
    /// - Throws: ``FetchError/invalidAddress(_:)`` for anything else.
    package init(_ text: String) throws(FetchError) {
        let url: TransferURL
        do { url = try TransferURL(text) } catch { throw .invalidAddress(text) }
        var segments = url.path.split(separator: "/").map(String.init)
        guard url.query == nil, url.scheme == .https || (url.scheme == .http && url.isLoopback) else {
            throw .invalidAddress(text)
        }
        let isEnterprise = segments.suffix(2) == ["api", "v3"]
        if isEnterprise { segments.removeLast(2) } else if !segments.isEmpty { throw .invalidAddress(text) }
        let root: TransferURL
        do { root = try TransferURL(url.origin).appending(segments) } catch { throw .invalidAddress(text) }
        rest = isEnterprise ? root.appending(["api", "v3"]) : root
        graphql = isEnterprise ? root.appending(["api", "graphql"]) : root.appending(["graphql"])
        host = url.host == "api.github.com" ? "github.com" : url.host
    }
}
