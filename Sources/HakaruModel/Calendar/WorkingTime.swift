/// How much of a duration lies in working hours; printed beside wall-clock time, never instead of it.
package enum WorkingTime: Hashable, Sendable {
    /// The working time in whole seconds; never negative, and never more than the wall-clock time.
    case seconds(Int64)
    /// Part of the duration lies outside the dates whose public holidays are known, so that no number is given.
    case holidaysUnknown(knownFrom: CivilDate, knownUntil: CivilDate)

    /// The working time in whole seconds; nil where it is unknown.
    package var seconds: Int64? {
        switch self {
        case .seconds(let seconds): seconds
        case .holidaysUnknown: nil
        }
    }
}
