import HakaruSystem
import HakaruTransfer

/// Tells a watcher that a run did everything, so that it can raise the alarm when none does.
enum Heartbeat {
    /// Asks for the address of the environment or the user's file, once; a failure is told and changes nothing else.
    static func send(_ settings: Settings, in context: CommandContext) async {
        guard
            let secret = context.environment["HAKARU_HEARTBEAT_URL"].map({ Secret($0) })
                ?? settings.channelAccess.heartbeat
        else { return }
        do throws(TransferError) {
            let client = try HTTPClient(
                HTTPClient.Configuration(
                    userAgent: Version.userAgent, certificateFile: context.environment["SSL_CERT_FILE"],
                    proxies: ProxySettings(environment: context.environment.values)))
            var request = HTTPRequest(
                .get, try secret.withValue { text throws(TransferError) in try TransferURL(text) })
            request.timeouts.total = .seconds(10)
            request.maximumBodySize = 1 << 20
            let status = try await client.send(request).status
            await client.shutdown()
            guard !(200..<300).contains(status) else { return }
            context.say("hakaru: warning: the heartbeat was answered with status \(status); the run itself is done.")
        } catch {
            context.say("hakaru: warning: the heartbeat did not get through: \(error.summary) The run itself is done.")
        }
    }
}
