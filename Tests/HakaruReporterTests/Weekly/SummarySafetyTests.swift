import HakaruModel
import HakaruReporter
import Testing

@Suite struct `A summary with hostile titles` {
    private static let titles = [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "<\u{301}script>", "'\u{20DD} onload='x",
        "</title><style>*{}",
        "a\r\n::error::b", "\u{202E}txt.exe", "]]><!--", "&lt;b&gt;", "<!channel> <@U1> *bold* `code`",
    ]

    private var page: SummaryPage {
        var sample = SampleSummary()
        sample.titles = SummarySafetyTitles.all + Self.titles
        sample.team = "<img src=x onerror=alert(1)>"
        sample.goalName = "<svg onload=alert(1)>"
        sample.metricName = "\"><script>alert(1)</script>"
        sample.exclusionReason = "</td><script>alert(1)</script>"
        sample.gaps = [.init(repository: .sample("acme/api"), reason: "<b onclick=x>never</b> synced")]
        return sample.page
    }

    @Test(arguments: Language.allCases) func `has no element in HTML but its own`(language: Language) {
        let text = String(decoding: page.html(in: language), as: UTF8.self)
        let own: Set = [
            "html", "head", "meta", "title", "style", "body", "main", "header", "h1", "h2", "p", "div", "section",
            "svg", "desc",
            "defs", "pattern", "rect", "path", "circle", "g", "text", "figure", "figcaption", "ul", "li", "details",
            "summary",
            "table", "caption", "thead", "tbody", "tr", "th", "td", "bdi", "code", "a",
        ]
        let names = Set(
            text.utf8.split(separator: 0x3C).dropFirst().map { part in
                String(
                    decoding: part.drop { $0 == 0x2F || $0 == 0x21 }.prefix { $0 > 0x60 || (0x30...0x39).contains($0) },
                    as: UTF8.self)
            })
        #expect(names.subtracting(own).isEmpty)
        #expect(text.matches(of: /\s(on[a-z]+|style|src)="/).isEmpty)
        let links = text.matches(of: /href="([^"]*)"/).map { String($0.output.1) }
        #expect(links.count == Self.titles.count + SummarySafetyTitles.all.count)
        #expect(links.allSatisfy { $0.wholeMatch(of: /https:\/\/github\.com\/acme\/api\/pull\/[0-9]+/) != nil })
        #expect(!text.unicodeScalars.contains("\u{202E}"))
    }

    @Test(arguments: Language.allCases) func `sends no mention and keeps Slack's limits`(language: Language) throws {
        let message = page.slack(in: language)
        let blocks = try #require(message["blocks"]?.elements)
        let texts = SummaryForm.texts(message)
        #expect(blocks.count <= 50)
        #expect(texts.allSatisfy { $0.utf16.count <= 3_000 })
        #expect(texts.map(\.utf16.count).reduce(0, +) <= 12_000)
        #expect(!message.text(.compact).contains(0x3C), "a < is written as an escape")
        #expect(texts.first?.contains("<") == false, "the notification is read as markup")
        #expect(blocks.compactMap { $0["text"]?["type"] }.allSatisfy { $0 == .string("plain_text") })
    }

    @Test func `cuts a long table of Slack at a row and says so`() throws {
        var sample = SampleSummary()
        sample.titles = (0..<60).map { "\($0) \(String(repeating: "long ", count: 20))" }
        let texts = SummaryForm.texts(sample.page.slack(in: .english))
        #expect(texts.contains { $0.hasSuffix("more rows; the whole page has them.") })
        #expect(texts.map(\.utf16.count).reduce(0, +) <= 12_000)
    }
}

/// One payload for each field that a title may try to break out of.
enum SummarySafetyTitles {
    static let all = [
        "<svg onload=alert(1)>", "<a href=javascript:alert(1)>x</a>", "{{7*7}}", "${7*7}", "<iframe srcdoc=x>",
    ]
}

@Suite struct `The HTML page` {
    @Test func `names the SHA-256 of its style sheet in its policy`() throws {
        let text = String(decoding: SampleSummary().page.html(in: .english), as: UTF8.self)
        let sheet = try #require(text.firstMatch(of: /<style>(.*?)<\/style>/.dotMatchesNewlines())?.output.1)
        let hash = TestDigest.base64SHA256(Array(sheet.utf8))
        #expect(text.contains("style-src &#39;sha256-\(hash)&#39;"))
    }

    @Test func `stays below 250 KB with the work of a large organization`() {
        var sample = SampleSummary()
        sample.perWeek = 800
        #expect(sample.page.html(in: .japanese).count <= 250_000)
    }
}
