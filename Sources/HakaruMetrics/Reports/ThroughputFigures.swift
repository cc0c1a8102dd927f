/// How many pull requests were delivered (`definitions.md` §6): the figures of `hakaru throughput`.
package typealias ThroughputReport = Report<ThroughputFigures>

/// The counts of one group; each by the time of the event that it names.
package struct ThroughputFigures: Hashable, Sendable {
    /// Created in it.
    package var opened = 0
    /// Merged in it, into any branch.
    package var merged = 0
    /// Integrated in it: the PR count.
    package var integrated = 0
    /// Closed at its end without a merge, the last close lying in it.
    package var abandoned = 0
    /// Open at its end.
    package var inProgress = 0
    /// Distinct people, no bots, who authored what was integrated.
    package var contributors = 0
    /// Integrated ones that revert another.
    package var reverts = 0
    /// The lines of the integrated ones, where the forge tells them; nil where there are none.
    package var size: Distribution?
    /// Integrated ones by bots: a series of their own, whether or not bots count here.
    package var byBots = 0
    /// Promotions merged in it, which count nowhere else.
    package var promotions = 0
    /// Back-merges merged in it, which count nowhere else.
    package var backMerges = 0

    /// Makes figures of nothing: every count 0, every distribution nil.
    package init() {}

    /// Integrated ones per contributor; nil without contributors.
    package var integratedPerContributor: Thousandths? { Share(integrated, of: contributors).ratio }

    /// The reverts among the integrated ones.
    package var revertShare: Share { Share(reverts, of: integrated) }
}
