import HakaruModel
import Testing

@testable import HakaruFetcher

@Suite struct `Detail queue` {
    private func queue(_ commitCounts: [Int], price: PagePrice? = PagePrice(fixed: 5, step: 100)) -> DetailQueue {
        var queue = DetailQueue(commitBound: 8, price: price)
        for (index, count) in commitCounts.enumerated() {
            queue.append(PendingDetail(forgeID: ForgeID("PR\(index)"), number: index + 1, commitCount: count))
        }
        return queue
    }

    @Test(arguments: [
        // width, what a page of one-commit pull requests holds, its points
        (25, 24, 1), (41, 41, 2), (50, 41, 2), (24, 24, 1), (10, 10, 1), (1, 1, 1),
    ])
    func `cuts a page just below the next step of the price`(width: Int, size: Int, points: Int) throws {
        var queue = queue(Array(repeating: 1, count: 100))
        let taken = queue.nextPage(width: width, isEager: false)
        let page = try #require(taken)
        #expect(page.items.count == size)
        #expect(page.commitCount == 1)
        #expect(PagePrice(fixed: 5, step: 100).points(width: size, commitCount: 1) == points)
    }

    @Test func `keeps pull requests with equally many commits together`() throws {
        var queue = queue(Array(repeating: 3, count: 30) + Array(repeating: 1, count: 5))
        let taken = queue.nextPage(width: 25, isEager: false)
        let page = try #require(taken)
        #expect(page.commitCount == 3)
        #expect(page.items.allSatisfy { $0.commitCount == 3 })
        let nothing = queue.nextPage(width: 25, isEager: false)
        #expect(nothing == nil)
        let rest = queue.nextPage(width: 25, isEager: true)
        #expect(rest?.items.prefix(5).map(\.commitCount) == [1, 1, 1, 1, 1])
    }

    @Test func `asks for no more commits than the bound`() {
        var queue = queue([200])
        let page = queue.nextPage(width: 25, isEager: true)
        #expect(page?.commitCount == 8)
    }

    @Test func `takes the whole width where pages have no price`() {
        var queue = queue(Array(repeating: 1, count: 100), price: nil)
        let page = queue.nextPage(width: 25, isEager: false)
        #expect(page?.items.count == 25)
    }

    @Test func `asks for those of a failed page apart and in smaller pages`() {
        var queue = queue(Array(repeating: 1, count: 30))
        for number in 100..<105 {
            var item = PendingDetail(forgeID: ForgeID("PR\(number)"), number: number, commitCount: 2)
            item.widest = 2
            queue.append(item)
        }
        var pages: [[Int]] = []
        for _ in 0..<3 {
            let page = queue.nextPage(width: 25, isEager: false)
            #expect(page?.commitCount == 2)
            pages.append(page?.items.map(\.number) ?? [])
        }
        #expect(pages == [[100, 101], [102, 103], [104]])
        #expect(queue.count == 30)
    }
}

@Suite struct `Page width` {
    enum Step: Sendable {
        case succeeded(Int)
        case failed(Int)
        case blamed
    }

    @Test(
        arguments: [
            ([.succeeded(25)], 26),
            ([.succeeded(10)], 25),
            ([.failed(25)], 12),
            ([.failed(25), .failed(12), .failed(6), .failed(3)], 1),
            ([.failed(1)], 1),
            // One bad pull request: the width is as before once that is known.
            ([.failed(25), .failed(12), .failed(6), .failed(3), .blamed], 25),
            // Nothing but bad ones: the width stays down.
            (
                [
                    .failed(25), .failed(12), .failed(6), .failed(3), .blamed, .failed(25), .failed(12), .failed(2),
                    .blamed,
                ], 1
            ),
            // The width was too much: it grows again, but not to where it failed.
            ([.failed(25), .succeeded(12), .succeeded(13)], 14),
        ] as [([Step], Int)])
    func `follows what the forge bears`(steps: [Step], width: Int) {
        var page = PageWidth(start: 25, maximum: 50)
        for step in steps {
            switch step {
            case .succeeded(let size): page.succeeded(size: size)
            case .failed(let size): page.failed(size: size)
            case .blamed: page.blamedOnOne()
            }
        }
        #expect(page.value == width)
    }

    @Test func `does not grow over a failed width before many successes`() {
        var width = PageWidth(start: 25, maximum: 50)
        width.failed(size: 25)
        for _ in 0..<12 { width.succeeded(size: width.value) }
        #expect(width.value == 24)
        for _ in 0..<19 { width.succeeded(size: width.value) }
        #expect(width.value == 24)
        for _ in 0..<2 { width.succeeded(size: width.value) }
        #expect(width.value == 25)
    }

    @Test func `starts with what is remembered, within bounds`() {
        #expect(PageWidth(start: 0, maximum: 50).value == 1)
        #expect(PageWidth(start: 80, maximum: 50).value == 50)
    }
}
