/// Something that is kept once per key; what is said of it twice is combined.
protocol KeyedEntry: Sendable {
    associatedtype Key: Comparable
    /// What makes two entries the same.
    var key: Key { get }
    /// Combines another entry of the same key into this one; the order must not matter.
    mutating func absorb(_ other: Self)
}

/// A set of entries, sorted by key, that is cheap to fill in order and still safe to fill in any order.
///
/// Reports list nearly everything in ascending order, so an entry usually goes to the end. Others are kept behind and
/// sorted in when they outnumber the sorted ones: filling costs O(n log n), and at most twice the memory.
struct KeyedSet<Entry: KeyedEntry>: Sendable {
    private var storage: [Entry] = []
    /// How many entries at the front are in strictly ascending order.
    private var sortedCount = 0

    /// The bytes that the entries take.
    var footprint: Int { storage.capacity * MemoryLayout<Entry>.stride }

    /// Whether there is no entry.
    var isEmpty: Bool { storage.isEmpty }

    /// The entries in ascending order; read them only after ``seal()``.
    var entries: [Entry] {
        precondition(sortedCount == storage.count, "an unsealed set has no order")
        return storage
    }

    /// Adds an entry, or combines it with the one of the same key.
    mutating func insert(_ entry: Entry) {
        let last = storage.count - 1
        if last >= 0 {
            let lastKey = storage[last].key
            if lastKey == entry.key {
                storage[last].absorb(entry)
                return
            }
            if sortedCount == storage.count, lastKey < entry.key { sortedCount += 1 }
        } else {
            sortedCount = 1
        }
        storage.append(entry)
        if storage.count > 2 * sortedCount + 1_024 { sort() }
    }

    /// Adds all entries of another set, sealed or not.
    mutating func insert(_ other: KeyedSet) {
        for entry in other.storage { insert(entry) }
    }

    /// Puts everything in order and gives back spare memory; needed before reading.
    mutating func seal() {
        if sortedCount < storage.count { sort() }
        if storage.capacity > storage.count + storage.count / 4 {
            storage = storage.withUnsafeBufferPointer { Array($0) }
        }
    }

    /// The entries of both sets; each must be sealed.
    func union(_ other: KeyedSet) -> KeyedSet {
        if other.isEmpty { return self }
        if isEmpty { return other }
        let left = entries
        let right = other.entries
        var result = KeyedSet()
        result.storage.reserveCapacity(max(left.count, right.count))
        var first = 0
        var second = 0
        while first < left.count || second < right.count {
            if second == right.count || (first < left.count && !(right[second].key < left[first].key)) {
                result.insert(left[first])
                first += 1
            } else {
                result.insert(right[second])
                second += 1
            }
        }
        result.seal()
        return result
    }

    private mutating func sort() {
        storage.sort { $0.key < $1.key }
        var kept = 0
        for index in 1..<storage.count {
            if storage[index].key == storage[kept].key {
                storage[kept].absorb(storage[index])
            } else {
                kept += 1
                storage[kept] = storage[index]
            }
        }
        storage.removeSubrange((kept + 1)...)
        sortedCount = storage.count
    }
}
