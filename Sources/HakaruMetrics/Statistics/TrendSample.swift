/// What a trend is judged from: the values before and after.
package enum TrendSample: Hashable, Sendable {
    /// Durations of single pull requests in seconds, in any order.
    case durations(before: [Int64], after: [Int64])
    /// Sizes of single pull requests in lines, in any order.
    case sizes(before: [Int64], after: [Int64])
    /// How many there were in each complete week, empty weeks as 0; only weeks that are known belong here.
    case weeklyCounts(before: [Int], after: [Int])
}
