/// Functions or statements of a file by name: which exist and which ran.
struct HitSet: Sendable {
    /// One of them: 63 bits of a name, whether it ran, and how many units it counts for.
    struct Entry: KeyedEntry {
        private let high: UInt32
        private var low: UInt32
        /// The statements of a Go block; 1 for all else.
        var weight: UInt32

        init(name: UInt64, covered: Bool, weight: UInt32) {
            self.high = UInt32(truncatingIfNeeded: name >> 31)
            self.low = UInt32(truncatingIfNeeded: name) << 1 | (covered ? 1 : 0)
            self.weight = weight
        }

        var isCovered: Bool { low & 1 == 1 }

        var key: UInt64 { UInt64(high) << 31 | UInt64(low >> 1) }

        mutating func absorb(_ other: Entry) {
            low |= other.low & 1
            weight = max(weight, other.weight)
        }
    }

    private(set) var entries = KeyedSet<Entry>()

    var footprint: Int { entries.footprint }
    var isEmpty: Bool { entries.isEmpty }

    /// Adds one; `name` is cut to 63 bits.
    mutating func insert(name: UInt64, covered: Bool, weight: UInt32 = 1) {
        entries.insert(Entry(name: name, covered: covered, weight: weight))
    }

    /// Adds all entries of another set.
    mutating func insert(_ other: HitSet) { entries.insert(other.entries) }

    /// Puts everything in order; needed before reading.
    mutating func seal() { entries.seal() }

    /// The entries of both.
    func union(_ other: HitSet) -> HitSet {
        var result = HitSet()
        result.entries = entries.union(other.entries)
        return result
    }

    /// How many there are, and how many ran.
    var totals: (covered: Int, total: Int) {
        var covered = 0
        var total = 0
        for entry in entries.entries {
            total += Int(entry.weight)
            covered += entry.isCovered ? Int(entry.weight) : 0
        }
        return (covered, total)
    }
}
