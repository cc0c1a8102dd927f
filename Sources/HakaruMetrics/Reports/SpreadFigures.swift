/// How one metric is spread in a group.
package struct SpreadFigures: Hashable, Sendable {
    /// Integrated in it; those without a value of the metric among them.
    package var integrated = 0
    /// The values; nil where there are none.
    package var distribution: Distribution?

    /// Makes figures; the defaults are those of nothing.
    package init(integrated: Int = 0, distribution: Distribution? = nil) {
        self.integrated = integrated
        self.distribution = distribution
    }
}
