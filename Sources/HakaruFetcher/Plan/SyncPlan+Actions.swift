import HakaruModel

extension SyncPlan {
    /// The next thing to do, or nil where something under way has to end first, or the plan is at its end.
    package mutating func nextAction() -> Action? {
        guard !isFinished else { return nil }
        if let action = storeAction() { return action }
        guard failure == nil else { return isIdle ? finish() : nil }
        guard isOpen else { return openAction() }
        // The list comes first: its pages follow one another, and everything else follows from them.
        return listAction() ?? singleAction() ?? restsAction() ?? detailsAction() ?? sweepAction()
            ?? (isIdle ? finish() : nil)
    }

    private mutating func storeAction() -> Action? {
        // A place at the end of everything is stored when the plan finishes.
        let hasPlace = hasUnsavedPlace && !(walk?.isListed == true && pending.isEmpty)
        guard !isStoring, isOpen, !ready.isEmpty || hasPlace else { return nil }
        let done = ready
        ready.removeAll()
        for id in done { pending[id] = nil }
        isStoring = true
        hasUnsavedPlace = false
        return .store(done, state)
    }

    private mutating func openAction() -> Action? {
        guard !isListing else { return nil }
        isListing = true
        return .ask(.open(walk?.order ?? order, cursor: walk?.cursor, width: listWidth))
    }

    private mutating func listAction() -> Action? {
        guard let walk, !walk.isListed, !isListing, pending.count < settings.queueLimit else { return nil }
        isListing = true
        return .ask(.list(walk.order, cursor: walk.cursor, width: listWidth))
    }

    private mutating func singleAction() -> Action? {
        guard pages.values.count(where: \.isSingle) < 2 else { return nil }
        if let item = summaries.popLast() {
            return .ask(.summary(begin(.summary(item)), item.forgeID, number: item.number))
        }
        guard let item = singles.popLast() else { return nil }
        return .ask(.single(begin(.single(item)), item.forgeID, number: item.number))
    }

    private mutating func restsAction() -> Action? {
        guard let first = parts.first else { return nil }
        let isLast = queue.isEmpty && walk?.isListed == true && !isListing && !pages.values.contains(where: \.isDetails)
        var taken: [QueuedPart] = []
        var price = 0
        var isFull = false
        for part in parts where part.widest == first.widest {
            guard taken.isEmpty || price + part.part.price <= settings.restConnections,
                taken.count < min(settings.restParts, first.widest)
            else {
                isFull = true
                break
            }
            taken.append(part)
            price += part.part.price
        }
        let isForced = first.widest < settings.restParts || unfinished.count >= settings.unfinishedLimit
        guard isFull || isLast || isForced || (isIdle && queue.isEmpty) else { return nil }
        let chosen = Set(taken)
        parts.removeAll { chosen.contains($0) }
        return .ask(.rests(begin(.rests(taken)), taken.map(\.part)))
    }

    private mutating func detailsAction() -> Action? {
        guard unfinished.count < settings.unfinishedLimit * 2 else { return nil }
        let isEager = (walk?.isListed == true && !isListing) || queue.count >= settings.poolSize || isIdle
        guard let page = queue.nextPage(width: width.value, isEager: isEager) else { return nil }
        return .ask(.details(begin(.details(page.items)), page.items.map(\.forgeID), commitCount: page.commitCount))
    }

    private mutating func sweepAction() -> Action? {
        guard isIdle, pending.isEmpty, let walk, walk.isListed else { return nil }
        switch sweep {
        case .done:
            return nil
        case .running(let cursor, _):
            isListing = true
            return .ask(.sweep(cursor: cursor, width: listWidth))
        case .notBegun:
            let isDue = base.openSweepAt.map { walk.startedAt.seconds(since: $0) >= settings.sweepInterval } ?? true
            // A walk through everything has seen the open ones too.
            guard walk.purpose == .update, isDue else {
                sweep = .done
                return nil
            }
            sweep = .running(cursor: nil, seen: [])
            isListing = true
            return .ask(.sweep(cursor: nil, width: listWidth))
        }
    }

    private mutating func finish() -> Action {
        isFinished = true
        guard failure == nil, var walk else {
            var state = state
            state.failure = failure?.summary
            return .finish(state, failure: failure)
        }
        var state = base
        state.detailWidth = width.value
        state.failure = nil
        walk.isOver = true
        walk.cursor = nil
        state.walk = walk.kept
        if walk.missingRows == 0 {
            state.watermark = walk.watermark
            if walk.purpose != .update { state.openSweepAt = walk.startedAt }
        } else {
            state.failure = "\(walk.missingRows) of the list's rows were not delivered."
        }
        if hasSwept { state.openSweepAt = walk.startedAt }
        return .finish(state, failure: nil)
    }

    private var hasSwept: Bool {
        guard case .done = sweep, let walk, walk.purpose == .update else { return false }
        return base.openSweepAt.map { walk.startedAt.seconds(since: $0) >= settings.sweepInterval } ?? true
    }

    private mutating func begin(_ page: Page) -> PageID {
        lastPage += 1
        let id = PageID(value: lastPage)
        pages[id] = page
        return id
    }

    /// The order of a walk that is not open yet.
    private var order: WalkOrder { purpose == .update ? .updatedDescending : .createdAscending }
}

extension SyncPlan.Page {
    fileprivate var isDetails: Bool {
        if case .details = self { true } else { false }
    }

    fileprivate var isSingle: Bool {
        switch self {
        case .single, .summary: true
        case .details, .rests: false
        }
    }
}
