package import HakaruModel
package import HakaruTransfer

/// A comment on an issue or pull request of the forge, or a new issue a week.
///
/// The text ends with a mark that is not shown, so that the forge can be asked later whether a message has arrived.
package struct ForgeChannel: DeliveryChannel {
    /// Where in a repository.
    package enum Place: Hashable, Sendable {
        /// A comment on the issue or pull request with this number.
        case comment(on: Int)
        /// A new issue with these labels.
        case issue(labels: [String])
    }

    /// Characters that GitHub takes in a text.
    static let limit = 65_536

    package let name: String
    private let api: TransferURL
    private let credential: @Sendable () async -> ForgeCredential
    private let repository: RepositoryID
    private let place: Place
    private let transport: any HTTPTransport

    /// Makes a channel to a place in a repository.
    ///
    /// - Parameters:
    ///   - name: Its name.
    ///   - api: The base address of the forge's REST API.
    ///   - credential: Who writes, asked for each request; it needs the right to write issues.
    ///   - repository: The repository.
    ///   - place: Where in it.
    ///   - transport: What sends requests.
    package init(
        name: String, api: TransferURL, credential: @escaping @Sendable () async -> ForgeCredential,
        repository: RepositoryID, place: Place, transport: any HTTPTransport
    ) {
        self.name = name
        self.api = api
        self.credential = credential
        self.repository = repository
        self.place = place
        self.transport = transport
    }

    package var destination: String {
        switch place {
        case .comment(let number): "\(repository)#\(number)"
        case .issue: "issues of \(repository)"
        }
    }

    package var form: String {
        switch place {
        case .comment: "a comment"
        case .issue: "a new issue"
        }
    }

    package var isRepeatable: Bool { false }

    package func payload(of report: DeliverableReport, key: DeliveryKey) -> [UInt8] {
        let mark = ForgeChannel.mark(key)
        let text = report.markdown(limit: ForgeChannel.limit - mark.utf16.count - 2)
        var json = Array(#"{"body":"#.utf8) + JSONText.string("\(text)\n\n\(mark)")
        if case .issue(let labels) = place {
            json += Array(#","title":"#.utf8) + JSONText.string(report.title)
            json += Array(#","labels":["#.utf8) + labels.map(JSONText.string).joined(separator: [0x2C]) + [0x5D]
        }
        return json + [0x7D]
    }

    package func send(_ payload: [UInt8], key: DeliveryKey) async -> DeliveryOutcome {
        let posting = Posting(
            transport: transport, url: address, goneReason: "there is no \(destination) that this token may write to")
        switch await credential() {
        case .header(let header):
            var headers = ForgeChannel.headers(header)
            headers.append("Content-Type", "application/json")
            return await posting.send(payload, headers: headers)
        case .missing(let outcome):
            return outcome
        }
    }

    package func hasArrived(_ key: DeliveryKey) async -> Bool? {
        let mark = Array(ForgeChannel.mark(key).utf8)
        var next: TransferURL? = list
        // Comments are listed from the oldest on, so all pages are read, up to 2,000 of them.
        for _ in 0..<20 {
            guard let url = next else { return false }
            guard case .header(let header) = await credential() else { return nil }
            var request = HTTPRequest(.get, url, headers: ForgeChannel.headers(header))
            request.timeouts.total = .seconds(60)
            do throws(TransferError) {
                let response = try await transport.send(request)
                guard response.status == 200 else { return nil }
                // Without its angle brackets, which some servers write as escapes.
                if response.body.contains(mark.dropFirst(5).dropLast(4)) { return true }
                next = try ForgeChannel.nextPage(response)
            } catch {
                return nil
            }
        }
        return nil
    }

    private var address: TransferURL {
        let segments = ["repos", repository.owner, repository.name, "issues"]
        switch place {
        case .comment(let number): return api.appending(segments + [String(number), "comments"])
        case .issue: return api.appending(segments)
        }
    }

    private var list: TransferURL {
        switch place {
        case .comment: address.appending([], query: ["per_page": "100"])
        case .issue: address.appending([], query: ["state": "all", "per_page": "100", "sort": "created"])
        }
    }

    private static func headers(_ authorization: Secret?) -> HTTPHeaders {
        var headers = HTTPHeaders(["Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"])
        if let authorization { headers.append("Authorization", authorization) }
        return headers
    }

    private static func mark(_ key: DeliveryKey) -> String { "<!-- \(key) -->" }

    /// The address of the next page, from the `Link` header.
    private static func nextPage(_ response: HTTPResponse) throws(TransferError) -> TransferURL? {
        for link in (response.headers["Link"] ?? "").split(separator: ",") where link.contains(#"rel="next""#) {
            guard let start = link.firstIndex(of: "<"), let end = link.firstIndex(of: ">"), start < end else {
                continue
            }
            let url = try response.url.resolving(String(link[link.index(after: start)..<end]))
            // The token goes to the forge and nowhere else.
            return url.origin == response.url.origin ? url : nil
        }
        return nil
    }
}
