/// Why a body can't be decompressed.
enum ContentDecodingError: Error {
    /// The bytes don't follow the format.
    case malformed
    /// More comes out than is allowed.
    case tooLong
}

/// Decompresses a body while it arrives, counts what comes out, and knows whether its end was seen.
///
/// libcurl could decompress, but takes a gzip or brotli stream that was cut off for a whole one, and does not count.
enum ContentDecoder: ~Copyable {
    case identity
    case gzip(GzipDecoder)
    case brotli(BrotliDecoder)

    /// What to ask servers for.
    static let acceptedEncodings = "gzip, br"

    /// A decoder for the values of `Content-Encoding`; nil for what was not asked for.
    init?(encodings: [String]) throws(TransferError) {
        let names = encodings.flatMap { $0.lowercased().split { $0 == "," || $0 == " " } }.filter { $0 != "identity" }
        switch names {
        case []: self = .identity
        case ["gzip"], ["x-gzip"]: self = .gzip(try GzipDecoder())
        case ["br"]: self = .brotli(try BrotliDecoder())
        default: return nil
        }
    }

    /// Whether the end of the compressed form was seen.
    var isComplete: Bool {
        switch self {
        case .identity: true
        case .gzip(let decoder): decoder.isComplete
        case .brotli(let decoder): decoder.isComplete
        }
    }

    /// Appends what `bytes` decompress to; `body` never gets longer than `limit`.
    func decode(
        _ bytes: UnsafeRawBufferPointer, into body: inout [UInt8], limit: Int
    ) throws(ContentDecodingError) {
        switch self {
        case .identity:
            guard body.count + bytes.count <= limit else { throw .tooLong }
            body.append(contentsOf: bytes)
        case .gzip(let decoder):
            try decoder.decode(bytes, into: &body, limit: limit)
        case .brotli(let decoder):
            try decoder.decode(bytes, into: &body, limit: limit)
        }
    }
}

/// The buffer that a decoder writes to before its bytes are appended.
let decodedPieceSize = 64 << 10

extension [UInt8] {
    /// Appends a decoded piece, unless that makes it longer than `limit`.
    mutating func append(decoded piece: UnsafeRawBufferPointer, limit: Int) throws(ContentDecodingError) {
        guard count + piece.count <= limit else { throw .tooLong }
        append(contentsOf: piece)
    }
}
