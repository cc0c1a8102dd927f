import HakaruModel
import HakaruReporter
import Testing

@Suite struct `A message for Slack` {
    /// Summaries that strain the limits.
    enum Kind: CaseIterable {
        case usual, empty, hostile, long, emoji

        var page: SummaryPage {
            var sample = SampleSummary()
            switch self {
            case .usual: break
            case .empty: sample.isEmpty = true
            case .hostile:
                sample.titles = SummarySafetyTitles.all + ["", "\u{202E}<!channel>\r\n", "```", "\u{1}\u{0}"]
            case .long:
                sample.titles = (0..<90).map { "\($0) " + String(repeating: "long ", count: 190) }
                sample.gaps = (0..<200).map { .init(repository: .sample("acme/r\($0)"), reason: "it was never synced") }
            case .emoji: sample.titles = (0..<30).map { _ in String(repeating: "👩‍👩‍👧‍👦", count: 40) }
            }
            return sample.page
        }
    }

    @Test(arguments: Kind.allCases, Language.allCases)
    func `keeps the rules of Block Kit`(kind: Kind, language: Language) {
        #expect(SlackRules.problems(of: kind.page.slack(in: language)) == [])
    }

    @Test func `links the pull requests that wait`() {
        let bytes = SampleSummary().page.slack(in: .english).text(.compact)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(text.contains(#"{"type":"link","url":"https://github.com/acme/api/pull/40","text":"acme/api#40"}"#))
    }

    @Test(
        arguments: [
            (["text": "a", "blocks": []], "0 blocks"),
            (["text": "a", "blocks": [["type": "divider"]]], "blocks[0] is of no known type"),
            (
                ["text": "a", "blocks": [["type": "header", "text": ["type": "mrkdwn", "text": "a"]]]],
                "blocks[0]: data only stands in plain_text"
            ),
            (
                ["text": "a", "blocks": [["type": "header", "text": ["type": "plain_text", "text": ""]]]],
                "blocks[0] has 0 characters"
            ),
        ] as [(JSONValue, String)])
    func `is refused by these rules where it breaks one`(message: JSONValue, problem: String) {
        #expect(SlackRules.problems(of: message) == [problem])
    }
}
