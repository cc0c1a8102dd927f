package import HakaruModel

/// A way to where people look: one file of this folder's neighbour for each.
///
/// A channel makes its message once, which is stored, and sends the stored one: whatever ends a run, the next one sends
/// the same bytes.
package protocol DeliveryChannel: Sendable {
    /// Its name in the configuration and in what people are told.
    var name: String { get }
    /// Where it leads, in a form that may be shown: no path of a webhook, no password.
    var destination: String { get }
    /// What it sends, in words for a person, such as `a mail with text and HTML`.
    var form: String { get }
    /// Whether sending twice is the same as sending once, so that nobody has to ask what became of the first time.
    var isRepeatable: Bool { get }

    /// Makes the message of a report in this channel's form, cut where the receiver takes no more.
    func payload(of report: DeliverableReport, key: DeliveryKey) -> [UInt8]

    /// Sends a message once, and says what came of it; waiting and trying again are the caller's.
    func send(_ payload: [UInt8], key: DeliveryKey) async -> DeliveryOutcome

    /// Whether the receiver has a message with this key; nil where it can't be asked.
    func hasArrived(_ key: DeliveryKey) async -> Bool?
}

extension DeliveryChannel {
    /// Not known: most receivers can't be asked.
    package func hasArrived(_ key: DeliveryKey) async -> Bool? { nil }
}

/// What a message is recognized by, however often it is sent: the store's outbox and the week.
package struct DeliveryKey: Hashable, Sendable, CustomStringConvertible {
    /// The week that the message is about.
    package let week: ISOWeek
    /// The name of the outbox.
    package let outbox: String

    /// Makes a key; both parts are letters, digits and hyphens.
    package init(week: ISOWeek, outbox: String) {
        self.week = week
        self.outbox = outbox
    }

    /// The key as one word, such as `hakaru-weekly-2026-W47-0123456789abcdef`.
    package var description: String { "hakaru-weekly-\(week)-\(outbox)" }
}

/// What came of sending a message once.
package enum DeliveryOutcome: Hashable, Sendable {
    /// The receiver has taken it.
    case sent
    /// Nothing was taken and nothing left that could be: it may be sent again.
    case refused(reason: String)
    /// The receiver asks to come again; `after` is what it said, nil where it said nothing.
    case retry(after: Duration?, reason: String)
    /// The receiver does not take it, and would not take it again.
    case failed(reason: String)
    /// It was sent, and no answer says whether it was taken.
    case unknown(reason: String)
}

/// A report in every form that a channel may want.
package struct DeliverableReport: Sendable {
    /// The week.
    package var week: ISOWeek
    /// When it was made; a mail is dated so.
    package var madeAt: Instant
    /// One line: the subject of a mail, the title of an issue.
    package var title: String
    /// Plain text.
    package var text: String
    /// Markdown.
    package var markdown: String
    /// One HTML file.
    package var html: [UInt8]
    /// `hakaru.weekly_summary/1`.
    package var json: [UInt8]
    /// A message of Slack's Block Kit.
    package var slack: [UInt8]
    /// What stands where lines were left out.
    package var cutNote: @Sendable (Int) -> String

    /// Makes a report.
    package init(
        week: ISOWeek, madeAt: Instant, title: String, text: String, markdown: String, html: [UInt8], json: [UInt8],
        slack: [UInt8], cutNote: @escaping @Sendable (Int) -> String
    ) {
        self.week = week
        self.madeAt = madeAt
        self.title = title
        self.text = text
        self.markdown = markdown
        self.html = html
        self.json = json
        self.slack = slack
        self.cutNote = cutNote
    }

    /// The Markdown in at most `limit` characters: whole lines, then a note of how many were left out.
    ///
    /// - Complexity: Linear in the length of the text.
    package func markdown(limit: Int) -> String {
        // No character of a forge is less than a unit of UTF-16, whichever of the two it counts.
        guard markdown.utf16.count > limit else { return markdown }
        let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false)
        let room = limit - cutNote(lines.count).utf16.count - 2
        var kept: [Substring] = []
        var length = 0
        for line in lines {
            length += line.utf16.count + 1
            guard length <= room else { break }
            kept.append(line)
        }
        return kept.joined(separator: "\n") + "\n\n" + cutNote(lines.count - kept.count)
    }
}
