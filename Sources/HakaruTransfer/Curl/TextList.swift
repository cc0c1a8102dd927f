internal import CCurl

/// libcurl's list of texts: header lines, recipients of a mail.
struct TextList: ~Copyable {
    private(set) var pointer: UnsafeMutablePointer<curl_slist>?

    init() {}

    deinit {
        curl_slist_free_all(pointer)
    }

    /// Adds a copy of the text at the end.
    mutating func append(_ text: String) throws(TransferError) {
        guard let longer = curl_slist_append(pointer, text) else {
            throw .unavailable(code: Int(CURLE_OUT_OF_MEMORY.rawValue))
        }
        pointer = longer
    }
}
