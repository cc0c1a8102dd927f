import Testing

@testable import HakaruTransfer

@Suite struct `The reception of an answer` {
    /// Feeds the head line by line, and the body in pieces of the given size.
    private func receive(
        _ head: String, _ body: [UInt8] = [], pieces: Int = 7, limit: Int = 1 << 20, isHead: Bool = false
    ) throws(TransferError) -> Received {
        var reception = Reception(server: "host", maximumBodySize: limit, isHead: isHead)
        for line in head.split(separator: "\n", omittingEmptySubsequences: false).dropLast() {
            let result = Array("\(line)\r\n".utf8).withUnsafeBytes { bytes in
                Result { () throws(TransferError) in try reception.receiveHeadLine(bytes) }
            }
            try result.get()
        }
        for start in stride(from: 0, to: body.count, by: pieces) {
            let result = body[start...].prefix(pieces).withUnsafeBytes { bytes in
                Result { () throws(TransferError) in try reception.receiveBody(bytes) }
            }
            try result.get()
        }
        return try reception.end(version: .http11)
    }

    @Test func `takes status, headers and body`() throws {
        let received = try receive("HTTP/1.1 200 OK\nETag:  \"a\" \t\nX-Empty:\nContent-Length: 3\n\n", [1, 2, 3])
        #expect(received.status == 200)
        #expect(received.headers.fields.map(\.name) == ["ETag", "X-Empty", "Content-Length"])
        #expect(received.headers["etag"] == "\"a\"")
        #expect(received.headers["x-empty"] == "")
        #expect(received.body == [1, 2, 3])
        #expect(received.wireBytes == 3)
    }

    @Test func `keeps the last answer and no trailers`() throws {
        let received = try receive("HTTP/1.1 100 Continue\nA: 1\n\nHTTP/2 404\nB: 2\n\nX-RateLimit-Remaining: 0\n")
        #expect(received.status == 404)
        #expect(received.headers.fields.map(\.name) == ["B"])
    }

    @Test(arguments: 1...60) func `decompresses whatever the pieces`(pieces: Int) throws {
        for (encoding, body) in [("gzip", Compressed.gzip), ("x-gzip", Compressed.gzip), ("br", Compressed.brotli)] {
            let received = try receive("HTTP/1.1 200 OK\nContent-Encoding: \(encoding)\n\n", body, pieces: pieces)
            #expect(String(decoding: received.body, as: UTF8.self) == Compressed.text)
            #expect(received.wireBytes == body.count)
        }
    }

    @Test func `takes several members of gzip for one body`() throws {
        let received = try receive("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Compressed.gzip + Compressed.gzip)
        #expect(String(decoding: received.body, as: UTF8.self) == Compressed.text + Compressed.text)
    }

    @Test func `finds every cut in a compressed body`() {
        for (encoding, body) in [("gzip", Compressed.gzip), ("br", Compressed.brotli)] {
            for length in 1..<body.count {
                #expect(throws: TransferError.interrupted(server: "host"), "\(encoding) cut to \(length)") {
                    try receive("HTTP/1.1 200 OK\nContent-Encoding: \(encoding)\n\n", Array(body[..<length]))
                }
            }
        }
    }

    @Test(arguments: [
        ("gzip", Compressed.brotli), ("br", Array("{\"a\":1}".utf8)), ("gzip", Array("<html>".utf8)),
        ("gzip", Compressed.gzip + [1, 2, 3]), ("br", Compressed.brotli + [0]), ("deflate", Compressed.gzip),
        ("gzip, gzip", Compressed.gzip), ("zstd", [0x28]),
    ])
    func `refuses what is not the encoding that it names`(encoding: String, body: [UInt8]) {
        #expect(throws: TransferError.malformedResponse(server: "host")) {
            try receive("HTTP/1.1 200 OK\nContent-Encoding: \(encoding)\n\n", body)
        }
    }

    @Test func `refuses a changed checksum`() {
        var body = Compressed.gzip
        body[body.count - 6] ^= 1
        #expect(throws: TransferError.malformedResponse(server: "host")) {
            try receive("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", body)
        }
    }

    @Test func `counts what comes out, not what comes in`() throws {
        #expect(throws: TransferError.bodyTooLarge(server: "host", limit: 299_999)) {
            try receive("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Compressed.gzipBomb, limit: 299_999)
        }
        let whole = try receive("HTTP/1.1 200 OK\nContent-Encoding: gzip\n\n", Compressed.gzipBomb, limit: 300_000)
        #expect(whole.body.count == 300_000)
        #expect(whole.wireBytes == 325)
    }

    @Test func `does not wait for a body that is announced as too long`() {
        #expect(throws: TransferError.bodyTooLarge(server: "host", limit: 10)) {
            try receive("HTTP/1.1 200 OK\nContent-Length: 11\n\n", [1], limit: 10)
        }
    }

    @Test(arguments: [
        ("Content-Length: 2\n", 3), ("Content-Length: 4\n", 3), ("Content-Length: 3\nContent-Length: 4\n", 3),
        ("Content-Length: x\n", 3), ("Content-Length: 3\n", 0),
    ])
    func `finds a wrong length`(headers: String, length: Int) {
        #expect(throws: TransferError.interrupted(server: "host")) {
            try receive("HTTP/1.1 200 OK\n\(headers)\n", [UInt8](repeating: 0, count: length))
        }
    }

    @Test(arguments: [(304, false), (204, false), (200, true)])
    func `lets a length stand where there is no body`(status: Int, isHead: Bool) throws {
        let head = "HTTP/1.1 \(status) X\nContent-Length: 512\nContent-Encoding: gzip\n\n"
        #expect(try receive(head, isHead: isHead).body.isEmpty)
    }

    @Test func `bounds the head`() {
        let line = "X: " + String(repeating: "a", count: 1_000) + "\n"
        #expect(throws: TransferError.headTooLarge(server: "host")) {
            try receive("HTTP/1.1 200 OK\n" + String(repeating: line, count: 200) + "\n")
        }
    }

    @Test(arguments: ["", "HTTP/1.1 200 OK\n", "HTTP/1.1 200 OK\nContent-Length: 0\n"])
    func `needs the end of the head`(head: String) {
        #expect(throws: TransferError.interrupted(server: "host")) { try receive(head) }
    }

    @Test(arguments: ["HTTP/1.1 OK\n\n", "HTTP/1.1\n\n", "Content-Length: 0\n\n"])
    func `needs a status`(head: String) {
        #expect(throws: TransferError.malformedResponse(server: "host")) { try receive(head) }
    }
}
