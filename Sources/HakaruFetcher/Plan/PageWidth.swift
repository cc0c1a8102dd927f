/// How many pull requests a page of details asks for: halved when the forge can't bear it, grown slowly.
package struct PageWidth: Hashable, Sendable {
    /// The width now, from 1 to the maximum.
    package private(set) var value: Int
    private let maximum: Int
    /// The widest that is worth trying; a failure lowers it, many successes raise it again.
    private var ceiling: Int
    private var successesAtCeiling = 0
    /// The width before the failures that are not explained yet.
    private var widthBeforeFailure: Int?
    private var hasSucceededSinceBlame = true

    /// Starts with a width, such as the one that was borne last.
    package init(start: Int, maximum: Int) {
        self.maximum = max(1, maximum)
        value = max(1, min(start, self.maximum))
        ceiling = self.maximum
    }

    /// A page of `size` was delivered.
    package mutating func succeeded(size: Int) {
        hasSucceededSinceBlame = true
        guard size * 10 >= value * 6 else { return }
        if size >= value { widthBeforeFailure = nil }
        if size > value {
            // It was asked for before a failure made the width smaller, and was borne.
            value = min(size, ceiling)
        } else if value < ceiling {
            value += 1
        } else if ceiling < maximum {
            successesAtCeiling += 1
            if successesAtCeiling >= 20 {
                successesAtCeiling = 0
                ceiling += 1
            }
        }
    }

    /// A page of `size` was too much, or came with holes.
    package mutating func failed(size: Int) {
        widthBeforeFailure = widthBeforeFailure ?? value
        value = max(1, min(value, size / 2))
        ceiling = max(1, min(ceiling, size - 1))
        successesAtCeiling = 0
    }

    /// One pull request failed even alone: the failures were about it and not about the width, unless nothing succeeds.
    package mutating func blamedOnOne() {
        guard let before = widthBeforeFailure, hasSucceededSinceBlame else { return }
        hasSucceededSinceBlame = false
        value = max(value, before)
        ceiling = max(ceiling, before)
        widthBeforeFailure = nil
    }
}
