import HakaruModel
import HakaruReporter

/// A form of the summary in a language, and how its text reads without its syntax.
struct SummaryForm: CustomStringConvertible, Sendable {
    enum Kind: String, CaseIterable, Sendable {
        case markdown = "md"
        case text = "txt"
        case html
        case slack = "slack.json"
    }

    let kind: Kind
    let language: Language

    static let all = Kind.allCases.flatMap { kind in Language.allCases.map { SummaryForm(kind: kind, language: $0) } }

    var description: String { "\(language.rawValue).\(kind.rawValue)" }

    func bytes(_ page: SummaryPage) -> [UInt8] {
        switch kind {
        case .markdown: Array(page.markdown(in: language).utf8)
        case .text: Array(page.text(in: language).utf8)
        case .html: page.html(in: language)
        case .slack: page.slack(in: language).text(.indented) + [0x0A]
        }
    }

    /// The numbers of the page in their order, durations with their units: `13`, `2d`, `4h`, `53.3`.
    ///
    /// Charts, tiles and the tables behind charts are left out, since only one form has them.
    func numbers(_ page: SummaryPage) -> [String] {
        switch kind {
        case .markdown:
            SummaryForm.numbers(
                in: String(decoding: bytes(page), as: UTF8.self).replacing(/\]\(https:[^)]*\)/, with: ""))
        case .text: SummaryForm.numbers(in: String(decoding: bytes(page), as: UTF8.self))
        case .html:
            SummaryForm.numbers(
                in: String(decoding: bytes(page), as: UTF8.self)
                    .replacing(/<head>.*<\/head>/.dotMatchesNewlines(), with: "")
                    .replacing(/<figure>.*?<\/figure>/.dotMatchesNewlines(), with: "")
                    .replacing(/<div class="tiles">.*?<section>/.dotMatchesNewlines(), with: "")
                    .replacing(/<[^>]*>/, with: " ").replacing(/&#39;|&[a-z]+;/, with: " "))
        case .slack:
            // A text that a link interrupts goes on behind it.
            SummaryForm.numbers(in: SummaryForm.texts(page.slack(in: language)).dropFirst().joined(separator: " "))
        }
    }

    static func numbers(in text: String) -> [String] {
        text.matches(of: /[0-9]+(?:\.[0-9]+)?[dhms]?/).map { String($0.output) }
    }

    /// Every text of a message, the notification's first.
    static func texts(_ value: JSONValue) -> [String] {
        switch value {
        case .array(let values): values.flatMap(texts)
        case .object(let members):
            members.flatMap { member -> [String] in
                if member.key == "text", case .string(let text) = member.value { return [text] }
                return texts(member.value)
            }
        default: []
        }
    }
}
