/// What a transfer brought: the parts of an answer, or the last reply code of a mail server.
struct Received: Sendable {
    var status: Int
    var headers = HTTPHeaders()
    var body: [UInt8] = []
    var wireBytes = 0
    var version = HTTPResponse.Version.http11
}
