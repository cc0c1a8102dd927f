import FoundationEssentials
import HakaruModel

/// The single numbers of a `hakaru.weekly_summary/1` that a later difference is looked for in: those of the week itself.
struct FrozenNumbers: Sendable {
    /// The numbers by their place in the JSON, such as `throughput.week.integrated`, as text.
    private(set) var figures: [String: String] = [:]

    /// Reads stored numbers.
    ///
    /// - Parameters:
    ///   - bytes: A whole JSON object.
    ///   - rename: The name that a repository has now, by the one that stands there.
    /// - Throws: What the decoder throws for bytes that are no JSON.
    init(_ bytes: [UInt8], renaming rename: [String: String] = [:]) throws {
        guard case .object(let page) = try JSONDecoder().decode(Tree.self, from: Data(bytes)) else { return }
        for part in ["throughput", "lead_time"] {
            if case .object(let stretches) = page[part] { add(stretches["week"], at: "\(part).week") }
        }
        add(page["in_progress"], at: "in_progress")
        guard case .array(let rows) = page["repositories"] else { return }
        for case .object(let row) in rows {
            guard case .leaf(let name) = row["repository"] else { continue }
            for part in ["throughput", "lead_time"] {
                add(row[part], at: "repositories.\(rename[name] ?? name).\(part)")
            }
        }
    }

    private mutating func add(_ tree: Tree?, at path: String) {
        switch tree {
        case nil: break
        case .leaf(let text): figures[path] = text
        case .object(let members): for (key, value) in members { add(value, at: "\(path).\(key)") }
        case .array(let items): for (index, value) in items.enumerated() { add(value, at: "\(path).\(index)") }
        }
    }

    /// The places whose number differs from another page's, sorted; a place that only one of them has does not count,
    /// since a newer version may say more.
    func differences(from other: FrozenNumbers) -> [String] {
        figures.keys.filter { key in
            guard let value = other.figures[key] else { return false }
            return value != figures[key]
        }.sorted()
    }

    /// A JSON value of which only the shape and the scalars' text count.
    private indirect enum Tree: Decodable {
        case leaf(String)
        case object([String: Tree])
        case array([Tree])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .leaf("null")
            } else if let object = Tree.value([String: Tree].self, container) {
                self = .object(object)
            } else if let array = Tree.value([Tree].self, container) {
                self = .array(array)
            } else if let flag = Tree.value(Bool.self, container) {
                self = .leaf(String(flag))
            } else if let number = Tree.value(Double.self, container) {
                self = .leaf(number == number.rounded() ? String(Int64(number)) : "\(number)")
            } else {
                self = .leaf(try container.decode(String.self))
            }
        }

        private static func value<Value: Decodable>(
            _ type: Value.Type, _ container: any SingleValueDecodingContainer
        ) -> Value? {
            do { return try container.decode(type) } catch { return nil }
        }
    }
}
