import HakaruModel

extension SyncPlan {
    /// Takes in what became of an action.
    package mutating func receive(_ event: Event) {
        switch event {
        case .opened(let opening): open(opening)
        case .listed(let page): listed(page)
        case .swept(let page): swept(page)
        case .listFailed(let error): listFailed(error)
        case .detailed(let id, let delivered, let malformed): detailed(id, delivered, malformed)
        case .completed(let id, let delivered): completed(id, delivered)
        case .single(let id, let isDelivered): single(id, isDelivered)
        case .failed(let id, let error): failed(id, error)
        case .stored(let stored):
            isStoring = false
            storedCount += stored.count
            for pullRequest in stored { known[pullRequest.forgeID] = pullRequest.standing }
        }
    }

    /// Takes in that the work on this repository must end, such as when another repository found the token refused.
    package mutating func stop(_ error: FetchError) {
        failure = failure ?? error
    }
}

// MARK: - Lists

extension SyncPlan {
    private mutating func open(_ opening: WalkOpening) {
        isListing = false
        isOpen = true
        total = opening.page.total
        let isResumed = walk != nil
        if !isResumed {
            walk = SyncWalk(
                purpose: purpose, watermark: opening.newestUpdatedAt, startedAt: opening.answeredAt,
                floor: purpose == .update ? base.watermark?.advanced(bySeconds: -settings.overlap) : nil)
        }
        for item in walk?.pending ?? [] { want(item) }
        walk?.pending = []
        // What was incomplete is tried again, once a run.
        for (id, incomplete) in known where incomplete.isIncomplete { want(id, incomplete) }
        if walk?.isListed == false { take(opening.page) }
    }

    private mutating func listed(_ page: ListPage) {
        isListing = false
        total = page.total
        take(page)
    }

    private mutating func take(_ page: ListPage) {
        guard var walk else { return }
        listWidth = min(settings.listWidth, listWidth * 4)
        walk.missingRows += page.missingCount
        walk.cursor = page.next ?? walk.cursor
        walk.isListed = page.next == nil
        for row in page.rows {
            if let floor = walk.floor, row.updatedAt < floor {
                walk.isListed = true
                break
            }
            listedCount += 1
            if isChanged(row, in: walk) { want(row) }
        }
        self.walk = walk
        hasUnsavedPlace = true
    }

    /// Whether what is stored may be older than what the list tells.
    private func isChanged(_ row: ListedPullRequest, in walk: SyncWalk) -> Bool {
        guard walk.purpose != .full, let known = known[row.forgeID] else { return true }
        guard known.updatedAt == row.updatedAt, known.state == row.state, known.baseBranch == row.baseBranch,
            !known.isIncomplete
        else { return true }
        // Times are whole seconds: what changed in the last walk's time may have changed again in the same second.
        if let lastStart { return row.updatedAt >= lastStart.advanced(bySeconds: -5) }
        return walk.purpose != .first
    }

    private mutating func want(_ row: ListedPullRequest) {
        want(PendingDetail(forgeID: row.forgeID, number: row.number, commitCount: row.commitCount))
    }

    /// One that the list did not show: how many commits it has now is not known.
    private mutating func want(_ id: ForgeID, _ known: KnownPullRequest.Standing) {
        want(PendingDetail(forgeID: id, number: Int(known.number), commitCount: settings.commitBound))
    }

    private mutating func want(_ item: PendingDetail) {
        // One that moved up the list while it was read is seen twice.
        guard pending[item.forgeID] == nil else { return }
        pending[item.forgeID] = item
        wantedCount += 1
        queue.append(item)
    }

    private mutating func swept(_ page: ListPage) {
        isListing = false
        guard case .running(_, var seen) = sweep else { return }
        listWidth = min(settings.listWidth, listWidth * 4)
        for row in page.rows {
            seen.insert(row.forgeID)
            let known = known[row.forgeID]
            if known?.state != row.state || known?.baseBranch != row.baseBranch { want(row) }
        }
        guard page.next == nil, page.missingCount == 0 else {
            // Without a row nothing can be said about what is missing in the list.
            sweep = page.next == nil ? .done : .running(cursor: page.next, seen: seen)
            return
        }
        sweep = .done
        for (id, open) in known where open.state == .open && !seen.contains(id) { want(id, open) }
    }

    private mutating func listFailed(_ error: FetchError) {
        isListing = false
        switch error {
        case .pageTooWide where listWidth > 1:
            listWidth = listWidth > 10 ? max(10, listWidth / 4) : listWidth > 3 ? 3 : 1
        case .invalidCursor where restarts < 2:
            restarts += 1
            walk?.cursor = nil
            if case .running = sweep { sweep = .running(cursor: nil, seen: []) }
        default:
            failure = failure ?? error
        }
    }
}

// MARK: - Details

extension SyncPlan {
    private mutating func detailed(_ id: PageID, _ delivered: [ForgeID: [OpenPart]], _ malformed: [ForgeID: String]) {
        guard case .details(let items)? = pages.removeValue(forKey: id) else { return }
        var missing: [PendingDetail] = []
        for item in items {
            guard let open = delivered[item.forgeID] else {
                missing.append(item)
                continue
            }
            if open.isEmpty {
                ready.append(item.forgeID)
            } else {
                unfinished[item.forgeID] = open.count
                parts += open.map { QueuedPart(part: $0, widest: settings.restParts) }
            }
        }
        // One that makes no sense makes no more sense in a smaller page.
        let senseless = missing.filter { malformed[$0.forgeID] != nil }
        missing.removeAll { malformed[$0.forgeID] != nil }
        singles += senseless
        if missing.isEmpty {
            width.succeeded(size: items.count)
        } else {
            askAgain(missing, pageSize: items.count)
        }
    }

    /// Asks for what a page did not bring in smaller ones; at the end for each alone, and then on the other way.
    private mutating func askAgain(_ items: [PendingDetail], pageSize: Int) {
        guard pageSize > 1 else {
            width.blamedOnOne()
            singles += items
            return
        }
        width.failed(size: pageSize)
        for var item in items {
            item.widest = max(1, pageSize / 2)
            queue.append(item)
        }
    }

    private mutating func completed(_ id: PageID, _ delivered: [OpenPart: [OpenPart]]) {
        guard case .rests(let asked)? = pages.removeValue(forKey: id) else { return }
        var missing: [QueuedPart] = []
        for queued in asked {
            let owner = queued.part.pullRequest
            guard let count = unfinished[owner] else { continue }
            guard let further = delivered[queued.part] else {
                missing.append(queued)
                continue
            }
            parts += further.map { QueuedPart(part: $0, widest: settings.restParts) }
            unfinished[owner] = count - 1 + further.count
            if unfinished[owner] == 0 {
                unfinished[owner] = nil
                ready.append(owner)
            }
        }
        if !missing.isEmpty { askAgain(missing, pageSize: asked.count) }
    }

    private mutating func askAgain(_ missing: [QueuedPart], pageSize: Int) {
        for queued in missing {
            let owner = queued.part.pullRequest
            guard unfinished[owner] != nil else { continue }
            if pageSize > 1 {
                parts.insert(QueuedPart(part: queued.part, widest: max(1, pageSize / 2)), at: 0)
            } else if let item = pending[owner] {
                unfinished[owner] = nil
                parts.removeAll { $0.part.pullRequest == owner }
                singles.append(item)
            }
        }
    }

    private mutating func single(_ id: PageID, _ isDelivered: Bool) {
        guard let page = pages.removeValue(forKey: id) else { return }
        switch page {
        case .single(let item):
            singleFailures = 0
            if isDelivered { ready.append(item.forgeID) } else { summaries.append(item) }
        case .summary(let item):
            if isDelivered {
                troubles.append(Trouble(number: item.number, reason: "the forge did not deliver its details"))
                ready.append(item.forgeID)
            } else {
                giveUp(item, reason: "the forge says that it is gone", isGone: true)
            }
        case .details, .rests:
            break
        }
    }

    private mutating func failed(_ id: PageID, _ error: FetchError) {
        guard let page = pages.removeValue(forKey: id) else { return }
        switch page {
        case .details(let items):
            if case .pageTooWide = error { askAgain(items, pageSize: items.count) } else { fail(error) }
        case .rests(let asked):
            if case .pageTooWide = error { askAgain(asked, pageSize: asked.count) } else { fail(error) }
        case .single(let item):
            switch error {
            case .pageTooWide, .malformedAnswer, .repositoryNotFound, .forbidden, .refusedQuery:
                summaries.append(item)
            case .unreachable where error.isServerFault && singleFailures < 2:
                // It may be about this one; three in a row are not.
                singleFailures += 1
                summaries.append(item)
            default:
                fail(error)
            }
        case .summary(let item):
            switch error {
            case .pageTooWide, .malformedAnswer, .forbidden:
                giveUp(item, reason: "the forge did not deliver it", isGone: false)
            default: fail(error)
            }
        }
    }

    /// Leaves one out; what is stored of it stays.
    ///
    /// Unless it is gone, the next run walks here again.
    private mutating func giveUp(_ item: PendingDetail, reason: String, isGone: Bool) {
        pending[item.forgeID] = nil
        if !isGone { walk?.missingRows += 1 }
        hasUnsavedPlace = true
        troubles.append(Trouble(number: item.number, reason: reason))
    }

    private mutating func fail(_ error: FetchError) {
        failure = failure ?? error
    }
}
