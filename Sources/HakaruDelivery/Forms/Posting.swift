import HakaruTransfer

/// One message over HTTP, and what the answer means.
struct Posting {
    let transport: any HTTPTransport
    let url: TransferURL
    /// What the receiver's "it is not there" means, as the end of a sentence.
    let goneReason: String

    /// Posts a body once.
    func send(_ body: [UInt8], headers: HTTPHeaders) async -> DeliveryOutcome {
        var request = HTTPRequest(.post, url, headers: headers, body: body)
        request.isRepeatable = false
        request.followsRedirects = false
        request.maximumBodySize = 1 << 20
        request.timeouts.total = .seconds(60)
        do throws(TransferError) {
            return outcome(of: try await transport.send(request))
        } catch {
            return DeliveryOutcome(error)
        }
    }

    /// What an answer means.
    ///
    /// An answer of 5xx says nothing about whether the message was taken: a proxy gives one, too, where the server behind
    /// it was too slow.
    private func outcome(of response: HTTPResponse) -> DeliveryOutcome {
        let answered = "\(url.server) answered with status \(response.status)"
        let detail = Posting.word(response.body).map { " (\($0))" } ?? ""
        switch response.status {
        case 200..<300: return .sent
        case 429: return .retry(after: Posting.wait(response), reason: answered + detail)
        case 403 where response.headers["Retry-After"] != nil:
            return .retry(after: Posting.wait(response), reason: answered + detail)
        case 404, 410: return .failed(reason: "\(answered)\(detail): \(goneReason)")
        case 401, 403: return .failed(reason: "\(answered)\(detail): it does not let us in")
        case 500...: return .unknown(reason: "\(answered), which does not say whether the message was taken")
        default: return .failed(reason: answered + detail)
        }
    }

    /// The wait that an answer asks for, at most a day.
    static func wait(_ response: HTTPResponse) -> Duration? {
        guard let text = response.headers["Retry-After"], let seconds = Int(text), seconds >= 0 else { return nil }
        return .seconds(min(seconds, 86_400))
    }

    /// An answer that is one short word, such as Slack's `channel_is_archived`; anything longer could be anything.
    static func word(_ body: [UInt8]) -> String? {
        let isWordByte: (UInt8) -> Bool = { (0x61...0x7A).contains($0) || $0 == 0x5F }
        guard (1...40).contains(body.count), body.allSatisfy(isWordByte) else { return nil }
        return String(decoding: body, as: UTF8.self)
    }
}

extension DeliveryOutcome {
    /// What a transfer without an answer means.
    init(_ error: TransferError) {
        let reason = String(error.summary.dropLast())
        switch error {
        case .outcomeUnknown(let cause): self = .unknown(reason: String(cause.summary.dropLast()))
        case .mailRefused(_, let code) where code < 500: self = .retry(after: nil, reason: reason)
        case .cancelled, .shutDown: self = .refused(reason: "the run was stopped before it was sent")
        default: self = error.isRetryable ? .refused(reason: reason) : .failed(reason: reason)
        }
    }
}
