/// An answer of the demo forge before it goes over the wire.
struct ForgeAnswer: Sendable {
    var status: Int
    var headers: [String: String]
    var body: [UInt8]

    init(status: Int, headers: [String: String] = [:], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// A JSON answer.
    static func json(
        status: Int = 200, headers: [String: String] = [:], _ write: (inout JSONWriter) -> Void
    ) -> ForgeAnswer {
        var writer = JSONWriter()
        write(&writer)
        return .json(status: status, headers: headers, body: writer.bytes)
    }

    /// An answer whose body is JSON already.
    static func json(status: Int = 200, headers: [String: String] = [:], body: [UInt8]) -> ForgeAnswer {
        var answer = ForgeAnswer(status: status, headers: headers, body: body)
        answer.headers["content-type"] = "application/json; charset=utf-8"
        return answer
    }

    /// GitHub's form of a refusal.
    static func refusal(_ status: Int, _ message: String, headers: [String: String] = [:]) -> ForgeAnswer {
        .json(status: status, headers: headers) { writer in
            writer.object { writer in
                writer.field("message", message)
                writer.field("documentation_url", "https://docs.example.com/rest")
                writer.field("status", String(status))
            }
        }
    }

    static let notFound = ForgeAnswer.refusal(404, "Not Found")

    /// The validator of the body for `If-None-Match`; another one for another token, as on GitHub.
    func entityTag(for token: String?) -> String {
        // FNV-1a: any change of a byte changes it, and it is the same in every run.
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in body { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        for byte in (token ?? "").utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return "W/\"\(String(hash, radix: 16))\""
    }
}
