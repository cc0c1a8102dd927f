package import HakaruModel

/// Reads the facts from the texts of a pull request, which are dropped afterwards.
///
/// Reverts are recognized in the forms that GitHub and git write themselves; a sentence that merely speaks of a revert is
/// none.
package struct TextReader: Sendable {
    /// The repository that a bare `#12` belongs to.
    package let repository: RepositoryID

    /// Makes a reader for the texts of one repository.
    package init(repository: RepositoryID) {
        self.repository = repository
    }

    /// Reads the title and the name of the head branch.
    package func read(title: String, headBranch: String, into facts: inout TextFacts) {
        facts.titleIsRevert = title.hasPrefix("Revert \"") && title.utf8.last == UInt8(ascii: "\"")
        facts.branchIsRevert = TextReader.isRevertBranch(headBranch)
    }

    /// Reads the description.
    package func read(body: String, into facts: inout TextFacts) {
        for line in body.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            if facts.revertedNumber == nil { facts.revertedNumber = revertedNumber(in: Line(line)) }
            readCommon(Line(line), into: &facts)
        }
    }

    /// Reads the message of one of its commits.
    package func read(message: String, into facts: inout TextFacts) {
        facts.messagesRead = true
        for line in message.utf8.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            readCommon(Line(line), into: &facts)
        }
    }

    private func readCommon(_ line: Line, into facts: inout TextFacts) {
        if facts.revertedCommit == nil { facts.revertedCommit = TextReader.revertedCommit(in: line) }
        if let tool = AITool.named(in: line), !facts.aiTrailers.contains(tool.rawValue) {
            facts.aiTrailers.append(tool.rawValue)
            facts.aiTrailers.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }

    /// `revert-12-name`, as GitHub's button names the branch.
    private static func isRevertBranch(_ branch: String) -> Bool {
        guard branch.hasPrefix("revert-") else { return false }
        let rest = branch.utf8.dropFirst("revert-".utf8.count)
        let digits = rest.prefix { $0 >= 0x30 && $0 <= 0x39 }
        return !digits.isEmpty && rest.dropFirst(digits.count).first == UInt8(ascii: "-")
    }

    /// `Reverts owner/name#12` or `Reverts #12` at the start of a line, of this repository.
    private func revertedNumber(in line: Line) -> Int? {
        guard line.starts(with: "reverts "), let hash = line.bytes.firstIndex(of: UInt8(ascii: "#")) else { return nil }
        let name = line.bytes["reverts ".utf8.count..<hash]
        let digits = line.bytes[(hash + 1)...].prefix { $0 >= 0x30 && $0 <= 0x39 }
        guard digits.count <= 9, let number = Int(String(decoding: digits, as: UTF8.self)), number > 0 else {
            return nil
        }
        if name.isEmpty { return number }
        return RepositoryID(String(decoding: name, as: UTF8.self)) == repository ? number : nil
    }

    /// `This reverts commit …`, as git writes it, with the whole name of the commit.
    private static func revertedCommit(in line: Line) -> ObjectID? {
        guard line.starts(with: "this reverts commit ") else { return nil }
        let name = line.bytes.dropFirst("this reverts commit ".utf8.count).prefix { byte in
            (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x66)
        }
        return ObjectID(String(decoding: name, as: UTF8.self))
    }
}

/// A line of a text in lower-case ASCII, without spaces at its ends.
struct Line {
    let bytes: [UInt8]

    init(_ line: some Collection<UInt8>) {
        let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
        var bytes = line.drop(while: isSpace).map { $0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0 }
        while let last = bytes.last, isSpace(last) { bytes.removeLast() }
        self.bytes = bytes
    }

    func starts(with text: StaticString) -> Bool {
        text.withUTF8Buffer { bytes.starts(with: $0) }
    }
}
