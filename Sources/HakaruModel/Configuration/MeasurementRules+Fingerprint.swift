extension MeasurementRules {
    /// The form of ``fingerprint``'s input; raised when derivation changes without a new `definitions_version`.
    private static let derivationVersion = 2

    /// Sixteen hexadecimal digits that differ where facts could differ: a hash of these rules and of the definitions.
    ///
    /// It is FNV-1a over an unambiguous spelling, so it is the same in every process and on every machine.
    package var fingerprint: String {
        var hash = StableHash()
        hash.add(Definitions.version)
        hash.add(MeasurementRules.derivationVersion)
        hash.add(branches)
        hash.add(branchesByRepository.count)
        for (repository, branches) in branchesByRepository.sorted(by: { $0.key < $1.key }) {
            hash.add(repository.description.lowercased())
            hash.add(branches)
        }
        hash.add(identities.count)
        for identity in identities {
            hash.add(identity.name)
            hash.add(identity.accounts.map(Actor.foldedLogin))
            hash.add(identity.emailHashes.count)
            for bytes in identity.emailHashes { hash.add(bytes) }
        }
        hash.add(bots.map(\.text))
        hash.add(countsCommentsAsReview ? 1 : 0)
        hash.add(generatedPaths.map(\.text))
        hash.add(teamPaths.map(\.text))
        hash.add(aiAccounts.map(\.text))
        hash.add(aiBranches.map(\.text))
        return hash.digits
    }
}

/// FNV-1a of 64 bits; every part goes in with its length, so that two lists never spell the same.
struct StableHash {
    private var state: UInt64 = 0xCBF2_9CE4_8422_2325

    var digits: String {
        let text = String(state, radix: 16)
        return String(repeating: "0", count: 16 - text.utf8.count) + text
    }

    mutating func add(_ bytes: some Collection<UInt8>) {
        add(bytes.count)
        for byte in bytes { mix(byte) }
    }

    mutating func add(_ text: String) { add(text.utf8) }

    mutating func add(_ texts: [String]) {
        add(texts.count)
        for text in texts { add(text) }
    }

    mutating func add(_ number: Int) {
        let bits = UInt64(bitPattern: Int64(number))
        for shift in stride(from: 0, to: 64, by: 8) { mix(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
    }

    mutating func add(_ branches: MeasurementRules.Branches) {
        add(branches.integration.map(\.text))
        add(branches.release.map(\.text))
        add(branches.formerNames)
    }

    private mutating func mix(_ byte: UInt8) {
        state = (state ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
}
