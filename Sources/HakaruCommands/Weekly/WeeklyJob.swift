import HakaruDelivery
import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruStore
import HakaruSystem

/// One weekly run, from the lock to the last message; safe to start again at any point.
struct WeeklyJob: Sendable {
    /// The sync that comes first.
    let sync: SyncJob
    /// Where the store and the configuration lie.
    let options: StoreOptions
    /// Who gets the report.
    let channels: [any DeliveryChannel]
    /// The language of the messages.
    let language: Language

    /// Syncs, freezes, renders and delivers.
    func run(in context: CommandContext) async throws -> WeeklyResult {
        // Decided once: a run that goes on over midnight is still about the weeks of its start.
        let now = context.now()
        let path = sync.settings.storePath
        let lock = try await DeliveryLock.acquire(path, wait: sync.lockWait, isQuiet: sync.isQuiet, in: context)
        defer { withExtendedLifetime(lock) {} }
        var result = WeeklyResult()
        result.hasTargets = !sync.settings.configuration.report.targets.isEmpty
        do {
            result.sync = try await sync.run(in: context)
        } catch let error as StoreError {
            throw error
        } catch let error as any UserFacingError {
            // What is stored can still be told, and what waits can still be sent.
            guard FileInfo(at: path) != nil else { throw error }
            context.report(error)
            result.syncCode = error.exitCode
        }
        result.isStopped = Task.isCancelled
        guard !result.isStopped else { return result }
        let store = try SQLiteStore(path: path, mode: .create)
        // A first sync that brought nothing says so itself.
        guard try await !store.repositories().isEmpty else { return result }
        try await freeze(&result, store, at: now, in: context)
        let dispatcher = Dispatcher(
            store: store, outbox: try await store.outboxName(), channels: channels, now: context.now,
            sleep: context.sleep)
        let entries = try await dispatcher.run()
        let newest = try await store.frozenWeeks(since: nil).last?.week
        result.newestFrozen = newest
        // A message that failed in an earlier run is history once a newer week went out.
        let own = Set(result.frozen.map(\.week))
        result.messages = entries.filter { entry in
            entry.week == newest || own.contains(entry.week) || (entry.isOpen && entry.state != .failed)
        }
        if let newest { try await store.dropPayloads(before: newest.advanced(byWeeks: 1 - WeekPlan.mostWeeks)) }
        result.isStopped = Task.isCancelled
        try store.close()
        return result
    }

    private func freeze(
        _ result: inout WeeklyResult, _ store: SQLiteStore, at now: Instant, in context: CommandContext
    ) async throws {
        let frozen = try await store.frozenWeeks(since: nil)
        let plan = WeekPlan(
            now: now, zone: sync.settings.zone, lastFrozen: frozen.last?.week,
            repositories: try await repositories(store, result.sync),
            waitSeconds: sync.settings.configuration.report.waitSeconds)
        result.plan = plan
        guard !plan.steps.isEmpty || !frozen.isEmpty else { return }
        let finder = RestatementFinder { asOf in
            var filters = QueryFilters()
            filters.asOf = asOf.description
            return try await QuerySession.open(filters, store: options, in: context)
        }
        for week in frozen.suffix(WeekPlan.checkedWeeks) where !Task.isCancelled {
            if let restatement = try await finder.restatement(of: week, at: now), try await store.save(restatement) {
                result.restatements.append(restatement)
            }
        }
        if !plan.steps.isEmpty { try await freezeBaselines(at: now, in: context) }
        for step in plan.steps where !Task.isCancelled {
            let session = try await session(for: step, in: context)
            let press = WeekPress(
                session: session, store: store, language: language, channels: channels,
                outbox: try await store.outboxName())
            guard try await press.freeze(step, at: now) else { continue }
            result.frozen += try await store.frozenWeeks(since: step.week).filter { $0.week == step.week }
        }
    }

    private func freezeBaselines(at now: Instant, in context: CommandContext) async throws {
        guard !sync.settings.configuration.goals.isEmpty else { return }
        let session = try await QuerySession.open(QueryFilters(), store: options, in: context)
        let added = try await session.freezeBaselines(at: now)
        if !sync.isQuiet, added > 0 { context.say("Baselines frozen: \(added).") }
    }

    /// The question of a week as of the last complete sync, or as of its end where no sync reached that.
    private func session(for step: WeekPlan.Step, in context: CommandContext) async throws -> QuerySession {
        let session = try await QuerySession.open(QueryFilters(), store: options, in: context)
        let end = step.week.next.start(in: session.settings.zone)
        guard session.scope.asOf < end else { return session }
        var filters = QueryFilters()
        filters.asOf = end.description
        return try await QuerySession.open(filters, store: options, in: context)
    }

    /// The repositories that are collected, as the store knows them.
    private func repositories(
        _ store: SQLiteStore, _ synced: SyncResult?
    ) async throws -> [WeekPlan.Repository] {
        let results = Dictionary(
            (synced?.repositories ?? []).map { ($0.repository, $0) }
        ) { first, _ in first }
        let stored = try await store.repositories()
        var repositories: [WeekPlan.Repository] = []
        for name in names(stored.map(\.repository.id), synced) {
            let result = results[name]
            let found = stored.first { $0.repository.id == (result?.newName ?? name) }
            guard let found else {
                repositories.append(.init(name: name, completedAt: nil, reason: result?.reason))
                continue
            }
            let state = try await store.syncState(of: found.key)
            repositories.append(
                .init(
                    name: found.repository.id, completedAt: state.completedAt, isGone: found.presence != .visible,
                    reason: state.failure))
        }
        return repositories
    }

    /// The repositories that the configuration names, then those that its owners have; where the owners could not be
    /// asked, those that are stored.
    private func names(_ stored: [RepositoryID], _ synced: SyncResult?) -> [RepositoryID] {
        guard !sync.owners.isEmpty else { return sync.repositories }
        let discovered = synced.map { $0.repositories.map(\.repository) } ?? stored
        return sync.repositories + discovered.filter { !sync.repositories.contains($0) }
    }
}

/// The right to freeze weeks and to send messages: one run at a time for a store.
enum DeliveryLock {
    /// Takes the lock, waiting for another run.
    static func acquire(
        _ storePath: String, wait: Duration, isQuiet: Bool, in context: CommandContext
    ) async throws -> FileLock {
        try FileSystem.makeDirectory(Settings.directory(of: storePath))
        let path = FileSystem.resolved(storePath)
        return try await FileLock.acquire(
            at: "\(path).delivery.lock", on: FileLock.Subject(path: path, number: 1), wait: wait, now: context.now()
        ) { holder in
            if !isQuiet { context.say("Waiting for another run\(holder.map { " (process \($0.processID))" } ?? "").") }
        }
    }
}
