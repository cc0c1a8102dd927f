package import HakaruModel

/// A part of a pull request that a page of details left open.
package struct OpenPart: Hashable, Sendable {
    /// Which part.
    package enum Kind: Hashable, Sendable {
        /// Further labels.
        case labels
        /// Further commits.
        case commits
        /// Further reviews.
        case reviews
        /// Further events and comments.
        case timeline
        /// Further changed files.
        case files
        /// Inline comments, thread by thread.
        case reviewThreads
        /// Further comments of one thread.
        case threadComments(thread: ForgeID)
        /// How many parents some commits have, by the forge's identities of the commits.
        case parents(of: [ForgeID])
    }

    /// The pull request that it belongs to.
    package var pullRequest: ForgeID
    /// Which part.
    package var kind: Kind
    /// Where the page before ended; nil for the first.
    package var cursor: String?
    /// How many items to ask for, 1 to 100.
    package var count: Int

    /// Makes a part.
    package init(of pullRequest: ForgeID, _ kind: Kind, after cursor: String? = nil, count: Int) {
        self.pullRequest = pullRequest
        self.kind = kind
        self.cursor = cursor
        self.count = count
    }

    /// How many connections the forge counts for it.
    package var price: Int {
        switch kind {
        case .labels, .reviews, .timeline, .files, .threadComments: 1
        case .commits, .reviewThreads: 1 + count
        case .parents(let commits): commits.count
        }
    }
}

/// What a forge charges for a query: its connections, divided by a step and rounded to the nearest whole number.
package struct PagePrice: Hashable, Sendable {
    /// Connections of a pull request apart from those of its commits.
    package var fixed: Int
    /// Connections that cost one point.
    package var step: Int

    /// Makes a price.
    package init(fixed: Int, step: Int) {
        self.fixed = fixed
        self.step = step
    }

    /// The points of so many connections; at least 1.
    package func points(connections: Int) -> Int {
        max(1, (connections + step / 2) / step)
    }

    /// The points of a page of details.
    package func points(width: Int, commitCount: Int) -> Int {
        points(connections: width * (fixed + commitCount))
    }
}
