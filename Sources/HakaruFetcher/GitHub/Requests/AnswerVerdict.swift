import HakaruModel
import HakaruTransfer

/// What an answer, or the lack of one, means for the request that was sent.
enum AnswerVerdict {
    /// It can be read.
    case usable
    /// The limit is spent.
    case limitSpent(resetsIn: Duration?)
    /// The forge asks to slow down.
    case slowDown(retryAfter: Duration?)
    /// It may pass: send it again, unless fewer can be asked for.
    case fault(FetchError.Fault, retryAfter: Duration?, isAboutSize: Bool)
    /// No other answer will come.
    case final(FetchError)
}

extension AnswerVerdict {
    /// Judges the status and the headers of an answer of the API, and of REST answers the body too.
    ///
    /// The order is that of GitHub's documentation: first the words about a secondary limit, then what remains, then the
    /// status.
    init(_ response: HTTPResponse, head: AnswerHead, host: String, machineTime: Instant) {
        let resetsIn = head.resetsIn(machineTime: machineTime)
        switch response.status {
        case 200...299, 304:
            self = response.looksLikeJSON ? .usable : .fault(.notJSON, retryAfter: nil, isAboutSize: false)
        case 401:
            self = .final(.unauthorized(host: host))
        case 403, 429:
            let message = response.apiMessage
            if message.contains("secondary rate limit") || message.contains("abuse detection") {
                self = .slowDown(retryAfter: head.retryAfter)
            } else if head.limit?.remaining == 0 {
                self = .limitSpent(resetsIn: resetsIn)
            } else if head.retryAfter != nil || response.status == 429 {
                self = .slowDown(retryAfter: head.retryAfter)
            } else if message.contains("rate limit exceeded") {
                self = .limitSpent(resetsIn: resetsIn)
            } else {
                let reason =
                    response.headers["X-GitHub-SSO"] == nil ? message.oneLine : "the token needs single sign-on."
                self = .final(.forbidden(host: host, reason: reason.isEmpty ? "status 403." : reason))
            }
        case 300...399:
            self = .final(.redirectedElsewhere(host: host, to: response.redirectTarget))
        case 502, 504:
            self = .fault(.serverError(status: response.status), retryAfter: head.retryAfter, isAboutSize: true)
        case 500...599:
            self = .fault(.serverError(status: response.status), retryAfter: head.retryAfter, isAboutSize: false)
        default:
            self = .final(
                .refusedQuery(host: host, reason: "status \(response.status). \(response.apiMessage.oneLine)"))
        }
    }

    /// Judges why there is no answer.
    init(_ error: TransferError, host: String) {
        switch error {
        case .refused: self = .fault(.refused, retryAfter: nil, isAboutSize: false)
        case .nameNotResolved: self = .fault(.nameNotResolved, retryAfter: nil, isAboutSize: false)
        case .proxyFailed: self = .fault(.proxyFailed, retryAfter: nil, isAboutSize: false)
        case .connectTimedOut: self = .fault(.timedOut, retryAfter: nil, isAboutSize: false)
        case .stalled, .timedOut: self = .fault(.timedOut, retryAfter: nil, isAboutSize: true)
        case .interrupted, .malformedResponse, .headTooLarge:
            self = .fault(.interrupted, retryAfter: nil, isAboutSize: false)
        case .bodyTooLarge: self = .fault(.interrupted, retryAfter: nil, isAboutSize: true)
        case .outcomeUnknown(let error): self = AnswerVerdict(error, host: host)
        case .untrusted: self = .final(.untrusted(host: host))
        case .crossOriginRedirect(_, let to): self = .final(.redirectedElsewhere(host: host, to: to))
        case .tooManyRedirects: self = .final(.redirectedElsewhere(host: host, to: "itself, again and again"))
        case .cancelled: self = .final(.cancelled)
        case .shutDown, .unavailable: self = .final(.unavailable)
        case .refusedURL, .refusedInput, .mailRefused, .mailLoginRefused: self = .final(.invalidAddress(host))
        }
    }

    /// Judges the errors of a query's answer; nil where the data can be read, at least in part.
    init?(_ errors: [GraphQLError], hasData: Bool, head: AnswerHead, host: String, machineTime: Instant) {
        if errors.contains(where: \.isSecondaryLimit) {
            self = .slowDown(retryAfter: head.retryAfter)
        } else if errors.contains(where: { $0.type == "RATE_LIMITED" || $0.type == "graphql_rate_limit" }) {
            self = .limitSpent(resetsIn: head.resetsIn(machineTime: machineTime))
        } else if errors.contains(where: { $0.type == "INVALID_CURSOR_ARGUMENTS" }) {
            self = .final(.invalidCursor(host: host))
        } else if errors.contains(where: \.isAboutSize) {
            self = .fault(.queryFailed, retryAfter: nil, isAboutSize: true)
        } else if hasData {
            return nil
        } else if let error = errors.first {
            let isForbidden = error.needsSignOn || error.type == "FORBIDDEN" || error.type == "INSUFFICIENT_SCOPES"
            let reason = error.needsSignOn ? "the token needs single sign-on." : error.line
            self = .final(
                isForbidden ? .forbidden(host: host, reason: reason) : .refusedQuery(host: host, reason: reason))
        } else {
            self = .fault(.queryFailed, retryAfter: nil, isAboutSize: true)
        }
    }
}

extension HTTPResponse {
    /// Whether the body can be JSON: a page that a proxy made begins otherwise, whatever its headers say.
    fileprivate var looksLikeJSON: Bool {
        guard status != 204, status != 304 else { return true }
        let first = body.first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        return first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
    }

    /// The beginning of the body as text, in lower case where it is matched; for the words of a refusal.
    fileprivate var apiMessage: String {
        APIMessage.text(of: body)
    }

    /// The origin that a redirect points to, without path or query.
    fileprivate var redirectTarget: String {
        guard let location = headers["Location"] else { return "an address that it does not name" }
        do { return try url.resolving(location).origin } catch { return "an address that can't be used" }
    }
}
