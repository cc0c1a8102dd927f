import HakaruDelivery
import HakaruEngine
import HakaruMetrics
import HakaruModel
import HakaruReporter
import HakaruStore

/// Makes a week's page and its messages, and freezes both.
struct WeekPress: Sendable {
    /// The question that the page answers.
    let session: QuerySession
    /// Where the week is frozen.
    let store: SQLiteStore
    /// The language of the messages.
    let language: Language
    /// Who is to get them, in order.
    let channels: [any DeliveryChannel]
    /// The name of the outbox.
    let outbox: String

    /// The page of a week as it is frozen now.
    func page(_ step: WeekPlan.Step, at now: Instant) async throws -> SummaryPage {
        var page = try await session.page(of: step.week, missing: step.missing)
        page.notes.frozenAt = now
        page.notes.isLate = step.isLate
        page.notes.restated = try await news(before: step.week)
        return page
    }

    /// The restatements that no page has told yet: those that were found after the last one was made.
    private func news(before week: ISOWeek) async throws -> [SummaryNotes.Restated] {
        let frozen = try await store.frozenWeeks(since: week.advanced(byWeeks: -2 * WeekPlan.mostWeeks))
            .filter { $0.week < week }
        guard let last = frozen.last else { return [] }
        var news: [SummaryNotes.Restated] = []
        for earlier in frozen {
            guard let restatement = try await store.restatements(of: earlier.week).last,
                restatement.foundAt > last.frozenAt
            else { continue }
            news.append(SummaryNotes.Restated(restatement))
        }
        return news
    }

    /// Freezes a week together with its messages.
    ///
    /// - Returns: Whether it was not frozen before.
    func freeze(_ step: WeekPlan.Step, at now: Instant) async throws -> Bool {
        let page = try await page(step, at: now)
        let known = session.scope.repositories.map { repository in
            FrozenWeek.Repository(
                name: repository.repository.id, key: repository.key, revision: repository.revision,
                missing: step.missing[repository.repository.id])
        }
        let unknown = step.missing.filter { name, _ in !known.contains { $0.name == name } }.map {
            FrozenWeek.Repository(name: $0.key, key: nil, revision: nil, missing: $0.value)
        }
        let week = FrozenWeek(
            week: step.week, timeZone: session.settings.zone.identifier, asOf: session.scope.asOf, frozenAt: now,
            isLate: step.isLate, definitionsVersion: Definitions.version, rules: session.engine.rules.fingerprint,
            numbers: page.json.text(.compact), repositories: known + unknown.sorted { $0.name < $1.name })
        return try await store.freeze(week, messages(page, at: now))
    }

    /// A page's messages to all channels.
    func messages(_ page: SummaryPage, at now: Instant) -> [OutboxEntry] {
        let report = DeliverableReport(page, madeAt: now, in: language)
        let key = DeliveryKey(week: page.summary.week, outbox: outbox)
        return channels.map { channel in
            OutboxEntry(
                week: page.summary.week, channel: channel.name, destination: channel.destination, changedAt: now,
                payload: channel.payload(of: report, key: key))
        }
    }
}

extension SummaryNotes.Restated {
    /// A stored restatement for a page.
    init(_ restatement: Restatement) {
        self.init(
            week: restatement.week, causes: restatement.causes,
            changes: restatement.changes.map {
                SummaryNotes.Change(figure: $0.figure, before: $0.before, after: $0.after)
            })
    }
}

extension DeliverableReport {
    /// A page in every form.
    init(_ page: SummaryPage, madeAt: Instant, in language: Language) {
        self.init(
            week: page.summary.week, madeAt: madeAt, title: page.title(in: language), text: page.text(in: language),
            markdown: page.markdown(in: language), html: page.html(in: language),
            json: page.json.text(.indented) + [0x0A], slack: page.slack(in: language).text(.compact),
            cutNote: { SummaryPage.cutNote($0, in: language) })
    }
}
