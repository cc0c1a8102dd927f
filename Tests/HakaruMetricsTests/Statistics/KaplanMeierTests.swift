import HakaruMetrics
import Testing

@Suite struct `Time to finish with some still open` {
    @Test(arguments: StatisticsTable.survivals)
    func `is estimated as by SciPy`(finished: [Int64], open: [Int64], p50: Int64?, p75: Int64?, p90: Int64?) throws {
        let estimate = try #require(KaplanMeier(finished: finished.reversed(), open: open))
        #expect(estimate.p50 == p50)
        #expect(estimate.p75 == p75)
        #expect(estimate.p90 == p90)
        #expect(estimate.count == finished.count + open.count)
        #expect(estimate.finished == finished.count)
    }

    @Test func `is unknown while nothing is finished`() throws {
        let estimate = try #require(KaplanMeier(finished: [], open: [1, 2, 3, 4, 5]))
        #expect(estimate.p50 == nil)
        #expect(estimate.finished == 0)
        #expect(!estimate.isFew)
        #expect(KaplanMeier(finished: [], open: []) == nil)
    }

    @Test func `does not become shorter when slow work stays open`() throws {
        let all = try #require(KaplanMeier(finished: [10, 20, 30, 400, 500, 600], open: []))
        let hidden = try #require(KaplanMeier(finished: [10, 20, 30], open: [400, 500, 600]))
        #expect(all.p50 == 30)
        #expect(hidden.p50 == 30)
        #expect(hidden.p75 == nil)
    }

    @Test func `counts an end at the time of a last look as before it`() throws {
        // At 5 three are at risk, the one last seen at 5 among them.
        let estimate = try #require(KaplanMeier(finished: [5, 9], open: [5]))
        #expect(estimate.p50 == 9)
        #expect(estimate.isFew)
    }
}
