internal import CCurl

/// Decompresses brotli (RFC 7932) with the reference decoder.
struct BrotliDecoder: ~Copyable {
    private let state: OpaquePointer

    init() throws(TransferError) {
        guard let state = BrotliDecoderCreateInstance(nil, nil, nil) else {
            throw .unavailable(code: Int(CURLE_OUT_OF_MEMORY.rawValue))
        }
        self.state = state
    }

    deinit {
        BrotliDecoderDestroyInstance(state)
    }

    /// Whether the last block was seen and all of it came out.
    var isComplete: Bool { BrotliDecoderIsFinished(state) != 0 }

    func decode(
        _ bytes: UnsafeRawBufferPointer, into body: inout [UInt8], limit: Int
    ) throws(ContentDecodingError) {
        try withUnsafeTemporaryAllocation(byteCount: decodedPieceSize, alignment: 1) {
            (piece) throws(ContentDecodingError) in
            var input = bytes.bindMemory(to: UInt8.self).baseAddress
            var inputLeft = bytes.count
            var result: BrotliDecoderResult
            repeat {
                // Nothing may follow the end.
                guard !isComplete else { throw .malformed }
                var output = piece.bindMemory(to: UInt8.self).baseAddress
                var outputLeft = piece.count
                result = BrotliDecoderDecompressStream(state, &inputLeft, &input, &outputLeft, &output, nil)
                guard result != BROTLI_DECODER_RESULT_ERROR else { throw .malformed }
                let length = piece.count - outputLeft
                try body.append(decoded: UnsafeRawBufferPointer(rebasing: piece[..<length]), limit: limit)
            } while inputLeft > 0 || result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT
        }
    }
}
