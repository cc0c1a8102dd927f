/// An HTTP client on libcurl: many transfers at once on one thread, over connections that are kept.
///
/// It speaks https, and http to this machine itself; HTTP/2 where the server has it; gzip and brotli. It never reads
/// `.netrc`, keeps no cookies, and always verifies who the server is (TLS 1.2 or newer). The first client of the
/// process makes it ignore SIGPIPE.
package final class HTTPClient: HTTPTransport, Sendable {
    /// How a client behaves in all its transfers.
    package struct Configuration: Sendable {
        /// What the client calls itself, such as `hakaru/1.0`.
        package var userAgent: String
        /// A file of trusted certificates (PEM) in place of the system's; nil: the system's.
        package var certificateFile: String?
        /// The proxies to go through.
        package var proxies: ProxySettings
        /// The most connections and so the most transfers at once, at least 1; 16.
        ///
        /// Others wait their turn, in order; their timeouts begin with it.
        package var maximumConnections: Int

        /// The usual behaviour under the given name.
        package init(
            userAgent: String,
            certificateFile: String? = nil,
            proxies: ProxySettings = .none,
            maximumConnections: Int = 16
        ) {
            self.userAgent = userAgent
            self.certificateFile = certificateFile
            self.proxies = proxies
            self.maximumConnections = maximumConnections
        }
    }

    private let configuration: Configuration
    private let loop: TransferLoop

    /// Starts the client's thread.
    ///
    /// - Throws: ``TransferError/unavailable(code:)`` where the system has no memory, thread or file descriptor left.
    package init(_ configuration: Configuration) throws(TransferError) {
        self.configuration = configuration
        loop = try TransferLoop(maximumTransfers: configuration.maximumConnections)
    }

    deinit {
        loop.close()
    }

    /// Ends all transfers with ``TransferError/shutDown``, closes all connections, and waits for that.
    ///
    /// What is sent afterwards ends in the same way. A client that is no longer referred to does this by itself.
    package func shutdown() async {
        await loop.closeAndWait()
    }

    package func send(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        try request.check()
        var request = request
        var permanentURL: TransferURL?
        var isMovedForGood = true
        for _ in 0...HTTPRequest.maximumRedirects {
            let received = try await Transfer(.http(request, configuration)).run(on: loop)
            guard let target = try request.redirectTarget(received) else {
                return HTTPResponse(
                    status: received.status, headers: received.headers, body: received.body, url: request.url,
                    permanentURL: permanentURL, wireBytes: received.wireBytes, version: received.version)
            }
            isMovedForGood = isMovedForGood && (received.status == 301 || received.status == 308)
            if isMovedForGood { permanentURL = target }
            request.url = target
        }
        throw .tooManyRedirects(server: request.url.server)
    }
}
