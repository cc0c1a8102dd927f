package import HakaruModel

/// A pull request whose details are still to be fetched.
package struct PendingDetail: Hashable, Sendable {
    /// The forge's identity.
    package var forgeID: ForgeID
    /// The number that people see.
    package var number: Int
    /// How many commits it has, as far as is known; decides what its page costs.
    package var commitCount: Int
    /// The widest page that it may be asked for in; smaller after it was in one that failed.
    package var widest = 100

    /// Makes a row of the queue.
    package init(forgeID: ForgeID, number: Int, commitCount: Int) {
        self.forgeID = forgeID
        self.number = number
        self.commitCount = commitCount
    }
}

/// What waits for a page of details, sorted so that pages cost little.
///
/// A page asks for as many commits of each pull request as the one with the most has, up to a bound, and pays for all:
/// pull requests with equally many commits belong together. And prices are rounded: a page just below a step is cheaper.
struct DetailQueue: Sendable {
    private let commitBound: Int
    let price: PagePrice?
    /// By the number of commits to ask for; those that were in a failed page apart.
    private var buckets: [[PendingDetail]]
    private var suspects: [PendingDetail] = []
    private(set) var count = 0

    /// Makes an empty queue.
    ///
    /// - Parameters:
    ///   - commitBound: The most commits to ask for in a page of details, at least 1.
    ///   - price: What a page costs; nil where it has no price.
    init(commitBound: Int, price: PagePrice?) {
        self.commitBound = commitBound
        self.price = price
        buckets = Array(repeating: [], count: commitBound + 1)
    }

    var isEmpty: Bool { count == 0 }

    /// Adds a pull request.
    mutating func append(_ item: PendingDetail) {
        count += 1
        if item.widest < 100 {
            suspects.append(item)
        } else {
            buckets[bound(item)].append(item)
        }
    }

    private func bound(_ item: PendingDetail) -> Int { max(1, min(commitBound, item.commitCount)) }

    /// Takes the next page out, or nil where it is better to wait for more.
    ///
    /// - Parameters:
    ///   - width: The widest page that the forge bears.
    ///   - isEager: Whether not to wait for more of the same kind.
    /// - Returns: The rows, and how many commits of each to ask for.
    mutating func nextPage(width: Int, isEager: Bool) -> (items: [PendingDetail], commitCount: Int)? {
        if let page = nextSuspects(width: width) { return page }
        for commits in 1...commitBound {
            let best = bestWidth(of: Array(repeating: commits, count: width))
            if buckets[commits].count >= best { return take(best) { $0 == commits } }
        }
        guard isEager, count > 0 else { return nil }
        let commits = (1...commitBound).flatMap { Array(repeating: $0, count: buckets[$0].count) }.prefix(width)
        return take(bestWidth(of: Array(commits))) { _ in true }
    }

    /// Those of a failed page are asked for again in smaller ones, apart from the others.
    private mutating func nextSuspects(width: Int) -> (items: [PendingDetail], commitCount: Int)? {
        guard let widest = suspects.map(\.widest).min() else { return nil }
        var items: [PendingDetail] = []
        suspects.removeAll { item in
            guard item.widest == widest, items.count < min(widest, width) else { return false }
            items.append(item)
            return true
        }
        count -= items.count
        return (items, items.map(bound).max() ?? 1)
    }

    private mutating func take(
        _ width: Int, from isIncluded: (Int) -> Bool
    ) -> (items: [PendingDetail], commitCount: Int)? {
        var items: [PendingDetail] = []
        var commitCount = 1
        for commits in 1...commitBound where isIncluded(commits) && items.count < width && !buckets[commits].isEmpty {
            let taken = min(width - items.count, buckets[commits].count)
            items += buckets[commits].prefix(taken)
            buckets[commits].removeFirst(taken)
            commitCount = commits
        }
        count -= items.count
        return items.isEmpty ? nil : (items, commitCount)
    }

    /// How many of the first rows give the most for a point, but at least 6 of 10.
    ///
    /// - Parameter commits: The commits of the rows that could be taken, ascending.
    /// - Returns: A number of rows, at most all.
    private func bestWidth(of commits: [Int]) -> Int {
        guard let price, commits.count > 1 else { return commits.count }
        var best = commits.count
        var bestPoints = price.points(width: best, commitCount: commits[best - 1])
        for width in stride(from: commits.count - 1, through: max(1, (commits.count * 6 + 9) / 10), by: -1) {
            let points = price.points(width: width, commitCount: commits[width - 1])
            if width * bestPoints > best * points { (best, bestPoints) = (width, points) }
        }
        return best
    }
}
