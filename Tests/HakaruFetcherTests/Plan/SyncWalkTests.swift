import HakaruFetcher
import HakaruModel
import Testing

@Suite struct `Kept walk` {
    private var walk: SyncWalk {
        var walk = SyncWalk(
            purpose: .update, watermark: .at("2026-01-05T09:00:00Z"), startedAt: .at("2026-01-05T10:00:00Z"),
            floor: .at("2026-01-04T09:00:00Z"))
        walk.cursor = "Y3Vyc29y\"\u{301}\r\n"
        walk.missingRows = 2
        var item = PendingDetail(forgeID: ForgeID("PR_1"), number: 1, commitCount: 7)
        item.widest = 3
        walk.pending = [item, PendingDetail(forgeID: ForgeID("PR_2"), number: 2, commitCount: 1)]
        return walk
    }

    @Test func `is read as it was written`() {
        #expect(SyncWalk(kept: walk.kept) == walk)
    }

    @Test func `is always written the same way`() {
        #expect(walk.kept == walk.kept)
        #expect(!walk.kept.isEmpty)
    }

    @Test(arguments: ["", "{}", "null", #"{"version": 0}"#, "\u{0}"])
    func `of another version, or damaged, begins anew`(text: String) {
        #expect(SyncWalk(kept: Array(text.utf8)) == nil)
    }
}
