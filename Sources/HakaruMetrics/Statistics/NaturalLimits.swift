import RealModule

/// The band within which a series moves when nothing special happens: centre ± 2.66 × mean moving range.
///
/// These are the limits of an individuals chart (Shewhart, Wheeler): 2.66 is 3 divided by 1.128, the mean range of two
/// normal values in standard deviations. Values outside are worth a look; values inside are no news.
package struct NaturalLimits: Hashable, Sendable {
    /// How the values are compared.
    package enum Scale: Hashable, Sendable {
        /// By differences: for counts and ratios. The lower limit is never below 0.
        case linear
        /// By factors: for durations in seconds; less than 1 counts as 1.
        case logarithmic
    }

    /// The mean of the values; their geometric mean on the logarithmic scale.
    package let centre: Double
    /// The lower limit, 0 or more.
    package let lower: Double
    /// The upper limit.
    package let upper: Double

    /// Makes the limits of a series, or nil where fewer than 5 of its values are there.
    ///
    /// - Parameters:
    ///   - values: One value a week, oldest first, nil for a week without; a range is taken over such a gap.
    ///   - scale: How the values are compared.
    package init?(_ values: [Double?], scale: Scale) {
        let points = values.compactMap { $0 }.map { scale == .linear ? $0 : Double.log(max(1, $0)) }
        guard points.count >= Distribution.fewest else { return nil }
        let mean = points.reduce(0, +) / Double(points.count)
        let ranges = zip(points, points.dropFirst()).map { abs($1 - $0) }
        let reach = 2.66 * ranges.reduce(0, +) / Double(ranges.count)
        switch scale {
        case .linear:
            (centre, lower, upper) = (mean, max(0, mean - reach), mean + reach)
        case .logarithmic:
            (centre, lower, upper) = (Double.exp(mean), Double.exp(mean - reach), Double.exp(mean + reach))
        }
    }
}
