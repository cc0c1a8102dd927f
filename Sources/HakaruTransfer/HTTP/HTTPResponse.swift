/// A whole answer, whatever its status.
package struct HTTPResponse: Sendable {
    /// The version of HTTP that an answer came in.
    package enum Version: String, Hashable, Sendable {
        /// One request a connection.
        case http10 = "HTTP/1.0"
        /// One request after another on a connection.
        case http11 = "HTTP/1.1"
        /// Many requests at once on a connection.
        case http2 = "HTTP/2"
    }

    /// The longest status line and headers that are accepted, in bytes, all answers of a transfer together.
    package static let maximumHeadSize = 128 << 10

    /// The status, 200 to 599 in practice.
    package let status: Int
    /// The headers, without trailers.
    package let headers: HTTPHeaders
    /// The body after decompression; empty for 204 and 304.
    package let body: [UInt8]
    /// Where the answer came from: the request's address, or where redirects led.
    package let url: TransferURL
    /// The address to use from now on, where the server said that it moved for good; nil where it did not.
    package let permanentURL: TransferURL?
    /// The length of the body as it came over the wire, in bytes, before decompression.
    package let wireBytes: Int
    /// The version of HTTP.
    package let version: Version

    /// An answer; tests make their own.
    package init(
        status: Int,
        headers: HTTPHeaders = HTTPHeaders(),
        body: [UInt8] = [],
        url: TransferURL,
        permanentURL: TransferURL? = nil,
        wireBytes: Int? = nil,
        version: Version = .http11
    ) {
        self.status = status
        self.headers = headers
        self.body = body
        self.url = url
        self.permanentURL = permanentURL
        self.wireBytes = wireBytes ?? body.count
        self.version = version
    }
}
