/// Reads a diff line by line.
struct UnifiedDiffParser {
    private var files: [UnifiedDiff.File] = []
    private var file: UnifiedDiff.File?
    /// How many lines of either side the open hunk still has.
    private var oldLeft = 0
    private var newLeft = 0
    /// The new number of the next line.
    private var nextLine = 0
    private var hasContent = false

    /// Reads a line, without its line end.
    mutating func read(_ line: ArraySlice<UInt8>) throws(CoverageFault) {
        if oldLeft > 0 || newLeft > 0 { return try readHunkLine(line) }
        if line.starts(with: "@@ ".utf8), file != nil { return try startHunk(line) }
        if line.starts(with: "diff --git ".utf8) { return try startFile(line.dropFirst(11)) }
        if line.starts(with: "diff --cc ".utf8) || line.starts(with: "diff --combined ".utf8) {
            throw .malformed("a combined diff; compare two trees, without -c or --cc")
        }
        guard file != nil else {
            // With diff.submodule=log a changed submodule is told in words, its commits indented below.
            let isSubmodule = line.starts(with: "Submodule ".utf8) || line.starts(with: "  ".utf8)
            hasContent = hasContent || !(line.isEmpty || isSubmodule)
            return
        }
        try readHeader(line)
    }

    /// Closes the last file.
    mutating func finish() throws(CoverageFault) -> [UnifiedDiff.File] {
        guard oldLeft == 0, newLeft == 0 else { throw .truncated("it ends inside a hunk") }
        closeFile()
        guard !files.isEmpty || !hasContent else { throw .malformed("it is no output of git diff") }
        return files
    }

    private mutating func closeFile() {
        guard let closed = file else { return }
        files.append(closed)
        file = nil
    }

    /// Reads `a/old b/new`; later headers may say more.
    private mutating func startFile(_ names: ArraySlice<UInt8>) throws(CoverageFault) {
        closeFile()
        nextLine = 0
        var started = UnifiedDiff.File()
        if names.first == 0x22 || names.last == 0x22 {
            guard let both = UnifiedDiffParser.quotedPair(names) else { throw UnifiedDiffParser.badPath(names) }
            started.oldPath = GitPath.withoutPrefix(both.old, 0x61)
            started.newPath = GitPath.withoutPrefix(both.new, 0x62)
        } else {
            // Without quotes there is no mark between the names; where they differ, rename headers follow.
            let middle = names.startIndex + names.count / 2
            let old = Array(names[..<middle])
            started.oldPath = GitPath.withoutPrefix(old, 0x61)
            started.newPath = GitPath.withoutPrefix(Array(names[middle...].dropFirst()), 0x62)
        }
        file = started
    }

    /// Splits two names of which at least one is quoted.
    private static func quotedPair(_ names: ArraySlice<UInt8>) -> (old: [UInt8], new: [UInt8])? {
        if names.first == 0x22 {
            guard let old = GitPath.read(names), let new = GitPath.read(old.rest.dropFirst()) else { return nil }
            return (old.path, new.path)
        }
        // An unquoted name holds no quote.
        guard let quote = names.firstIndex(of: 0x22), quote > names.startIndex, let new = GitPath.read(names[quote...])
        else { return nil }
        return (Array(names[..<(quote - 1)]), new.path)
    }

    private mutating func readHeader(_ line: ArraySlice<UInt8>) throws(CoverageFault) {
        guard var header = file else { return }
        func value(_ name: String) -> ArraySlice<UInt8>? {
            line.starts(with: name.utf8) ? line.dropFirst(name.utf8.count) : nil
        }
        if let path = value("--- ") {
            header.oldPath = try UnifiedDiffParser.path(path, 0x61)
        } else if let path = value("+++ ") {
            header.newPath = try UnifiedDiffParser.path(path, 0x62)
        } else if let path = value("rename from ") {
            header.oldPath = try UnifiedDiffParser.path(path, nil)
            header.change = .renamed
        } else if let path = value("rename to ") {
            header.newPath = try UnifiedDiffParser.path(path, nil)
        } else if let path = value("copy from ") {
            header.oldPath = try UnifiedDiffParser.path(path, nil)
            header.change = .copied
        } else if let path = value("copy to ") {
            header.newPath = try UnifiedDiffParser.path(path, nil)
        } else if let mode = value("new file mode ") {
            header.change = .added
            header.oldPath = nil
            header.setKind(mode)
        } else if let mode = value("deleted file mode ") {
            header.change = .deleted
            header.newPath = nil
            header.setKind(mode)
        } else if let mode = value("new mode ") {
            header.setKind(mode)
        } else if let index = value("index ") {
            // The mode stands here where it did not change.
            if let space = index.lastIndex(of: 0x20) { header.setKind(index[(space + 1)...]) }
        } else if value("Binary files ") != nil || value("GIT binary patch") != nil {
            header.kind = .binary
        }
        file = header
    }

    private static func path(_ text: ArraySlice<UInt8>, _ prefix: UInt8?) throws(CoverageFault) -> SourcePath? {
        var text = text
        if text.first != 0x22 {
            // Git ends a name that holds a space with a tab.
            if let tab = text.firstIndex(of: 0x09) { text = text[..<tab] }
            if text.last == 0x0D { text.removeLast() }
        }
        guard let path = GitPath.read(text)?.path else { throw badPath(text) }
        return prefix.map { GitPath.withoutPrefix(path, $0) } ?? SourcePath(bytes: path)
    }

    private static func badPath(_ text: ArraySlice<UInt8>) -> CoverageFault {
        .malformed("“\(CoverageFault.excerpt(text))” is no path of git")
    }

    /// Reads `@@ -start,count +start,count @@`; a count of one is left out.
    private mutating func startHunk(_ line: ArraySlice<UInt8>) throws(CoverageFault) {
        let words = line.split(separator: 0x20, maxSplits: 4)
        guard words.count >= 4, words[1].first == 0x2D, words[2].first == 0x2B, words[3].elementsEqual("@@".utf8),
            let old = UnifiedDiffParser.range(words[1].dropFirst()),
            let new = UnifiedDiffParser.range(words[2].dropFirst())
        else { throw .malformed("“\(CoverageFault.excerpt(line))” starts no hunk") }
        // A hunk that only removes stands on the line before.
        guard new.start + (new.count == 0 ? 1 : 0) >= nextLine else { throw .malformed("hunks that are not in order") }
        oldLeft = old.count
        newLeft = new.count
        nextLine = new.start
    }

    private static func range(_ text: ArraySlice<UInt8>) -> (start: Int, count: Int)? {
        let parts = text.split(separator: 0x2C, omittingEmptySubsequences: false)
        guard let start = parts.first.flatMap({ number($0) }), parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return (start, 1) }
        return number(parts[1]).map { (start, $0) }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.count <= 10, digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private mutating func readHunkLine(_ line: ArraySlice<UInt8>) throws(CoverageFault) {
        switch line.first {
        case 0x2B where newLeft > 0:
            newLeft -= 1
            addLine()
        case 0x2D where oldLeft > 0:
            oldLeft -= 1
            if file?.kind == .text { file?.removedLineCount += 1 }
        // A tool that strips white space leaves an empty context line without its space.
        case 0x20 where oldLeft > 0 && newLeft > 0, nil where oldLeft > 0 && newLeft > 0:
            oldLeft -= 1
            newLeft -= 1
            nextLine += 1
        case 0x5C:
            break
        default:
            throw .malformed("a hunk with other lines than its header says")
        }
    }

    private mutating func addLine() {
        defer { nextLine += 1 }
        guard var changed = file, changed.kind == .text else { return }
        file = nil
        if let last = changed.addedLines.last, last.upperBound + 1 == nextLine {
            changed.addedLines[changed.addedLines.count - 1] = last.lowerBound...nextLine
        } else {
            changed.addedLines.append(nextLine...nextLine)
        }
        file = changed
    }
}

extension UnifiedDiff.File {
    /// Notes what a mode of git says of the path.
    fileprivate mutating func setKind(_ mode: ArraySlice<UInt8>) {
        if mode.starts(with: "160000".utf8) { kind = .submodule }
        if mode.starts(with: "120000".utf8) { kind = .symbolicLink }
    }
}
