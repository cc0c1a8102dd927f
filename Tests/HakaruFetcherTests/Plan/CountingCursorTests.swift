import Testing

@testable import HakaruFetcher

@Suite struct `Counting cursor` {
    @Test(arguments: [
        ("f8dfcfcb3d53bb6ec1f1d6c0beb4734005ac6424 99", "f8dfcfcb3d53bb6ec1f1d6c0beb4734005ac6424 299"),
        ("f8dfcfcb3d53bb6ec1f1d6c0beb4734005ac6424 100", "f8dfcfcb3d53bb6ec1f1d6c0beb4734005ac6424 300"),
        // `cursor:v2:[100]` and `cursor:v2:[300]`.
        ("Y3Vyc29yOnYyOlsxMDBd", "Y3Vyc29yOnYyOlszMDBd"),
    ])
    func `leads to later pages`(text: String, later: String) {
        #expect(CountingCursor(text, behind: 100)?.behind(300) == later)
    }

    @Test(arguments: [
        "", "99", "opaque", "Y3Vyc29y", "f8dfcfcb3d53bb6ec1f1d6c0beb4734005ac6424 98", "f8dfcfcb3d53bb6ec1f1d6c0beb99",
        "page 100 of many", "at 99999999999999999999999999999",
    ])
    func `is none where it does not count`(text: String) {
        #expect(CountingCursor(text, behind: 100) == nil)
    }
}
