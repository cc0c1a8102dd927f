/// A command to GitHub's runner in the log of a job, such as `::error file=a.py,line=3::Not covered`.
struct WorkflowCommand {
    /// The name, such as `error`.
    let name: String
    /// The properties, in order; text from elsewhere is escaped.
    let properties: [(key: String, value: String)]
    /// The text; escaped.
    let message: String

    /// The command as a line with its end.
    var line: [UInt8] {
        var bytes = Array("::\(name)".utf8)
        for (index, property) in properties.enumerated() {
            bytes += "\(index == 0 ? " " : ",")\(property.key)=".utf8
            WorkflowCommand.escape(property.value, isProperty: true, to: &bytes)
        }
        bytes += "::".utf8
        WorkflowCommand.escape(message, isProperty: false, to: &bytes)
        bytes.append(0x0A)
        return bytes
    }

    /// Escapes what would end a text or a property, as the runner undoes it (actions/toolkit, `command.ts`).
    private static func escape(_ text: String, isProperty: Bool, to bytes: inout [UInt8]) {
        for byte in TextSafety.terminal(text).utf8 {
            switch byte {
            case 0x25: bytes += "%25".utf8
            case 0x0D: bytes += "%0D".utf8
            case 0x0A: bytes += "%0A".utf8
            case 0x3A where isProperty: bytes += "%3A".utf8
            case 0x2C where isProperty: bytes += "%2C".utf8
            default: bytes.append(byte)
            }
        }
    }
}
