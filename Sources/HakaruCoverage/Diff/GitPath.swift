/// Paths as git prints them: quoted like a string of C where they hold anything unusual.
enum GitPath {
    /// Reads a path up to the end of the text, or up to its closing quote.
    ///
    /// - Returns: The path and what follows it; nil for a quote without an end or an unknown escape.
    static func read(_ text: ArraySlice<UInt8>) -> (path: [UInt8], rest: ArraySlice<UInt8>)? {
        guard text.first == 0x22 else { return (Array(text), text[text.endIndex...]) }
        var path: [UInt8] = []
        var index = text.startIndex + 1
        while index < text.endIndex {
            switch text[index] {
            case 0x22:
                return (path, text[(index + 1)...])
            case 0x5C:
                guard let escape = escape(text[(index + 1)...]) else { return nil }
                path.append(escape.byte)
                index += 1 + escape.length
            case let byte:
                path.append(byte)
                index += 1
            }
        }
        return nil
    }

    private static func escape(_ text: ArraySlice<UInt8>) -> (byte: UInt8, length: Int)? {
        guard let first = text.first else { return nil }
        switch first {
        case 0x61: return (0x07, 1)
        case 0x62: return (0x08, 1)
        case 0x74: return (0x09, 1)
        case 0x6E: return (0x0A, 1)
        case 0x76: return (0x0B, 1)
        case 0x66: return (0x0C, 1)
        case 0x72: return (0x0D, 1)
        case 0x22, 0x5C: return (first, 1)
        default:
            let digits = text.prefix(3)
            guard digits.count == 3, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x37 }) else { return nil }
            let value = digits.reduce(0) { $0 * 8 + Int($1 - 0x30) }
            return UInt8(exactly: value).map { ($0, 3) }
        }
    }

    /// The path behind `a/` or `b/`; nil for `/dev/null`.
    static func withoutPrefix(_ path: [UInt8], _ prefix: UInt8) -> SourcePath? {
        if path.elementsEqual("/dev/null".utf8) { return nil }
        return SourcePath(bytes: path.starts(with: [prefix, 0x2F]) ? Array(path.dropFirst(2)) : path)
    }
}
