/// An IPv4 address in its plain form: four decimal numbers without leading zeros.
struct IPv4Address: Hashable, Sendable {
    let bits: UInt32

    var isLoopback: Bool { bits >> 24 == 127 }

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var bits: UInt32 = 0
        for part in parts {
            guard let number = UInt8(part), String(number) == part else { return nil }
            bits = bits << 8 | UInt32(number)
        }
        self.bits = bits
    }

    /// Whether the first `length` bits are those of `network`.
    func isInside(_ network: IPv4Address, prefixLength length: Int) -> Bool {
        // A shift by the whole width gives 0 in Swift, so that /0 holds every address.
        (bits ^ network.bits) & (UInt32.max << UInt32(32 - length)) == 0
    }
}
