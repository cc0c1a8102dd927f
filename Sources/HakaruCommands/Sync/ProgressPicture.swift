import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruReporter

/// What a person sees of a sync under way, as text: pull requests done of known, requests, budget and time left.
struct ProgressPicture {
    private var repositories: [RepositoryID: SyncProgress.Repository] = [:]
    private var ended: Set<RepositoryID> = []
    private var count = 0
    private var usage = FetchUsage()

    /// The most repositories with a line of their own.
    private static let mostLines = 6

    /// Takes in what happened.
    ///
    /// - Returns: A line to be told apart, where it is worth one.
    mutating func take(_ progress: SyncProgress) -> String? {
        switch progress {
        case .planned(let count):
            self.count = count
            return nil
        case .began:
            return nil
        case .advanced(let repository, let usage):
            repositories[repository.repository] = repository
            self.usage = usage
            return nil
        case .waiting(let wait): return ProgressPicture.words(for: wait)
        case .renamed(let old, let new): return "\(old) is called \(new) now; its history is kept."
        case .ended(let result):
            ended.insert(result.repository)
            return ProgressPicture.words(for: result)
        }
    }

    /// One line for each repository under way, and one for all.
    func lines(after elapsed: Duration) -> [String] {
        let active = repositories.values.filter { !ended.contains($0.repository) }.sorted {
            $0.repository < $1.repository
        }
        return active.prefix(ProgressPicture.mostLines).map { repository in
            let bar = ProgressPicture.bar(repository.stored, of: repository.wanted)
            return "\(bar) \(repository.repository): \(repository.stored) of \(repository.wanted) pull requests"
        } + [summary(after: elapsed)]
    }

    /// All repositories in one line.
    func summary(after elapsed: Duration) -> String {
        let wanted = repositories.values.reduce(0) { $0 + $1.wanted }
        let stored = repositories.values.reduce(0) { $0 + $1.stored }
        var parts = [
            "\(ended.count) of \(count) repositories", "\(stored) of \(wanted) pull requests",
            "\(usage.requests) requests",
        ]
        if let limit = usage.limit { parts.append("\(limit.remaining) left of the forge's limit") }
        if let left = ProgressPicture.timeLeft(done: stored, of: wanted, after: elapsed) {
            parts.append("about \(DurationText(seconds: left)) to go")
        }
        return parts.joined(separator: ", ")
    }

    /// The seconds that the rest takes at the pace so far, at least 1; nil before a tenth is done and after the end.
    static func timeLeft(done: Int, of known: Int, after elapsed: Duration) -> Int64? {
        guard done > 0, known > done, done * 10 >= known else { return nil }
        return max(1, elapsed.components.seconds * Int64(known - done) / Int64(done))
    }

    private static func bar(_ done: Int, of total: Int) -> String {
        let width = 24
        let filled = total == 0 ? 0 : min(width, done * width / total)
        return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled) + "]"
    }

    private static func words(for wait: RequestGate.Wait) -> String {
        // Up to the next second: what takes a moment is not told as no wait at all.
        let (seconds, rest) = wait.duration.components
        let duration = DurationText(seconds: seconds + (rest > 0 ? 1 : 0))
        return switch wait.reason {
        case .limitSpent: "Waiting \(duration) until \(wait.until): the forge's limit is spent."
        case .slowDown: "Waiting \(duration): the forge asks for fewer requests at once."
        case .failure: "Waiting \(duration) after failed answers."
        case .pace: "Waiting \(duration) to keep within the forge's limit for a minute."
        }
    }

    private static func words(for result: SyncResult.RepositoryResult) -> String {
        let counts = "\(result.pullRequestsStored) of \(result.pullRequestsListed) pull requests new or changed"
        guard !result.isComplete else { return "\(result.repository): \(counts)" }
        return "\(result.repository): \(counts); incomplete: \(result.reason ?? "stopped")"
    }
}
