import RealModule

/// A year and a quarter of a made-up team, week by week, for ``TrendSimulation``.
struct SimulatedTeam {
    /// How the team works.
    struct Setting: Hashable, Sendable {
        /// Pull requests in a week, on average.
        var pullRequestsPerWeek: Double
        /// The standard deviation of the logarithm of each stage; real teams have 1 to 2.
        var sigma: Double
        /// The variance of the weekly number divided by its mean; 1 is pure chance, real teams have 1 to 4.
        var dispersion: Double
        /// What each stage is multiplied by in the last weeks; 1 where nothing changes.
        var factor = 1.0
        /// For how many weeks, counted from the end, that holds.
        var changedWeeks = 0
    }

    /// One pull request: its stages and size.
    struct PullRequest {
        var stages: [Int64]
        var size: Int64

        /// All stages together.
        var leadTime: Int64 { stages.reduce(0, +) }
    }

    /// The weeks that the two spans look at: 13, and 52 before them.
    static let weekCount = 65
    /// The medians of coding, pickup, review and merge time in seconds.
    private static let medians: [Double] = [21_600, 14_400, 28_800, 3_600]

    /// The pull requests of each week, oldest week first.
    let weeks: [[PullRequest]]

    /// Makes up a team.
    init(_ setting: Setting, generator: inout SeededGenerator) {
        weeks = (0..<Self.weekCount).map { week in
            let isChanged = week >= Self.weekCount - setting.changedWeeks
            let factor = isChanged ? setting.factor : 1
            let count = Self.count(setting, &generator)
            return (0..<count).map { _ in Self.pullRequest(setting, factor: factor, &generator) }
        }
    }

    /// Everything that a weekly summary makes statements about: for both spans the lead time, its stages, the size and
    /// the weekly number.
    var samples: [TrendSample] {
        spans.flatMap { before, after in
            var samples: [TrendSample] = [
                .weeklyCounts(before: before.map(\.count), after: after.map(\.count)),
                .sizes(before: before.flatMap { $0.map(\.size) }, after: after.flatMap { $0.map(\.size) }),
                .durations(before: before.flatMap { $0.map(\.leadTime) }, after: after.flatMap { $0.map(\.leadTime) }),
            ]
            for stage in Self.medians.indices {
                samples.append(
                    .durations(
                        before: before.flatMap { $0.map { $0.stages[stage] } },
                        after: after.flatMap { $0.map { $0.stages[stage] } }))
            }
            return samples
        }
    }

    /// The index in ``samples`` of the lead time of the last 4 weeks against the 13 before.
    static let leadTimeIndex = 2

    private var spans: [(before: ArraySlice<[PullRequest]>, after: ArraySlice<[PullRequest]>)] {
        [(weeks.suffix(17).prefix(13), weeks.suffix(4)), (weeks.prefix(13), weeks.suffix(13))]
    }

    /// A negative-binomial number: Poisson with a mean that itself varies by a gamma distribution.
    private static func count(_ setting: Setting, _ generator: inout SeededGenerator) -> Int {
        let excess = setting.dispersion - 1
        guard excess > 0 else { return generator.poisson(mean: setting.pullRequestsPerWeek) }
        return generator.poisson(mean: generator.gamma(shape: setting.pullRequestsPerWeek / excess) * excess)
    }

    private static func pullRequest(
        _ setting: Setting, factor: Double, _ generator: inout SeededGenerator
    ) -> PullRequest {
        var stages = medians.map { median in
            Int64(median * factor * Double.exp(setting.sigma * generator.normal()))
        }
        // A first review that approves at once leaves a review time of 0, so there are many ties.
        if generator.uniform() < 0.3 { stages[2] = 0 }
        return PullRequest(stages: stages, size: Int64(60 * Double.exp(1.4 * generator.normal())))
    }
}

extension SeededGenerator {
    /// A number of the Poisson distribution, by multiplying uniform numbers; O(mean).
    fileprivate mutating func poisson(mean: Double) -> Int {
        // The product of many numbers would become 0, so a large mean is taken in parts.
        guard mean > 30 else {
            let limit = Double.exp(-mean)
            var count = 0
            var product = uniform()
            while product > limit {
                count += 1
                product *= uniform()
            }
            return count
        }
        return poisson(mean: 30) + poisson(mean: mean - 30)
    }
}
