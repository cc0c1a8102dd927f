import HakaruEngine
import HakaruModel
import HakaruReporter
import HakaruStore

/// What a weekly run did; the fields of `hakaru.weekly/1`.
struct WeeklyResult: Sendable {
    /// What the sync did; nil where it could not begin.
    var sync: SyncResult?
    /// The code of a sync that could not begin.
    var syncCode: ExitCode = .success
    /// What was planned.
    var plan: WeekPlan?
    /// The weeks that this run froze, oldest first.
    var frozen: [FrozenWeek] = []
    /// The differences that this run found.
    var restatements: [Restatement] = []
    /// The messages of the weeks that matter now: the newest frozen one's, and all that are not settled.
    var messages: [OutboxEntry] = []
    /// Whether the configuration says where reports go.
    var hasTargets = true
    /// The newest week that is frozen, by this run or an earlier one.
    var newestFrozen: ISOWeek?
    /// Whether the run was stopped before its end.
    var isStopped = false

    /// The code that the process ends with: authentication before unavailability before failure before incompleteness.
    var exitCode: ExitCode {
        var codes = [syncCode, sync?.exitCode ?? .success]
        if messages.contains(where: \.isOpen) || plan?.waiting != nil || isStopped { codes.append(.incomplete) }
        if frozen.contains(where: { !$0.missing.isEmpty }) { codes.append(.incomplete) }
        let order: [ExitCode] = [
            .interrupted, .terminated, .authentication, .unavailable, .locked, .failure, .incomplete,
        ]
        return order.first(where: codes.contains) ?? codes.first { $0 != .success } ?? .success
    }
}

extension RenderedResult {
    /// `hakaru.weekly/1`.
    init(_ result: WeeklyResult) {
        self.init(
            json: [
                "schema": "hakaru.weekly/1",
                "frozen": .array(
                    result.frozen.map { week in
                        [
                            "week": .string(week.week.description), "as_of": .string(week.asOf.description),
                            "late": .bool(week.isLate),
                            "missing": .array(
                                week.missing.map {
                                    ["repository": .string($0.name.description), "reason": .string($0.missing)]
                                }),
                        ]
                    }),
                "waiting": result.plan?.waiting.map { week in
                    [
                        "week": .string(week.description), "until": .string(result.plan?.waitsUntil?.description),
                        "for": .array(
                            (result.plan?.waitingFor ?? [:]).sorted { $0.key < $1.key }.map {
                                ["repository": .string($0.key.description), "reason": .string($0.value)]
                            }),
                    ]
                } ?? .null,
                "skipped_weeks": .integer(result.plan?.skipped),
                "restatements": .array(
                    result.restatements.map { restatement in
                        [
                            "week": .string(restatement.week.description),
                            "causes": .array(restatement.causes.map { .string($0.description) }),
                            "changes": .integer(restatement.changes.count),
                        ]
                    }),
                "deliveries": .array(result.messages.map(\.json)),
                "synced": .bool(result.sync?.exitCode == .success),
                "complete": .bool(result.exitCode == .success),
            ],
            table: .messages(result.messages, notes: result.notes))
    }
}

extension WeeklyResult {
    /// What a person is told below the messages.
    var notes: [String] {
        var notes: [String] = []
        if let plan, let week = plan.waiting, let until = plan.waitsUntil {
            notes.append("\(week) waits until \(until) for \(WeeklyResult.names(plan.waitingFor))")
        }
        if let skipped = plan?.skipped, skipped > 0 {
            notes.append("\(skipped) older weeks were missed and are not made up for")
        }
        for week in frozen where !week.missing.isEmpty {
            notes.append("\(week.week) is incomplete: \(week.missing.map(\.name.description).joined(separator: ", "))")
        }
        if !hasTargets, !isStopped {
            let weeks = frozen.map(\.week.description).joined(separator: ", ")
            let what = weeks.isEmpty ? "nothing is sent" : "\(weeks): frozen, and sent nowhere"
            notes.append("\(what), since `report.deliver` of the configuration names no file and no channel")
        } else if messages.isEmpty, let newestFrozen {
            notes.append(
                "\(newestFrozen) was frozen before there was anywhere to send it: "
                    + "`hakaru report weekly --week \(newestFrozen) --deliver` sends it now")
        }
        for restatement in restatements {
            let causes = restatement.causes.map(\.description).joined(separator: "; ")
            notes.append("\(restatement.week) would have other numbers today (\(causes)); the next page says so")
        }
        return notes
    }

    /// Repositories for a sentence.
    static func names(_ repositories: [RepositoryID: String]) -> String {
        repositories.keys.sorted().map(\.description).joined(separator: ", ")
    }
}
