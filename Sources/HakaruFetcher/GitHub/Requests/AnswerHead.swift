import HakaruModel
import HakaruTransfer

/// What the headers of an answer tell, whatever its status.
struct AnswerHead {
    /// The forge's time.
    let date: Instant?
    /// How long not to ask; nil where it does not tell.
    let retryAfter: Duration?
    /// What is left of the limit; nil on a forge without limits.
    let limit: RateLimit?

    /// Reads the headers.
    init(_ headers: HTTPHeaders) {
        let date = headers["Date"].flatMap { Instant(httpDate: $0) }
        self.date = date
        retryAfter = headers["Retry-After"].flatMap { AnswerHead.duration($0, at: date) }
        if let remaining = headers["x-ratelimit-remaining"].flatMap({ Int($0) }),
            let reset = headers["x-ratelimit-reset"].flatMap({ Int64($0) })
        {
            limit = RateLimit(
                limit: headers["x-ratelimit-limit"].flatMap { Int($0) }, remaining: remaining,
                resetsAt: Instant(secondsSinceEpoch: reset))
        } else {
            limit = nil
        }
    }

    /// The time until the limit begins anew, by the forge's clock alone.
    func resetsIn(machineTime: Instant) -> Duration? {
        limit.map { .seconds(max(0, $0.resetsAt.seconds(since: date ?? machineTime))) }
    }

    /// Seconds, or a date (RFC 9110, 10.2.3).
    private static func duration(_ text: String, at date: Instant?) -> Duration? {
        if let seconds = Int64(text), seconds >= 0 { return .seconds(min(seconds, 86_400)) }
        guard let date, let until = Instant(httpDate: text) else { return nil }
        return .seconds(max(0, min(until.seconds(since: date), 86_400)))
    }
}
