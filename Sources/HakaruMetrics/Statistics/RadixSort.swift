/// Sorts whole numbers by their digits, which for many durations is several times faster than by comparing.
enum RadixSort {
    /// The values, ascending.
    static func sorted(_ values: [Int64]) -> [Int64] {
        sortedByGroup(values, groups: [], groupCount: 1).values
    }

    /// The values by group and ascending within each, with the range of each group.
    ///
    /// - Parameters:
    ///   - values: What to sort.
    ///   - groups: The group of each value, below `groupCount`; empty where there is only one group.
    ///   - groupCount: How many groups there are, with and without values.
    /// - Returns: The sorted values, and for each group the indices that its values have.
    static func sortedByGroup(
        _ values: [Int64], groups: [UInt32], groupCount: Int
    ) -> (values: [Int64], ranges: [Range<Int>]) {
        guard let least = values.min(), let greatest = values.max() else {
            return ([], Array(repeating: 0..<0, count: groupCount))
        }
        let valueBits = 64 - (UInt64(bitPattern: greatest &- least)).leadingZeroBitCount
        let groupBits = groups.isEmpty ? 0 : 32 - UInt32(truncatingIfNeeded: groupCount).leadingZeroBitCount
        guard valueBits + groupBits <= 64 else {
            return sortedByComparing(values, groups: groups, groupCount: groupCount)
        }
        var words = values.map { UInt64(bitPattern: $0 &- least) }
        var sizes = [Int](repeating: groups.isEmpty ? values.count : 0, count: groupCount)
        if !groups.isEmpty {
            for (index, group) in groups.enumerated() {
                // A shift by 64 gives 0 here: then there are no value bits to make room for, or no group bits.
                words[index] |= UInt64(group) << UInt64(valueBits)
                sizes[Int(group)] += 1
            }
        }
        sort(&words, bits: valueBits + groupBits)
        let mask = valueBits == 64 ? UInt64.max : (1 << UInt64(valueBits)) - 1
        return (words.map { Int64(bitPattern: $0 & mask) &+ least }, ranges(ofSizes: sizes))
    }

    /// Sorts words of which only the lowest `bits` may be set.
    static func sort(_ words: inout [UInt64], bits: Int) {
        guard words.count >= 256 else {
            words.sort()
            return
        }
        var other = words
        var shift: UInt64 = 0
        while shift < UInt64(bits) {
            distribute(words, into: &other, byDigitAt: shift)
            swap(&words, &other)
            shift += digitBits
        }
    }

    private static let digitBits: UInt64 = 11

    /// Copies `words` ordered by one digit, those with the same digit in the order they had.
    private static func distribute(_ words: [UInt64], into other: inout [UInt64], byDigitAt shift: UInt64) {
        let mask: UInt64 = (1 << digitBits) - 1
        var positions = [Int](repeating: 0, count: Int(mask) + 1)
        for word in words { positions[Int(word >> shift & mask)] += 1 }
        var sum = 0
        for digit in positions.indices {
            let size = positions[digit]
            positions[digit] = sum
            sum += size
        }
        for word in words {
            let digit = Int(word >> shift & mask)
            other[positions[digit]] = word
            positions[digit] += 1
        }
    }

    /// The slow way, for values so far apart that they leave no room for the group in a word.
    private static func sortedByComparing(
        _ values: [Int64], groups: [UInt32], groupCount: Int
    ) -> (values: [Int64], ranges: [Range<Int>]) {
        var members = [[Int64]](repeating: [], count: groupCount)
        for (index, value) in values.enumerated() {
            members[groups.isEmpty ? 0 : Int(groups[index])].append(value)
        }
        return (members.flatMap { $0.sorted() }, ranges(ofSizes: members.map(\.count)))
    }

    private static func ranges(ofSizes sizes: [Int]) -> [Range<Int>] {
        var end = 0
        return sizes.map { size in
            end += size
            return (end - size)..<end
        }
    }
}
