import HakaruModel
import HakaruTransfer

/// A channel as the user's own file and the environment describe it; nothing is checked yet but its form.
struct ChannelDefinition: Sendable {
    /// What leads to people; the name of a channel that has no `kind` of its own.
    enum Kind: String, CaseIterable, Sendable {
        /// An incoming webhook of Slack.
        case slack
        /// A mail.
        case mail
        /// JSON to any address.
        case webhook
        /// A comment on an issue or pull request.
        case comment
        /// A new issue each week.
        case issue

        /// The keys that describe it.
        var keys: [String] {
            switch self {
            case .slack: ["url"]
            case .mail: ["server", "user", "password", "from", "to"]
            case .webhook: ["url", "secret"]
            case .comment: ["repository", "issue"]
            case .issue: ["repository", "labels"]
            }
        }
    }

    /// What it is called.
    let name: String
    /// What it is.
    let kind: Kind
    /// What is said about it by key; all of it may be secret.
    ///
    /// Lists are joined by commas.
    private(set) var values: [String: Secret] = [:]

    /// A channel of which nothing is said yet.
    init(name: String, kind: Kind) {
        self.name = name
        self.kind = kind
    }

    /// Says something about it.
    mutating func set(_ key: String, _ value: String) {
        values[key] = Secret(value)
    }

    /// The environment variable that says a key of a channel, such as `HAKARU_TEAM_SLACK_URL`.
    static func variable(_ name: String, _ key: String) -> String {
        let word = "\(name)_\(key)".utf8.map { byte -> UInt8 in
            switch byte {
            case 0x61...0x7A: byte - 0x20
            case 0x30...0x39, 0x41...0x5A: byte
            default: 0x5F
            }
        }
        return "HAKARU_\(String(decoding: word, as: UTF8.self))"
    }
}
