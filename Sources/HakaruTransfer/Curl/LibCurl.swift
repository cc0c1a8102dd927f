internal import CCurl

/// What libcurl needs once in a process.
enum LibCurl {
    private static let startCode: CURLcode = {
        // With NOSIGNAL libcurl still can't keep OpenSSL from writing to a connection that is gone.
        hakaru_ignore_broken_pipes()
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT))
    }()

    /// Starts libcurl where that was not done yet.
    static func start() throws(TransferError) {
        guard startCode == CURLE_OK else { throw .unavailable(code: Int(startCode.rawValue)) }
    }
}
