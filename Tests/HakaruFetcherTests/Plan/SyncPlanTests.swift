import HakaruFetcher
import HakaruModel
import Testing

@Suite struct `Sync plan` {
    @Test(arguments: [0, 1, 99, 100, 101, 1_000])
    func `stores everything in a first sync, with few requests`(count: Int) {
        var world = PlanWorld(count: max(1, count), seed: 1, weather: PlanWorld.Weather(openParts: 0))
        if count == 0 { world.items = [] }
        for index in world.items.indices { world.items[index].isPoison = false }
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        #expect(world.stored.count == count)
        #expect(world.state.walk.flatMap(SyncWalk.init(kept:))?.isOver == true)
        #expect(world.state.watermark?.secondsSinceEpoch == world.items.last?.updatedAt)
        #expect(world.state.failure == nil)
        #expect(world.requestCount <= 1 + count / 100 + (count + 13) / 14)
    }

    @Test func `asks once when nothing has changed`() {
        var world = PlanWorld(count: 300, seed: 2, weather: PlanWorld.Weather())
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        world.requestCount = 0
        let watermark = world.state.watermark
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        #expect(world.requestCount == 1)
        #expect(world.state.watermark == watermark)
    }

    @Test func `fetches only what changed, and walks the open ones once a day`() {
        var world = PlanWorld(count: 300, seed: 3, weather: PlanWorld.Weather(openParts: 0))
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        world.now += 90_000
        world.items[10].updatedAt = world.now
        world.items[200].updatedAt = world.now + 1
        // A base or a state may change without the forge saying that anything changed.
        world.items[20].isOpen.toggle()
        world.now += 10_000
        world.requestCount = 0
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        #expect(world.stored[ForgeID("PR11")] == world.known(ForgeID("PR11")))
        #expect(world.stored[ForgeID("PR21")] == world.known(ForgeID("PR21")))
        // The list, the open ones in two pages, and a page of details for each finding.
        #expect(world.requestCount <= 5)
        world.requestCount = 0
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        #expect(world.requestCount == 1)
    }

    @Test func `keeps the watermark of the first answer, also when the walk is taken up again`() {
        var world = PlanWorld(count: 400, seed: 4, weather: PlanWorld.Weather(crash: 10, change: 30))
        let first = world.items.map(\.updatedAt).max()
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        #expect(world.crashCount > 0)
        // Crashes before anything was stored begin the walk anew, later ones do not.
        #expect((world.state.watermark?.secondsSinceEpoch ?? 0) >= (first ?? 0))
        #expect((world.state.watermark ?? Instant(secondsSinceEpoch: 0)) <= Instant(secondsSinceEpoch: world.now))
        world.weather = PlanWorld.Weather()
        world.now += 10_000
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        #expect(world.stored.count == world.items.count)
        #expect(world.outdated == [])
    }

    @Test func `takes one bad pull request on the other way and keeps its width`() {
        var world = PlanWorld(count: 300, seed: 5, weather: PlanWorld.Weather(openParts: 0))
        for index in world.items.indices { world.items[index].isPoison = index == 120 }
        #expect(world.sync(settings: SyncPlan.Settings()) == nil)
        #expect(world.stored.count == 300)
        #expect((world.state.detailWidth ?? 0) > 12)
        #expect(world.requestCount < 40)
    }

    @Test func `stops with what the forge says, and keeps its place`() {
        var plan = SyncPlan(from: SyncState(), known: [], price: nil)
        guard case .ask(.open(.createdAscending, nil, width: 100))? = plan.nextAction() else {
            Issue.record("a first sync opens a walk by creation")
            return
        }
        #expect(plan.nextAction() == nil)
        plan.receive(.listFailed(.unauthorized(host: "h")))
        #expect(
            plan.nextAction()
                == .finish(
                    SyncState(detailWidth: 25, failure: "h refused the token."), failure: .unauthorized(host: "h")))
        #expect(plan.nextAction() == nil)
    }

    @Test func `keeps what an earlier run left to do when a walk cannot be taken up again`() throws {
        var walk = SyncWalk(
            purpose: .first, watermark: Instant(secondsSinceEpoch: 9), startedAt: Instant(secondsSinceEpoch: 9),
            floor: nil)
        walk.cursor = "c"
        walk.pending = [1, 2].map { PendingDetail(forgeID: ForgeID("PR\($0)"), number: $0, commitCount: 1) }
        let state = SyncState(walk: walk.kept)
        for failure in [FetchError.cancelled, .rateLimited(host: "h", until: Instant(secondsSinceEpoch: 9))] {
            var plan = SyncPlan(from: state, known: [], price: nil)
            #expect(plan.nextAction() == .ask(.open(.createdAscending, cursor: "c", width: 100)))
            plan.receive(.listFailed(failure))
            guard case .finish(let kept, failure)? = plan.nextAction() else {
                Issue.record("the plan is at its end")
                return
            }
            #expect(kept.walk.flatMap(SyncWalk.init(kept:)) == walk)
        }
    }

    @Test func `gives up a list that fails at every width`() {
        var plan = SyncPlan(from: SyncState(), known: [], price: nil)
        var widths: [Int] = []
        while case .ask(.open(_, _, let width))? = plan.nextAction() {
            widths.append(width)
            plan.receive(.listFailed(.pageTooWide(host: "h")))
        }
        #expect(widths == [100, 25, 10, 3, 1])
        #expect(plan.failure == .pageTooWide(host: "h"))
    }

    @Test func `does not move the watermark past a row that never came`() {
        let world = PlanWorld(count: 5, seed: 6, weather: PlanWorld.Weather())
        var plan = SyncPlan(from: SyncState(), known: [], price: nil)
        _ = plan.nextAction()
        var page = world.page(.createdAscending, cursor: nil, width: 100)
        page.rows = []
        page.missingCount = 1
        plan.receive(.opened(world.opening(page)))
        guard case .finish(let state, nil)? = plan.nextAction() else {
            Issue.record("nothing is left to do")
            return
        }
        #expect(state.watermark == nil)
        #expect(state.failure == "1 of the list's rows were not delivered.")
    }

    @Test func `tries again what was incomplete`() {
        let world = PlanWorld(count: 3, seed: 7, weather: PlanWorld.Weather())
        var known = world.items.compactMap { world.known($0.id) }
        known[1].isIncomplete = true
        let state = SyncState(
            watermark: Instant(secondsSinceEpoch: world.now), openSweepAt: Instant(secondsSinceEpoch: world.now))
        var plan = SyncPlan(from: state, known: known, price: nil)
        _ = plan.nextAction()
        var page = world.page(.updatedDescending, cursor: nil, width: 100)
        page.rows = []
        plan.receive(.opened(world.opening(page)))
        var asked: [ForgeID] = []
        while let action = plan.nextAction() {
            if case .ask(.details(_, let ids, _)) = action { asked += ids }
            if case .store = action { plan.receive(.stored([])) }
        }
        #expect(asked == [ForgeID("PR2")])
        #expect(plan.incompleteReason == "#2 is incomplete: the forge did not deliver all of it.")
    }
}

@Suite struct `Sync plan under random events` {
    static let seeds: [UInt64] = (0..<8).map { 1_000 + $0 }

    /// Each seed is a few hundred repositories in changing weather; a failure prints the seed of its world.
    @Test(arguments: seeds)
    func `loses nothing and ends, whatever happens in whatever order`(seed: UInt64) {
        var dice = SeededGenerator(seed: seed)
        for round in 0..<150 {
            let worldSeed = seed &* 1_000_003 &+ UInt64(round)
            let weather = PlanWorld.Weather(
                tooWide: Int.random(in: 0...30, using: &dice), partial: Int.random(in: 0...10, using: &dice),
                malformed: Int.random(in: 0...5, using: &dice), crash: Int.random(in: 0...8, using: &dice),
                down: Int.random(in: 0...20, using: &dice) - 10,
                change: Int.random(in: 0...40, using: &dice), openParts: Int.random(in: 0...60, using: &dice))
            var settings = SyncPlan.Settings()
            settings.listWidth = Int.random(in: 1...20, using: &dice)
            settings.poolSize = Int.random(in: 1...40, using: &dice)
            settings.queueLimit = Int.random(in: 1...60, using: &dice)
            settings.restParts = Int.random(in: 1...6, using: &dice)
            settings.unfinishedLimit = Int.random(in: 1...20, using: &dice)
            settings.startWidth = Int.random(in: 1...25, using: &dice)
            settings.overlap = Int64.random(in: 0...20, using: &dice)
            var world = PlanWorld(count: Int.random(in: 1...60, using: &dice), seed: worldSeed, weather: weather)
            for _ in 0..<3 { _ = world.sync(settings: settings) }

            // Then the sun shines, and everything that the forge has is there as it is.
            world.weather = PlanWorld.Weather(openParts: weather.openParts)
            world.now += 700
            for _ in 0..<2 { #expect(world.sync(settings: settings) == nil, "world \(worldSeed)") }
            #expect(world.outdated == [], "world \(worldSeed)")
            #expect(world.stored.count == world.items.count, "world \(worldSeed)")
            #expect(world.state.walk.flatMap(SyncWalk.init(kept:))?.isOver == true, "world \(worldSeed)")
        }
    }
}
