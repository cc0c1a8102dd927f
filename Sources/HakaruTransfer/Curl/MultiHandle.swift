internal import CCurl

/// The handle that runs many transfers at once; used by the thread of its loop only.
struct MultiHandle: ~Copyable {
    /// What another thread may do with a multi handle: end its wait.
    ///
    /// Unchecked, since `curl_multi_wakeup` is the one function that libcurl lets any thread call; the inbox drops its
    /// waker, under its lock, before the handle is freed.
    struct Waker: @unchecked Sendable {
        fileprivate let pointer: UnsafeMutableRawPointer

        func wake() {
            curl_multi_wakeup(pointer)
        }
    }

    private let pointer: UnsafeMutableRawPointer

    /// A handle under which so many connections may be open, idle ones included.
    init(maximumConnections: Int) throws(TransferError) {
        try LibCurl.start()
        guard let pointer = curl_multi_init() else { throw .unavailable(code: Int(CURLE_OUT_OF_MEMORY.rawValue)) }
        self.pointer = pointer
        // Without MAXCONNECTS libcurl keeps four connections for each transfer that runs at the moment: when few do, it
        // closes what the next ones need. https://curl.se/libcurl/c/CURLMOPT_MAXCONNECTS.html
        _ = hakaru_multi_setopt_long(pointer, CURLMOPT_MAXCONNECTS, maximumConnections)
        _ = hakaru_multi_setopt_long(pointer, CURLMOPT_MAX_TOTAL_CONNECTIONS, maximumConnections)
    }

    deinit {
        curl_multi_cleanup(pointer)
    }

    var waker: Waker { Waker(pointer: pointer) }

    func add(_ easy: borrowing EasyHandle) throws(TransferError) {
        try check(curl_multi_add_handle(pointer, easy.pointer))
    }

    func remove(_ easy: borrowing EasyHandle) {
        curl_multi_remove_handle(pointer, easy.pointer)
    }

    /// Moves what can be moved without waiting.
    func perform() throws(TransferError) {
        var running: Int32 = 0
        try check(curl_multi_perform(pointer, &running))
    }

    /// Waits until there is something to move, a timer of libcurl's ends, a waker wakes, or `timeout` is over.
    func poll(timeout: Duration) throws(TransferError) {
        // Rounded up: a wait that is too short would only turn the loop once more, many times.
        try check(curl_multi_poll(pointer, nil, 0, Int32(clamping: timeout.milliseconds + 1), nil))
    }

    /// The next transfer that has ended: the object that it was given, and how it ended.
    func nextEnded<Owner: AnyObject>(_: Owner.Type) -> (Owner, CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = hakaru_message_result(message)
            var owner: UnsafeMutableRawPointer?
            guard hakaru_getinfo_pointer(easy, CURLINFO_PRIVATE, &owner) == CURLE_OK, let owner else { continue }
            return (Unmanaged<Owner>.fromOpaque(owner).takeUnretainedValue(), code)
        }
        return nil
    }

    private func check(_ code: CURLMcode) throws(TransferError) {
        // The numbers of multi codes are told apart from those of single transfers by a thousand.
        guard code == CURLM_OK else { throw .unavailable(code: 1_000 + Int(code.rawValue)) }
    }
}
