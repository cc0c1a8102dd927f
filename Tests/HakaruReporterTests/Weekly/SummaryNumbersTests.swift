import HakaruModel
import HakaruReporter
import Testing

@Suite struct `The numbers of a summary` {
    private let page = SampleSummary().page

    private func numbers(_ kind: SummaryForm.Kind, _ language: Language) -> [String] {
        SummaryForm(kind: kind, language: language).numbers(page)
    }

    /// The text of a Markdown page without one of its sections.
    private func markdown(_ language: Language, without heading: String) -> String {
        let parts = page.markdown(in: language).split(separator: "\n## ", omittingEmptySubsequences: false)
        return parts.filter { !$0.hasPrefix(heading) }.joined(separator: "\n## ")
            .replacing(/\]\(https:[^)]*\)/, with: "")
    }

    @Test(arguments: Language.allCases) func `are the same in Markdown, text and HTML`(language: Language) {
        let numbers = numbers(.markdown, language)
        #expect(numbers.count > 400)
        #expect(self.numbers(.text, language) == numbers)
        #expect(self.numbers(.html, language) == numbers)
    }

    @Test(arguments: Language.allCases) func `are the same in Slack, the table of trends apart`(language: Language) {
        let rest = markdown(language, without: language == .english ? "Trends" : "傾向")
        #expect(numbers(.slack, language) == SummaryForm.numbers(in: rest))
    }

    @Test(arguments: SummaryForm.Kind.allCases) func `are the same in both languages`(kind: SummaryForm.Kind) {
        // Japanese writes the percentiles of the second sentence in digits, English in words.
        var japanese = numbers(kind, .japanese)
        for word in ["75", "90"] {
            if let index = japanese.firstIndex(of: word) { japanese.remove(at: index) }
        }
        // The sentences are built in another order; tables and lists are not.
        #expect(japanese.sorted() == numbers(kind, .english).sorted())
    }

    @Test(arguments: SummaryForm.all) func `are those of the JSON`(form: SummaryForm) throws {
        let numbers = form.numbers(page)
        let week = try #require(page.json["throughput"]?["week"])
        let leadTime = try #require(page.json["lead_time"]?["week"]?["lead_time_seconds"])
        for key in ["integrated", "opened", "abandoned", "in_progress", "contributors"] {
            let value = try #require(week[key]?.seconds)
            #expect(numbers.contains("\(value)"), "\(key)")
        }
        for key in ["p50", "p75", "p90", "mean"] {
            let seconds = try #require(leadTime[key]?.seconds)
            let parts = DurationText(seconds: seconds).description.split(separator: " ").map(String.init)
            #expect(numbers.indices.contains { numbers[$0...].starts(with: parts) }, "\(key)")
        }
        let trends = try #require(page.json["trends"]?.elements)
        #expect(trends.count == 15)
        let ratio = try #require(trends[1]["ratio"]?.thousandths)
        #expect(numbers.contains("\((1_000 - ratio + 5) / 10)"), "the lead time fell by that many percent")
    }
}

extension JSONValue {
    subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key == key }?.value
    }

    var elements: [JSONValue]? { if case .array(let values) = self { values } else { nil } }

    /// The whole part of a number.
    var seconds: Int64? { thousandths.map { Int64($0 / 1_000) } }

    /// A number of at most three places, times 1,000.
    var thousandths: Int? {
        switch self {
        case .integer(let value): Int(value) * 1_000
        case .number(let text): Double(text).map { Int(($0 * 1_000).rounded()) }
        default: nil
        }
    }
}
