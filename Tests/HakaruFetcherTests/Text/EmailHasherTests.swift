import HakaruModel
import Testing

@testable import HakaruFetcher

private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { byte in String(byte >> 4, radix: 16) + String(byte & 15, radix: 16) }.joined()
}

@Suite struct `Email hasher` {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `hashes as FIPS 180-4 shows it`(text: String, digest: String) {
        #expect(hex(SHA256.digest(Array(text.utf8))) == digest)
    }

    @Test(arguments: [0, 1, 54, 55, 56, 57, 63, 64, 65, 119, 120, 128, 1_000])
    func `hashes the same in one piece and byte by byte`(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        var hash = SHA256()
        for byte in bytes { hash.update([byte]) }
        #expect(hash.finish() == SHA256.digest(bytes))
    }

    /// The test cases 1, 2 and 6 of RFC 4231.
    @Test(arguments: [
        (
            [UInt8](repeating: 0x0B, count: 20), "Hi There",
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
        ),
        (
            Array("Jefe".utf8), "what do ya want for nothing?",
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
        ),
        (
            [UInt8](repeating: 0xAA, count: 131), "Test Using Larger Than Block-Size Key - Hash Key First",
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        ),
    ])
    func `makes the codes of RFC 4231`(key: [UInt8], message: String, code: String) {
        #expect(hex(EmailHasher(key: key).code(Array(message.utf8))) == code)
    }

    @Test func `takes one address as one, however it is spelled`() {
        let hasher = EmailHasher(key: [1, 2, 3])
        #expect(hasher.hash(" Hana@Example.COM\n") == hasher.hash("hana@example.com"))
        #expect(hasher.hash("hana@example.com")?.count == 16)
        #expect(hasher.hash("hana@example.org") != hasher.hash("hana@example.com"))
        #expect(EmailHasher(key: [1, 2, 4]).hash("hana@example.com") != hasher.hash("hana@example.com"))
    }

    @Test(arguments: ["", "  ", "\n"])
    func `has nothing for no address`(text: String) {
        #expect(EmailHasher(key: [1]).hash(text) == nil)
    }
}
