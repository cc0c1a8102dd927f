/// A pattern of file paths such as `api/**` or `web/*.ts`.
///
/// `*` stands for any bytes but `/`, `?` for one of them, and `**` for any bytes, `/` included; `**/` also stands for
/// nothing, so `**/gen/*` matches `gen/a`. A pattern that ends in `/` matches all below it. Case matters. A leading `/`
/// or `./` is dropped: every pattern starts at the root of the repository.
package struct PathPattern: Hashable, Sendable {
    /// The pattern as it was written.
    package let text: String
    private let tokens: [Token]

    private enum Token: Hashable {
        case byte(UInt8)
        case one
        case many
        case anything
        case directories
    }

    /// Reads a pattern, or nil where the text is empty.
    package init?(_ text: String) {
        var bytes = Array(text.utf8)
        if bytes.starts(with: [0x2E, 0x2F]) { bytes.removeFirst(2) }
        while bytes.first == 0x2F { bytes.removeFirst() }
        guard !bytes.isEmpty else { return nil }
        if bytes.last == 0x2F { bytes += [0x2A, 0x2A] }
        self.text = text
        self.tokens = PathPattern.tokens(of: bytes)
    }

    /// Whether a path matches: from the root of the repository, with `/`, as bytes.
    ///
    /// - Complexity: O(length of the path × length of the pattern), whatever the pattern is.
    package func matches(_ path: some Collection<UInt8>) -> Bool {
        // `reached[i]` says that the first i tokens can consume the path read so far.
        var reached = [Bool](repeating: false, count: tokens.count + 1)
        reached[0] = true
        skipEmpty(&reached, atDirectoryStart: true)
        for byte in path {
            var next = [Bool](repeating: false, count: tokens.count + 1)
            for index in tokens.indices where reached[index] {
                switch tokens[index] {
                case .byte(let expected): if byte == expected { next[index + 1] = true }
                case .one: if byte != 0x2F { next[index + 1] = true }
                case .many: if byte != 0x2F { next[index] = true }
                case .anything, .directories: next[index] = true
                }
            }
            reached = next
            skipEmpty(&reached, atDirectoryStart: byte == 0x2F)
        }
        return reached[tokens.count]
    }

    /// Steps over the tokens that may stand for nothing.
    private func skipEmpty(_ reached: inout [Bool], atDirectoryStart: Bool) {
        for index in tokens.indices where reached[index] {
            switch tokens[index] {
            case .many, .anything: reached[index + 1] = true
            case .directories: if atDirectoryStart { reached[index + 1] = true }
            case .byte, .one: break
            }
        }
    }

    private static func tokens(of bytes: [UInt8]) -> [Token] {
        var tokens: [Token] = []
        var index = 0
        while index < bytes.count {
            switch bytes[index] {
            case 0x2A:
                var end = index
                while end < bytes.count, bytes[end] == 0x2A { end += 1 }
                if end - index == 1 {
                    tokens.append(.many)
                } else if end < bytes.count, bytes[end] == 0x2F, index == 0 || bytes[index - 1] == 0x2F {
                    tokens.append(.directories)
                    end += 1
                } else {
                    tokens.append(.anything)
                }
                index = end
            case 0x3F:
                tokens.append(.one)
                index += 1
            case let byte:
                tokens.append(.byte(byte))
                index += 1
            }
        }
        return tokens
    }
}

extension PathPattern: CustomStringConvertible {
    /// The pattern as it was written.
    package var description: String { text }
}
