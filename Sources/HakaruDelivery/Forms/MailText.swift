import HakaruModel

/// A mail in two forms, as it goes over the wire: plain text for every reader, HTML for those who show it.
struct MailText {
    let from: String
    let recipients: [String]
    let subject: String
    let date: Instant
    /// The part of `Message-ID` before the sender's domain.
    let identity: String
    let text: String
    let html: [UInt8]

    /// The whole mail; every line ends in CR LF, and none is longer than 78 bytes but for a long address.
    var bytes: [UInt8] {
        // No line of base 64 begins with a hyphen, so any boundary is safe.
        let boundary = "=_\(identity)"
        let domain = from.split(separator: "@").last ?? "localhost"
        var head = [
            "From: Hakaru <\(from)>",
            "To: \(recipients.joined(separator: ",\r\n "))",
            "Subject: \(MailText.encoded(subject))",
            "Date: \(MailText.date(date))",
            "Message-ID: <\(identity)@\(domain)>",
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"",
            "", "",
        ].joined(separator: "\r\n").utf8.map { $0 }
        head += part("text/plain", Array(text.utf8), boundary)
        head += part("text/html", html, boundary)
        return head + Array("--\(boundary)--\r\n".utf8)
    }

    private func part(_ type: String, _ contents: [UInt8], _ boundary: String) -> [UInt8] {
        let head =
            "--\(boundary)\r\nContent-Type: \(type); charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        return Array(head.utf8) + Base64.lines(contents)
    }

    /// A header's text: as it is where it is short visible ASCII, else as encoded words (RFC 2047 §2), one a line.
    static func encoded(_ text: String) -> String {
        if text.utf8.count <= 60, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), !text.contains("=?") {
            return text
        }
        // Each word holds whole characters, and the first line begins with the header's name.
        var words: [String] = []
        var word: [UInt8] = []
        for scalar in text.unicodeScalars {
            let bytes = Array(String(scalar).utf8)
            if word.count + bytes.count > 39 {
                words.append(MailText.word(word))
                word = []
            }
            word += bytes
        }
        words.append(MailText.word(word))
        return words.joined(separator: "\r\n ")
    }

    private static func word(_ bytes: [UInt8]) -> String {
        "=?utf-8?B?\(String(decoding: Base64.bytes(bytes), as: UTF8.self))?="
    }

    /// A date as RFC 5322 writes it, such as `Tue, 24 Nov 2026 09:00:00 +0000`.
    static func date(_ instant: Instant) -> String {
        let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let text = instant.description
        // The instant prints as 2026-11-24T09:00:00Z, which has all the rest.
        guard let date = CivilDate(iso: text.prefix(10)) else { return text }
        return "\(days[date.isoWeekday - 1]), \(date.day) \(months[date.month - 1]) \(date.year) "
            + "\(text.dropFirst(11).prefix(8)) +0000"
    }
}
