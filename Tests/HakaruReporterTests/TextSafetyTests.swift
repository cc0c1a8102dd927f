import HakaruReporter
import Testing

@Suite struct `Text from a forge` {
    @Test(arguments: [
        ("plain", "plain"),
        ("a\r\nb", "a  b"),
        ("\u{1B}[2Jx", "␛[2Jx"),
        ("\u{9B}31m", "\u{FFFD}31m"),
        ("a\u{202E}b\u{2066}", "a\u{FFFD}b\u{FFFD}"),
        ("bell\u{7}\u{7F}", "bell␇␡"),
        ("週次 🎉", "週次 🎉"),
    ])
    func `is one harmless line on a terminal`(text: String, shown: String) {
        #expect(TextSafety.terminal(text) == shown)
    }

    @Test(arguments: [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a | b", "a \\| b"),
        ("@hanako", "\\@\u{200B}hanako"),
        ("fix #12", "fix \\#\u{200B}12"),
        ("https://example.com", "https://\u{200B}example.com"),
        ("www.example.com", "www.\u{200B}example.com"),
        ("WWW.example.com", "WWW.\u{200B}example.com"),
        ("![x](y)", "!\\[x\\](y)"),
        ("- a-b = +1 (c)", "\\- a-b = +1 (c)"),
        ("  - a", "  \\- a"),
        ("12. a 3.4", "12\\. a 3.4"),
        ("-1 + 3.4 %", "-1 + 3.4 %"),
        ("3.4 %", "3.4 %"),
        ("7.", "7\\."),
        ("1) a", "1\\) a"),
        ("===", "\\==="),
        ("2026-11-24", "2026-11-24"),
        ("lead_time _a_ __b__", "lead_time \\_a\\_ \\_\\_b\\_\\_"),
        ("長_い", "長\\_い"),
        ("", ""),
        ("line\nbreak", "line break"),
        ("<!-- x -->", "&lt;!-- x --&gt;"),
    ])
    func `has no markup, link or mention in Markdown`(text: String, shown: String) {
        #expect(TextSafety.markdown(text) == shown)
    }

    @Test(arguments: [
        ("plain", "plain"),
        ("=1+1", "'=1+1"),
        ("  =1", "'  =1"),
        ("=\u{301}x", "'=\u{301}x"),
        ("＝1", "'＝1"),
        ("a,b", "\"a,b\""),
        ("say \"\u{301}", "\"say \"\"\u{301}\""),
        ("a\r\nb", "\"a\r\nb\""),
    ])
    func `is no formula and no new row in CSV`(text: String, field: String) {
        #expect(TextSafety.csvText(text) == Array(field.utf8))
    }

    @Test(arguments: [("abc", 3), ("週次", 4), ("🎉", 2), ("e\u{301}", 1), ("👩‍💻", 2), ("ｱ", 1), ("Ａ", 2), ("", 0)])
    func `is measured in cells`(text: String, width: Int) {
        #expect(CellWidth.of(text) == width)
    }

    @Test func `is cut at a cell boundary`() {
        #expect(CellWidth.truncated("週次レポート", to: 7) == "週次レ…")
        #expect(CellWidth.truncated("short", to: 7) == "short")
    }
}
