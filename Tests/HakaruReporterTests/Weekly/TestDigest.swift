/// SHA-256 (FIPS 180-4), to check the hash of the style sheet without a library.
enum TestDigest {
    static func base64SHA256(_ message: [UInt8]) -> String { base64(sha256(message)) }

    private static func sha256(_ message: [UInt8]) -> [UInt8] {
        let primes = (2...311).filter { n in !(2..<n).contains { n % $0 == 0 } }
        let constants = primes.map { fraction(Double($0), root: 3) }
        var state = primes.prefix(8).map { fraction(Double($0), root: 2) }
        var padded = message + [0x80]
        while padded.count % 64 != 56 { padded.append(0) }
        let length = UInt64(message.count) * 8
        padded += (0..<8).reversed().map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) }
        for start in stride(from: 0, to: padded.count, by: 64) {
            var words = (0..<16).map { word in
                padded[(start + 4 * word)..<(start + 4 * word + 4)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
            }
            for index in 16..<64 {
                let (a, b) = (words[index - 15], words[index - 2])
                let s0 = turn(a, 7) ^ turn(a, 18) ^ (a >> 3)
                let s1 = turn(b, 17) ^ turn(b, 19) ^ (b >> 10)
                words.append(words[index - 16] &+ s0 &+ words[index - 7] &+ s1)
            }
            var v = state
            for index in 0..<64 {
                let s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
                let first = v[7] &+ s1 &+ ((v[4] & v[5]) ^ (~v[4] & v[6])) &+ constants[index] &+ words[index]
                let s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
                let second = s0 &+ ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]))
                v = [first &+ second, v[0], v[1], v[2], v[3] &+ first, v[4], v[5], v[6]]
            }
            for index in 0..<8 { state[index] &+= v[index] }
        }
        return state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> UInt32($0)) } }
    }

    /// The first 32 bits behind the point of a square or cube root, found by halving.
    private static func fraction(_ value: Double, root: Int) -> UInt32 {
        let scaled = UInt128(value) << UInt128(32 * root)
        var low: UInt128 = 0
        var high: UInt128 = 1 << 40
        while low + 1 < high {
            let middle = (low + high) / 2
            let power = root == 2 ? middle * middle : middle * middle * middle
            if power <= scaled { low = middle } else { high = middle }
        }
        return UInt32(truncatingIfNeeded: low)
    }

    private static func turn(_ word: UInt32, _ count: UInt32) -> UInt32 { word >> count | word << (32 - count) }

    private static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let part = Array(bytes[start..<min(start + 3, bytes.count)])
            let word = part.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - part.count))
            for index in 0..<4 { text.append(index <= part.count ? alphabet[word >> (18 - 6 * index) & 63] : 0x3D) }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
