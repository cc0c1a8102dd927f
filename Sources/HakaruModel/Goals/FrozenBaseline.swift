/// The baseline of a goal as it was stored, with its n; every later change of it is another one of these.
///
/// The last one of a goal and a label is in force; those before it are the log of restatements.
package struct FrozenBaseline: Hashable, Sendable {
    /// Why a baseline was stored.
    ///
    /// The raw values are stored, and are keys of JSON.
    package enum Cause: String, Hashable, Sendable, CaseIterable {
        /// It is the first one.
        case first
        /// A definition changed.
        case definitions
        /// The configuration that shapes the number changed.
        case configuration
        /// What is known of the stretch changed.
        case data
    }

    /// The name of the goal.
    package let goal: String
    /// The stretch or day that it was read from, see ``Goal/baselineLabel``.
    package let label: String
    /// The value in the unit of the goal.
    package let value: Fraction
    /// How many pull requests, lines or records are behind it.
    package let count: Int
    /// When it was stored.
    package let frozenAt: Instant
    /// The definitions that it follows.
    package let definitionsVersion: Int
    /// A hash of the configuration that shaped it.
    package let fingerprint: String
    /// Why it was stored.
    package let cause: Cause

    /// Makes a baseline.
    package init(
        goal: String, label: String, value: Fraction, count: Int, frozenAt: Instant, definitionsVersion: Int,
        fingerprint: String, cause: Cause
    ) {
        self.goal = goal
        self.label = label
        self.value = value
        self.count = count
        self.frozenAt = frozenAt
        self.definitionsVersion = definitionsVersion
        self.fingerprint = fingerprint
        self.cause = cause
    }
}
