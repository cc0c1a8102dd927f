/// What sends requests: the client, or a script in a test.
package protocol HTTPTransport: Sendable {
    /// Sends one request and waits for the whole answer.
    ///
    /// - Throws: ``TransferError`` where no whole answer came; a status such as 404 is an answer.
    func send(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse
}
