internal import CCurl

/// Decompresses gzip (RFC 1952), one member or several, with zlib.
struct GzipDecoder: ~Copyable {
    /// At one address for all its life: zlib checks that.
    private struct State {
        var stream = z_stream()
        var isAtEnd = false
    }

    private let state: UnsafeMutablePointer<State>

    init() throws(TransferError) {
        state = .allocate(capacity: 1)
        state.initialize(to: State())
        let code = hakaru_inflate_start(&state.pointee.stream)
        guard code == Z_OK else {
            state.deallocate()
            throw .unavailable(code: Int(code))
        }
    }

    deinit {
        inflateEnd(&state.pointee.stream)
        state.deallocate()
    }

    /// Whether a member has ended, checksum and length included, and nothing came after it.
    var isComplete: Bool { state.pointee.isAtEnd }

    func decode(
        _ bytes: UnsafeRawBufferPointer, into body: inout [UInt8], limit: Int
    ) throws(ContentDecodingError) {
        try withUnsafeTemporaryAllocation(byteCount: decodedPieceSize, alignment: 1) {
            (piece) throws(ContentDecodingError) in
            state.pointee.stream.next_in = UnsafeMutablePointer(
                mutating: bytes.bindMemory(to: UInt8.self).baseAddress)
            state.pointee.stream.avail_in = UInt32(bytes.count)
            repeat {
                if state.pointee.isAtEnd {
                    // Another member follows.
                    guard state.pointee.stream.avail_in > 0, inflateReset(&state.pointee.stream) == Z_OK else { return }
                    state.pointee.isAtEnd = false
                }
                state.pointee.stream.next_out = piece.bindMemory(to: UInt8.self).baseAddress
                state.pointee.stream.avail_out = UInt32(piece.count)
                let code = inflate(&state.pointee.stream, Z_NO_FLUSH)
                // Z_BUF_ERROR: all was used up the last time already.
                guard code == Z_OK || code == Z_STREAM_END || code == Z_BUF_ERROR else { throw .malformed }
                state.pointee.isAtEnd = code == Z_STREAM_END
                let length = piece.count - Int(state.pointee.stream.avail_out)
                try body.append(decoded: UnsafeRawBufferPointer(rebasing: piece[..<length]), limit: limit)
            } while state.pointee.stream.avail_in > 0 || state.pointee.stream.avail_out == 0
        }
    }
}
