import RealModule

/// The test of Mann and Whitney: whether values of one group tend to be larger than those of another.
///
/// Two-sided, by the normal approximation with the corrections for ties and for continuity.
struct RankTest {
    /// How often a value after exceeds one before, over all pairs; an equal pair counts as a half.
    let statistic: Double
    /// The probability of a statistic at least that far from its middle when nothing differs, 0 to 1.
    let pValue: Double
    /// Below 0 where values after tend to be smaller, above 0 where they tend to be larger.
    let direction: Double

    /// Tests two groups, each sorted ascending and not empty.
    init(before: [Int64], after: [Int64]) {
        let countBefore = Double(before.count)
        let countAfter = Double(after.count)
        let total = countBefore + countAfter
        var statistic = 0.0
        var tieSum = 0.0
        var indexBefore = 0
        var indexAfter = 0
        while indexBefore < before.count || indexAfter < after.count {
            let value = Swift.min(
                indexBefore < before.count ? before[indexBefore] : .max,
                indexAfter < after.count ? after[indexAfter] : .max)
            let startBefore = indexBefore
            let startAfter = indexAfter
            while indexBefore < before.count, before[indexBefore] == value { indexBefore += 1 }
            while indexAfter < after.count, after[indexAfter] == value { indexAfter += 1 }
            let equalBefore = Double(indexBefore - startBefore)
            let equalAfter = Double(indexAfter - startAfter)
            statistic += equalAfter * (Double(startBefore) + equalBefore / 2)
            let ties = equalBefore + equalAfter
            tieSum += ties * ties * ties - ties
        }
        let direction = statistic - countBefore * countAfter / 2
        let variance = countBefore * countAfter / 12 * (total + 1 - tieSum / (total * (total - 1)))
        self.statistic = statistic
        self.direction = direction
        self.pValue =
            variance > 0
            ? min(1, Double.erfc((abs(direction) - 0.5) / (2 * variance).squareRoot())) : 1
    }
}
