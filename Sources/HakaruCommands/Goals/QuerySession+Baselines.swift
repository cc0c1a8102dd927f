import HakaruEngine
import HakaruModel
import HakaruStore

extension QuerySession {
    /// Freezes the baselines of goals that have none yet; to restate one is left to people.
    ///
    /// - Returns: How many were frozen; none where a repository is incomplete, since a baseline without it would be wrong
    ///   and would stay so.
    func freezeBaselines(at now: Instant) async throws -> Int {
        let configuration = settings.configuration
        guard !configuration.goals.isEmpty, scope.gaps.isEmpty else { return 0 }
        let builder = GoalBuilder(
            engine: engine, scope: scope, zone: settings.zone, fiscalYearStart: configuration.fiscalYearStart)
        let report = try await builder.report(on: configuration.goals, recordedUntil: now)
        let missing = builder.baselines(of: report, frozenAt: now).filter { $0.cause == .first }
        let store = try SQLiteStore(path: settings.storePath, mode: .create)
        let added = try await store.freeze(missing).count
        try store.close()
        return added
    }
}
