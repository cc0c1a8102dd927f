/// What a transfer is to do.
enum TransferJob: Sendable {
    case http(HTTPRequest, HTTPClient.Configuration)
    case mail(MailMessage, MailClient.Configuration)

    var url: TransferURL {
        switch self {
        case .http(let request, _): request.url
        case .mail(_, let configuration): configuration.server
        }
    }

    var timeouts: TransferTimeouts {
        switch self {
        case .http(let request, _): request.timeouts
        case .mail(_, let configuration): configuration.timeouts
        }
    }

    var usesProxy: Bool {
        switch self {
        case .http(let request, let configuration): configuration.proxies.proxy(for: request.url) != nil
        case .mail: false
        }
    }
}
