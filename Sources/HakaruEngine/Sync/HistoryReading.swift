import HakaruFetcher
import HakaruModel

/// The first-parent lines of a repository's branches while they are read, one page of each at a time.
struct HistoryReading: Sendable {
    /// A page to ask for.
    struct Page: Hashable, Sendable {
        let branch: String
        let commit: ObjectID
    }

    private var plans: [String: HistoryPlan] = [:]
    private var asked: Set<String> = []
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

    /// The next page to ask for, or nil where all are asked for or read.
    mutating func nextPage() -> Page? {
        for (branch, plan) in plans.sorted(by: { $0.key < $1.key }) where !asked.contains(branch) {
            guard let commit = plan.next else { continue }
            asked.insert(branch)
            return Page(branch: branch, commit: commit)
        }
        return nil
    }

    /// Takes in a page.
    ///
    /// - Returns: The line as far as it is known, where it is time to store it.
    mutating func receive(_ entries: [BranchHistory.Entry], of page: Page) -> BranchHistory? {
        asked.remove(page.branch)
        guard var plan = plans[page.branch] else { return nil }
        plan.receive(entries)
        plans[page.branch] = plan
        pagesSinceWrite[page.branch, default: 0] += 1
        guard plan.next == nil || pagesSinceWrite[page.branch, default: 0] >= pagesPerWrite, plan.hasNews else {
            return nil
        }
        pagesSinceWrite[page.branch] = 0
        return plan.history
    }

    /// Gives a branch up for this run; what is stored of it stays.
    mutating func fail(_ page: Page) {
        plans[page.branch] = nil
    }
}
