/// Metric families in Prometheus's text exposition format (version 0.0.4), for node_exporter's textfile collector.
///
/// Families stand in the order in which they were added, each under one HELP and one TYPE line. Timestamps are left out:
/// that collector refuses them.
struct PrometheusText {
    /// What a family is.
    enum Kind: String, Sendable {
        case gauge, summary
    }

    /// A name and its value, of which Prometheus keeps a series each.
    struct Label: Sendable {
        let name: StaticString
        let value: String

        init(_ name: StaticString, _ value: String) {
            self.name = name
            self.value = value
        }
    }

    /// One line of a family.
    struct Sample: Sendable {
        /// What follows the family's name: empty, `_sum` or `_count`.
        var suffix: StaticString = ""
        let labels: [Label]
        /// The number in its decimal spelling.
        let value: String
    }

    private(set) var bytes: [UInt8] = []

    /// Adds a family; one without a sample is left out.
    mutating func add(_ name: StaticString, _ kind: Kind, help: StaticString, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        bytes += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n".utf8
        for sample in samples {
            bytes += "\(name)\(sample.suffix)".utf8
            for (index, label) in sample.labels.enumerated() {
                bytes.append(index == 0 ? 0x7B : 0x2C)
                bytes += "\(label.name)=\"".utf8
                PrometheusText.escape(label.value, to: &bytes)
                bytes.append(0x22)
            }
            if !sample.labels.isEmpty { bytes.append(0x7D) }
            bytes += " \(sample.value)\n".utf8
        }
    }

    /// Appends a label's value; works on bytes, so that no quote hides before a combining mark.
    private static func escape(_ text: String, to bytes: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case 0x5C: bytes += "\\\\".utf8
            case 0x22: bytes += "\\\"".utf8
            case 0x0A: bytes += "\\n".utf8
            default: bytes.append(byte)
            }
        }
    }
}
