import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruReporter
import HakaruSystem
import Synchronization

/// Shows on standard error how far a sync is: some lines that are rewritten on a terminal, a line every 10 s elsewhere.
final class ProgressView: Sendable {
    private struct State {
        var picture = ProgressPicture()
        var lastShown: Duration?
        /// How many lines of the terminal are to be rewritten.
        var lineCount = 0
        var isOver = false
    }

    private let context: CommandContext
    private let isQuiet: Bool
    private let uptime: @Sendable () -> Duration
    private let state = Mutex(State())

    /// Makes a view.
    ///
    /// - Parameters:
    ///   - context: Where to show it.
    ///   - isQuiet: Whether to show nothing.
    ///   - uptime: The time since the sync began.
    init(_ context: CommandContext, isQuiet: Bool, uptime: @escaping @Sendable () -> Duration) {
        self.context = context
        self.isQuiet = isQuiet
        self.uptime = uptime
    }

    /// The time between two lines where nobody watches.
    private static let lineInterval = Duration.seconds(10)
    /// The time between two pictures on a terminal.
    private static let pictureInterval = Duration.milliseconds(200)

    /// Takes in what happened, from any thread.
    func observe(_ progress: SyncProgress) {
        guard !isQuiet else { return }
        state.withLock { state in
            if let line = state.picture.take(progress) { say(line, &state) }
            show(&state)
        }
    }

    /// Shows how far it is also while nothing happens, until it is over.
    func tick() async {
        guard !isQuiet else { return }
        while !state.withLock(\.isOver) {
            do { try await Task.sleep(for: .milliseconds(250)) } catch { return }
            state.withLock { if !$0.isOver { show(&$0) } }
        }
    }

    /// Shows nothing more.
    func finish() {
        state.withLock { state in
            state.isOver = true
            write(eraser(&state))
        }
    }

    private func show(_ state: inout State) {
        let now = uptime()
        let interval = context.isErrorTerminal ? ProgressView.pictureInterval : ProgressView.lineInterval
        // The first picture comes when there is something to see.
        guard now - (state.lastShown ?? .zero) >= interval else { return }
        state.lastShown = now
        guard context.isErrorTerminal else {
            write(TextSafety.terminal(state.picture.summary(after: now)) + "\n")
            return
        }
        let lines = state.picture.lines(after: now).map(TextSafety.terminal)
        let text = eraser(&state) + lines.map { $0 + "\n" }.joined()
        state.lineCount = lines.count
        write(text)
    }

    private func say(_ line: String, _ state: inout State) {
        write(eraser(&state) + TextSafety.terminal(line) + "\n")
    }

    /// What takes the picture away again (ECMA-48: cursor up, erase below).
    private func eraser(_ state: inout State) -> String {
        defer { state.lineCount = 0 }
        return state.lineCount == 0 ? "" : "\u{1B}[\(state.lineCount)A\r\u{1B}[J"
    }

    private func write(_ text: String) {
        guard !text.isEmpty else { return }
        // Progress that cannot be shown stops nothing.
        do { try context.messages.write(text) } catch { return }
    }
}
