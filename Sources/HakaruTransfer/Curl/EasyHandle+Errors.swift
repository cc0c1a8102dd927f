internal import CCurl

extension EasyHandle {
    /// The version of HTTP that the answer came in.
    var version: HTTPResponse.Version {
        switch number(CURLINFO_HTTP_VERSION) {
        case Int(CURL_HTTP_VERSION_1_0): .http10
        case Int(CURL_HTTP_VERSION_2_0): .http2
        default: .http11
        }
    }

    /// What libcurl's code means in our words, for a transfer that took so long.
    func error(_ code: CURLcode, of job: TransferJob, elapsed: Duration) -> TransferError {
        let server = job.url.server
        if case .mail = job, let refusal = mailRefusal(code, server) { return refusal }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST:
            return .nameNotResolved(host: job.url.host)
        case CURLE_COULDNT_CONNECT:
            return job.usesProxy ? .proxyFailed(status: nil) : .refused(server: server)
        case CURLE_COULDNT_RESOLVE_PROXY, CURLE_PROXY:
            return .proxyFailed(status: nil)
        case CURLE_OPERATION_TIMEDOUT:
            // libcurl's clock starts a little before ours, so the time alone can't tell which limit it was.
            let wasConnected = offset(CURLINFO_PRETRANSFER_TIME_T) > 0
            return wasConnected || elapsed >= job.timeouts.total
                ? .timedOut(server: server) : .connectTimedOut(server: server)
        case CURLE_RECV_ERROR where number(CURLINFO_HTTP_CONNECTCODE) >= 300:
            return .proxyFailed(status: number(CURLINFO_HTTP_CONNECTCODE))
        case CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE, CURLE_HTTP2, CURLE_HTTP2_STREAM,
            CURLE_SEND_FAIL_REWIND:
            return .interrupted(server: server)
        case CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
            return .malformedResponse(server: server)
        case CURLE_OUT_OF_MEMORY where number(CURLINFO_RESPONSE_CODE) > 0, CURLcode(rawValue: 100):
            // A single header of more than 100 KB: no memory (libcurl 7), CURLE_TOO_LARGE (8.6 and newer).
            return .headTooLarge(server: server)
        case CURLE_URL_MALFORMAT:
            return .refusedURL(.malformed)
        case CURLE_PEER_FAILED_VERIFICATION:
            return .untrusted(server: server, verificationFailure)
        case CURLE_SSL_CACERT_BADFILE, CURLE_SSL_CRL_BADFILE:
            return .untrusted(server: server, .unreadableCertificateFile)
        case CURLE_SSL_CONNECT_ERROR where errorMentions("SYSCALL", "unexpected eof", "reset", "Recv failure"):
            // A lost connection, which libcurl does not tell apart from a failed handshake by its code.
            return .interrupted(server: server)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_ENGINE_NOTFOUND, CURLE_SSL_ENGINE_SETFAILED, CURLE_SSL_CERTPROBLEM,
            CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED, CURLE_SSL_ISSUER_ERROR, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_CLIENTCERT:
            return .untrusted(server: server, .handshake)
        case CURLE_USE_SSL_FAILED:
            return .untrusted(server: server, .notOffered)
        case CURLE_ABORTED_BY_CALLBACK:
            // By ``Exchange/isGivenUp``: the task does not wait any more, or the loop closes.
            return .shutDown
        default:
            return .unavailable(code: Int(code.rawValue))
        }
    }

    /// The reason for which OpenSSL, or libcurl after it, does not believe the certificate.
    private var verificationFailure: TransferError.TLSFailure {
        // X509_V_… of OpenSSL's x509_vfy.h. libcurl checks the name itself, before it asks for OpenSSL's result: then it
        // is what it was set to at the start (1), or good (0).
        switch number(CURLINFO_SSL_VERIFYRESULT) {
        case 0, 1, 62: .wrongHost
        case 9, 10: .expired
        default: .unknownIssuer
        }
    }

    /// What a mail server said no to; nil where it didn't.
    private func mailRefusal(_ code: CURLcode, _ server: String) -> TransferError? {
        let reply = number(CURLINFO_RESPONSE_CODE)
        if code == CURLE_LOGIN_DENIED, !(400..<500).contains(reply) { return .mailLoginRefused(server: server) }
        switch code {
        case CURLE_SEND_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_REMOTE_ACCESS_DENIED, CURLE_LOGIN_DENIED,
            CURLE_USE_SSL_FAILED, CURLE_RECV_ERROR:
            return reply >= 400 ? .mailRefused(server: server, code: reply) : nil
        default:
            return nil
        }
    }
}
