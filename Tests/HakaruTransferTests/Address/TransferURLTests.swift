import HakaruTransfer
import Testing

@Suite struct `An address` {
    @Test(arguments: [
        ("https://api.github.com", "https://api.github.com/"),
        ("HTTPS://API.GitHub.com:443/Repos?Page=2", "https://api.github.com/Repos?Page=2"),
        ("https://ghe.example:8443/api/v3#top", "https://ghe.example:8443/api/v3"),
        ("http://127.0.0.1:80?q", "http://127.0.0.1/?q"),
        ("http://[::1]:8080/a", "http://[::1]:8080/a"),
        ("https://host/a%20b?c=%E3%81%82&d=?", "https://host/a%20b?c=%E3%81%82&d=?"),
        ("smtps://mail.example", "smtps://mail.example/"),
        ("smtp://mail.example:587/me.example", "smtp://mail.example:587/me.example"),
    ])
    func `is read into its usual form`(text: String, usual: String) throws {
        #expect(try TransferURL(text).absoluteString == usual)
    }

    @Test(arguments: [
        ("", TransferError.RefusedURL.malformed),
        ("api.github.com", .malformed),
        ("https:/host/", .malformed),
        ("https://", .malformed),
        ("https:///path", .malformed),
        ("https://host:0/", .malformed),
        ("https://host:65536/", .malformed),
        ("https://host:+80/", .malformed),
        ("https://host:/", .malformed),
        ("https://ho st/", .malformed),
        ("https://host/a b", .malformed),
        ("https://host/a\r\nX: y", .malformed),
        ("https://host\\@evil.example/", .malformed),
        ("https://hóst/", .malformed),
        ("https://.host/", .malformed),
        ("https://a..b/", .malformed),
        ("https://[::1/", .malformed),
        ("https://[::1]x/", .malformed),
        ("https://[v1.x]/", .malformed),
        ("https://host%2f/", .malformed),
        ("ftp://host/", .unsupportedScheme),
        ("file:///etc/passwd", .unsupportedScheme),
        ("gopher://127.0.0.1/", .unsupportedScheme),
        ("https://me@host/", .credentials),
        ("https://me:secret@host/", .credentials),
        ("https://github.com@evil.example/", .credentials),
    ])
    func `is refused`(text: String, reason: TransferError.RefusedURL) {
        #expect(throws: TransferError.refusedURL(reason)) { try TransferURL(text) }
    }

    @Test(arguments: [
        ("http://localhost/", true), ("http://127.0.0.1/", true), ("http://127.255.0.3:81/", true),
        ("http://[::1]/", true),
        ("http://localhost.evil.example/", false), ("http://127.0.0.1.evil.example/", false),
        ("http://2130706433/", false),
        ("http://127.1/", false), ("http://0177.0.0.1/", false), ("http://0.0.0.0/", false),
        ("http://169.254.169.254/", false),
        ("http://10.0.0.1/", false), ("http://[::ffff:127.0.0.1]/", false), ("http://[::]/", false),
        ("http://0x7f.1/", false),
    ])
    func `is this machine itself only where it plainly is`(text: String, isLoopback: Bool) throws {
        #expect(try TransferURL(text).isLoopback == isLoopback)
    }

    @Test func `grows by encoded segments and a query`() throws {
        let base = try TransferURL("https://ghe.example/api/v3?old")
        #expect(
            base.appending(["repos", "a/b", "é ..", "..", "."], query: ["per_page": "100", "q": "a&b=c"]).absoluteString
                == "https://ghe.example/api/v3/repos/a%2Fb/%C3%A9%20../%2E%2E/%2E?per_page=100&q=a%26b%3Dc")
        #expect(try TransferURL("https://h").appending(["x"]).absoluteString == "https://h/x")
        #expect(base.appending([]).absoluteString == "https://ghe.example/api/v3")
    }

    @Test(arguments: [
        ("https://other.example/x", "https://other.example/x"), ("//other.example/x", "https://other.example/x"),
        ("/x?y", "https://host:8443/x?y"), ("?page=2", "https://host:8443/a/b?page=2"), ("c", "https://host:8443/a/c"),
        ("c?u=http://x", "https://host:8443/a/c?u=http://x"), ("#part", "https://host:8443/a/b?q"),
    ])
    func `resolves what it is sent on to`(reference: String, target: String) throws {
        #expect(try TransferURL("https://host:8443/a/b?q").resolving(reference).absoluteString == target)
    }

    @Test func `prints without path and query`() throws {
        let url = try TransferURL("https://host/services/canary?token=canary")
        var dumped = ""
        dump(HTTPRequest(.get, url), to: &dumped)
        #expect("\(url)" == "https://host")
        #expect(!"\(HTTPRequest(.get, url)) \(dumped) \(String(reflecting: url))".contains("canary"))
        #expect(url.server == "host")
        #expect(url.origin == "https://host")
        #expect(try TransferURL("http://localhost:8080/a").server == "localhost:8080")
    }
}
