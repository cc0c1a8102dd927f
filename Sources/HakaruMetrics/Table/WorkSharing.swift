import Synchronization

/// How independent pieces of work on a large table are done: one after the other, or by all processors at once.
///
/// The result is the same either way. This room starts no threads: who has processors hands in how they are used.
package struct WorkSharing: Sendable {
    /// Calls a function once for each index below a count, in any order and perhaps at once; returns when all is done.
    package typealias Perform = @Sendable (_ count: Int, _ body: @Sendable (Int) -> Void) -> Void

    private let workers: Int
    private let perform: Perform

    /// Nobody to share with: one piece after the other.
    package static let alone = WorkSharing(workers: 1) { count, body in
        for index in 0..<count { body(index) }
    }

    /// Shares work.
    ///
    /// - Parameters:
    ///   - workers: How many pieces can be done at once; at least 1.
    ///   - perform: Does them.
    package init(workers: Int, perform: @escaping Perform) {
        self.workers = max(1, workers)
        self.perform = perform
    }

    /// Cuts a range into pieces and does them all.
    ///
    /// - Parameters:
    ///   - count: The number of elements.
    ///   - least: The fewest elements that are worth a piece of their own.
    ///   - body: The work on some of the elements.
    /// - Returns: The results in the order of the elements.
    package func map<Piece: Sendable>(
        _ count: Int, least: Int, _ body: @Sendable (Range<Int>) -> Piece
    ) -> [Piece] {
        let pieces = workers == 1 ? 1 : max(1, min(workers * 4, count / max(1, least)))
        guard pieces > 1 else { return [body(0..<count)] }
        let results = Mutex([Piece?](repeating: nil, count: pieces))
        perform(pieces) { index in
            let piece = body(count * index / pieces..<count * (index + 1) / pieces)
            results.withLock { $0[index] = piece }
        }
        return results.withLock { $0.compactMap { $0 } }
    }
}
