package import HakaruModel

/// How the first-parent line of a branch is read: a state machine without I/O.
///
/// No forge lists first parents, so a page holds all commits that one commit reaches, a hundred at a time; the line is
/// walked through the page by first parents, and the next page begins where it left the page. So a line costs at most one
/// request for each hundred commits that the branch reaches, and each request brings at least one commit of the line.
package struct HistoryPlan: Hashable, Sendable {
    /// A commit with a wrong date must not end the line: so many in a row have to be older than is wanted.
    private static let oldCommits = 20

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

    /// The commit that the next page has to begin with; nil when the line is as long as it is wanted.
    package private(set) var next: ObjectID?

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

    /// Takes in the commits that ``next`` reaches, itself among them.
    ///
    /// A page without it ends the line: the forge knows no more.
    package mutating func receive(_ page: [BranchHistory.Entry]) {
        let entries = Dictionary(page.map { ($0.sha, $0) }) { first, _ in first }
        if let start = next, entries[start] == nil {
            reachesRoot = start != tip
            next = nil
        }
        while let sha = next, let entry = entries[sha] {
            if meeting == nil { above.append(entry) } else { below.append(entry) }
            oldInARow = entry.committedAt < floor ? oldInARow + 1 : 0
            guard let parent = entry.parents.first else {
                reachesRoot = true
                next = nil
                return
            }
            if oldInARow >= HistoryPlan.oldCommits { next = nil } else { goOn(to: parent) }
        }
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
