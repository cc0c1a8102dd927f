import Testing

@testable import HakaruTransfer

@Suite struct `The proxy of the environment` {
    @Test(arguments: [
        ([:], nil),
        (["https_proxy": "http://p:1"], "http://p:1"),
        (["HTTPS_PROXY": "http://p:1"], "http://p:1"),
        (["https_proxy": "http://small:1", "HTTPS_PROXY": "http://capital:1"], "http://small:1"),
        (["all_proxy": "http://p:1"], "http://p:1"),
        (["https_proxy": "", "all_proxy": "http://p:1"], nil),
        (["http_proxy": "http://p:1", "HTTP_PROXY": "http://p:1"], nil),
        (["https_proxy": "http://p:1", "no_proxy": ""], "http://p:1"),
    ])
    func `is found`(environment: [String: String], proxy: String?) throws {
        let settings = ProxySettings(environment: environment)
        #expect(try settings.proxy(for: TransferURL("https://api.github.com/")) == proxy.map { Secret($0) })
    }

    @Test(arguments: [
        ("*", "https://any.example/", true),
        ("example.com", "https://example.com/", true),
        ("example.com", "https://api.example.com/", true),
        (".example.com", "https://api.example.com/", true),
        ("example.com", "https://notexample.com/", false),
        ("a.example, EXAMPLE.com", "https://example.com/", true),
        ("example.org", "https://example.com/", false),
        ("10.0.0.0/8", "https://10.200.3.4/", true),
        ("10.0.0.0/8", "https://11.0.0.1/", false),
        ("192.168.1.7", "https://192.168.1.7/", true),
        ("0.0.0.0/0", "https://8.8.8.8/", true),
        ("10.0.0.0/33", "https://10.0.0.1/", false),
        ("0.0.1", "https://10.0.0.1/", false),
        ("2001:db8::1", "https://[2001:db8::1]/", true),
        (".", "https://example.com/", false),
        ("", "https://localhost/", true),
        ("", "http://127.0.0.1/", true),
    ])
    func `is left aside`(exceptions: String, url: String, isDirect: Bool) throws {
        let settings = ProxySettings(environment: ["https_proxy": "http://p:1", "NO_PROXY": exceptions])
        #expect(try (settings.proxy(for: TransferURL(url)) == nil) == isDirect)
    }

    @Test func `does not show its password`() {
        let settings = ProxySettings(environment: ["https_proxy": "http://me:canary@p:1"])
        #expect(!"\(settings)".contains("canary"))
        #expect(!String(reflecting: settings).contains("canary"))
    }
}
