import HakaruModel

/// Chance that is the same everywhere: xoshiro256** seeded by SplitMix64, and distributions made without libm.
struct DemoRandom: RandomNumberGenerator, Sendable {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// A generator of its own for each list of words, such as (seed, repository, week).
    init(_ words: UInt64...) {
        var mixed: UInt64 = 0x9E37_79B9_7F4A_7C15
        for word in words {
            mixed ^= word
            mixed = DemoRandom.mix(&mixed)
        }
        state = (
            DemoRandom.mix(&mixed), DemoRandom.mix(&mixed), DemoRandom.mix(&mixed), DemoRandom.mix(&mixed)
        )
    }

    /// SplitMix64.
    private static func mix(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func next() -> UInt64 {
        let product = state.1 &* 5
        let result = (product << 7 | product >> 57) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = state.3 << 45 | state.3 >> 19
        return result
    }

    /// A number from 0 up to 1, exclusive.
    mutating func unit() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

    mutating func int(_ range: ClosedRange<Int>) -> Int {
        range.lowerBound + Int(next() % UInt64(range.upperBound - range.lowerBound + 1))
    }

    mutating func chance(_ probability: Double) -> Bool { unit() < probability }

    /// One of the elements; `fallback` where there is none.
    mutating func pick<Element>(_ elements: [Element], else fallback: Element) -> Element {
        elements.isEmpty ? fallback : elements[int(0...(elements.count - 1))]
    }

    /// A number near 0, as if normal.
    ///
    /// Twelve equal chances added up (Irwin and Hall); the tails end at ±6.
    mutating func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + unit() } }

    /// A number around a median whose logarithm is spread by `sigma`.
    mutating func logNormal(median: Double, sigma: Double) -> Double {
        median * DemoRandom.exponential(sigma * normal())
    }

    /// How many times something happens that happens `mean` times as a rule.
    mutating func count(mean: Double) -> Int {
        // Knuth's way, in steps that keep the product far from 0.
        var count = 0
        var rest = mean
        while rest > 0 {
            let step = min(rest, 16)
            let bound = DemoRandom.exponential(-step)
            var product = unit()
            while product > bound {
                count += 1
                product *= unit()
            }
            rest -= step
        }
        return count
    }

    /// The name of a git object that nothing else has.
    mutating func objectID() -> ObjectID {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(24)
        for _ in 0..<3 {
            var word = next()
            for _ in 0..<8 {
                bytes.append(UInt8(truncatingIfNeeded: word))
                word >>= 8
            }
        }
        bytes.removeLast(4)
        return ObjectID(bytes: bytes) ?? objectID()
    }

    /// e to the given power, by arithmetic alone, so that every machine gives the same bits.
    static func exponential(_ exponent: Double) -> Double {
        let log2 = 0.693_147_180_559_945_3
        let power = (exponent / log2).rounded()
        let rest = exponent - power * log2
        var term = 1.0
        var sum = 1.0
        for index in 1...18 {
            term *= rest / Double(index)
            sum += term
        }
        return Double(sign: .plus, exponent: Int(power), significand: 1) * sum
    }
}
