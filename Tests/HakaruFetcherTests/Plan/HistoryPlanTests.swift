import HakaruFetcher
import HakaruModel
import Testing

@Suite struct `History plan` {
    /// Commits with parents and times, as a forge has them; the first-parent line by brute force.
    struct Graph {
        var entries: [ObjectID: BranchHistory.Entry] = [:]
        var tip: ObjectID

        func line(from start: ObjectID) -> [BranchHistory.Entry] {
            var line: [BranchHistory.Entry] = []
            var next: ObjectID? = start
            while let sha = next, let entry = entries[sha] {
                line.append(entry)
                next = entry.parents.first
            }
            return line.reversed()
        }

        /// What a commit reaches, the newest first, as `git log` orders it; at most `count`.
        func history(from start: ObjectID, count: Int) -> [BranchHistory.Entry] {
            guard let first = entries[start] else { return [] }
            var seen: Set<ObjectID> = [start]
            var front = [first]
            var result: [BranchHistory.Entry] = []
            while result.count < count,
                let newest = front.max(by: { ($0.committedAt, $0.sha) < ($1.committedAt, $1.sha) })
            {
                front.removeAll { $0 == newest }
                result.append(newest)
                for parent in newest.parents where seen.insert(parent).inserted {
                    if let entry = entries[parent] { front.append(entry) }
                }
            }
            return result
        }
    }

    static func sha(_ number: Int) -> ObjectID {
        let hex = String(number, radix: 16)
        guard let sha = ObjectID(String(repeating: "0", count: 40 - hex.count) + hex) else {
            preconditionFailure("40 digits")
        }
        return sha
    }

    /// A line of `count` commits with side branches merged into it; dates are a little wrong now and then.
    static func graph(count: Int, seed: UInt64, start: Int = 1, onto: Graph? = nil) -> Graph {
        var random = SeededGenerator(seed: seed)
        var graph = onto ?? Graph(tip: sha(0))
        var tip: ObjectID? = onto?.tip
        var number = start
        var time: Int64 = 1_000_000 + Int64(start) * 100
        func add(_ parents: [ObjectID]) -> ObjectID {
            let entry = BranchHistory.Entry(
                sha: sha(number),
                committedAt: Instant(secondsSinceEpoch: time + Int64.random(in: -150...0, using: &random)),
                parents: parents)
            graph.entries[entry.sha] = entry
            number += 1
            time += 100
            return entry.sha
        }
        for _ in 0..<count {
            guard let last = tip, Bool.random(using: &random) else {
                tip = add(tip.map { [$0] } ?? [])
                continue
            }
            var side = last
            for _ in 0..<Int.random(in: 1...4, using: &random) { side = add([side]) }
            tip = add([last, side])
        }
        graph.tip = tip ?? graph.tip
        return graph
    }

    /// How a forge answers in these tests.
    enum Cursors: CaseIterable {
        /// They count, as GitHub's do.
        case counting
        /// They say nothing, so that page has to follow page.
        case opaque
        /// They look as if they counted, but lead elsewhere.
        case misleading
        /// They look as if they counted, and those that were not given out are refused.
        case refused
    }

    private func page(
        of request: HistoryPlan.Request, _ all: [BranchHistory.Entry], _ size: Int, _ cursors: Cursors
    ) -> HistoryPage {
        let text = request.cursor ?? ""
        let offset = text.isEmpty ? 0 : (Int(text.split(separator: " ").last ?? "") ?? 0) + 1
        let start = min(all.count, cursors == .misleading && offset > 0 ? offset * 2 : offset)
        let end = min(all.count, start + size)
        let next = cursors == .opaque ? "opaque" : "\(request.commit) \(end - 1)"
        return HistoryPage(
            Array(all[start..<end]), total: request.isCounted ? all.count : nil, next: end < all.count ? next : nil)
    }

    /// Reads a line to its end; of the pages under way one by chance comes first.
    private func read(
        _ plan: inout HistoryPlan, _ graph: Graph, pageSize: Int = 10, _ cursors: Cursors = .opaque, seed: UInt64 = 1,
        most: Int = .max, mostAtOnce: inout Int
    ) -> Int {
        var random = SeededGenerator(seed: seed)
        var requests = 0
        var underWay: [HistoryPlan.Request] = []
        // A page of which nothing but the beginning is wanted needs no more of the history than that.
        let wanted = cursors == .opaque ? pageSize + 1 : Int.max
        var histories: [ObjectID: [BranchHistory.Entry]] = [:]
        while true {
            while requests < most, let request = plan.nextRequest() {
                requests += 1
                underWay.append(request)
            }
            mostAtOnce = max(mostAtOnce, underWay.count)
            guard let index = underWay.indices.randomElement(using: &random) else { return requests }
            let request = underWay.remove(at: index)
            if cursors == .refused, request.cursor != nil {
                let isReadable = plan.fail(request)
                #expect(isReadable)
            } else {
                let history = histories[request.commit] ?? graph.history(from: request.commit, count: wanted)
                histories[request.commit] = history
                plan.receive(page(of: request, history, pageSize, cursors), of: request)
            }
        }
    }

    private func read(_ plan: inout HistoryPlan, _ graph: Graph, most: Int = .max) -> Int {
        var mostAtOnce = 0
        return read(&plan, graph, most: most, mostAtOnce: &mostAtOnce)
    }

    private let noFloor = Instant(secondsSinceEpoch: 0)

    @Test(arguments: Cursors.allCases)
    func `walks first parents to the root, whatever cursors are like and in whatever order pages come`(
        cursors: Cursors
    ) {
        for seed in 0..<15 as Range<UInt64> {
            let graph = Self.graph(count: 60, seed: seed)
            var plan = HistoryPlan(branch: "main", tip: graph.tip, stored: nil, floor: noFloor)
            var mostAtOnce = 0
            let requests = read(&plan, graph, cursors, seed: seed, mostAtOnce: &mostAtOnce)
            let line = BranchHistory(branch: "main", entries: graph.line(from: graph.tip), reachesRoot: true)
            #expect(plan.history == line, "seed \(seed)")
            #expect(plan.hasNews && plan.isDone)
            switch cursors {
            case .counting:
                // Each page is asked for once, and four side by side.
                #expect(requests <= graph.entries.count / 10 + 3, "seed \(seed)")
                #expect(mostAtOnce == 4)
            case .opaque:
                // Each page brings ten commits that were not on a page before, but for some of side branches.
                #expect(requests <= graph.entries.count / 10 + 8, "seed \(seed)")
                #expect(mostAtOnce == 1)
            case .misleading, .refused:
                #expect(requests <= graph.entries.count, "seed \(seed)")
            }
        }
    }

    @Test func `asks for each page of a long history once`() {
        let graph = Self.graph(count: 400, seed: 3)
        var plan = HistoryPlan(branch: "main", tip: graph.tip, stored: nil, floor: noFloor)
        var mostAtOnce = 0
        let requests = read(&plan, graph, pageSize: 20, .counting, mostAtOnce: &mostAtOnce)
        #expect(plan.history?.entries.count == graph.line(from: graph.tip).count)
        #expect(requests <= graph.entries.count / 20 + 3)
    }

    @Test func `reads nothing ahead where what is stored may lie on the line`() {
        let old = Self.graph(count: 40, seed: 4)
        let stored = BranchHistory(branch: "main", entries: old.line(from: old.tip), reachesRoot: true)
        let new = Self.graph(count: 30, seed: 5, start: 10_000, onto: old)
        var plan = HistoryPlan(branch: "main", tip: new.tip, stored: stored, floor: noFloor)
        var mostAtOnce = 0
        _ = read(&plan, new, .counting, mostAtOnce: &mostAtOnce)
        #expect(mostAtOnce == 1)
        #expect(plan.history?.entries == new.line(from: new.tip))
    }

    @Test(arguments: 0..<50)
    func `reads only what is new, and joins it`(seed: UInt64) {
        let old = Self.graph(count: 40, seed: seed)
        let stored = BranchHistory(branch: "main", entries: old.line(from: old.tip), reachesRoot: true)
        var unchanged = HistoryPlan(branch: "main", tip: old.tip, stored: stored, floor: noFloor)
        #expect(read(&unchanged, old) == 0)
        #expect(!unchanged.hasNews)

        let new = Self.graph(count: 5, seed: seed + 1_000, start: 10_000, onto: old)
        var plan = HistoryPlan(branch: "main", tip: new.tip, stored: stored, floor: noFloor)
        #expect(read(&plan, new) <= 5)
        #expect(plan.history?.entries == new.line(from: new.tip))
    }

    @Test func `takes up a line that was not read to its end`() {
        let graph = Self.graph(count: 80, seed: 7)
        var first = HistoryPlan(branch: "main", tip: graph.tip, stored: nil, floor: noFloor)
        #expect(read(&first, graph, most: 3) == 3)
        let part = first.history
        #expect(part?.reachesRoot == false)
        var second = HistoryPlan(branch: "main", tip: graph.tip, stored: part, floor: noFloor)
        _ = read(&second, graph)
        #expect(
            second.history == BranchHistory(branch: "main", entries: graph.line(from: graph.tip), reachesRoot: true))
    }

    @Test func `leaves out what a rewrite of the branch took away`() {
        let old = Self.graph(count: 30, seed: 8)
        let line = old.line(from: old.tip)
        let stored = BranchHistory(branch: "main", entries: line, reachesRoot: true)
        var back = HistoryPlan(branch: "main", tip: line[20].sha, stored: stored, floor: noFloor)
        #expect(read(&back, old) == 0)
        #expect(back.hasNews)
        #expect(back.history?.entries == Array(line[...20]))
    }

    @Test func `ends some commits below the floor`() {
        let graph = Self.graph(count: 200, seed: 9)
        let line = graph.line(from: graph.tip)
        let floor = line[150].committedAt
        var plan = HistoryPlan(branch: "main", tip: graph.tip, stored: nil, floor: floor)
        _ = read(&plan, graph)
        let read = plan.history?.entries ?? []
        #expect(read.count > 50 && read.count < 90)
        #expect(plan.history?.reachesRoot == false)
        var again = HistoryPlan(branch: "main", tip: graph.tip, stored: plan.history, floor: floor)
        #expect(self.read(&again, graph) == 0)
    }

    @Test func `ends where the forge knows no more`() {
        var graph = Self.graph(count: 30, seed: 10)
        let line = graph.line(from: graph.tip)
        graph.entries[line[4].sha] = nil
        var plan = HistoryPlan(branch: "main", tip: graph.tip, stored: nil, floor: noFloor)
        _ = read(&plan, graph)
        #expect(plan.history?.entries == Array(line[5...]))
        #expect(plan.history?.reachesRoot == true)
    }

    @Test func `knows nothing of a tip that the forge does not show`() {
        var plan = HistoryPlan(branch: "main", tip: Self.sha(1), stored: nil, floor: noFloor)
        if let request = plan.nextRequest() { plan.receive(HistoryPage([]), of: request) }
        let further = plan.nextRequest()
        #expect(plan.isDone && further == nil)
        #expect(plan.history == nil)
        #expect(!plan.hasNews)
    }
}
