/// The random key of a store, made with it: hashes of e-mail addresses under it mean nothing outside.
package struct StoreKey: Hashable, Sendable {
    /// The key; 32 bytes.
    package let bytes: [UInt8]

    /// Takes over a key, or nil where it is not 32 bytes long.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 32 else { return nil }
        self.bytes = bytes
    }

    /// Makes a new key.
    package init(using generator: inout some RandomNumberGenerator) {
        var bytes: [UInt8] = []
        for _ in 0..<4 {
            let word: UInt64 = generator.next()
            for shift in stride(from: 0, to: 64, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: word >> UInt64(shift)))
            }
        }
        self.bytes = bytes
    }
}

extension StoreKey: CustomStringConvertible, CustomReflectable {
    /// Never the key itself.
    package var description: String { "<redacted>" }

    package var customMirror: Mirror { Mirror(self, children: []) }
}
