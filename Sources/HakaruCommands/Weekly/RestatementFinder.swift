import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore

/// Compares a frozen week with what its numbers would be today, as of the same instant, and says why they differ.
struct RestatementFinder: Sendable {
    /// Opens the question again as of an instant.
    let reopen: @Sendable (Instant) async throws -> QuerySession

    /// Figures that reviews alone change.
    private static let reviewFigures = [
        "unreviewed", "commented_only", "not_approved", "reviews_unknown", "pickup_time", "review_time", "merge_time",
        "post_merge_reviews", "unapproved",
    ]

    /// Looks for a restatement of a week.
    ///
    /// - Parameters:
    ///   - frozen: The week as it was delivered.
    ///   - now: When it is looked at.
    /// - Returns: The restatement; nil where the numbers are what they were.
    /// - Throws: What reading the store and deriving the facts throws.
    func restatement(of frozen: FrozenWeek, at now: Instant) async throws -> Restatement? {
        let session = try await reopen(frozen.asOf)
        var causes = settingCauses(frozen, session)
        let current = Dictionary(session.scope.repositories.map { ($0.key, $0) }) { first, _ in first }
        var changes: [Restatement.Change] = []
        var names: [String: String] = [:]
        for repository in frozen.repositories {
            guard let key = repository.key, let now = current[key]?.repository.id, now != repository.name else {
                continue
            }
            causes.append(.renamed(repository.name, to: now))
            names[repository.name.description] = now.description
            changes.append(
                .init(figure: "repositories", before: repository.name.description, after: now.description))
        }
        // Nothing that could shape the numbers has changed: the costly comparison is not needed.
        guard !causes.isEmpty || hasOtherData(frozen, current) else { return nil }
        let page = try await session.page(of: frozen.week, missing: [:])
        let numbers = page.json.text(.compact)
        let before = try FrozenNumbers(frozen.numbers, renaming: names)
        let after = try FrozenNumbers(numbers)
        let figures = before.differences(from: after)
        changes += figures.map {
            .init(figure: $0, before: before.figures[$0] ?? "null", after: after.figures[$0] ?? "null")
        }
        guard !changes.isEmpty else { return nil }
        if !figures.isEmpty {
            // Beside other settings nobody can tell what late data alone would have changed.
            let isSettingsOwn = !settingCauses(frozen, session).isEmpty
            causes += dataCauses(frozen, current, figures).filter { cause in
                switch cause {
                case .lateReview, .lateData: !isSettingsOwn
                default: true
                }
            }
        }
        if causes.isEmpty { causes = [.configuration] }
        return Restatement(week: frozen.week, foundAt: now, causes: causes, changes: changes, numbers: numbers)
    }

    private func settingCauses(_ frozen: FrozenWeek, _ session: QuerySession) -> [RestatementCause] {
        var causes: [RestatementCause] = []
        if frozen.definitionsVersion != Definitions.version {
            causes.append(.definitions(from: frozen.definitionsVersion, to: Definitions.version))
        }
        if frozen.rules != session.engine.rules.fingerprint { causes.append(.configuration) }
        let zone = session.settings.zone.identifier
        if frozen.timeZone != zone { causes.append(.timeZone(from: frozen.timeZone, to: zone)) }
        return causes
    }

    private func hasOtherData(_ frozen: FrozenWeek, _ current: [RepositoryKey: StoredRepository]) -> Bool {
        let then = Dictionary(
            frozen.repositories.compactMap { repository in repository.key.map { ($0, repository.revision) } }
        ) { first, _ in first }
        return current.contains { key, repository in then[key] != repository.revision }
    }

    /// Which repositories brought what changes the numbers, and what it was as far as the numbers tell.
    private func dataCauses(
        _ frozen: FrozenWeek, _ current: [RepositoryKey: StoredRepository], _ figures: [String]
    ) -> [RestatementCause] {
        var causes: [RestatementCause] = []
        let then = Dictionary(frozen.repositories.compactMap { one in one.key.map { ($0, one) } }) { first, _ in first }
        for (key, repository) in current.sorted(by: { $0.value.repository.id < $1.value.repository.id }) {
            let name = repository.repository.id
            // A summary of one repository has no rows of its own for it; then all figures are its.
            let own = current.count == 1 ? figures : figures.filter { $0.hasPrefix("repositories.\(name).") }
            guard let old = then[key] else {
                if repository.revision > 0 { causes.append(.added(name)) }
                continue
            }
            guard old.revision != repository.revision, !own.isEmpty else { continue }
            if old.missing != nil {
                causes.append(.completed(name))
            } else if own.allSatisfy({ figure in RestatementFinder.reviewFigures.contains { figure.contains($0) } }) {
                causes.append(.lateReview(name))
            } else {
                causes.append(.lateData(name))
            }
        }
        return causes
    }
}
