/// A word as a shell reads it back, for commands that people copy.
package enum ShellWord {
    /// The text itself where a shell leaves it alone, else in single quotes.
    package static func quoted(_ text: String) -> String {
        let isPlain = text.utf8.allSatisfy { byte in
            (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) || (byte >= 0x2B && byte <= 0x3A)
                || byte == 0x5F || byte == 0x40
        }
        return isPlain && !text.isEmpty ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
