/// Where a value stands in a JSON document: the keys and positions from the root down to it.
struct JSONPath {
    private struct Frame {
        let isArray: Bool
        /// The position of the current element of an array, -1 before the first.
        var index = -1
        /// Where the current key starts in `keys`; it ends where the next frame's key starts.
        let keyStart: Int
    }

    private var frames: [Frame] = []
    private var keys: [UInt8] = []

    /// How many containers are open.
    var depth: Int { frames.count }

    /// Whether the innermost container is an array.
    var isInArray: Bool { frames.last?.isArray ?? false }

    /// Whether the keys are those of a pattern, of which nil stands for any key and for a position in an array.
    func matches(_ pattern: [StaticString?]) -> Bool {
        guard pattern.count == frames.count else { return false }
        for (level, name) in pattern.enumerated() {
            guard let name else { continue }
            guard matches(name, at: level) else { return false }
        }
        return true
    }

    /// Whether the key at a level, counted from the root's, is `name`.
    func matches(_ name: StaticString, at level: Int) -> Bool {
        guard level < frames.count, !frames[level].isArray else { return false }
        let start = frames[level].keyStart
        let end = level + 1 < frames.count ? frames[level + 1].keyStart : keys.count
        guard end - start == name.utf8CodeUnitCount else { return false }
        let expected = UnsafeBufferPointer(start: name.utf8Start, count: end - start)
        for index in expected.indices where keys[start + index] != expected[index] { return false }
        return true
    }

    /// The position in the array at a level; -1 for an object.
    func index(at level: Int) -> Int { level < frames.count ? frames[level].index : -1 }

    /// Whether the container at a level is an array.
    func isArray(at level: Int) -> Bool { level < frames.count && frames[level].isArray }

    /// Calls `body` with the key at a level; with nothing where that is an array.
    func withKey<Result>(
        at level: Int, _ body: (Bytes) throws(CoverageFault) -> Result
    ) throws(CoverageFault) -> Result {
        guard level < frames.count, !frames[level].isArray else { return try body(.empty) }
        let start = frames[level].keyStart
        let end = level + 1 < frames.count ? frames[level + 1].keyStart : keys.count
        return try keys.withBytes { bytes throws(CoverageFault) in try body(bytes[start, end]) }
    }

    mutating func push(isArray: Bool) {
        frames.append(Frame(isArray: isArray, keyStart: keys.count))
    }

    mutating func pop() {
        guard let frame = frames.popLast() else { return }
        keys.removeSubrange(frame.keyStart...)
    }

    /// Replaces the key of the innermost object.
    mutating func setKey(_ key: Bytes) {
        guard let frame = frames.last else { return }
        keys.removeSubrange(frame.keyStart...)
        keys.append(contentsOf: key)
    }

    /// Moves on to the next element where the innermost container is an array.
    mutating func advance() {
        guard let last = frames.indices.last, frames[last].isArray else { return }
        frames[last].index += 1
    }
}
