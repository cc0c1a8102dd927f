/// The spelling of paths, on bytes.
enum PathText {
    static let slash: UInt8 = 0x2F
    private static let backslash: UInt8 = 0x5C

    /// The path without `.`, `..`, doubled slashes and `file://`; what leads above the start is cut off.
    static func normalized(_ path: some Collection<UInt8>) -> [UInt8] {
        var path = Array(path)
        let scheme = Array("file://".utf8)
        if path.starts(with: scheme) { path.removeFirst(scheme.count) }
        let isAbsolute = path.first == slash
        var parts: [ArraySlice<UInt8>] = []
        for part in path.split(separator: slash) {
            if part.elementsEqual([0x2E]) { continue }
            if part.elementsEqual([0x2E, 0x2E]) {
                if !parts.isEmpty { parts.removeLast() }
            } else {
                parts.append(part)
            }
        }
        return (isAbsolute ? [slash] : []) + Array(parts.joined(separator: [slash]))
    }

    /// The path with `/` where it is one of Windows: with a drive, or with backslashes and no slash.
    static func withSlashes(_ path: [UInt8]) -> [UInt8] {
        guard path.contains(backslash) else { return path }
        let hasDrive = path.count > 2 && path[1] == 0x3A && path[2] == backslash
        guard hasDrive || path.first == backslash || !path.contains(slash) else { return path }
        return path.map { $0 == backslash ? slash : $0 }
    }

    static func isAbsolute(_ path: [UInt8]) -> Bool {
        path.first == slash || (path.count > 2 && path[1] == 0x3A && path[2] == slash)
    }

    /// What follows a directory in a path that lies below it; nil for any other path.
    static func relative(_ path: [UInt8], to directory: [UInt8]) -> [UInt8]? {
        var directory = directory[...]
        while directory.last == slash { directory.removeLast() }
        guard path.count > directory.count + 1, path.starts(with: directory), path[directory.count] == slash else {
            return nil
        }
        return Array(path[(directory.count + 1)...])
    }

    /// The path below a directory; an empty directory adds nothing.
    static func joined(_ directory: [UInt8], _ path: [UInt8]) -> [UInt8] {
        guard !directory.isEmpty else { return path }
        return directory.last == slash ? directory + path : directory + [slash] + path
    }

    /// What follows the last slash.
    static func name(_ path: [UInt8]) -> ArraySlice<UInt8> {
        path[((path.lastIndex(of: slash) ?? -1) + 1)...]
    }

    /// The last parts of a path.
    static func end(_ path: [UInt8], parts: Int) -> SourcePath {
        let end = path.suffix(endLength(path, parts: parts))
        return SourcePath(bytes: Array(end.first == slash ? end.dropFirst() : end))
    }

    /// How many bytes the last parts of a path take, with the slash before them.
    static func endLength(_ path: [UInt8], parts: Int) -> Int {
        var left = parts
        var index = path.count
        while index > 0 {
            index -= 1
            if path[index] == slash { left -= 1 }
            if left == 0 { return path.count - index }
        }
        return path.count
    }

    /// What tells the kind of a file: the end of its name from the last point on, or the name where it has none.
    static func kind(_ path: [UInt8]) -> ArraySlice<UInt8> {
        let name = name(path)
        return name.lastIndex(of: 0x2E).map { name[$0...] } ?? name
    }

    /// How many whole parts two paths have in common at their ends, and whether one of them is all in common.
    static func commonEnd(_ first: [UInt8], _ second: [UInt8]) -> (parts: Int, isWhole: Bool) {
        var left = first.count
        var right = second.count
        var parts = 0
        while left > 0, right > 0, first[left - 1] == second[right - 1] {
            left -= 1
            right -= 1
            if first[left] == slash { parts += 1 }
        }
        let isLeftWhole = left == 0 && (right == 0 || second[right - 1] == slash)
        let isRightWhole = right == 0 && (left == 0 || first[left - 1] == slash)
        guard isLeftWhole || isRightWhole else { return (parts, false) }
        // A path that starts with a slash has counted it already.
        let isCounted = (isLeftWhole && first.first == slash) || (isRightWhole && second.first == slash && left == 0)
        return (isCounted ? parts : parts + 1, true)
    }
}
