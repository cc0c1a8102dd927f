/// What the comparison of two stretches of time shows, and how sure that is (`definitions.md` §7).
package struct Trend: Hashable, Sendable {
    /// What is compared.
    package enum Kind: Hashable, Sendable {
        /// The medians of durations.
        case duration
        /// The medians of sizes.
        case size
        /// The numbers in a week.
        case count
    }

    /// What may be said.
    ///
    /// The raw values are keys of JSON.
    package enum Verdict: String, Hashable, Sendable, CaseIterable {
        /// Lower than before, beyond chance: faster, smaller, fewer.
        case clearlyLower = "clearly_lower"
        /// Higher than before, beyond chance: slower, larger, more.
        case clearlyHigher = "clearly_higher"
        /// What chance alone would also bring about.
        case noClearChange = "no_clear_change"
        /// Too little happened to ask the question.
        case tooFew = "too_few"
    }

    /// What is compared.
    package let kind: Kind
    /// The median, or the weekly number, after divided by that before; nil where that before is 0 or nothing is there.
    package let ratio: Thousandths?
    /// The lower end of the ratio's 95 % interval; nil where there is none.
    package let low: Thousandths?
    /// The upper end of the ratio's 95 % interval; nil where there is none.
    package let high: Thousandths?
    /// How many pull requests the values before come from.
    package let countBefore: Int
    /// How many pull requests the values after come from.
    package let countAfter: Int
    /// The probability of such a difference when nothing changed, 0 to 1 in millionths; nil where it was not tested.
    package let pValue: Double?
    /// What may be said.
    package let verdict: Verdict

    /// Makes a trend that was judged before, or for a test; ``judge(_:seed:)`` makes those that count.
    package init(
        kind: Kind, ratio: Thousandths?, low: Thousandths?, high: Thousandths?, countBefore: Int, countAfter: Int,
        pValue: Double?, verdict: Verdict
    ) {
        self.kind = kind
        self.ratio = ratio
        self.low = low
        self.high = high
        self.countBefore = countBefore
        self.countAfter = countAfter
        self.pValue = pValue
        self.verdict = verdict
    }

    /// Whether it says that something changed.
    package var isClaim: Bool { verdict == .clearlyLower || verdict == .clearlyHigher }
}
