import HakaruFetcher
import HakaruModel

/// The first-parent lines of a repository's branches while they are read.
struct HistoryReading: Sendable {
    /// A page to ask for.
    struct Page: Hashable, Sendable {
        let branch: String
        let request: HistoryPlan.Request
    }

    private var plans: [String: HistoryPlan] = [:]
    private var pagesSinceWrite: [String: Int] = [:]
    private let pagesPerWrite: Int

    /// Branches that are stored, were asked for, and are not there any more.
    let gone: [BranchHistory]

    init(_ opening: WalkOpening, stored: [BranchHistory], patterns: [BranchPattern], pagesPerWrite: Int) {
        self.pagesPerWrite = pagesPerWrite
        let byBranch = Dictionary(stored.map { ($0.branch, $0) }) { first, _ in first }
        for (branch, tip) in opening.tips {
            plans[branch] = HistoryPlan(
                branch: branch, tip: tip, stored: byBranch[branch], floor: opening.repository.createdAt)
        }
        gone = stored.filter { history in
            history.exists && opening.tips[history.branch] == nil && patterns.contains { $0.matches(history.branch) }
        }.map { history in
            // Without entries the stored ones stay.
            BranchHistory(branch: history.branch, entries: [], reachesRoot: history.reachesRoot, exists: false)
        }
    }

    /// Whether all lines are as long as they are wanted, or given up.
    var isDone: Bool { plans.values.allSatisfy(\.isDone) }

    /// The line of a branch while it is read: what is above the stored part, newest first, and whether that is all.
    func newEntries(of branch: String) -> (entries: [BranchHistory.Entry], isDone: Bool) {
        guard let plan = plans[branch] else { return ([], false) }
        return (plan.newEntries, plan.isDone)
    }

    /// The next page to ask for, or nil where all are asked for or read.
    mutating func nextPage() -> Page? {
        for branch in plans.keys.sorted() {
            if let request = plans[branch]?.nextRequest() { return Page(branch: branch, request: request) }
        }
        return nil
    }

    /// Takes in a page.
    ///
    /// - Returns: The line as far as it is known, where it is time to store it.
    mutating func receive(_ page: HistoryPage, of asked: Page) -> BranchHistory? {
        let branch = asked.branch
        guard plans[branch]?.isDone == false else { return nil }
        plans[branch]?.receive(page, of: asked.request)
        guard let plan = plans[branch] else { return nil }
        pagesSinceWrite[branch, default: 0] += 1
        guard plan.isDone || pagesSinceWrite[branch, default: 0] >= pagesPerWrite, plan.hasNews else { return nil }
        pagesSinceWrite[branch] = 0
        return plan.history
    }

    /// Takes in that a page did not come; what is stored of a line that can't be read on stays.
    ///
    /// - Returns: Whether the branch is given up for this run.
    mutating func fail(_ page: Page, _ error: FetchError) -> Bool {
        switch error {
        case .invalidCursor, .refusedQuery, .malformedAnswer, .pageTooWide:
            // A cursor that was only guessed may be wrong.
            if plans[page.branch]?.fail(page.request) == true { return false }
        default:
            break
        }
        plans[page.branch] = nil
        return true
    }
}
