package import HakaruModel

extension SummaryPage {
    /// The page as a message of Slack's Block Kit, for an incoming webhook or `chat.postMessage`.
    ///
    /// Data stands only in plain and preformatted text, where Slack reads no markup. What exceeds Slack's limits is cut
    /// at a row, and the message says so.
    package func slack(in language: Language) -> JSONValue {
        let document = document(in: language)
        let phrases = language.phrases
        var message = SlackMessage()
        message.add(SlackMessage.header(document.title))
        if let notice = document.notice { message.add(SlackMessage.context(notice)) }
        message.add(SlackMessage.paragraph(document.sentences.joined(separator: "\n")))
        // Trends stand in the sentences; the table of all of them is for the whole page.
        let sections = document.sections.filter { $0.heading != phrases.trendsTitle }
        for section in sections {
            message.add(SlackMessage.heading(section.heading))
            for block in section.blocks {
                switch block {
                case .line(let line): message.add(SlackMessage.paragraph(SlackMessage.text(line)))
                case .list(let lines):
                    message.add(SlackMessage.context(lines.map(SlackMessage.text).joined(separator: "\n")))
                case .table(let table): message.add(SlackMessage.preformatted(table, cut: phrases.cut))
                case .chart: break
                }
            }
        }
        return [
            "text": .string(SlackMessage.escaped("\(document.title): \(document.sentences.first ?? "")")),
            "blocks": .array(message.blocks),
        ]
    }
}

/// The blocks of a message within Slack's limits (docs.slack.dev, reference of blocks and of message payloads).
private struct SlackMessage {
    /// Blocks of a message.
    static let blockLimit = 50
    /// Characters of a header.
    static let headerLimit = 150
    /// Characters of a text in a section or a context.
    static let textLimit = 3_000
    /// Characters of a table, so that a whole message stays below 12,000.
    static let tableLimit = 2_400

    private(set) var blocks: [JSONValue] = []

    mutating func add(_ block: JSONValue) {
        if blocks.count < SlackMessage.blockLimit { blocks.append(block) }
    }

    static func header(_ text: String) -> JSONValue { ["type": "header", "text": plain(text, limit: headerLimit)] }

    static func paragraph(_ text: String) -> JSONValue { ["type": "section", "text": plain(text, limit: textLimit)] }

    static func context(_ text: String) -> JSONValue {
        ["type": "context", "elements": [plain(text, limit: textLimit)]]
    }

    static func heading(_ text: String) -> JSONValue {
        rich([
            "type": "rich_text_section",
            "elements": [["type": "text", "text": .string(text), "style": ["bold": true]]],
        ])
    }

    /// A table in a fixed width, cut at a row where it is too long.
    static func preformatted(_ table: Table, cut: (Int) -> String) -> JSONValue {
        let lines = table.terminalText(width: nil).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        var text = ""
        var length = 0
        for (index, line) in lines.enumerated() {
            let next = line.utf16.count + 1
            guard length + next <= tableLimit else {
                text += cut(lines.count - index)
                break
            }
            text += "\(line)\(index + 1 < lines.count ? "\n" : "")"
            length += next
        }
        return rich(["type": "rich_text_preformatted", "elements": [["type": "text", "text": .string(text)]]])
    }

    private static func rich(_ element: JSONValue) -> JSONValue { ["type": "rich_text", "elements": [element]] }

    /// Text without markup and without names of emoji, cut to a number of UTF-16 units, which is how Slack counts.
    private static func plain(_ text: String, limit: Int) -> JSONValue {
        var kept = ""
        var length = 0
        for scalar in text.unicodeScalars {
            let next = scalar.value > 0xFFFF ? 2 : 1
            if length + next > limit - 1 {
                kept += "…"
                break
            }
            kept.unicodeScalars.append(scalar)
            length += next
        }
        return ["type": "plain_text", "text": .string(kept), "emoji": false]
    }

    static func text(_ line: SummaryDocument.Line) -> String {
        switch line {
        case .words(let words): words
        case .foreign(let text): TextSafety.terminal(text)
        case .command(let words, let command): "\(words) \(command)"
        }
    }

    /// The notification's text is read as markup: the three characters that begin any of it are written as entities.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        for byte in TextSafety.terminal(text).utf8 {
            switch byte {
            case 0x26: bytes += "&amp;".utf8
            case 0x3C: bytes += "&lt;".utf8
            case 0x3E: bytes += "&gt;".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
