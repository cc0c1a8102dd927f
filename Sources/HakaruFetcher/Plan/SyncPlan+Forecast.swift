extension SyncPlan {
    /// What is still to do, as far as the list was read.
    package struct Forecast: Hashable, Sendable {
        /// Pull requests to fetch.
        package var toFetch: Int
        /// Whether more may follow on pages of the list that were not read.
        package var isAtLeast: Bool
        /// Requests, the one that opened the walk among them; rests of long lists and histories of branches come on top.
        package var requests: Int
        /// Points for these requests; the same number where pages have no price.
        package var points: Int
    }

    /// How many pull requests this run has to fetch, as far as is known.
    ///
    /// A first or full walk takes all that the forge counts, less what an earlier run has stored of the same walk.
    package var knownCount: Int {
        guard purpose != .update, let total else { return wantedCount }
        return max(wantedCount, purpose == .first ? total - storedBefore : total)
    }

    /// What this run costs from here on; it means something once the walk is open.
    package var forecast: Forecast {
        let toFetch = knownCount
        let isListed = walk?.isListed ?? true
        let listPages = purpose == .update || isListed ? 0 : max(0, (total ?? 0) - listedCount + 99) / 100
        var forecast = Forecast(
            toFetch: toFetch, isAtLeast: purpose == .update && !isListed, requests: 1 + listPages, points: 1 + listPages
        )
        let commits = averageCommitCount
        var left = toFetch
        var size = width.value
        while left > 0 {
            let page = min(size, left)
            left -= page
            forecast.requests += 1
            forecast.points += queue.price?.points(width: page, commitCount: commits) ?? 1
            size = min(size + 1, settings.maximumWidth)
        }
        return forecast
    }

    /// How many commits a page of details asks for on average, from those that are listed; at least 1.
    private var averageCommitCount: Int {
        guard !pending.isEmpty else { return 1 }
        let sum = pending.values.reduce(0) { $0 + max(1, min(settings.commitBound, $1.commitCount)) }
        return (sum + pending.count - 1) / pending.count
    }
}
