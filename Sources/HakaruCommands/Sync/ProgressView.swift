import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruReporter
import HakaruSystem
import Synchronization

/// Shows on standard error how far a sync is: one line that is rewritten on a terminal, a line every 10 s elsewhere.
final class ProgressView: Sendable {
    private struct State {
        var repositories: [RepositoryID: SyncProgress.Repository] = [:]
        var ended: Set<RepositoryID> = []
        var lastShown: Duration?
        var hasLine = false
    }

    private let context: CommandContext
    private let isQuiet: Bool
    private let count: Int
    private let uptime: @Sendable () -> Duration
    private let state = Mutex(State())

    /// Makes a view.
    ///
    /// - Parameters:
    ///   - context: Where to show it.
    ///   - count: How many repositories there are.
    ///   - isQuiet: Whether to show nothing.
    ///   - uptime: The time since any fixed moment.
    init(_ context: CommandContext, count: Int, isQuiet: Bool, uptime: @escaping @Sendable () -> Duration) {
        self.context = context
        self.count = count
        self.isQuiet = isQuiet
        self.uptime = uptime
    }

    /// The time between two lines where nobody watches.
    private static let lineInterval = Duration.seconds(10)
    /// The time between two pictures on a terminal.
    private static let pictureInterval = Duration.milliseconds(100)

    /// Takes in what happened, from any thread.
    func observe(_ progress: SyncProgress) {
        guard !isQuiet else { return }
        state.withLock { state in
            switch progress {
            case .began: break
            case .advanced(let repository):
                state.repositories[repository.repository] = repository
                show(&state)
            case .waiting(let wait): say(ProgressView.words(for: wait), &state)
            case .renamed(let old, let new): say("\(old) is called \(new) now; its history is kept.", &state)
            case .ended(let result):
                state.ended.insert(result.repository)
                say(ProgressView.words(for: result), &state)
            }
        }
    }

    private func show(_ state: inout State) {
        let now = uptime()
        let interval = context.isErrorTerminal ? ProgressView.pictureInterval : ProgressView.lineInterval
        guard let last = state.lastShown else {
            // The first picture comes when there is something to see.
            state.lastShown = now
            return
        }
        guard now - last >= interval else { return }
        state.lastShown = now
        let wanted = state.repositories.values.reduce(0) { $0 + $1.wanted }
        let stored = state.repositories.values.reduce(0) { $0 + $1.stored }
        let line = "\(state.ended.count) of \(count) repositories, \(stored) of \(wanted) pull requests"
        if context.isErrorTerminal {
            write("\r\u{1B}[2K" + ProgressView.bar(stored, of: wanted) + " " + line)
            state.hasLine = true
        } else {
            write(line + "\n")
        }
    }

    private func say(_ line: String, _ state: inout State) {
        write((state.hasLine ? "\r\u{1B}[2K" : "") + TextSafety.terminal(line) + "\n")
        state.hasLine = false
    }

    private func write(_ text: String) {
        // Progress that cannot be shown stops nothing.
        do { try context.messages.write(text) } catch { return }
    }

    private static func bar(_ done: Int, of total: Int) -> String {
        let width = 24
        let filled = total == 0 ? 0 : min(width, done * width / total)
        return "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled) + "]"
    }

    private static func words(for wait: RequestGate.Wait) -> String {
        let duration = DurationText(seconds: wait.duration.components.seconds)
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
        return "\(result.repository): incomplete: \(result.reason ?? "stopped"), \(counts)"
    }
}
