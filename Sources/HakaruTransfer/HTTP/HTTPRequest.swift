/// One request, and how far it may go.
///
/// To ask whether something changed, set `If-None-Match` to the `ETag` of the earlier answer: an answer with status 304
/// is an ordinary one with an empty body.
package struct HTTPRequest: Sendable {
    /// What to do with the resource.
    package enum Method: String, Hashable, Sendable {
        /// Reads.
        case get = "GET"
        /// Reads the headers only.
        case head = "HEAD"
        /// Hands over; what that does is up to the resource.
        case post = "POST"
        /// Replaces.
        case put = "PUT"
        /// Changes in part.
        case patch = "PATCH"
        /// Deletes.
        case delete = "DELETE"
    }

    /// The most redirects that are followed for one request.
    package static let maximumRedirects = 5

    /// The method.
    package var method: Method
    /// Where to; https, or http to this machine itself.
    package var url: TransferURL
    /// What to send beside what the client sets itself (`Host`, `Content-Length`, `User-Agent`, `Accept-Encoding`).
    package var headers: HTTPHeaders
    /// The body to send; nil: none.
    package var body: [UInt8]?
    /// How long it may take.
    package var timeouts = TransferTimeouts()
    /// The longest body that is accepted, in bytes after decompression; 64 MiB.
    package var maximumBodySize = 64 << 20
    /// Whether a GET goes on to where a 301, 302, 307 or 308 points, if that is the same scheme, host and port.
    ///
    /// False: such an answer is returned as it is, as are redirects of other methods.
    package var followsRedirects = true
    /// Whether it does no harm when the server gets it twice.
    ///
    /// True for reading. Set to false for what posts a message: it then goes over a connection of its own, since a request
    /// on a kept one that turns out to be dead is sent again, and a failure after it left is
    /// ``TransferError/outcomeUnknown(_:)``.
    package var isRepeatable = true

    /// A request with the usual limits.
    package init(
        _ method: Method = .get, _ url: TransferURL, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8]? = nil
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
    }
}
