import Glibc
import HakaruTransfer
import Synchronization

/// A server on loopback that does with each connection what its script says, on a thread of its own.
final class LoopbackServer: Sendable {
    private let listener: Int32
    let port: Int
    private let log = Mutex(Log())

    private struct Log {
        var accepted = 0
        var open: Set<Int32> = []
        var requests: [ReceivedRequest] = []
        var isStopped = false
    }

    /// A server whose script runs once for each connection, which is closed afterwards.
    init(_ script: @escaping @Sendable (Connection) -> Void) throws {
        (listener, port) = try listen()
        let start = ThreadStart { [self] in
            while let socket = accept() {
                ThreadStart { [self] in
                    script(Connection(socket: socket, server: self))
                    finish(socket)
                }.run()
            }
        }
        start.run()
    }

    /// A server that keeps connections, and answers each request with what `answer` returns.
    convenience init(answering answer: @escaping @Sendable (ReceivedRequest) -> [UInt8]) throws {
        try self.init { connection in
            while let request = connection.readRequest() { connection.write(answer(request)) }
        }
    }

    /// Accepts no more, and breaks what is open off.
    func stop() {
        log.withLock { log in
            guard !log.isStopped else { return }
            log.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for socket in log.open { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    func url(_ path: String = "/", scheme: String = "http") -> TransferURL {
        address("\(scheme)://127.0.0.1:\(port)\(path)")
    }

    /// How many connections came.
    var acceptedConnections: Int { log.withLock { $0.accepted } }

    /// The requests that came, in order.
    var requests: [ReceivedRequest] { log.withLock { $0.requests } }

    fileprivate func record(_ request: ReceivedRequest) {
        log.withLock { $0.requests.append(request) }
    }

    private func accept() -> Int32? {
        let socket = Glibc.accept(listener, nil, nil)
        guard socket >= 0 else {
            close(listener)
            return nil
        }
        log.withLock { log in
            log.accepted += 1
            log.open.insert(socket)
            if log.isStopped { shutdown(socket, Int32(SHUT_RDWR)) }
        }
        return socket
    }

    private func finish(_ socket: Int32) {
        log.withLock { log in
            log.open.remove(socket)
            close(socket)
        }
    }
}

/// What a client asked.
struct ReceivedRequest: Sendable {
    let method: String
    let target: String
    /// The lines of the head after the first.
    let lines: [String]
    let body: [UInt8]

    /// The first header of that name.
    func header(_ name: String) -> String? {
        lines.first { $0.lowercased().hasPrefix(name.lowercased() + ":") }
            .map { String($0.dropFirst(name.count + 1).drop { $0 == " " }) }
    }
}

/// A connection as a script sees it.
struct Connection: Sendable {
    let socket: Int32
    let server: LoopbackServer

    /// Reads one request; nil once the client has hung up.
    func readRequest() -> ReceivedRequest? {
        var lines: [String] = []
        while let line = readLine() {
            guard line.isEmpty else {
                lines.append(line)
                continue
            }
            let words = lines.first?.split(separator: " ") ?? []
            guard words.count == 3 else { return nil }
            let head = ReceivedRequest(
                method: String(words[0]), target: String(words[1]), lines: Array(lines.dropFirst()), body: [])
            let length = head.header("Content-Length").flatMap { Int($0) } ?? 0
            let request = ReceivedRequest(
                method: head.method, target: head.target, lines: head.lines, body: read(length))
            server.record(request)
            return request
        }
        return nil
    }

    /// Reads one line without its CR LF; nil once the client has hung up.
    func readLine() -> String? {
        var bytes: [UInt8] = []
        while true {
            let byte = read(1)
            if byte.isEmpty { return nil }
            if byte == [UInt8(ascii: "\n")] { break }
            bytes += byte
        }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        return String(decoding: bytes, as: UTF8.self)
    }

    func read(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < count {
            let length = recv(socket, &buffer, min(count - bytes.count, buffer.count), 0)
            guard length > 0 else { break }
            bytes += buffer[..<length]
        }
        return bytes
    }

    /// Writes all bytes; false once the client has hung up.
    @discardableResult func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let length = bytes[sent...].withUnsafeBytes { send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard length > 0 else { return false }
            sent += length
        }
        return true
    }

    @discardableResult func write(_ text: String) -> Bool {
        write(Array(text.utf8))
    }

    /// Waits until the client hangs up.
    func waitForHangUp() {
        while !read(1).isEmpty {}
    }

    /// Waits that long, or until the client hangs up; false: it did.
    func pause(milliseconds: Int32) -> Bool {
        var poll = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
        return Glibc.poll(&poll, 1, milliseconds) == 0
    }

    /// Says that nothing more will come, and waits until the client hangs up.
    func endWriting() {
        shutdown(socket, Int32(SHUT_WR))
        waitForHangUp()
    }

    /// Breaks the connection off with a reset in place of an end.
    func reset() {
        var linger = linger(l_onoff: 1, l_linger: 0)
        setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    }
}

/// A valid address.
func address(_ text: String) -> TransferURL {
    do {
        return try TransferURL(text)
    } catch {
        preconditionFailure("A test uses a wrong address: \(text)")
    }
}

/// An answer with the length of its body.
func answer(_ status: String = "200 OK", headers: [String] = [], body: [UInt8] = []) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.count)", "", ""]
    return Array(lines.joined(separator: "\r\n").utf8) + body
}

func answer(_ status: String = "200 OK", headers: [String] = [], body: String) -> [UInt8] {
    answer(status, headers: headers, body: Array(body.utf8))
}

/// A port on loopback where nothing listens.
func unusedPort() throws -> Int {
    let (socket, port) = try listen()
    close(socket)
    return port
}

private struct SocketError: Error {
    let number = errno
}

private func listen() throws -> (socket: Int32, port: Int) {
    let socket = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) { address in
        try address.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
            guard socket >= 0, bind(socket, address, length) == 0, Glibc.listen(socket, 128) == 0,
                getsockname(socket, address, &length) == 0
            else { throw SocketError() }
        }
    }
    return (socket, Int(UInt16(bigEndian: address.sin_port)))
}

/// A thread that runs one closure.
private final class ThreadStart: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) {
        self.body = body
    }

    func run() {
        var thread = pthread_t()
        let context = Unmanaged.passRetained(self).toOpaque()
        pthread_create(
            &thread, nil,
            { context in
                if let context { Unmanaged<ThreadStart>.fromOpaque(context).takeRetainedValue().body() }
                return nil
            }, context)
        pthread_detach(thread)
    }
}
