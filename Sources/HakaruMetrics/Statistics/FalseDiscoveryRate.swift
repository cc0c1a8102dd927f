/// Keeps the share of false claims among all claims low, however many questions are asked at once.
enum FalseDiscoveryRate {
    /// Which of the probabilities are small enough (Benjamini and Hochberg, 1995).
    ///
    /// The procedure holds the rate for independent tests and for those that depend on each other positively, as the
    /// stages of a lead time and two spans of the same weeks do; ``TrendSimulation`` shows that it holds here.
    ///
    /// - Parameters:
    ///   - pValues: One of each test; nil for a question that could not be tested, which is never a claim.
    ///   - level: The rate that is allowed, such as 0.05.
    /// - Returns: For each, whether it counts.
    static func discoveries(among pValues: [Double?], level: Double) -> [Bool] {
        let tested = pValues.compactMap { $0 }.sorted()
        let limit = tested.indices.last { tested[$0] <= level * Double($0 + 1) / Double(tested.count) }
        guard let limit else { return pValues.map { _ in false } }
        return pValues.map { value in
            guard let value else { return false }
            return value <= tested[limit]
        }
    }
}
