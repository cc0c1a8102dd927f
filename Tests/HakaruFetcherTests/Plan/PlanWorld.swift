import HakaruFetcher
import HakaruModel

/// A made-up repository on a made-up forge that fails as a seed says, and a made-up store: what plans are driven against.
struct PlanWorld {
    /// A pull request of the forge.
    struct Item {
        var number: Int
        var updatedAt: Int64
        var commitCount: Int
        var isOpen: Bool
        /// Details come neither in a page nor alone; only the other way works.
        var isPoison: Bool
        /// Counts its changes, of which several may lie in one second.
        var version = 0
        var id: ForgeID { ForgeID("PR\(number)") }
    }

    /// How often things go wrong, in percent.
    struct Weather {
        var tooWide = 0
        var partial = 0
        var malformed = 0
        var crash = 0
        /// Whatever is asked, the forge can't be reached, and the run ends.
        var down = 0
        var change = 0
        var openParts = 30
    }

    var items: [Item]
    var now: Int64
    var weather: Weather
    var random: SeededGenerator
    /// What is stored: the version of each pull request, as the time of its last change.
    var stored: [ForgeID: KnownPullRequest] = [:]
    var storedVersions: [ForgeID: Int] = [:]
    var state = SyncState()
    var requestCount = 0
    var crashCount = 0

    init(count: Int, seed: UInt64, weather: Weather) {
        random = SeededGenerator(seed: seed)
        self.weather = weather
        now = 1_700_000_000
        items = []
        for number in 1...max(1, count) {
            now += Int64.random(in: 0...5_000, using: &random)
            items.append(
                Item(
                    number: number, updatedAt: now, commitCount: Int.random(in: 1...20, using: &random),
                    isOpen: Bool.random(using: &random), isPoison: Int.random(in: 0..<100, using: &random) < 2))
        }
        now += 10_000
    }

    mutating func happens(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    /// Something changes on the forge, at any pull request, or a new one is opened.
    mutating func change() {
        now += Int64.random(in: 0...1, using: &random)
        if happens(20) {
            items.append(
                Item(number: items.count + 1, updatedAt: now, commitCount: 1, isOpen: true, isPoison: false))
        } else {
            let index = Int.random(in: items.indices, using: &random)
            items[index].updatedAt = now
            items[index].version += 1
            if happens(50) { items[index].isOpen.toggle() }
        }
    }

    /// A page as the forge would give it; cursors hold the value of the order, as GitHub's do.
    func page(_ order: WalkOrder, cursor: String?, width: Int, isOpenOnly: Bool = false) -> ListPage {
        var rows = items.filter { !isOpenOnly || $0.isOpen }
        let isAscending = order == .createdAscending
        rows.sort { isAscending ? $0.number < $1.number : ($0.updatedAt, $0.number) > ($1.updatedAt, $1.number) }
        if let cursor {
            let parts = cursor.split(separator: "/").compactMap { Int64($0) }
            rows.removeAll { item in
                isAscending
                    ? Int64(item.number) <= parts[1] : (item.updatedAt, Int64(item.number)) >= (parts[0], parts[1])
            }
        }
        let page = rows.prefix(width)
        let next = page.count < rows.count ? page.last.map { "\($0.updatedAt)/\($0.number)" } : nil
        return ListPage(total: items.count, rows: page.map(row), next: next)
    }

    private func row(_ item: Item) -> ListedPullRequest {
        ListedPullRequest(
            forgeID: item.id, number: item.number, state: item.isOpen ? .open : .merged,
            updatedAt: Instant(secondsSinceEpoch: item.updatedAt), baseBranch: "main", commitCount: item.commitCount)
    }

    func opening(_ page: ListPage) -> WalkOpening {
        WalkOpening(
            repository: Repository(
                forgeID: ForgeID("R1"), id: RepositoryID("acme/api") ?? ghostRepository, defaultBranch: "main",
                createdAt: Instant(secondsSinceEpoch: 0)),
            tips: [:], newestUpdatedAt: items.map(\.updatedAt).max().map(Instant.init(secondsSinceEpoch:)),
            answeredAt: Instant(secondsSinceEpoch: now), page: page)
    }

    private var ghostRepository: RepositoryID { preconditionFailure("a valid name") }

    /// The pull requests of which the store holds something old, or nothing.
    var outdated: [Int] {
        items.filter { stored[$0.id] != known($0.id) || storedVersions[$0.id] != $0.version }.map(\.number)
    }

    func known(_ id: ForgeID) -> KnownPullRequest? {
        items.first { $0.id == id }.map { item in
            KnownPullRequest(
                forgeID: id, number: item.number, updatedAt: Instant(secondsSinceEpoch: item.updatedAt),
                state: item.isOpen ? .open : .merged, baseBranch: "main", isIncomplete: false)
        }
    }
}

extension SyncPlan.Request {
    /// The page of details, rests or one pull request that is asked for; nil for a list.
    fileprivate var page: SyncPlan.PageID? {
        switch self {
        case .open, .list, .sweep: nil
        case .details(let page, _, _), .rests(let page, _), .single(let page, _, _), .summary(let page, _, _): page
        }
    }
}

extension PlanWorld {
    /// What came of a pull request and is not stored yet.
    struct Draft {
        var known: KnownPullRequest
        var version: Int
    }

    private func draft(_ id: ForgeID) -> Draft? {
        guard let known = known(id), let item = items.first(where: { $0.id == id }) else { return nil }
        return Draft(known: known, version: item.version)
    }

    /// Drives plans until one is at its end, with answers in any order and crashes in between.
    ///
    /// - Returns: The failure of the last plan; nil where it was complete.
    mutating func sync(isFull: Bool = false, settings: SyncPlan.Settings) -> FetchError? {
        restart: while true {
            var plan = SyncPlan(
                from: state, known: Array(stored.values), isFull: isFull, price: PagePrice(fixed: 5, step: 100),
                settings: settings)
            var underWay: [SyncPlan.Request] = []
            // What a draft held when its details came, which is what is stored later.
            var drafts: [ForgeID: Draft] = [:]
            while true {
                while underWay.count < 4, let action = plan.nextAction() {
                    switch action {
                    case .ask(let request):
                        underWay.append(request)
                    case .store(let ids, let state):
                        let values = ids.compactMap { drafts.removeValue(forKey: $0) }
                        precondition(values.count == ids.count, "a pull request is stored that never came")
                        for value in values {
                            stored[value.known.forgeID] = value.known
                            storedVersions[value.known.forgeID] = value.version
                        }
                        self.state = state
                        plan.receive(.stored(values.map(\.known)))
                    case .finish(let state, let failure):
                        self.state = state
                        return failure
                    }
                }
                precondition(!underWay.isEmpty, "the plan waits for nothing")
                if happens(weather.crash), crashCount < 20 {
                    crashCount += 1
                    continue restart
                }
                if happens(weather.change) { change() }
                let request = underWay.remove(at: Int.random(in: underWay.indices, using: &random))
                requestCount += 1
                plan.receive(answer(request, &drafts))
            }
        }
    }

    private mutating func answer(
        _ request: SyncPlan.Request, _ drafts: inout [ForgeID: Draft]
    ) -> SyncPlan.Event {
        // Many things happen in one second.
        now += happens(30) ? 1 : 0
        if happens(weather.down) {
            let failure = FetchError.unreachable(host: "h", reason: .refused)
            return request.page.map { .failed($0, failure) } ?? .listFailed(failure)
        }
        switch request {
        case .open(let order, let cursor, let width):
            if width > 1, happens(weather.tooWide) { return .listFailed(.pageTooWide(host: "h")) }
            return .opened(opening(page(order, cursor: cursor, width: width)))
        case .list(let order, let cursor, let width):
            if width > 1, happens(weather.tooWide) { return .listFailed(.pageTooWide(host: "h")) }
            return .listed(page(order, cursor: cursor, width: width))
        case .sweep(let cursor, let width):
            return .swept(page(.createdAscending, cursor: cursor, width: width, isOpenOnly: true))
        case .details(let page, let ids, _):
            precondition(Set(ids).count == ids.count, "a page asks twice for one")
            if happens(weather.tooWide) { return .failed(page, .pageTooWide(host: "h")) }
            var delivered: [ForgeID: [OpenPart]] = [:]
            var malformed: [ForgeID: String] = [:]
            for id in ids {
                if items.first(where: { $0.id == id })?.isPoison == true || happens(weather.partial) { continue }
                if happens(weather.malformed) {
                    malformed[id] = "nonsense"
                    continue
                }
                drafts[id] = draft(id)
                delivered[id] = happens(weather.openParts) ? [OpenPart(of: id, .commits, after: "c", count: 10)] : []
            }
            return .detailed(page, delivered, malformed: malformed)
        case .rests(let page, let parts):
            if happens(weather.tooWide) { return .failed(page, .pageTooWide(host: "h")) }
            var delivered: [OpenPart: [OpenPart]] = [:]
            for part in parts where !happens(weather.partial) {
                let goesOn = happens(weather.openParts / 2)
                delivered[part] = goesOn ? [OpenPart(of: part.pullRequest, .timeline, after: "t", count: 100)] : []
            }
            return .completed(page, delivered)
        case .single(let page, let id, _):
            if happens(weather.malformed) { return .failed(page, .malformedAnswer(host: "h", detail: "nonsense")) }
            drafts[id] = draft(id)
            return .single(page, isDelivered: true)
        case .summary(let page, let id, _):
            var value = draft(id)
            value?.known.isIncomplete = true
            drafts[id] = value
            return .single(page, isDelivered: value != nil)
        }
    }
}
