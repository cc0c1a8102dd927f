import RealModule

/// Random numbers that are the same on every machine for the same seed: xoshiro256** (Blackman and Vigna).
struct SeededGenerator: RandomNumberGenerator {
    private var state: (UInt64, UInt64, UInt64, UInt64)

    /// Fills the state from a seed by SplitMix64, as the authors advise; every seed is good.
    init(seed: UInt64) {
        var source = seed
        func word() -> UInt64 {
            source &+= 0x9E37_79B9_7F4A_7C15
            var mixed = source
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
        state = (word(), word(), word(), word())
    }

    mutating func next() -> UInt64 {
        let scrambled = state.1 &* 5
        let result = ((scrambled << 7) | (scrambled >> 57)) &* 9
        let shifted = state.1 << 17
        state.2 ^= state.0
        state.3 ^= state.1
        state.1 ^= state.2
        state.0 ^= state.3
        state.2 ^= shifted
        state.3 = (state.3 << 45) | (state.3 >> 19)
        return result
    }

    /// A number above 0 and below 1, evenly spread.
    mutating func uniform() -> Double {
        (Double(next() >> 11) + 0.5) * 0x1p-53
    }

    /// A number of the standard normal distribution (Marsaglia's polar method).
    mutating func normal() -> Double {
        while true {
            let x = 2 * uniform() - 1
            let y = 2 * uniform() - 1
            let square = x * x + y * y
            if square < 1, square > 0 { return x * (-2 * Double.log(square) / square).squareRoot() }
        }
    }

    /// A number of the gamma distribution with scale 1 (Marsaglia and Tsang, 2000); `shape` is greater than 0.
    mutating func gamma(shape: Double) -> Double {
        // The method wants a shape of 1 or more; a smaller one comes from a larger one and a power of a uniform number.
        guard shape >= 1 else { return gamma(shape: shape + 1) * Double.exp(Double.log(uniform()) / shape) }
        let d = shape - 1.0 / 3
        let c = 1 / (9 * d).squareRoot()
        while true {
            let x = normal()
            let root = 1 + c * x
            guard root > 0 else { continue }
            let v = root * root * root
            if Double.log(uniform()) < 0.5 * x * x + d - d * v + d * Double.log(v) { return d * v }
        }
    }

    /// A number of the beta distribution; both parameters are greater than 0.
    mutating func beta(_ alpha: Double, _ beta: Double) -> Double {
        let first = gamma(shape: alpha)
        let second = gamma(shape: beta)
        return first / (first + second)
    }
}
