import HakaruFetcher
import HakaruModel
import HakaruStore

/// The sync of one repository: carries out its plan until there is nothing left to do.
struct RepositorySync {
    let name: RepositoryID
    let engine: SyncEngine
    let request: SyncRequest
    let claimed: Claims

    private var plan: SyncPlan
    /// What the plan before this one listed, wanted and stored.
    private var earlier = (listed: 0, wanted: 0, stored: 0)
    private(set) var histories: HistoryReading?
    var activity: ActivityReading?
    private var drafts: [ForgeID: PullRequestDraft] = [:]
    private(set) var key: RepositoryKey?
    /// The name to ask by: the forge's own, once it has told it.
    private(set) var presentName: RepositoryID
    var result: SyncResult.RepositoryResult
    private(set) var twin: RepositoryID?

    init(repository: RepositoryID, engine: SyncEngine, request: SyncRequest, claimed: Claims) {
        name = repository
        self.engine = engine
        self.request = request
        self.claimed = claimed
        presentName = repository
        result = SyncResult.RepositoryResult(repository: repository)
        plan = SyncPlan(from: SyncState(), known: [], price: nil)
    }

    private var forge: any Forge { engine.forge }
    private var store: any Store { engine.store }

    /// Works until the plan is at its end.
    ///
    /// - Throws: ``StoreError`` where the store can't be written.
    mutating func run() async throws(StoreError) -> SyncResult.RepositoryResult {
        let identity = request.identities[name]
        key = try await store.repositories().first { stored in
            stored.host == forge.host && (identity.map { $0 == stored.key.forgeID } ?? (stored.repository.id == name))
        }?.key
        try await makePlan(isFull: request.isFull)
        var failure: StoreError?
        await withTaskGroup(of: Finding.self) { group in
            do throws(StoreError) {
                try await work(in: &group)
            } catch {
                failure = error
            }
            group.cancelAll()
        }
        if let failure { throw failure }
        return result
    }

    private mutating func makePlan(isFull: Bool) async throws(StoreError) {
        var state = SyncState()
        var known: [KnownPullRequest] = []
        if let key {
            state = try await store.syncState(of: key)
            known = try await store.pullRequestOutlines(of: key).map {
                KnownPullRequest($0, needsPaths: request.needsPaths)
            }
        }
        plan = SyncPlan(
            from: state, known: known, isFull: isFull, price: forge.pagePrice, settings: request.settings.plan)
    }

    // MARK: - The loop

    private mutating func work(in group: inout TaskGroup<Finding>) async throws(StoreError) {
        var underWay = 0
        var isAtEnd = false
        // Lines of commits and statuses may still be under way; only with them is the repository complete.
        var completed: SyncState?
        while true {
            while !isAtEnd, underWay < max(1, forge.concurrency), let action = plan.nextAction() {
                switch action {
                case .store(let ids, let state):
                    try await save(ids, state)
                case .finish(let state, nil) where plan.isResumed && state.failure == nil && plan.troubles.isEmpty:
                    try await goOn(after: state)
                case .finish(let state, nil):
                    isAtEnd = true
                    completed = state
                case .finish(let state, let failure):
                    isAtEnd = true
                    try await finish(state, failure)
                case .ask(let wanted):
                    underWay += 1
                    if case .single(_, let id, _) = wanted { drafts[id] = nil }
                    let forge = forge
                    let question = Question(name: presentName, patterns: request.branches(name))
                    group.addTask { await question.answer(wanted, from: forge) }
                }
            }
            while underWay < max(1, forge.concurrency), let page = histories?.nextPage() {
                underWay += 1
                let forge = forge
                let name = presentName
                group.addTask { await Question.history(page, in: name, from: forge) }
            }
            while underWay < max(1, forge.concurrency), let job = activity?.work.nextJob() {
                underWay += 1
                let asker = ActivityAsker(name: presentName, forge: forge)
                group.addTask { .activity(job, await asker.answer(job)) }
            }
            guard let finding = await group.next() else {
                if let completed { try await finish(completed, plan.failure) }
                return
            }
            underWay -= 1
            if Task.isCancelled { plan.stop(.cancelled) }
            try await take(finding)
            if twin != nil { return }
            if isAtEnd, plan.failure != nil {
                histories = nil
                activity = nil
            }
        }
    }

    private mutating func take(_ finding: Finding) async throws(StoreError) {
        switch finding {
        case .opened(let opening):
            try await open(opening)
        case .event(let event):
            plan.receive(event)
        case .details(let page, let deliveries):
            plan.receive(keep(deliveries, of: page))
        case .rests(let page, let pieces):
            plan.receive(keep(pieces, of: page))
        case .single(let page, let draft):
            if let draft { drafts[draft.pullRequest.forgeID] = draft }
            plan.receive(.single(page, isDelivered: draft != nil))
        case .history(let page, let entries):
            try await keep(entries, of: page)
        case .activity(let job, let answer):
            try await keep(answer, of: job)
        }
        report()
    }

    private func report() {
        engine.observe(
            .advanced(
                SyncProgress.Repository(
                    repository: name, total: plan.total, listed: earlier.listed + plan.listedCount,
                    wanted: earlier.wanted + plan.knownCount, stored: earlier.stored + plan.storedCount), forge.usage))
    }

    // MARK: - Opening

    private mutating func open(_ opening: WalkOpening) async throws(StoreError) {
        let found = RepositoryKey(host: forge.host, forgeID: opening.repository.forgeID)
        if let other = claimed.claim(found, as: name) {
            twin = other
            result.isComplete = true
            result.reason = "It is the same repository as \(other)."
            return
        }
        presentName = opening.repository.id
        if presentName != name { result.newName = presentName }
        // Told once: from now on it is stored under its new name.
        let formerName = try await store.repositories().first { $0.key == found }?.repository.id ?? name
        if presentName != formerName { engine.observe(.renamed(formerName, to: presentName)) }
        try await store.save(opening.repository, on: forge.host)
        if found != key {
            // Another identity than the name had, or one that is stored under another name: its own state counts.
            key = found
            let state = try await store.syncState(of: found)
            guard plan.isFor(state) else {
                // The page was asked for by the first plan; the right one asks for its own.
                try await makePlan(isFull: request.isFull)
                return
            }
            plan.receive(.opened(opening))
        } else {
            plan.receive(.opened(opening))
        }
        if request.includesHistory, histories == nil {
            let stored = try await store.branchHistories(of: found)
            let reading = HistoryReading(
                opening, stored: stored, patterns: request.branches(name),
                pagesPerWrite: request.settings.historyPagesPerWrite)
            for history in reading.gone { try await store.save(history, endsAtTip: true, of: found) }
            histories = reading
            try await beginActivity(opening, stored: stored, of: found)
        }
    }

    // MARK: - What has come

    private mutating func keep(
        _ deliveries: [ForgeID: DetailDelivery], of page: SyncPlan.PageID
    ) -> SyncPlan.Event {
        var delivered: [ForgeID: [OpenPart]] = [:]
        var malformed: [ForgeID: String] = [:]
        for (id, delivery) in deliveries {
            switch delivery {
            case .draft(let draft):
                drafts[id] = draft
                delivered[id] = draft.open
            case .malformed(let place):
                malformed[id] = place
            }
        }
        return .detailed(page, delivered, malformed: malformed)
    }

    private mutating func keep(_ pieces: [OpenPart: DraftPiece], of page: SyncPlan.PageID) -> SyncPlan.Event {
        var delivered: [OpenPart: [OpenPart]] = [:]
        for (part, piece) in pieces {
            delivered[part] = drafts[part.pullRequest]?.absorb(piece, for: part) ?? []
        }
        return .completed(page, delivered)
    }

    private mutating func keep(
        _ entries: Result<HistoryPage, FetchError>, of page: HistoryReading.Page
    ) async throws(StoreError) {
        switch entries {
        case .success(let entries):
            if let history = histories?.receive(entries, of: page), let key {
                try await store.save(history, endsAtTip: true, of: key)
            }
            try await goOnWithActivity()
        case .failure(let error):
            if histories?.fail(page, error) == true { failBeside(error) }
        }
    }

    private mutating func save(_ ids: [ForgeID], _ state: SyncState) async throws(StoreError) {
        guard let key else { return }
        let values = ids.compactMap { drafts.removeValue(forKey: $0)?.finished() }
        try await store.save(values, and: state, of: key)
        plan.receive(.stored(values.map(KnownPullRequest.init)))
        report()
    }

    // MARK: - The end

    /// Plans anew after a walk that an earlier run began: what has changed since then was on none of its pages.
    private mutating func goOn(after state: SyncState) async throws(StoreError) {
        if let key { try await store.save([], and: state, of: key) }
        earlier = (plan.listedCount, plan.knownCount, plan.storedCount)
        try await makePlan(isFull: false)
    }

    private mutating func finish(_ state: SyncState, _ failure: FetchError?) async throws(StoreError) {
        var state = state
        // Without the lines of commits numbers are as incomplete as without pull requests.
        if state.failure == nil { state.failure = (failure ?? result.failure)?.summary }
        if state.failure == nil { state.completedAt = forge.now }
        if let key {
            try await store.save([], and: state, of: key)
            if case .repositoryNotFound = failure { try await store.setPresence(.hidden, of: key) }
        }
        result.pullRequestsListed = earlier.listed + plan.listedCount
        result.pullRequestsStored = earlier.stored + plan.storedCount
        result.incomplete = plan.incompleteCount
        result.failure = failure ?? result.failure
        result.isComplete = result.failure == nil && state.failure == nil && result.incomplete == 0
        result.reason = failure?.summary ?? result.reason ?? state.failure ?? plan.incompleteReason
    }
}

extension KnownPullRequest {
    /// What a stored outline tells.
    init(_ outline: PullRequestOutline, needsPaths: Bool) {
        self.init(
            forgeID: outline.forgeID, number: outline.number, updatedAt: outline.updatedAt, state: outline.state,
            baseBranch: outline.baseBranch,
            // One whose paths were not asked for yet lacks a part, too.
            isIncomplete: !outline.gaps.isEmpty || (needsPaths && !outline.hasFiles))
    }

    /// What a pull request tells that was just stored.
    init(_ pullRequest: PullRequest) {
        self.init(
            forgeID: pullRequest.forgeID, number: pullRequest.number, updatedAt: pullRequest.updatedAt,
            state: pullRequest.state, baseBranch: pullRequest.baseBranch, isIncomplete: !pullRequest.gaps.isEmpty)
    }
}
