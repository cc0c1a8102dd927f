import Glibc

/// The environment variables of a process, as a value that is passed in.
package struct Environment: Hashable, Sendable {
    /// The variables by name.
    package let values: [String: String]

    /// Makes an environment.
    package init(_ values: [String: String] = [:]) {
        self.values = values
    }

    /// The value of a variable; nil where it is not set or empty.
    package subscript(name: String) -> String? {
        guard let value = values[name], !value.isEmpty else { return nil }
        return value
    }

    /// The variables that this process was started with.
    package static func current() -> Environment {
        var values: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // The first of two entries with one name counts, as for getenv.
            if pair.count == 2, values[String(pair[0])] == nil { values[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return Environment(values)
    }
}

extension Environment: CustomStringConvertible {
    /// Only the names: values may be secrets.
    package var description: String { values.keys.sorted().joined(separator: " ") }
}
