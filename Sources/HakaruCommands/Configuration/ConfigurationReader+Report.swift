import HakaruModel
import HakaruTransfer

/// What only the user's own files say about delivery.
struct ChannelAccess: Sendable {
    /// The channels by name.
    var channels: [String: ChannelDefinition] = [:]
    /// What to ask for after a run that did everything; nil for nothing.
    var heartbeat: Secret?
}

extension ConfigurationReader {
    /// Reads `report`: names of channels and paths of files, nothing that only a trusted file may say.
    static func readReport(
        _ values: [String: ConfigurationNode], into result: inout Configuration, directory: String, origin: Origin
    ) throws(ConfigurationError) {
        guard let node = values["report"] else { return }
        var report = ReportSettings()
        let keys = try node.mapping(["deliver", "wait"])
        if let list = keys["deliver"] {
            for item in try list.listOrSingle() {
                let target = try target(item, directory: directory, origin: origin)
                guard !report.targets.contains(target) else { throw item.error("'\(item.path)' stands there twice") }
                report.targets.append(target)
            }
        }
        if let wait = keys["wait"] {
            guard let duration = DurationArgument(argument: try wait.text()) else {
                throw wait.error("'report.wait' is not a duration", suggestion: "Write it as 24h.")
            }
            report.waitSeconds = Int64(duration.seconds)
        }
        result.report = report
    }

    private static func target(
        _ node: ConfigurationNode, directory: String, origin: Origin
    ) throws(ConfigurationError) -> ReportSettings.Target {
        guard node.isMapping else {
            let name = try node.text()
            guard isChannelName(name) else {
                throw node.error(
                    "'\(name)' is not the name of a channel",
                    suggestion: "Use small letters, digits and hyphens; write a file as {file: 'reports/{week}.md'}.")
            }
            return .channel(name: name)
        }
        guard let file = try node.mapping(["file"])["file"] else { throw node.error("'\(node.path)' names no file") }
        return .file(template: try file.text(), directory: directory, isConfined: origin == .project)
    }

    /// Reads `channels` and `heartbeat_url`, which hold addresses and secrets.
    static func readChannels(
        _ values: [String: ConfigurationNode], into result: inout ChannelAccess
    ) throws(ConfigurationError) {
        if let node = values["heartbeat_url"] { result.heartbeat = Secret(try node.text()) }
        guard let node = values["channels"] else { return }
        var channels: [String: ChannelDefinition] = [:]
        for (name, item) in try node.entries() {
            guard isChannelName(name) else {
                throw item.error("'\(name)' cannot be the name of a channel", suggestion: "Use a-z, 0-9 and hyphens.")
            }
            channels[name] = try channel(name, item)
        }
        result.channels = channels
    }

    private static func channel(
        _ name: String, _ node: ConfigurationNode
    ) throws(ConfigurationError) -> ChannelDefinition {
        let kinds = ChannelDefinition.Kind.allCases.map(\.rawValue)
        let all = Set(ChannelDefinition.Kind.allCases.flatMap(\.keys)).union(["kind"]).sorted()
        let given = try node.mapping(all)
        let kindName = try given["kind"]?.text() ?? name
        guard let kind = ChannelDefinition.Kind(rawValue: kindName) else {
            throw (given["kind"] ?? node).error(
                "the channel '\(name)' is of no known kind",
                suggestion: "Give it a kind: \(kinds.joined(separator: ", ")).")
        }
        _ = try node.mapping(kind.keys + ["kind"])
        var definition = ChannelDefinition(name: name, kind: kind)
        for (key, value) in given where key != "kind" {
            definition.set(key, try value.texts().joined(separator: ","))
        }
        return definition
    }

    private static func isChannelName(_ name: String) -> Bool {
        (1...40).contains(name.utf8.count)
            && name.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }
}
