import HakaruDelivery
import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore
import HakaruSystem

/// Says what a delivery would send, and does what is asked for by hand: freezing a week and adding its messages.
struct DeliveryPlanner: Sendable {
    /// The configuration in force.
    let settings: Settings
    /// Where the store lies.
    let options: StoreOptions
    /// Who gets the report.
    let channels: [any DeliveryChannel]
    /// The language of the messages.
    let language: Language

    /// What would go where: the messages of a week, or of the weeks that a run would freeze, and what is not settled.
    func plan(week chosen: ISOWeek?, in context: CommandContext) async throws -> [PlannedMessage] {
        let now = context.now()
        let store = try SQLiteStore(path: settings.storePath, mode: .existing)
        let kept = try await store.outbox(withPayload: false)
        var planned = kept.filter { chosen == nil ? $0.isOpen : $0.week == chosen }.map { entry in
            PlannedMessage(
                week: entry.week, channel: entry.channel, destination: entry.destination,
                form: channels.first { $0.name == entry.channel }?.form ?? "", sizeInBytes: nil, state: entry.state)
        }
        let frozen = try await store.frozenWeeks(since: nil)
        let weeks: [ISOWeek]
        if let chosen {
            weeks = [chosen]
        } else {
            // As if every repository were synced: nothing is fetched here.
            weeks = WeekPlan(
                now: now, zone: settings.zone, lastFrozen: frozen.last?.week, repositories: [], waitSeconds: 0
            ).steps.map(\.week)
        }
        for week in weeks {
            let press = try await press(store, for: week, frozen: frozen.first { $0.week == week }, in: context)
            let page = try await press.session.page(of: week, missing: [:])
            for message in press.messages(page, at: now)
            where !kept.contains(where: { $0.week == week && $0.channel == message.channel }) {
                planned.append(
                    PlannedMessage(
                        week: week, channel: message.channel, destination: message.destination,
                        form: channels.first { $0.name == message.channel }?.form ?? "",
                        sizeInBytes: message.payload?.count, state: nil))
            }
        }
        return planned
    }

    /// Freezes a week where it is not, and adds messages to channels that have none of it yet.
    func enqueue(_ week: ISOWeek, _ store: SQLiteStore, in context: CommandContext) async throws {
        let now = context.now()
        let frozen = try await store.frozenWeeks(since: week).first { $0.week == week }
        let press = try await press(store, for: week, frozen: frozen, in: context)
        if let frozen {
            var page = try await press.session.page(of: week, missing: frozen.reasons)
            page.notes.frozenAt = frozen.frozenAt
            page.notes.isLate = frozen.isLate
            try await store.enqueue(press.messages(page, at: frozen.frozenAt))
        } else {
            let last = ISOWeek(containing: now, in: settings.zone).previous
            _ = try await press.freeze(
                WeekPlan.Step(week: week, isLate: week < last, missing: try await missing(week, store)), at: now)
        }
    }

    /// The repositories whose data does not reach the end of a week; nobody waits for them here.
    private func missing(_ week: ISOWeek, _ store: SQLiteStore) async throws -> [RepositoryID: String] {
        var repositories: [WeekPlan.Repository] = []
        for stored in try await store.repositories() {
            let state = try await store.syncState(of: stored.key)
            repositories.append(
                .init(
                    name: stored.repository.id, completedAt: state.completedAt, isGone: stored.presence != .visible,
                    reason: state.failure))
        }
        return WeekPlan.missing(repositories, until: week.next.start(in: settings.zone))
    }

    private func press(
        _ store: SQLiteStore, for week: ISOWeek, frozen: FrozenWeek?, in context: CommandContext
    ) async throws -> WeekPress {
        var filters = QueryFilters()
        filters.asOf = frozen?.asOf.description
        var session = try await QuerySession.open(filters, store: options, in: context)
        let end = week.next.start(in: settings.zone)
        if session.scope.asOf < end {
            filters.asOf = end.description
            session = try await QuerySession.open(filters, store: options, in: context)
        }
        return WeekPress(
            session: session, store: store, language: language, channels: channels,
            outbox: try await store.outboxName())
    }
}

extension FrozenWeek {
    /// What was missing, with the reasons.
    var reasons: [RepositoryID: String] {
        Dictionary(missing.map { ($0.name, $0.missing ?? "") }) { first, _ in first }
    }
}
