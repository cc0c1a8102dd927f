import HakaruModel
import HakaruStore
import Testing

@Suite struct `A store keeps branches` {
    @Test(arguments: StoreBackend.allCases)
    func `with their lines`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([])
        let develop = BranchHistory.line("develop", 3...6, firstParent: 2, merges: [5: [0x51, 0x52]])
        let main = BranchHistory.line("main", 1...2, reachesRoot: true, exists: false)
        let empty = BranchHistory(branch: "a", entries: [], reachesRoot: false, exists: false)
        for history in [main, develop, empty] { try await test.store.save(history, endsAtTip: true, of: .sample) }
        #expect(try await test.store.branchHistories(of: .sample) == [empty, develop, main])
        #expect(try await test.store.counts().first?.branchCommits == 6)
    }

    @Test(arguments: StoreBackend.allCases)
    func `that grow at both ends and are rewritten`(backend: StoreBackend) async throws {
        let test = try backend.make()
        try await test.fill([])
        var revision: Int64 = 0
        // Each step: what is delivered, whether up to the tip, and the commits that are known then.
        let steps: [(BranchHistory, Bool, [UInt8])] = [
            (.line("develop", 10...12, firstParent: 9), true, [10, 11, 12]),
            (.line("develop", 13...14, firstParent: 12), true, Array(10...14)),
            (.line("develop", 14...15, firstParent: 13), true, Array(10...15)),
            (.line("develop", 7...9, firstParent: 6), false, Array(7...15)),
            (.line("develop", 1...6, reachesRoot: true), false, Array(1...15)),
            (.line("develop", 20...21, firstParent: 12), true, Array(1...12) + [20, 21]),
            (.line("develop", 11...11, firstParent: 10), true, Array(1...11)),
            (.line("develop", 30...31, firstParent: 29), true, [30, 31]),
        ]
        for (delivered, endsAtTip, expected) in steps {
            try await test.store.save(delivered, endsAtTip: endsAtTip, of: .sample)
            let history = try #require(try await test.store.branchHistories(of: .sample).first)
            #expect(history.entries.map { $0.sha.bytes[0] } == expected)
            for (before, after) in zip(history.entries, history.entries.dropFirst()) {
                #expect(after.parents.first == before.sha)
            }
            #expect(history.reachesRoot == (expected.first == 1))
            let now = try await test.repository().revision
            #expect(now > revision)
            revision = now
            try await test.store.save(delivered, endsAtTip: endsAtTip, of: .sample)
            #expect(try await test.repository().revision == revision)
        }
    }
}

extension BranchHistory {
    /// A line whose commits are named by consecutive bytes.
    static func line(
        _ branch: String, _ names: ClosedRange<UInt8>, firstParent: UInt8? = nil, merges: [UInt8: [UInt8]] = [:],
        reachesRoot: Bool = false, exists: Bool = true
    ) -> BranchHistory {
        let entries = names.map { name in
            let before = name == names.lowerBound ? firstParent : name - 1
            return Entry(
                sha: digest(name), committedAt: day(Int64(name)),
                parents: (before.map { [digest($0)] } ?? []) + (merges[name] ?? []).map { digest($0) })
        }
        return BranchHistory(branch: branch, entries: entries, reachesRoot: reachesRoot, exists: exists)
    }
}
