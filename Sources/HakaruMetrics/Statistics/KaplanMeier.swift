/// How long something takes when some of it is not over yet: the estimate of Kaplan and Meier (1958).
///
/// What is still open counts as taking longer than it has so far, so slow work cannot hide by staying open.
package struct KaplanMeier: Hashable, Sendable {
    /// All observations, finished and open; at least 1.
    package let count: Int
    /// The finished ones.
    package let finished: Int
    /// The time within which half are finished, in whole units of the input; nil where the estimate does not get so
    /// far.
    package let p50: Int64?
    /// The time within which three quarters are finished; nil where the estimate does not get so far.
    package let p75: Int64?
    /// The time within which nine of ten are finished; nil where the estimate does not get so far.
    package let p90: Int64?

    /// Whether there are fewer than 5 observations, from which nothing is concluded.
    package var isFew: Bool { count < Distribution.fewest }

    /// Makes the estimate, or nil where there is no observation.
    ///
    /// Something that ends at the very time at which another was last seen open counts as before it. A percentile is
    /// the first time at which the share still open is at most what the percentile leaves.
    ///
    /// - Parameters:
    ///   - finished: How long the finished ones took, in any order.
    ///   - open: How long the others have been open so far, in any order.
    /// - Complexity: O(n)
    package init?(finished: [Int64], open: [Int64]) {
        guard !finished.isEmpty || !open.isEmpty else { return nil }
        let ends = RadixSort.sorted(finished)
        let lastSeen = RadixSort.sorted(open)
        var times: [Int64?] = [nil, nil, nil]
        let shares = [0.5, 0.25, 0.1]
        var stillOpen = 1.0
        var indexOpen = 0
        var index = 0
        while index < ends.count {
            let time = ends[index]
            while indexOpen < lastSeen.count, lastSeen[indexOpen] < time { indexOpen += 1 }
            let atRisk = Double(ends.count - index + lastSeen.count - indexOpen)
            let start = index
            while index < ends.count, ends[index] == time { index += 1 }
            stillOpen *= (atRisk - Double(index - start)) / atRisk
            // The product of many quotients may miss 0.5 by its rounding.
            for percentile in shares.indices where times[percentile] == nil && stillOpen <= shares[percentile] + 1e-9 {
                times[percentile] = time
            }
        }
        self.count = finished.count + open.count
        self.finished = finished.count
        (p50, p75, p90) = (times[0], times[1], times[2])
    }
}
