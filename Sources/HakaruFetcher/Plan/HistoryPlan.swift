package import HakaruModel

/// How the first-parent line of a branch is read: a state machine without I/O.
///
/// No forge lists first parents, so a page holds all commits that one commit reaches, a hundred at a time; the line is
/// walked through the pages by first parents. A line that is read for the first time is read ahead, some pages side by
/// side, where the forge's cursors count. Else, and where the pages turn out not to hold the line, the next page begins
/// with the commit where the line left the last. So a line costs at most one request for each hundred commits that the
/// branch reaches, and each request that begins with a commit brings at least that one.
package struct HistoryPlan: Hashable, Sendable {
    /// A page to ask for.
    package struct Request: Hashable, Sendable {
        /// The commit whose history it is.
        package var commit: ObjectID
        /// Where the page begins; nil with the commit itself.
        package var cursor: String?
        /// Whether to ask how many commits there are in all.
        package var isCounted: Bool
        /// How many commits stand before the page.
        var offset = 0

        /// Makes a request for the page that begins with a commit.
        package init(from commit: ObjectID, isCounted: Bool = false) {
            self.commit = commit
            self.isCounted = isCounted
        }
    }

    /// A commit with a wrong date must not end the line: so many in a row have to be older than is wanted.
    private static let oldCommits = 20
    /// How many pages beyond the one in which the line is are asked for.
    private static let pagesAhead = 4

    private let branch: String
    private let tip: ObjectID
    private let floor: Instant
    private let stored: BranchHistory?
    private let positions: [ObjectID: Int]
    /// New entries above the stored ones, newest first.
    private var above: [BranchHistory.Entry] = []
    /// New entries below the stored ones, newest first.
    private var below: [BranchHistory.Entry] = []
    /// The newest stored entry that is still on the line.
    private var meeting: Int?
    private var reachesRoot = false
    private var oldInARow = 0
    /// The commit that the line goes on with; nil when it is as long as it is wanted.
    private var next: ObjectID?
    /// Whether a page is under way that begins with ``next``.
    private var isAsking = false
    /// The pages in which the line is looked for, by the commits before each.
    private var pages: [Int: [ObjectID: BranchHistory.Entry]] = [:]
    private var ahead: Ahead?

    /// Pages of one history that are asked for side by side.
    private struct Ahead: Hashable {
        let commit: ObjectID
        let cursor: CountingCursor
        let pageSize: Int
        let total: Int
        /// The commits before the next page to ask for.
        var offset: Int
        /// The commits before the last page in which the line was found.
        var walked = 0
        var underWay: Set<Int> = []
    }

    /// Plans to read the line of a branch.
    ///
    /// - Parameters:
    ///   - branch: Its name.
    ///   - tip: The commit at its tip now.
    ///   - stored: The line as far as it is stored; nil where none is.
    ///   - floor: Commits made before this are not wanted; the line ends some commits below it.
    package init(branch: String, tip: ObjectID, stored: BranchHistory?, floor: Instant) {
        self.branch = branch
        self.tip = tip
        self.floor = floor
        self.stored = stored
        positions = Dictionary(
            (stored?.entries ?? []).enumerated().map { ($1.sha, $0) }, uniquingKeysWith: { first, _ in first })
        goOn(to: tip)
    }

    /// Whether the line is as long as it is wanted.
    package var isDone: Bool { next == nil }

    /// The entries that are read above the stored ones, newest first.
    package var newEntries: [BranchHistory.Entry] { above }

    /// The line as it is known now; nil where nothing of it is.
    package var history: BranchHistory? {
        guard let meeting, let stored else {
            guard !above.isEmpty else { return nil }
            return BranchHistory(branch: branch, entries: above.reversed(), reachesRoot: reachesRoot)
        }
        return BranchHistory(
            branch: branch, entries: below.reversed() + stored.entries[...meeting] + above.reversed(),
            reachesRoot: stored.reachesRoot || reachesRoot)
    }

    /// Whether something is known now that is not stored.
    package var hasNews: Bool {
        guard let stored, let meeting else { return !above.isEmpty }
        return !above.isEmpty || !below.isEmpty || meeting < stored.entries.count - 1 || !stored.exists
            || (reachesRoot && !stored.reachesRoot)
    }
}

// MARK: - Pages

extension HistoryPlan {
    /// The next page to ask for; nil where one that is under way has to come first, or the line is done.
    package mutating func nextRequest() -> Request? {
        guard let next, !isAsking else { return nil }
        if var ahead {
            if ahead.offset < ahead.total, ahead.offset <= ahead.walked + HistoryPlan.pagesAhead * ahead.pageSize {
                var request = Request(from: ahead.commit)
                request.cursor = ahead.cursor.behind(ahead.offset)
                request.offset = ahead.offset
                ahead.underWay.insert(ahead.offset)
                ahead.offset += ahead.pageSize
                self.ahead = ahead
                return request
            }
            guard ahead.underWay.isEmpty else { return nil }
            // What was read ahead does not hold the line.
            stopReadingAhead()
        }
        isAsking = true
        return Request(from: next, isCounted: isWhollyNew)
    }

    /// Whether nothing that is stored lies on the line from here on.
    private var isWhollyNew: Bool { stored == nil || meeting != nil }

    /// Takes in a page; one without the commit that it begins with ends the line: the forge knows no more.
    package mutating func receive(_ page: HistoryPage, of request: Request) {
        let entries = Dictionary(page.entries.map { ($0.sha, $0) }) { first, _ in first }
        guard request.cursor == nil else {
            guard ahead?.commit == request.commit, ahead?.underWay.remove(request.offset) != nil else { return }
            pages[request.offset] = entries
            walk()
            return
        }
        isAsking = false
        pages = [0: entries]
        if let start = next, entries[start] == nil {
            reachesRoot = start != tip
            next = nil
        }
        if isWhollyNew, let total = page.total, let end = page.next,
            let cursor = CountingCursor(end, behind: page.entries.count)
        {
            ahead = Ahead(
                commit: request.commit, cursor: cursor, pageSize: page.entries.count, total: total,
                offset: page.entries.count)
        }
        walk()
        if ahead == nil { pages = [:] }
    }

    /// Takes in that a page did not come.
    ///
    /// - Returns: Whether the line can be read nevertheless, since the page was read ahead.
    package mutating func fail(_ request: Request) -> Bool {
        guard request.cursor != nil else { return false }
        stopReadingAhead()
        return true
    }

    private mutating func stopReadingAhead() {
        ahead = nil
        pages = [:]
    }
}

// MARK: - The line

extension HistoryPlan {
    /// Follows the line as far as the pages hold it.
    private mutating func walk() {
        while let sha = next, let (offset, entry) = find(sha) {
            if let walked = ahead?.walked, offset > walked {
                ahead?.walked = offset
                // The line goes down; only where dates are wrong does it come back to the page before.
                for passed in pages.keys where passed < walked { pages[passed] = nil }
            }
            if meeting == nil { above.append(entry) } else { below.append(entry) }
            oldInARow = entry.committedAt < floor ? oldInARow + 1 : 0
            if let parent = entry.parents.first {
                if oldInARow >= HistoryPlan.oldCommits { next = nil } else { goOn(to: parent) }
            } else {
                reachesRoot = true
                next = nil
            }
        }
        if next == nil { stopReadingAhead() }
    }

    private func find(_ sha: ObjectID) -> (offset: Int, entry: BranchHistory.Entry)? {
        for (offset, entries) in pages {
            if let entry = entries[sha] { return (offset, entry) }
        }
        return nil
    }

    /// Goes on with a commit; where it is stored, behind what is stored.
    private mutating func goOn(to sha: ObjectID) {
        next = sha
        guard meeting == nil, let position = positions[sha], let stored else { return }
        meeting = position
        next = stored.reachesRoot || isOldEnough(stored) ? nil : stored.entries[0].parents.first
    }

    private func isOldEnough(_ stored: BranchHistory) -> Bool {
        let oldest = stored.entries.prefix(HistoryPlan.oldCommits)
        return oldest.count == HistoryPlan.oldCommits && oldest.allSatisfy { $0.committedAt < floor }
    }
}
