import HakaruModel
import Yams

/// A value in a configuration file, with the place it stands at, so that every error can name file, line and key.
struct ConfigurationNode {
    /// The YAML value.
    let node: Node
    /// The file, for errors.
    let file: String
    /// The key as the user sees it, such as `teams[0].people`; empty at the top.
    let path: String

    /// Reads YAML text.
    ///
    /// - Returns: nil for an empty document.
    static func parse(_ text: String, file: String) throws(ConfigurationError) -> ConfigurationNode? {
        do {
            // Every scalar is read as the text that was written, so nothing has to guess what kind of value it is: the rules
            // for that are regular expressions, and to make them takes longer than to read the file.
            guard let node = try Yams.compose(yaml: text, .basic) else { return nil }
            return ConfigurationNode(node: node, file: file, path: "")
        } catch let error as YamlError {
            throw malformed(error, file: file)
        } catch {
            throw ConfigurationError(file: file, line: nil, problem: "is not YAML")
        }
    }

    private static func malformed(_ error: YamlError, file: String) -> ConfigurationError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ConfigurationError(file: file, line: mark.line, problem: "this is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            ConfigurationError(
                file: file, line: context.mark.line,
                problem: "the key \(duplicates.map { "'\($0)'" }.joined(separator: ", ")) stands there twice",
                suggestion: "Keep one of them.")
        default: ConfigurationError(file: file, line: nil, problem: "is not YAML")
        }
    }

    /// An error about this value.
    func error(_ problem: String, suggestion: String? = nil) -> ConfigurationError {
        ConfigurationError(file: file, line: node.mark?.line, problem: problem, suggestion: suggestion)
    }

    private var name: String { path.isEmpty ? "the file" : "'\(path)'" }

    private func child(_ node: Node, _ key: String) -> ConfigurationNode {
        ConfigurationNode(node: node, file: file, path: path.isEmpty ? key : "\(path).\(key)")
    }

    /// The text of a scalar; numbers and dates count as the text that was written.
    func text() throws(ConfigurationError) -> String {
        guard let scalar = node.scalar, scalar.tag != Tag(.null, .basic) || scalar.style != .plain else {
            throw error("\(name) must be a text")
        }
        return scalar.string
    }

    /// A whole number within a range.
    func integer(in range: ClosedRange<Int>) throws(ConfigurationError) -> Int {
        guard let number = node.scalar.flatMap({ Int($0.string) }), range.contains(number) else {
            throw error("\(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    /// `true` or `false`.
    func flag() throws(ConfigurationError) -> Bool {
        guard let value = node.scalar.flatMap({ Bool($0.string) }) else { throw error("\(name) must be true or false") }
        return value
    }

    /// The items of a list.
    func list() throws(ConfigurationError) -> [ConfigurationNode] {
        guard let items = node.sequence else { throw error("\(name) must be a list") }
        return items.enumerated().map { index, item in
            ConfigurationNode(node: item, file: file, path: "\(path)[\(index)]")
        }
    }

    /// A list, or one value that stands for a list of it alone.
    func listOrSingle() throws(ConfigurationError) -> [ConfigurationNode] {
        node.sequence == nil ? [self] : try list()
    }

    /// Whether this is a list.
    var isList: Bool { node.sequence != nil }

    /// Whether this is a mapping of keys to values.
    var isMapping: Bool { node.mapping != nil }

    /// The values of a mapping by their keys.
    ///
    /// - Parameter keys: The keys that are known here; another is an error with the nearest of these as a suggestion.
    /// - Returns: The values that are there.
    /// - Throws: ``ConfigurationError`` for an unknown key, and where this is no mapping.
    func mapping(_ keys: [String]) throws(ConfigurationError) -> [String: ConfigurationNode] {
        guard let mapping = node.mapping else { throw error("\(name) must have keys and values") }
        var values: [String: ConfigurationNode] = [:]
        for (keyNode, value) in mapping {
            let key = keyNode.scalar?.string ?? ""
            guard keys.contains(key) else {
                let nearest = SpellingDistance.nearest(to: key, among: keys)
                throw ConfigurationNode(node: keyNode, file: file, path: path).error(
                    "unknown key '\(path.isEmpty ? key : "\(path).\(key)")'",
                    suggestion: nearest.map { "Did you mean '\($0)'?" }
                        ?? "Known here: \(keys.joined(separator: ", ")).")
            }
            values[key] = child(value, key)
        }
        return values
    }

    /// The keys and values of a mapping whose keys are names of the user's own, in the order of the file.
    func entries() throws(ConfigurationError) -> [(key: String, value: ConfigurationNode)] {
        guard let mapping = node.mapping else { throw error("\(name) must have keys and values") }
        return mapping.map { ($0.key.scalar?.string ?? "", child($0.value, $0.key.scalar?.string ?? "")) }
    }
}
