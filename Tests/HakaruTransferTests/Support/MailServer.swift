import HakaruTransfer
import Synchronization

/// A mail server on loopback that answers each command as its script says, and keeps what it was sent.
final class MailServer: Sendable {
    /// What to do at one point of the dialogue.
    enum Reply: Sendable {
        case say(String)
        case hangUp
        /// Nothing, until the client hangs up.
        case beSilent
    }

    private let transcript = Mutex<[String]>([])
    private let messages = Mutex<[String]>([])
    private let server = Mutex<LoopbackServer?>(nil)
    /// Says that a whole mail has come.
    let messageArrived = Signal()

    /// A server with replies by the first word of a command, and for `greeting` and `message`.
    ///
    /// What is not named is granted.
    init(_ replies: [String: Reply] = [:]) throws {
        let started = try LoopbackServer { [self] in talk($0, replies) }
        server.withLock { $0 = started }
    }

    var url: TransferURL { address("smtp://127.0.0.1:\(port)/me.example") }
    var port: Int { server.withLock { $0?.port ?? 0 } }

    /// The commands that came, in order.
    var commands: [String] { transcript.withLock { $0 } }

    /// The mails that came, whole, with their dots as they were sent.
    var received: [String] { messages.withLock { $0 } }

    func stop() {
        server.withLock { $0 }?.stop()
    }

    private func talk(_ connection: Connection, _ replies: [String: Reply]) {
        guard reply(connection, replies["greeting"] ?? .say("220 mail.example")) else { return }
        while let line = connection.readLine() {
            transcript.withLock { $0.append(line) }
            let word = line.split(separator: " ").first?.uppercased() ?? ""
            let usual: [String: String] = [
                "EHLO": "250-mail.example\r\n250-AUTH PLAIN\r\n250 SIZE 1000000", "DATA": "354 go on",
                "AUTH": "235 welcome", "QUIT": "221 bye",
            ]
            if word == "AUTH" {
                connection.write("334 \r\n")
                guard let answer = connection.readLine() else { return }
                transcript.withLock { $0.append(answer) }
            }
            guard reply(connection, replies[word] ?? .say(usual[word] ?? "250 ok")) else { return }
            if case .say(let text) = replies[word] ?? .say(""), word == "DATA", text.isEmpty || text.hasPrefix("3") {
                var message = ""
                while let line = connection.readLine(), line != "." { message += line + "\n" }
                messages.withLock { $0.append(message) }
                messageArrived.say()
                guard reply(connection, replies["message"] ?? .say("250 taken")) else { return }
            }
        }
    }

    private func reply(_ connection: Connection, _ reply: Reply) -> Bool {
        switch reply {
        case .say(let text): connection.write(text + "\r\n")
        case .hangUp: false
        case .beSilent:
            {
                connection.waitForHangUp()
                return false
            }()
        }
    }
}
