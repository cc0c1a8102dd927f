extension MailMessage {
    /// Refuses what could end the envelope or the mail before its end.
    func check() throws(TransferError) {
        guard !recipients.isEmpty, ([sender] + recipients).allSatisfy(isMailAddress) else {
            throw .refusedInput(.mailAddress)
        }
        var previous: UInt8 = 0
        for byte in content {
            // A lone CR or LF is a line end to some servers and none to others.
            guard (byte == UInt8(ascii: "\n")) == (previous == UInt8(ascii: "\r")) else {
                throw .refusedInput(.mailLineEnds)
            }
            previous = byte
        }
        guard content.suffix(2) == [UInt8(ascii: "\r"), UInt8(ascii: "\n")] else { throw .refusedInput(.mailLineEnds) }
    }
}

/// Whether the text is `name@host` in visible ASCII, without what has a meaning in an envelope.
private func isMailAddress(_ text: String) -> Bool {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    return text.utf8.count <= 254 && parts.count == 2 && parts.allSatisfy { !$0.isEmpty }
        && text.utf8.allSatisfy { (0x21...0x7E).contains($0) && !#""(),:;<>[\]"#.utf8.contains($0) }
}
