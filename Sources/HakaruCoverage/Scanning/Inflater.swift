internal import CZlib

/// Inflates gzip data in pieces, one member after the other.
///
/// zlib keeps a pointer back to its stream, so the stream has a fixed address and one owner.
struct Inflater: ~Copyable {
    private let stream: UnsafeMutablePointer<z_stream>
    private let output: UnsafeMutableRawBufferPointer
    /// Whether the bytes so far end with the end of a member.
    private(set) var isComplete = false

    /// The first two bytes of gzip data.
    static let magic: [UInt8] = [0x1F, 0x8B]

    /// Makes an inflater, or fails where there is no memory for its window.
    init() throws(CoverageFault) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        output = .allocate(byteCount: 128 << 10, alignment: 16)
        // 16 more than the window's bits: gzip with its checksum, nothing else.
        guard hakaru_inflate_init(stream, 15 + 16) == Z_OK else { throw .tooLarge("no memory is left to inflate it") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        output.deallocate()
    }

    /// Inflates a chunk and hands over what comes out, piece by piece.
    mutating func feed(
        _ chunk: UnsafeRawBufferPointer, _ body: (Bytes) throws(CoverageFault) -> Void
    ) throws(CoverageFault) {
        guard let input = chunk.bindMemory(to: UInt8.self).baseAddress, let space = output.baseAddress else { return }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input)
        stream.pointee.avail_in = UInt32(chunk.count)
        while stream.pointee.avail_in > 0 {
            if isComplete {
                // Padding with zeros may follow a member, as tape drives and some caches write it.
                guard stream.pointee.next_in.pointee != 0 else {
                    stream.pointee.next_in += 1
                    stream.pointee.avail_in -= 1
                    continue
                }
                guard inflateReset(stream) == Z_OK else { throw .corruptCompression }
                isComplete = false
            }
            var status = Z_OK
            repeat {
                stream.pointee.next_out = space.assumingMemoryBound(to: UInt8.self)
                stream.pointee.avail_out = UInt32(output.count)
                status = inflate(stream, Z_NO_FLUSH)
                guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR else {
                    throw .corruptCompression
                }
                let produced = output.count - Int(stream.pointee.avail_out)
                if produced > 0 { try body(Bytes(UnsafeRawBufferPointer(rebasing: output[..<produced]))) }
            } while status == Z_OK && stream.pointee.avail_out == 0
            if status == Z_STREAM_END {
                isComplete = true
            } else if status == Z_BUF_ERROR {
                break
            }
        }
    }
}
