import HakaruModel
import Testing

@Suite struct `The date of an HTTP header` {
    @Test(arguments: [
        ("Tue, 24 Nov 2026 09:00:00 GMT", "2026-11-24T09:00:00Z"),
        ("Sun, 06 Nov 1994 08:49:37 GMT", "1994-11-06T08:49:37Z"),
    ])
    func `is an instant`(text: String, instant: String) {
        #expect(Instant(httpDate: text)?.description == instant)
    }

    @Test(arguments: [
        "", "Tue, 24 Nov 2026 09:00:00 UTC", "Tuesday, 24-Nov-26 09:00:00 GMT", "Tue, 31 Feb 2026 09:00:00 GMT",
    ])
    func `of another form is none`(text: String) {
        #expect(Instant(httpDate: text) == nil)
    }
}
