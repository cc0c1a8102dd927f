/// Packs numbers and texts into bytes, little end first.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    init(reservingCapacity capacity: Int = 0) {
        bytes.reserveCapacity(capacity)
    }

    mutating func write<Number: FixedWidthInteger>(_ number: Number) {
        withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
    }

    mutating func write(_ text: String) {
        bytes.append(contentsOf: text.utf8)
        bytes.append(0)
    }
}

extension Array where Element: FixedWidthInteger {
    /// Reads whole numbers, little end first; nil where the bytes do not end with one.
    init?(littleEndian bytes: [UInt8]) {
        let width = MemoryLayout<Element>.size
        guard bytes.count % width == 0 else { return nil }
        self.init(unsafeUninitializedCapacity: bytes.count / width) { buffer, count in
            UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes)
            count = bytes.count / width
        }
        // A machine with the big end first would have to turn them around; the others copy only.
        if Element(1).littleEndian != 1 {
            for index in indices { self[index] = Element(littleEndian: self[index]) }
        }
    }

    /// Appends whole numbers, little end first; bytes after the last whole number are left out.
    mutating func append(littleEndian bytes: [UInt8]) {
        let start = count
        bytes.withUnsafeBytes { bytes in
            // An array begins where any number may.
            bytes.withMemoryRebound(to: Element.self) { append(contentsOf: $0) }
        }
        guard Element(1).littleEndian != 1 else { return }
        for index in start..<count { self[index] = Element(littleEndian: self[index]) }
    }
}
