/// Takes in the answer of an HTTP server piece by piece, and finds out whether it is whole.
struct Reception: ~Copyable {
    private let server: String
    private let maximumBodySize: Int
    /// Whether the answer says how long a body is without having one.
    private let isHead: Bool
    private var received = Received(status: 0)
    private var headSize = 0
    private var isInHead = true
    /// Nil until the first byte of a body.
    private var decoder: ContentDecoder?

    init(server: String, maximumBodySize: Int, isHead: Bool) {
        self.server = server
        self.maximumBodySize = maximumBodySize
        self.isHead = isHead
    }

    /// Takes one line of the head, with its line end.
    mutating func receiveHeadLine(_ line: UnsafeRawBufferPointer) throws(TransferError) {
        headSize += line.count
        guard headSize <= HTTPResponse.maximumHeadSize else { throw .headTooLarge(server: server) }

        if line.starts(with: "HTTP/".utf8) {
            // An answer; a later one (after 100 Continue) takes its place.
            received.status = Self.status(of: line)
            received.headers = HTTPHeaders()
            isInHead = true
        } else if line.first == UInt8(ascii: "\r") || line.first == UInt8(ascii: "\n") {
            isInHead = false
        } else if isInHead, let colon = line.firstIndex(of: UInt8(ascii: ":")) {
            // What follows the body (trailers) is not taken for headers.
            received.headers.append(
                String(decoding: line[..<colon], as: UTF8.self),
                String(decoding: Self.trimmed(line[(colon + 1)...]), as: UTF8.self))
        }
    }

    /// Takes a piece of the body as it came over the wire.
    mutating func receiveBody(_ bytes: UnsafeRawBufferPointer) throws(TransferError) {
        if decoder == nil { try startBody() }
        received.wireBytes += bytes.count
        guard received.wireBytes <= maximumBodySize else { throw tooLarge }
        do throws(ContentDecodingError) {
            try decoder?.decode(bytes, into: &received.body, limit: maximumBodySize)
        } catch {
            switch error {
            case .tooLong: throw tooLarge
            case .malformed: throw .malformedResponse(server: server)
            }
        }
    }

    /// Ends the answer.
    ///
    /// - Throws: ``TransferError/interrupted(server:)`` where it is not whole, though libcurl may think so.
    mutating func end(version: HTTPResponse.Version) throws(TransferError) -> Received {
        guard !isInHead else { throw .interrupted(server: server) }
        guard received.status != 0 else { throw .malformedResponse(server: server) }
        guard decoder?.isComplete != false, hasAnnouncedLength else { throw .interrupted(server: server) }
        received.version = version
        defer { received = Received(status: 0) }
        return received
    }

    private var tooLarge: TransferError { .bodyTooLarge(server: server, limit: maximumBodySize) }

    private mutating func startBody() throws(TransferError) {
        guard let decoder = try ContentDecoder(encodings: received.headers.values("content-encoding"))
        else { throw .malformedResponse(server: server) }
        self.decoder = consume decoder
        guard let length = received.headers["content-length"].flatMap({ Int($0) }) else { return }
        guard length <= maximumBodySize else { throw tooLarge }
        received.body.reserveCapacity(length)
    }

    /// Whether as many bytes came as each `Content-Length` says, where it counts.
    private var hasAnnouncedLength: Bool {
        if isHead || received.status == 204 || received.status == 304 { return true }
        if received.headers["transfer-encoding"] != nil { return true }
        return received.headers.values("content-length").allSatisfy { Int($0) == received.wireBytes }
    }

    /// The status of a line such as `HTTP/1.1 200 OK`; 0 where it has none.
    private static func status(of line: UnsafeRawBufferPointer) -> Int {
        let digits = line.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix(3)
        return digits.reduce(0) { status, digit in
            (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) ? status * 10 + Int(digit - UInt8(ascii: "0")) : 0
        }
    }

    /// Without white space and line ends around it.
    private static func trimmed(_ bytes: Slice<UnsafeRawBufferPointer>) -> Slice<UnsafeRawBufferPointer> {
        let start = bytes.drop { $0 <= UInt8(ascii: " ") }
        guard let last = start.lastIndex(where: { $0 > UInt8(ascii: " ") }) else { return start.prefix(0) }
        return start[...last]
    }
}
