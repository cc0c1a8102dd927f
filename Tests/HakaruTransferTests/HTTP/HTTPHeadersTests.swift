import HakaruTransfer
import Testing

@Suite struct `Header fields` {
    @Test func `are found without regard to case, in their order`() {
        let headers = HTTPHeaders(["Link": "<a>", "ETag": "\"1\"", "link": "<b>"])
        #expect(headers["LINK"] == "<a>")
        #expect(headers.values("Link") == ["<a>", "<b>"])
        #expect(headers["Date"] == nil)
        #expect(headers.values("Date") == [])
        #expect(headers.fields.map(\.name) == ["Link", "ETag", "link"])
    }

    @Test func `are replaced and taken away by name`() {
        var headers = HTTPHeaders(["A": "1", "B": "2", "a": "3"])
        headers.set("A", "4")
        #expect(headers.values("a") == ["4"])
        headers.set("b", Secret("x"))
        #expect(headers["B"] == "<redacted>")
        headers.removeAll("A")
        #expect(headers.fields.map(\.name) == ["b"])
    }

    @Test func `compare ASCII letters only`() {
        // The Kelvin sign is a small k to Unicode.
        let headers = HTTPHeaders(["\u{212A}ey": "1"])
        #expect(headers["key"] == nil)
        #expect(HTTPHeaders(["a[": "1"])["A{"] == nil)
    }
}
