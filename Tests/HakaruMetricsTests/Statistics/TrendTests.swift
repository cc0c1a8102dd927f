import HakaruModel
import Testing

@testable import HakaruMetrics

@Suite struct `Trends` {
    /// Sixty durations around an hour, the same on every run.
    private func durations(_ count: Int, factor: Double, seed: UInt64 = 1) -> [Int64] {
        var generator = SeededGenerator(seed: seed)
        return (0..<count).map { _ in Int64(3_600 * factor * (1 + generator.uniform())) }
    }

    @Test func `say that durations are clearly shorter, with effect, interval and numbers`() throws {
        let sample = TrendSample.durations(before: durations(60, factor: 2), after: durations(20, factor: 1, seed: 2))
        let trend = try #require(Trend.judge([sample]).first)
        #expect(trend.verdict == .clearlyLower)
        #expect(trend.countBefore == 60)
        #expect(trend.countAfter == 20)
        let (ratio, low, high) = (try #require(trend.ratio), try #require(trend.low), try #require(trend.high))
        #expect(low < ratio && ratio < high)
        #expect(ratio > Thousandths(count: 400) && ratio < Thousandths(count: 600))
        #expect(high < Thousandths(1))
        #expect(try #require(trend.pValue) < 0.001)
        #expect(trend.words(in: .english) == "clearly faster")
        #expect(trend.words(in: .japanese) == "はっきり短くなった")
    }

    @Test func `are the same the other way round`() throws {
        let sample = TrendSample.durations(before: durations(20, factor: 1), after: durations(60, factor: 2, seed: 2))
        let trend = try #require(Trend.judge([sample]).first)
        #expect(trend.verdict == .clearlyHigher)
        #expect(trend.words(in: .english) == "clearly slower")
    }

    @Test func `do not depend on the order of values or on their neighbours`() throws {
        let sample = TrendSample.durations(before: durations(60, factor: 2), after: durations(20, factor: 1, seed: 2))
        let shuffled = TrendSample.durations(
            before: durations(60, factor: 2).sorted().reversed(), after: durations(20, factor: 1, seed: 2).sorted())
        let counts = TrendSample.weeklyCounts(before: Array(repeating: 10, count: 13), after: [11, 9, 10, 10])
        let trends = Trend.judge([counts, shuffled])
        #expect(trends[1] == Trend.judge([sample])[0])
    }

    @Test func `say nothing where nothing changed`() throws {
        let sample = TrendSample.durations(before: durations(60, factor: 1), after: durations(20, factor: 1, seed: 2))
        let trend = try #require(Trend.judge([sample]).first)
        #expect(trend.verdict == .noClearChange)
        #expect(trend.words(in: .english) == "no clear change")
        #expect(trend.words(in: .japanese) == "はっきりした変化なし")
        #expect(!trend.isClaim)
    }

    static let tooLittle: [(TrendSample, String?)] = [
        (.durations(before: [1, 2, 3, 4, 5, 6, 7], after: [9, 9, 9, 9]), "2.25"),
        (.durations(before: [1, 1, 1, 1], after: [9, 9, 9, 9, 9, 9]), "9"),
        (.sizes(before: [], after: [9, 9, 9, 9, 9, 9]), nil),
        (.sizes(before: [9, 9, 9, 9, 9], after: []), nil),
        (.weeklyCounts(before: [0, 1, 0, 2, 1, 0, 1, 1, 0, 1, 1, 2, 0], after: [4, 1, 3, 2]), "3.25"),
        (.weeklyCounts(before: Array(repeating: 50, count: 13), after: [10, 10, 10]), "0.2"),
        (.weeklyCounts(before: [], after: []), nil),
        (.weeklyCounts(before: [0, 0, 0, 0], after: [0, 0, 0, 0]), nil),
    ]

    @Test(arguments: tooLittle)
    func `say that there is too little to tell`(sample: TrendSample, ratio: String?) {
        let trend = Trend.judge([sample])[0]
        #expect(trend.verdict == .tooFew)
        #expect(trend.ratio?.description == ratio)
        #expect(trend.low == nil && trend.high == nil && trend.pValue == nil)
        #expect(trend.words(in: .english) == "too few to tell")
        #expect(trend.words(in: .japanese) == "件数が少なく判断できない")
    }

    @Test func `of counts tell more from fewer`() {
        let before = [10, 12, 9, 11, 8, 10, 13, 7, 10, 12, 9, 10, 11]
        let more = Trend.judge([.weeklyCounts(before: before, after: [20, 18, 22, 19])])[0]
        #expect(more.verdict == .clearlyHigher)
        #expect(more.ratio?.description == "1.945")
        #expect(more.low?.description == "1.438")
        #expect(more.high?.description == "2.631")
        #expect(more.pValue == 0.000251)
        #expect(more.countBefore == 132)
        #expect(more.words(in: .english) == "clearly more")
        let none = Trend.judge([.weeklyCounts(before: before, after: [0, 0, 0, 0])])[0]
        #expect(none.verdict == .clearlyLower)
        #expect(none.ratio?.description == "0")
        #expect(none.words(in: .japanese) == "はっきり減った")
    }

    @Test func `of counts that began from nothing have no ratio and so no claim`() {
        let trend = Trend.judge([.weeklyCounts(before: Array(repeating: 0, count: 13), after: [9, 9, 9, 9])])[0]
        #expect(trend.ratio == nil)
        #expect(trend.verdict == .noClearChange)
    }

    @Test func `of medians of 0 have no ratio and so no claim`() {
        let trend = Trend.judge([.durations(before: Array(repeating: 0, count: 30), after: durations(30, factor: 1))])[
            0]
        #expect(trend.ratio == nil)
        #expect(trend.high == nil)
        #expect(trend.verdict == .noClearChange)
    }

    @Test func `need more evidence the more questions are asked`() {
        let weak = TrendSample.weeklyCounts(
            before: [10, 12, 9, 11, 8, 10, 13, 7, 10, 12, 9, 10, 11], after: [14, 15, 14, 14])
        let nothing = TrendSample.weeklyCounts(before: Array(repeating: 10, count: 13), after: [10, 10, 10, 10])
        #expect(Trend.judge([weak])[0].verdict == .clearlyHigher)
        #expect(Trend.judge([weak] + Array(repeating: nothing, count: 5))[0].verdict == .noClearChange)
        let few = TrendSample.weeklyCounts(before: [1, 0, 0, 0], after: [1, 0, 0, 0])
        #expect(Trend.judge([weak] + Array(repeating: few, count: 50))[0].verdict == .clearlyHigher)
    }

    @Test func `name what is compared in both languages`() {
        let words = { (kind: Trend.Kind, verdict: Trend.Verdict, language: Language) in
            Trend(
                kind: kind, ratio: nil, low: nil, high: nil, countBefore: 0, countAfter: 0, pValue: nil,
                verdict: verdict
            ).words(in: language)
        }
        #expect(words(.size, .clearlyLower, .english) == "clearly smaller")
        #expect(words(.size, .clearlyHigher, .english) == "clearly larger")
        #expect(words(.count, .clearlyLower, .english) == "clearly fewer")
        for language in Language.allCases {
            // No two claims share their words.
            let claims = [Trend.Kind.duration, .size, .count].flatMap { kind in
                [Trend.Verdict.clearlyLower, .clearlyHigher].map { words(kind, $0, language) }
            }
            #expect(Set(claims).count == 6)
        }
    }
}

@Suite struct `Spans of a trend` {
    @Test func `are 4 weeks against the 13 before them`() {
        let spans = TrendSpan.fourWeeks.periods(before: .init(secondsSinceEpoch: 1_795_507_509), in: .utc)
        #expect(spans.after.description == "2026-10-26T00:00:00Z/2026-11-23T00:00:00Z")
        #expect(spans.before.description == "2026-07-27T00:00:00Z/2026-10-26T00:00:00Z")
    }

    @Test func `are 13 weeks against the same a year earlier`() {
        let spans = TrendSpan.thirteenWeeks.periods(before: .init(secondsSinceEpoch: 1_795_507_509), in: .utc)
        #expect(spans.after.description == "2026-08-24T00:00:00Z/2026-11-23T00:00:00Z")
        #expect(spans.before.description == "2025-08-25T00:00:00Z/2025-11-24T00:00:00Z")
    }
}
