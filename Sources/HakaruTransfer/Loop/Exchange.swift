internal import CCurl

/// The loop's side of a transfer: an easy handle, and what its callbacks take in and give out.
///
/// Used by the loop's thread only, where libcurl calls back too; used again for other transfers.
final class Exchange {
    let easy: EasyHandle
    /// The transfer that it serves; nil while idle.
    private(set) var transfer: Transfer?
    private(set) var stallWatch: StallWatch?
    var reception = Reception(server: "", maximumBodySize: 0, isHead: false)
    /// What the handle refers to until the transfer has ended.
    var list = TextList()
    /// The mail that is sent, and how much of it libcurl has taken.
    var upload: [UInt8] = []
    private var uploaded = 0
    /// What a callback found wrong, for which libcurl only says that a callback stopped it.
    private var callbackError: TransferError?
    private(set) var isCommitted = false
    private var startedAt = SuspendingClock().now

    private let loop: TransferLoop

    init(loop: TransferLoop) throws(TransferError) {
        self.loop = loop
        easy = try EasyHandle()
    }

    /// Who it talks to, for messages.
    var server: String { transfer?.job.url.server ?? "" }

    /// Sets the handle up.
    func prepare(for transfer: Transfer, now: SuspendingClock.Instant) throws(TransferError) {
        self.transfer = transfer
        startedAt = now
        stallWatch = StallWatch(transfer.job.timeouts, now: now)
        try setCommonOptions(url: transfer.job.url, timeouts: transfer.job.timeouts)
        switch transfer.job {
        case .http(let request, let configuration): try setOptions(request, configuration)
        case .mail(let message, let configuration): try setOptions(message, configuration)
        }
    }

    /// Forgets the transfer, so that nothing of it is left for the next.
    func clear() {
        easy.reset()
        transfer = nil
        stallWatch = nil
        reception = Reception(server: "", maximumBodySize: 0, isHead: false)
        list = TextList()
        upload = []
        uploaded = 0
        callbackError = nil
        isCommitted = false
    }

    func isStalled(at now: SuspendingClock.Instant) -> Bool {
        stallWatch?.isStalled(at: now, bytesMoved: easy.bytesMoved) ?? false
    }

    /// The outcome of a transfer that libcurl ended.
    func outcome(of code: CURLcode, now: SuspendingClock.Instant) -> Transfer.Outcome {
        guard let transfer else { return .failure(.cancelled) }
        do throws(TransferError) {
            if let callbackError { throw callbackError }
            if let mailReply { return try outcome(of: mailReply) }
            guard code == CURLE_OK else {
                throw easy.error(code, of: transfer.job, elapsed: startedAt.duration(to: now))
            }
            return .success(try reception.end(version: easy.version))
        } catch {
            return failure(error)
        }
    }

    /// The outcome where something went wrong: not known, if the server may have acted already.
    func failure(_ error: TransferError) -> Transfer.Outcome {
        if case .mailRefused = error { return .failure(error) }
        return .failure(isCommitted ? .outcomeUnknown(error) : error)
    }

    /// What the server said after it had the whole mail; nil before that.
    private var mailReply: Int? {
        guard case .mail = transfer?.job, isCommitted else { return nil }
        // 354: go on, send the mail. https://www.rfc-editor.org/rfc/rfc5321#section-4.2.3
        let reply = easy.number(CURLINFO_RESPONSE_CODE)
        return reply == 354 ? nil : reply
    }

    private func outcome(of mailReply: Int) throws(TransferError) -> Transfer.Outcome {
        guard (200..<300).contains(mailReply) else { throw .mailRefused(server: server, code: mailReply) }
        return .success(Received(status: mailReply))
    }

    // MARK: What libcurl calls

    /// Whether there is nothing left to wait for: nobody asks, the loop closes, or only the server's goodbye is missing.
    ///
    /// libcurl waits for a mail server's last replies without going back to the loop, but asks this each second.
    var isGivenUp: Bool { transfer?.isFinished != false || loop.isClosing || mailReply != nil }

    func receiveHeadLine(_ line: UnsafeRawBufferPointer) -> Bool {
        note { (self) throws(TransferError) in try self.reception.receiveHeadLine(line) }
    }

    func receiveBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
        note { (self) throws(TransferError) in try self.reception.receiveBody(bytes) }
    }

    /// Copies the next piece of the upload into `buffer`; returns its length, 0 at the end.
    func provideUpload(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
        let piece = upload[uploaded...].prefix(buffer.count)
        buffer.copyBytes(from: piece)
        uploaded += piece.count
        if uploaded == upload.count { commit() }
        return piece.count
    }

    /// From now on the server may have what it needs to act.
    func commit() {
        isCommitted = true
        transfer?.commit()
    }

    /// Keeps an error for the outcome, as none can pass through C; false: there was one.
    private func note(_ body: (Exchange) throws(TransferError) -> Void) -> Bool {
        do throws(TransferError) {
            try body(self)
            return true
        } catch {
            callbackError = error
            return false
        }
    }
}
