internal import CCurl

/// One transfer's handle in libcurl; used by the thread of its loop only.
struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    /// Where libcurl writes what went wrong.
    ///
    /// To tell errors apart only: it may hold what must not be shown.
    private let errorText = UnsafeMutableBufferPointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    init() throws(TransferError) {
        guard let pointer = curl_easy_init() else { throw .unavailable(code: Int(CURLE_OUT_OF_MEMORY.rawValue)) }
        self.pointer = pointer
    }

    deinit {
        curl_easy_cleanup(pointer)
        errorText.deallocate()
    }

    /// Sets every option back, so that nothing of one transfer is left in the next; connections stay.
    func reset() {
        curl_easy_reset(pointer)
    }

    func set(_ option: CURLoption, _ value: Int) throws(TransferError) {
        try check(hakaru_setopt_long(pointer, option, value))
    }

    func set(_ option: CURLoption, _ value: Bool) throws(TransferError) {
        try set(option, value ? 1 : 0)
    }

    /// A duration in milliseconds, at least 1 (0 would mean libcurl's own limit).
    func set(_ option: CURLoption, _ value: Duration) throws(TransferError) {
        try set(option, max(1, value.milliseconds))
    }

    /// libcurl copies the text.
    func set(_ option: CURLoption, _ value: String) throws(TransferError) {
        try check(hakaru_setopt_text(pointer, option, value))
    }

    /// Takes a text away that libcurl sets by itself.
    func clear(_ option: CURLoption) throws(TransferError) {
        try check(hakaru_setopt_text(pointer, option, nil))
    }

    func set(_ option: CURLoption, _ value: Secret) throws(TransferError) {
        try value.withValue { (text) throws(TransferError) in try set(option, text) }
    }

    /// libcurl does not keep the object alive; the caller does.
    func set(_ option: CURLoption, _ object: AnyObject) throws(TransferError) {
        try check(hakaru_setopt_pointer(pointer, option, Unmanaged.passUnretained(object).toOpaque()))
    }

    /// libcurl does not copy the list; the caller keeps it until the transfer has ended.
    func set(_ option: CURLoption, _ list: borrowing TextList) throws(TransferError) {
        try check(hakaru_setopt_list(pointer, option, list.pointer))
    }

    /// Has libcurl write down what goes wrong.
    func setErrorText() throws(TransferError) {
        errorText.initialize(repeating: 0)
        try check(hakaru_setopt_pointer(pointer, CURLOPT_ERRORBUFFER, errorText.baseAddress))
    }

    /// Whether what went wrong is described with one of these words.
    func errorMentions(_ words: String...) -> Bool {
        let text = String(decoding: errorText.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return words.contains { text.contains($0) }
    }

    func set(_ option: CURLoption, function: hakaru_data_function) throws(TransferError) {
        try check(hakaru_setopt_data_function(pointer, option, function))
    }

    func setBeforeRequest(_ function: curl_prereq_callback) throws(TransferError) {
        try check(hakaru_setopt_prereq_function(pointer, function))
    }

    func setProgress(_ function: curl_xferinfo_callback) throws(TransferError) {
        try check(hakaru_setopt_progress_function(pointer, function))
    }

    /// Lets a transfer end though its name is still being looked up.
    func setAbandonsLookups() throws(TransferError) {
        try check(hakaru_setopt_abandon_lookups(pointer))
    }

    /// Lets the transfer use this scheme and no other.
    func setProtocol(_ scheme: TransferURL.Scheme) throws(TransferError) {
        let bit =
            switch scheme {
            case .https: CURLPROTO_HTTPS
            case .http: CURLPROTO_HTTP
            case .smtps: CURLPROTO_SMTPS
            case .smtp: CURLPROTO_SMTP
            }
        try check(hakaru_setopt_protocol(pointer, scheme.rawValue, Int(bit)))
    }

    /// Copies a body to send.
    func setBody(_ body: [UInt8]) throws(TransferError) {
        try check(hakaru_setopt_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count)))
        try body.withUnsafeBufferPointer { (bytes) throws(TransferError) in
            // An empty array may have no address, and a null pointer would mean that a callback gives the body.
            guard let start = bytes.baseAddress, !bytes.isEmpty else { return try set(CURLOPT_COPYPOSTFIELDS, "") }
            try check(hakaru_setopt_pointer(pointer, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: start)))
        }
    }

    func setBodyLength(_ length: Int) throws(TransferError) {
        try check(hakaru_setopt_offset(pointer, CURLOPT_INFILESIZE_LARGE, curl_off_t(length)))
    }

    /// A number that libcurl knows about the transfer; 0 where it knows none.
    func number(_ info: CURLINFO) -> Int {
        var value = 0
        return hakaru_getinfo_long(pointer, info, &value) == CURLE_OK ? value : 0
    }

    /// A count or a time in microseconds that libcurl knows about the transfer; 0 where it knows none.
    func offset(_ info: CURLINFO) -> Int {
        var value: curl_off_t = 0
        return hakaru_getinfo_offset(pointer, info, &value) == CURLE_OK ? Int(value) : 0
    }

    /// The bytes of bodies that moved so far, both ways.
    var bytesMoved: Int { offset(CURLINFO_SIZE_DOWNLOAD_T) + offset(CURLINFO_SIZE_UPLOAD_T) }

    private func check(_ code: CURLcode) throws(TransferError) {
        guard code == CURLE_OK else { throw .unavailable(code: Int(code.rawValue)) }
    }
}

extension Duration {
    /// The whole milliseconds in it, at most those of 24 days, as libcurl counts with 32 bits.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        guard seconds < Int64(Int32.max) / 1_000 else { return Int(Int32.max) }
        return Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
    }
}
