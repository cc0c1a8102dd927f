/// Compares how many things happen in a week before and after, when weeks vary more than chance alone explains.
///
/// The model is quasi-Poisson: the variance of a week is φ times its mean. φ is Pearson's statistic within the two
/// groups divided by its degrees of freedom, and never below 1. Given all that happened, the part that fell into the
/// weeks after is binomial when nothing changed; the score of that, divided by √φ, is compared with Student's t. The
/// interval holds the ratios that the same score does not reject, so test and interval never contradict each other.
struct RateComparison {
    /// The weekly rate after, divided by that before; nil where nothing happened before.
    let ratio: Double?
    /// The ends of the interval that holds the ratio with 95 %; the upper one may be infinite.
    let interval: (low: Double, high: Double)
    /// The probability of a score at least that large when nothing changed, 0 to 1.
    let pValue: Double
    /// φ, 1 or more.
    let dispersion: Double
    /// How many of the things would fall into the smaller of the two groups of weeks if nothing changed.
    let expectedInSmaller: Double

    /// Compares two groups of weeks, or gives nil where there is nothing to compare: a group without weeks, fewer than
    /// three weeks in all, or nothing that happened.
    init?(before: [Int], after: [Int]) {
        let sumBefore = Double(before.reduce(0, +))
        let sumAfter = Double(after.reduce(0, +))
        let total = sumBefore + sumAfter
        guard !before.isEmpty, !after.isEmpty, before.count + after.count > 2, total > 0 else { return nil }
        let degrees = Double(before.count + after.count - 2)
        let share = Double(after.count) / Double(before.count + after.count)
        let dispersion = max(1, (Self.pearson(before) + Self.pearson(after)) / degrees)
        let student = StudentDistribution(degrees: degrees)
        let score = (sumAfter - total * share) / (total * share * (1 - share) * dispersion).squareRoot()
        let weeksRatio = Double(before.count) / Double(after.count)

        // The score's interval for a share (Wilson, 1927), with φ and t for 1 and z.
        let t = student.quantile(twoSidedTail: 0.05)
        let weight = t * t * dispersion
        let centre = (sumAfter + weight / 2) / (total + weight)
        let reach = (weight * (sumAfter * sumBefore / total + weight / 4)).squareRoot() / (total + weight)
        let odds = { (share: Double) in share >= 1 ? Double.infinity : max(0, share) / (1 - share) * weeksRatio }

        self.ratio = sumBefore > 0 ? sumAfter / sumBefore * weeksRatio : nil
        self.interval = (odds(centre - reach), sumBefore > 0 ? odds(centre + reach) : .infinity)
        self.pValue = student.twoSidedTail(score)
        self.dispersion = dispersion
        self.expectedInSmaller = total * min(share, 1 - share)
    }

    private static func pearson(_ counts: [Int]) -> Double {
        let mean = Double(counts.reduce(0, +)) / Double(counts.count)
        guard mean > 0 else { return 0 }
        return counts.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / mean
    }
}
