import HakaruStore
import Testing

@Suite struct `The key of a store` {
    private struct CountingGenerator: RandomNumberGenerator {
        var word: UInt64 = 0x0706_0504_0302_0100

        mutating func next() -> UInt64 {
            defer { word &+= 0x0808_0808_0808_0808 }
            return word
        }
    }

    @Test func `takes 32 bytes from the generator`() {
        var generator = CountingGenerator()
        #expect(StoreKey(using: &generator).bytes == Array(0..<32))
    }

    @Test func `has 32 bytes and no other number`() {
        #expect(StoreKey(bytes: [UInt8](repeating: 7, count: 32))?.bytes.count == 32)
        #expect(StoreKey(bytes: [UInt8](repeating: 7, count: 31)) == nil)
        #expect(StoreKey(bytes: []) == nil)
    }

    @Test func `is never shown`() throws {
        let key = try #require(StoreKey(bytes: [UInt8](repeating: 0xAB, count: 32)))
        #expect("\(key)" == "<redacted>")
        #expect(String(reflecting: key) == "<redacted>")
        #expect(Mirror(reflecting: key).children.isEmpty)
    }
}
