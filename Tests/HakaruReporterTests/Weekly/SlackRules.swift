import HakaruReporter

/// What Slack refuses in a message, by the reference of Block Kit (docs.slack.dev/reference/block-kit).
///
/// Only what a summary may use is known here: anything else counts as refused, so a new kind of block needs its rules.
struct SlackRules {
    private(set) var problems: [String] = []

    /// What is wrong with a message; empty where Slack takes it.
    static func problems(of message: JSONValue) -> [String] {
        var rules = SlackRules()
        rules.check(message)
        return rules.problems
    }

    private mutating func check(_ message: JSONValue) {
        let members = fields(message, at: "message", required: ["text", "blocks"], allowed: [])
        checkLength(members["text"], at: "message.text", within: 1...40_000)
        guard let blocks = members["blocks"]?.elements else { return problems.append("message.blocks is no list") }
        if !(1...50).contains(blocks.count) { problems.append("\(blocks.count) blocks") }
        for (index, block) in blocks.enumerated() { check(block: block, at: "blocks[\(index)]") }
        let length = SummaryForm.texts(message).map(\.utf16.count).reduce(0, +)
        if length > 13_000 { problems.append("\(length) characters in all") }
    }

    private mutating func check(block: JSONValue, at place: String) {
        switch block["type"]?.text {
        case "header":
            let members = fields(block, at: place, required: ["type", "text"], allowed: ["block_id", "level"])
            check(plainText: members["text"], at: place, limit: 150)
        case "section":
            let members = fields(block, at: place, required: ["type", "text"], allowed: ["block_id", "expand"])
            check(plainText: members["text"], at: place, limit: 3_000)
        case "context":
            let members = fields(block, at: place, required: ["type", "elements"], allowed: ["block_id"])
            let elements = members["elements"]?.elements ?? []
            if !(1...10).contains(elements.count) { problems.append("\(place): \(elements.count) elements") }
            for element in elements { check(plainText: element, at: place, limit: 3_000) }
        case "rich_text":
            let members = fields(block, at: place, required: ["type", "elements"], allowed: ["block_id"])
            let elements = members["elements"]?.elements ?? []
            if elements.isEmpty { problems.append("\(place) has no element") }
            for (index, element) in elements.enumerated() { check(rich: element, at: "\(place).elements[\(index)]") }
        default: problems.append("\(place) is of no known type")
        }
    }

    private mutating func check(rich element: JSONValue, at place: String) {
        guard ["rich_text_section", "rich_text_preformatted"].contains(element["type"]?.text) else {
            return problems.append("\(place) is of no known type")
        }
        let members = fields(element, at: place, required: ["type", "elements"], allowed: ["border"])
        let parts = members["elements"]?.elements ?? []
        if parts.isEmpty { problems.append("\(place) has no element") }
        for (index, part) in parts.enumerated() { check(part: part, at: "\(place).elements[\(index)]") }
    }

    private mutating func check(part: JSONValue, at place: String) {
        switch part["type"]?.text {
        case "text":
            let members = fields(part, at: place, required: ["type", "text"], allowed: ["style"])
            checkLength(members["text"], at: place, within: 1...3_000)
            if let style = members["style"] {
                _ = fields(style, at: "\(place).style", required: [], allowed: ["bold", "italic", "strike", "code"])
            }
        case "link":
            let members = fields(part, at: place, required: ["type", "url"], allowed: ["text", "style", "unsafe"])
            checkLength(members["url"], at: place, within: 1...3_000)
            if let text = members["text"] { checkLength(text, at: place, within: 1...3_000) }
            if members["url"]?.text?.hasPrefix("https://") != true { problems.append("\(place) leads elsewhere") }
        default: problems.append("\(place) is of no known type")
        }
    }

    private mutating func check(plainText value: JSONValue?, at place: String, limit: Int) {
        guard let value else { return problems.append("\(place) has no text") }
        let members = fields(value, at: place, required: ["type", "text"], allowed: ["emoji"])
        if members["type"]?.text != "plain_text" { problems.append("\(place): data only stands in plain_text") }
        checkLength(members["text"], at: place, within: 1...limit)
    }

    /// Slack counts UTF-16 units.
    private mutating func checkLength(_ value: JSONValue?, at place: String, within limits: ClosedRange<Int>) {
        guard let text = value?.text else { return problems.append("\(place) is no text") }
        if !limits.contains(text.utf16.count) { problems.append("\(place) has \(text.utf16.count) characters") }
    }

    /// The members of an object, which has all of the required ones and none but the allowed ones.
    private mutating func fields(
        _ value: JSONValue, at place: String, required: Set<String>, allowed: Set<String>
    ) -> [String: JSONValue] {
        guard case .object(let members) = value else {
            problems.append("\(place) is no object")
            return [:]
        }
        let names = Set(members.map(\.key))
        for name in required.subtracting(names).sorted() { problems.append("\(place) lacks \(name)") }
        for name in names.subtracting(required.union(allowed)).sorted() {
            problems.append("\(place) has an unknown \(name)")
        }
        return Dictionary(members.map { ($0.key, $0.value) }) { first, _ in first }
    }
}

extension JSONValue {
    /// The text of a string.
    var text: String? { if case .string(let text) = self { text } else { nil } }
}
