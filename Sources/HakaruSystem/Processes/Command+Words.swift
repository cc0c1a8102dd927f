extension Command {
    /// Reads a command from one line of text, such as the value of `token_command`.
    ///
    /// Words are separated by blanks. `'…'` keeps everything, `"…"` keeps everything but lets `\` stand before `"` and
    /// `\`, and a `\` outside of quotes keeps the next character. What only a shell could do (variables, pipes,
    /// substitutions, patterns) is refused, so that it is not passed on by mistake.
    ///
    /// - Throws: ``SystemError/malformedCommand(reason:)``.
    package init(line: String) throws(SystemError) {
        var reader = WordReader(bytes: Array(line.utf8))
        let words = try reader.words()
        guard let program = words.first else { throw .malformedCommand(reason: "it is empty") }
        guard !program.isEmpty else { throw .malformedCommand(reason: "the name of the program is empty") }
        self.init(program, Array(words.dropFirst()))
    }
}

/// Splits a line into words, byte by byte.
private struct WordReader {
    let bytes: [UInt8]
    var index = 0

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func words() throws(SystemError) -> [String] {
        var words: [String] = []
        var word: [UInt8]?
        while let byte = next() {
            switch byte {
            case 0x20, 0x09, 0x0A, 0x0D:
                if let finished = word { words.append(String(decoding: finished, as: UTF8.self)) }
                word = nil
            case 0x27:
                word = try (word ?? []) + quoted(by: byte)
            case 0x22:
                word = try (word ?? []) + quoted(by: byte)
            case 0x5C:
                guard let kept = next() else { throw .malformedCommand(reason: "a \\ stands at its end") }
                word = (word ?? []) + [kept]
            default:
                guard !Self.shellOnly.contains(byte) else { throw Self.refusal(byte) }
                word = (word ?? []) + [byte]
            }
        }
        if let finished = word { words.append(String(decoding: finished, as: UTF8.self)) }
        return words
    }

    private mutating func next() -> UInt8? {
        guard index < bytes.count else { return nil }
        defer { index += 1 }
        return bytes[index]
    }

    /// The bytes up to the closing quote.
    private mutating func quoted(by quote: UInt8) throws(SystemError) -> [UInt8] {
        var text: [UInt8] = []
        while let byte = next() {
            if byte == quote { return text }
            if quote == 0x22, byte == 0x24 || byte == 0x60 { throw Self.refusal(byte) }
            guard quote == 0x22, byte == 0x5C, index < bytes.count, bytes[index] == 0x22 || bytes[index] == 0x5C else {
                text.append(byte)
                continue
            }
            text.append(bytes[index])
            index += 1
        }
        throw .malformedCommand(reason: "a quote is not closed")
    }

    /// `$`, a backquote, `|`, `&`, `;`, `<`, `>`, parentheses, `*`, `?`, `[`, `#`, `~`, braces and NUL.
    private static let shellOnly = Set("$`|&;<>()*?[#~{}\0".utf8)

    private static func refusal(_ byte: UInt8) -> SystemError {
        .malformedCommand(
            reason: "\(String(decoding: [byte], as: UTF8.self)) means something only to a shell; quote it")
    }
}
