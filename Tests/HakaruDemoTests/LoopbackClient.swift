import Glibc
import HakaruDemo

/// A client of a few lines that shows exactly what came over the wire.
struct LoopbackClient {
    /// What came back; a status of 0 where nothing did.
    struct Answer {
        var status = 0
        var headers: [String: String] = [:]
        var body: [UInt8] = []
        /// The error of the last read: 0 for an orderly end, `ECONNRESET` for a reset.
        var error: Int32 = 0

        var text: String { String(decoding: body, as: UTF8.self) }
    }

    let forge: DemoForge
    var headers = ["User-Agent": "hakaru-tests"]

    func get(_ path: String, headers extra: [String: String] = [:], timeout: Int = 5) async -> Answer {
        await send("GET", path, headers: extra, body: "", timeout: timeout)
    }

    func graphQL(_ query: String, path: String = "/graphql") async -> Answer {
        await send(
            "POST", path, body: #"{"query": "\#(query.replacing("\"", with: "\\\"").replacing("\n", with: " "))"}"#)
    }

    /// Sends one request on a connection of its own and reads until the end.
    func send(
        _ method: String, _ path: String, headers extra: [String: String] = [:], body: String = "", timeout: Int = 5
    ) async -> Answer {
        let port = UInt16(forge.baseURL.split(separator: ":").last ?? "") ?? 0
        var lines = [
            "\(method) \(path) HTTP/1.1", "Host: 127.0.0.1", "Connection: close", "Content-Length: \(body.utf8.count)",
        ]
        for (name, value) in headers.merging(extra, uniquingKeysWith: { $1 }) where !value.isEmpty {
            lines.append("\(name): \(value)")
        }
        let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
        // Blocking calls stay off the pool that the forge answers on.
        return await withCheckedContinuation { continuation in
            let work = Work { continuation.resume(returning: Self.exchange(request, port: port, timeout: timeout)) }
            var thread = pthread_t()
            pthread_create(
                &thread, nil,
                { context in
                    guard let context else { return nil }
                    Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run()
                    return nil
                }, Unmanaged.passRetained(work).toOpaque())
            pthread_detach(thread)
        }
    }

    private final class Work: Sendable {
        let run: @Sendable () -> Void

        init(_ run: @escaping @Sendable () -> Void) {
            self.run = run
        }
    }

    private static func exchange(_ request: [UInt8], port: UInt16, timeout: Int) -> Answer {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var limit = timeval(tv_sec: timeout, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let connected = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard connected == 0 else { return Answer(error: errno) }
        _ = request.withUnsafeBytes { Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        var received: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var failure: Int32 = 0
        while true {
            let count = recv(socket, &buffer, buffer.count, 0)
            if count < 0 { failure = errno }
            if count <= 0 { break }
            received += buffer[..<count]
        }
        return parse(received, failure)
    }

    private static func parse(_ bytes: [UInt8], _ error: Int32) -> Answer {
        var answer = Answer(error: error)
        let end = bytes.indices.first { bytes[$0...].starts(with: [13, 10, 13, 10]) }
        guard let end else { return answer }
        let lines = String(decoding: bytes[..<end], as: UTF8.self).split(separator: "\r\n")
        answer.status = lines.first.flatMap { Int($0.split(separator: " ")[1]) } ?? 0
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            answer.headers[parts[0].lowercased()] = String(parts[1].drop { $0 == " " })
        }
        answer.body = Array(bytes[(end + 4)...])
        return answer
    }
}

/// Starts a forge, hands a client of it out, and stops it.
func withForge<Result>(
    _ dataset: DemoDataset = small, options: DemoForgeOptions = DemoForgeOptions(),
    _ body: (DemoForge, LoopbackClient) async throws -> Result
) async throws -> Result {
    let forge = try await DemoForge.start(dataset, options: options)
    do {
        let result = try await body(forge, LoopbackClient(forge: forge))
        await forge.stop()
        return result
    } catch {
        await forge.stop()
        throw error
    }
}
