package import HakaruTransfer

/// An incoming webhook of Slack; its address is a secret, since whoever knows it may post.
package struct SlackChannel: DeliveryChannel {
    package let name: String
    private let url: TransferURL
    private let transport: any HTTPTransport

    /// Makes a channel to a webhook.
    package init(name: String, url: TransferURL, transport: any HTTPTransport) {
        self.name = name
        self.url = url
        self.transport = transport
    }

    package var destination: String { url.server }
    package var form: String { "a Slack message" }
    package var isRepeatable: Bool { false }

    package func payload(of report: DeliverableReport, key: DeliveryKey) -> [UInt8] { report.slack }

    package func send(_ payload: [UInt8], key: DeliveryKey) async -> DeliveryOutcome {
        let posting = Posting(
            transport: transport, url: url, goneReason: "the webhook was removed; make a new one in Slack")
        return await posting.send(payload, headers: HTTPHeaders(["Content-Type": "application/json; charset=utf-8"]))
    }
}
