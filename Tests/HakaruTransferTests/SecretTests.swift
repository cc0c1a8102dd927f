import HakaruTransfer
import Testing

@Suite struct `A secret` {
    private let secret = Secret("ghp_canary")

    @Test func `is not shown by printing, dumping, reflecting or being part of something`() {
        struct Holder { let token: Secret }
        var dumped = ""
        dump(Holder(token: secret), to: &dumped)
        var headers = HTTPHeaders()
        headers.append("Authorization", secret.prefixed(by: "Bearer "))
        let shown = [
            "\(secret)", String(reflecting: secret), "\(Holder(token: secret))", dumped, "\(headers)",
            "\(String(describing: Optional(secret)))", headers["authorization"] ?? "",
            "\(Mirror(reflecting: secret).children.map(\.value))",
        ]
        for text in shown { #expect(!text.contains("canary")) }
        #expect("\(secret)" == "<redacted>")
        #expect(headers["authorization"] == "<redacted>")
    }

    @Test func `is read in a closure`() {
        #expect(secret.prefixed(by: "Bearer ").withValue { $0 } == "Bearer ghp_canary")
    }
}
