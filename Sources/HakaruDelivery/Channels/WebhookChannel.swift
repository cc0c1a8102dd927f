import HakaruModel
package import HakaruTransfer

/// Any receiver of JSON: `hakaru.weekly_summary/1` by POST, with a key to tell repetitions and, given a secret, a signature.
package struct WebhookChannel: DeliveryChannel {
    package let name: String
    private let url: TransferURL
    private let secret: Secret?
    private let transport: any HTTPTransport

    /// Makes a channel to an address.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - url: Where to post.
    ///   - secret: The key of the signature in `X-Hakaru-Signature-256`; nil: none is sent.
    ///   - transport: What sends requests.
    package init(name: String, url: TransferURL, secret: Secret?, transport: any HTTPTransport) {
        self.name = name
        self.url = url
        self.secret = secret
        self.transport = transport
    }

    package var destination: String { url.server }
    package var form: String { secret == nil ? "JSON" : "signed JSON" }
    package var isRepeatable: Bool { false }

    package func payload(of report: DeliverableReport, key: DeliveryKey) -> [UInt8] { report.json }

    package func send(_ payload: [UInt8], key: DeliveryKey) async -> DeliveryOutcome {
        var headers = HTTPHeaders()
        headers.append("Content-Type", "application/json")
        headers.append("Idempotency-Key", key.description)
        headers.append("X-Hakaru-Event", "weekly_summary")
        if let secret {
            let code = secret.withValue { SHA256.authenticationCode(of: payload, key: Array($0.utf8)) }
            headers.append("X-Hakaru-Signature-256", "sha256=\(Hexadecimal.text(code))")
        }
        let posting = Posting(transport: transport, url: url, goneReason: "nothing listens at that address")
        return await posting.send(payload, headers: headers)
    }
}
