import HakaruTransfer
import Testing

/// A client as most tests need it.
func makeClient(maximumConnections: Int = 16, proxies: ProxySettings = .none) throws -> HTTPClient {
    try HTTPClient(
        HTTPClient.Configuration(
            userAgent: "hakaru/test", proxies: proxies, maximumConnections: maximumConnections))
}

/// What a server does.
struct Script: Sendable {
    fileprivate let run: @Sendable (Connection) -> Void

    /// Runs once for each connection, which is closed afterwards.
    static func each(_ run: @escaping @Sendable (Connection) -> Void) -> Script {
        Script(run: run)
    }

    /// Keeps connections, and answers each request.
    static func answering(_ answer: @escaping @Sendable (ReceivedRequest) -> [UInt8]) -> Script {
        Script { connection in
            while let request = connection.readRequest() { connection.write(answer(request)) }
        }
    }
}

/// Runs `body` with a client that is shut down, and a server that is stopped, at the end.
func withServer(_ script: Script, _ body: (HTTPClient, LoopbackServer) async throws -> Void) async throws {
    let server = try LoopbackServer(script.run)
    defer { server.stop() }
    let client = try makeClient()
    try await body(client, server)
    await client.shutdown()
}

/// The error that `send` ends with, nil where it answers.
func failure(_ transport: some HTTPTransport, _ request: HTTPRequest) async -> TransferError? {
    do throws(TransferError) {
        _ = try await transport.send(request)
        return nil
    } catch {
        return error
    }
}

/// Sends a request that must be answered with 200.
func expectAnswer(_ transport: some HTTPTransport, _ request: HTTPRequest) async throws {
    let status = try await transport.send(request).status
    #expect(status == 200)
}

/// Something that one side says and another waits for.
struct Signal: Sendable {
    private let stream: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation

    init() {
        (stream, continuation) = AsyncStream.makeStream()
    }

    /// Says it once more.
    func say() {
        continuation.yield()
    }

    /// Waits until it was said, and takes it.
    func wait() async {
        var iterator = stream.makeAsyncIterator()
        await iterator.next()
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Bytes written as hexadecimal digits.
func bytes(hex: String) -> [UInt8] {
    let digits = hex.compactMap(\.hexDigitValue)
    return stride(from: 0, to: digits.count - 1, by: 2).map { UInt8(digits[$0] * 16 + digits[$0 + 1]) }
}

/// Bodies that another program compressed.
enum Compressed {
    /// What ``gzip`` and ``brotli`` decompress to.
    static let text = String(repeating: "Hakaru counts what a team delivers. ", count: 3)

    /// ``text`` by Python's gzip.
    static let gzip = bytes(
        hex:
            "1f8b0800000000000203f348cc4e2c2a5548ce2fcd2b295628cf482c51485428494dcc554849cdc92c4b2d2ad653f0a0921a0039d99d"
            + "a36c000000")

    /// ``text`` by Python's brotli.
    static let brotli = bytes(
        hex: "1b6b00f08dd31577f3352a61844a6f10a435391de63257172672c0de96647a42791d829433d6f859e593f0604c78e76121")

    /// 300,000 zero bytes by Python's gzip: 325 bytes.
    static let gzipBomb =
        bytes(hex: "1f8b0800000000000203edc1010d000000c2a0f74f6d0f0714") + [UInt8](repeating: 0, count: 290)
        + bytes(hex: "fc18fbe2b2f6e0930400")
}
