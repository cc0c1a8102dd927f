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
        let date = headers["Date"].flatMap(HTTPDate.instant)
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
        guard let date, let until = HTTPDate.instant(text) else { return nil }
        return .seconds(max(0, min(until.seconds(since: date), 86_400)))
    }
}

/// The date of HTTP headers, `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, 5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Reads a date; nil for anything else.
    static func instant(_ text: String) -> Instant? {
        let parts = text.split(separator: " ")
        guard parts.count == 6, parts[5] == "GMT", let day = Int(parts[1]), let year = Int(parts[3]),
            let month = months.firstIndex(of: String(parts[2])),
            let date = CivilDate(year: year, month: month + 1, day: day)
        else { return nil }
        let time = parts[4].split(separator: ":").compactMap { Int64($0) }
        guard time.count == 3, (0...23).contains(time[0]), (0...59).contains(time[1]), (0...60).contains(time[2]) else {
            return nil
        }
        return Instant(secondsSinceEpoch: date.daysSinceEpoch * 86_400 + time[0] * 3_600 + time[1] * 60 + time[2])
    }
}
