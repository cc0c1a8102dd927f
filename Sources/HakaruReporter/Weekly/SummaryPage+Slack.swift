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
        message.addHeader(document.title)
        if let notice = document.notice { message.addContext(notice) }
        message.addParagraph(document.sentences.joined(separator: "\n"))
        // Trends stand in the sentences; the table of all of them is for the whole page.
        let sections = document.sections.filter { $0.heading != phrases.trendsTitle }
        for section in sections {
            message.addHeading(section.heading)
            for block in section.blocks {
                switch block {
                case .line(let line): message.addParagraph(SlackMessage.text(line))
                case .list(let lines): message.addContext(lines.map(SlackMessage.text).joined(separator: "\n"))
                case .table(let table): message.addTable(table, cut: phrases.cut)
                case .chart: break
                }
            }
        }
        message.end(note: phrases.cutMessage)
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
    /// Characters of a whole message: Slack refuses one of somewhat more than 13,000.
    static let wholeLimit = 12_000
    /// Characters of a table or a list.
    static let tableLimit = 2_400

    private(set) var blocks: [JSONValue] = []
    /// The characters so far.
    private var length = 0

    /// Whether something had no room, so that nothing follows any more.
    private var isFull = false

    /// Adds a block that takes so many characters, where there is room for it and for a note at the end.
    private mutating func add(_ block: JSONValue, length added: Int) {
        isFull = isFull || blocks.count + 1 >= SlackMessage.blockLimit || length + added > SlackMessage.wholeLimit
        guard !isFull else { return }
        blocks.append(block)
        length += added
    }

    /// Says where the message was cut, if it was.
    mutating func end(note: String) {
        guard isFull else { return }
        blocks.append(["type": "context", "elements": [SlackMessage.plain(note)]])
    }

    mutating func addHeader(_ text: String) {
        let text = SlackMessage.cut(text, to: SlackMessage.headerLimit)
        add(["type": "header", "text": SlackMessage.plain(text)], length: text.utf16.count)
    }

    mutating func addParagraph(_ text: String) {
        let text = SlackMessage.cut(text, to: SlackMessage.textLimit)
        add(["type": "section", "text": SlackMessage.plain(text)], length: text.utf16.count)
    }

    mutating func addContext(_ text: String) {
        let text = SlackMessage.cut(text, to: SlackMessage.tableLimit)
        add(["type": "context", "elements": [SlackMessage.plain(text)]], length: text.utf16.count)
    }

    mutating func addHeading(_ text: String) {
        let element: JSONValue = [
            "type": "rich_text_section",
            "elements": [["type": "text", "text": .string(text), "style": ["bold": true]]],
        ]
        add(["type": "rich_text", "elements": [element]], length: text.utf16.count)
    }

    /// A table in a fixed width, cut at a row where it is too long.
    mutating func addTable(_ table: Table, cut: (Int) -> String) {
        let lines = table.terminalText(width: nil).split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        let limit = min(SlackMessage.tableLimit, SlackMessage.wholeLimit - length)
        // Behind a row that is left out stands a note, for which room is kept.
        let note = cut(lines.count).utf16.count
        var elements: [JSONValue] = []
        var text = ""
        var added = 0
        for (index, line) in lines.enumerated() {
            let next = line.utf16.count + 1
            guard added + next + (index + 1 < lines.count ? note : 0) <= limit else {
                text += cut(lines.count - index)
                added += note
                break
            }
            var rest = line
            if index > 0, index <= table.rows.count, let link = SlackMessage.link(in: table.rows[index - 1]),
                let place = line.firstRange(of: link.text)
            {
                text += line[..<place.lowerBound]
                if !text.isEmpty { elements.append(["type": "text", "text": .string(text)]) }
                elements.append(["type": "link", "url": .string(link.url), "text": .string(link.text)])
                text = ""
                rest = line[place.upperBound...]
            }
            text += "\(rest)\(index + 1 < lines.count ? "\n" : "")"
            added += next
        }
        if !text.isEmpty { elements.append(["type": "text", "text": .string(text)]) }
        let element: JSONValue = ["type": "rich_text_preformatted", "elements": .array(elements)]
        add(["type": "rich_text", "elements": [element]], length: added)
    }

    /// The first link of a row, with its text as it is shown.
    private static func link(in row: [Table.Cell]) -> (text: String, url: String)? {
        for case .link(let text, let url) in row { return (TextSafety.terminal(text), url) }
        return nil
    }

    /// Text without markup and without names of emoji.
    private static func plain(_ text: String) -> JSONValue {
        ["type": "plain_text", "text": .string(text), "emoji": false]
    }

    /// Text cut to a number of UTF-16 units, which is how Slack counts.
    private static func cut(_ text: String, to limit: Int) -> String {
        guard text.utf16.count > limit else { return text }
        var kept = ""
        var length = 0
        for scalar in text.unicodeScalars {
            let next = scalar.value > 0xFFFF ? 2 : 1
            if length + next > limit - 1 { break }
            kept.unicodeScalars.append(scalar)
            length += next
        }
        return kept + "…"
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
