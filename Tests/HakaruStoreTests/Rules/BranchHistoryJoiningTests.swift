import HakaruModel
import HakaruStore
import Testing

@Suite struct `A line of commits` {
    private func names(_ history: BranchHistory) -> [UInt8] { history.entries.map { $0.sha.bytes[0] } }

    @Test(arguments: [
        ("after the tip", BranchHistory.line("d", 6...8, firstParent: 5), true, [UInt8](3...8)),
        ("from the tip on", .line("d", 5...7, firstParent: 4), true, Array(3...7)),
        ("from the midst on", .line("d", 4...7, firstParent: 3), true, Array(3...7)),
        ("over all of it", .line("d", 1...9), true, Array(1...9)),
        ("at an earlier tip", .line("d", 4...4, firstParent: 3), true, [3, 4]),
        ("after an earlier tip", .line("d", 20...21, firstParent: 4), true, [3, 4, 20, 21]),
        ("at a tip below it", .line("d", 1...2), true, [1, 2]),
        ("nowhere", .line("d", 20...21, firstParent: 19), true, [20, 21]),
        ("before the oldest", .line("d", 1...2), false, Array(1...5)),
        ("up to the oldest", .line("d", 1...3), false, Array(1...5)),
        ("in the midst, again", .line("d", 3...4, firstParent: 2), false, Array(3...5)),
        ("nowhere, and older", .line("d", 20...21, firstParent: 19), false, Array(3...5)),
    ])
    func `is joined with a stretch of it`(place: String, delivered: BranchHistory, endsAtTip: Bool, expected: [UInt8]) {
        let stored = BranchHistory.line("d", 3...5, firstParent: 2)
        #expect(names(.joined(stored, with: delivered, endsAtTip: endsAtTip)) == expected, "\(place)")
    }

    @Test func `keeps its commits when none are delivered`() {
        let stored = BranchHistory.line("d", 3...5, firstParent: 2)
        let gone = BranchHistory(branch: "d", entries: [], reachesRoot: false, exists: false)
        let result = BranchHistory.joined(stored, with: gone, endsAtTip: true)
        #expect(names(result) == [3, 4, 5])
        #expect(result.exists == false)
    }

    @Test func `reaches the root once it did, unless it was rewritten`() {
        let root = BranchHistory.line("d", 1...3, reachesRoot: true)
        let next = BranchHistory.line("d", 4...4, firstParent: 3)
        #expect(BranchHistory.joined(root, with: next, endsAtTip: true).reachesRoot)
        #expect(BranchHistory.joined(next, with: root, endsAtTip: false).reachesRoot)
        let rewritten = BranchHistory.line("d", 8...9, firstParent: 7)
        #expect(!BranchHistory.joined(root, with: rewritten, endsAtTip: true).reachesRoot)
    }
}
