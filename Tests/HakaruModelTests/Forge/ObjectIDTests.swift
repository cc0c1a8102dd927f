import HakaruModel
import Testing

@Suite struct `Names of git objects` {
    @Test(arguments: [
        "0123456789abcdef0123456789abcdef01234567",
        "ffeeddccbbaa99887766554433221100fedcba98",
        "0000000000000000000000000000000000000000",
        "0123456789abcdef0123456789abcdef0123456789abcdeffedcba9876543210",
        "ffffffffffffffffffffffffffffffff00000000000000000000000000000001",
    ])
    func `come back as they were read`(hex: String) throws {
        let id = try #require(ObjectID(hex))
        #expect(id.description == hex)
        #expect(id.byteCount == hex.count / 2)
        #expect(id.bytes.count == id.byteCount)
        #expect(ObjectID(bytes: id.bytes) == id)
        #expect(ObjectID(hex.uppercased()) == id)
    }

    @Test(arguments: [
        "", "0123", "g123456789abcdef0123456789abcdef01234567", "0123456789abcdef0123456789abcdef0123456",
    ])
    func `are refused in another form`(hex: String) {
        #expect(ObjectID(hex) == nil)
    }

    @Test(arguments: [0, 19, 21, 31, 33])
    func `have 20 or 32 bytes`(count: Int) {
        #expect(ObjectID(bytes: [UInt8](repeating: 7, count: count)) == nil)
    }

    @Test func `are ordered byte by byte, and a short one is not the long one that begins with it`() throws {
        let short = try #require(ObjectID(bytes: [UInt8](repeating: 0, count: 20)))
        let long = try #require(ObjectID(bytes: [UInt8](repeating: 0, count: 32)))
        #expect(short != long)
        #expect(short < long)
        #expect(!(long < short))
        for position in [0, 7, 8, 15, 16, 19] {
            var bytes = [UInt8](repeating: 0x80, count: 20)
            let middle = try #require(ObjectID(bytes: bytes))
            bytes[position] = 0x81
            let greater = try #require(ObjectID(bytes: bytes))
            bytes[position] = 0x7F
            let less = try #require(ObjectID(bytes: bytes))
            #expect(less < middle && middle < greater && less < greater, "byte \(position)")
            #expect(Set([less, middle, greater]).count == 3)
        }
    }
}
