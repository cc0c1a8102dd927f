import FoundationEssentials

/// A cursor in which a forge counts the rows before it, so that later pages can be asked for side by side.
///
/// GitHub's of a commit's history are the commit and the place of the last row: `f8df…cb53 99`. Cursors promise nothing of
/// the kind. So whoever uses this goes on page after page where a cursor looks otherwise, and checks what comes.
struct CountingCursor: Hashable, Sendable {
    private let start: [UInt8]
    private let end: [UInt8]
    private let first: Int
    private let isEncoded: Bool

    /// Reads the cursor behind a first page of `count` rows; nil where it does not end with that number, counted from 0 or 1.
    init?(_ text: String, behind count: Int) {
        let plain = Array(text.utf8)
        if let cursor = CountingCursor(bytes: plain, isEncoded: false, behind: count) {
            self = cursor
        } else if let decoded = Data(base64Encoded: text),
            let cursor = CountingCursor(bytes: Array(decoded), isEncoded: true, behind: count)
        {
            self = cursor
        } else {
            return nil
        }
    }

    private init?(bytes: [UInt8], isEncoded: Bool, behind count: Int) {
        guard let last = bytes.lastIndex(where: \.isDigit),
            bytes[(last + 1)...].allSatisfy({ !$0.isLetter })
        else { return nil }
        let begin = (bytes[...last].lastIndex { !$0.isDigit } ?? -1) + 1
        // A number that is a part of a word, such as of a commit's name, counts nothing.
        guard begin > 0, !bytes[begin - 1].isLetter, last - begin < 18,
            let number = Int(String(decoding: bytes[begin...last], as: UTF8.self)),
            number == count || number == count - 1
        else { return nil }
        start = Array(bytes[..<begin])
        end = Array(bytes[(last + 1)...])
        first = number - count
        self.isEncoded = isEncoded
    }

    /// The cursor behind so many rows.
    func behind(_ count: Int) -> String {
        let bytes = start + Array("\(first + count)".utf8) + end
        return isEncoded ? Data(bytes).base64EncodedString() : String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
