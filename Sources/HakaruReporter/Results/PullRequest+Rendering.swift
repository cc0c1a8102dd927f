package import HakaruMetrics
package import HakaruModel

extension RenderedResult {
    /// `hakaru.pull_request/1` (`design.md`).
    ///
    /// - Parameters:
    ///   - report: The line of time.
    ///   - header: What the result says about itself.
    ///   - calendar: When people work, for the working time beside every duration; nil for none.
    package init(_ report: PullRequestReport, header: ResultHeader, calendar: WorkingCalendar? = nil) {
        let working = calendar.flatMap { calendar in
            report.times.flatMap { times in
                report.facts.integratedAt.map { WorkingLeadTimes(times, integratedAt: $0, calendar: calendar) }
            }
        }
        let unknown = working.map { $0.leadTime.seconds == nil ? 1 : 0 } ?? 0
        let warning = calendar?.warning(unknown: unknown)
        let head = header.members(schema: "pull_request") + RenderedResult.members(report)
        let tail: [JSONValue.Member] =
            calendar.map { [.init("working_time", working?.json($0) ?? .null)] } ?? []
        let notes = header.notes + (warning.map { [$0] } ?? [])
        self.init(
            json: .object(head + tail),
            table: Table(
                columns: [
                    .init("What", key: "what", isNumeric: false),
                    .init("When, how long", key: "value", isNumeric: false),
                ],
                rows: RenderedResult.lines(report, working), notes: notes))
    }

    private static func instants(_ report: PullRequestReport) -> [(name: String, at: Instant?)] {
        let facts = report.facts
        return [
            ("first_commit_at", facts.firstCommitAt), ("created_at", facts.createdAt),
            ("ready_for_review_at", facts.readyForReviewAt), ("first_review_at", facts.firstReviewAt),
            ("first_approval_at", facts.firstApprovalAt), ("merged_at", facts.mergedAt),
            ("closed_at", facts.closedAt), ("integrated_at", facts.integratedAt),
        ]
    }

    private static func stages(_ times: LeadTimes?) -> [(name: String, seconds: Int64?)] {
        [
            ("coding_time", times?.codingTime), ("pickup_time", times?.pickupTime), ("review_time", times?.reviewTime),
            ("merge_time", times?.mergeTime), ("integration_time", times?.integrationTime),
        ]
    }

    private static func members(_ report: PullRequestReport) -> [JSONValue.Member] {
        let facts = report.facts
        let times = report.times
        return [
            .init("repository", .string(report.repository.description)),
            .init("number", .integer(report.number)),
            .init("title", .string(report.title)),
            .init("author", .string(report.author.login)),
            .init("state", .string(report.state.rawValue)),
            .init("base", .string(facts.base)),
        ] + instants(report).map { .init($0.name, .string($0.at?.description)) } + [
            .init("lead_time_seconds", .integer(times?.leadTime)),
            .init("cycle_time_seconds", .integer(times?.cycleTime)),
            .init("time_to_merge_seconds", .integer(times?.timeToMerge)),
            .init("stages", .object(stages(times).map { .init("\($0.name)_seconds", .integer($0.seconds)) })),
            .init("flags", .array(facts.flags.setNames.map { .string($0) })),
            .init("route", .array(report.route.map { .string($0) })),
            .init("integration_proof", .string(report.proof.rawValue)),
            .init("first_commit_sha", .string(report.firstCommit?.description)),
            .init("first_review", reviewer(report.firstReview)),
            .init("first_approval", reviewer(report.firstApproval)),
            .init("draft_spans", spans(report.draftSpans)),
            .init("draft_seconds", .integer(facts.draftSeconds)),
            .init("closed_spans", spans(facts.closedSpans)),
            .init("closed_seconds", .integer(facts.closedSeconds)),
            .init("size_lines", .integer(facts.size)),
            .init("rework_cycles", .integer(facts.reworkCycles)),
            .init("post_merge_reviews", .integer(facts.postMergeReviewCount)),
            .init("carried_by", .integer(facts.carrier)),
            .init(
                "clamped",
                .array(
                    report.clamped.map {
                        [
                            "instant": .string($0.instant), "dated": .string($0.dated.description),
                            "counted": .string($0.counted.description),
                        ]
                    })),
            .init("excluded", .string(report.exclusion?.rawValue)),
        ]
    }

    private static func reviewer(_ reviewer: PullRequestReport.Reviewer?) -> JSONValue {
        guard let reviewer else { return .null }
        return [
            "login": .string(reviewer.account.login), "at": .string(reviewer.at.description),
            "kind": .string(reviewer.kind.rawValue),
        ]
    }

    private static func spans(_ spans: [Period]) -> JSONValue {
        .array(spans.map { ["from": .string($0.start.description), "until": .string($0.end.description)] })
    }

    private static func lines(_ report: PullRequestReport, _ working: WorkingLeadTimes?) -> [[Table.Cell]] {
        var lines: [(String, String)] = [
            ("pull request", "\(report.repository)#\(report.number) \(report.title)"),
            ("author", report.author.login), ("state", report.state.rawValue),
        ]
        for instant in instants(report) { lines.append((instant.name, note(instant, of: report))) }
        if let times = report.times {
            lines.append(("lead_time", beside(times.leadTime, working?.leadTime)))
            for (index, stage) in stages(times).enumerated() {
                lines.append((stage.name, stage.seconds.map { beside($0, working?.stages[index]) } ?? "–"))
            }
        }
        let route = report.route.joined(separator: " → ")
        lines.append(
            ("route", report.proof == .none ? "\(route) (not integrated)" : "\(route) (by \(report.proof.rawValue))"))
        for span in report.draftSpans { lines.append(("draft", "\(span.start) to \(span.end)")) }
        for span in report.facts.closedSpans { lines.append(("closed", "\(span.start) to \(span.end)")) }
        for clamp in report.clamped {
            lines.append(("clamped", "\(clamp.instant): dated \(clamp.dated), counts as \(clamp.counted)"))
        }
        let flags = report.facts.flags.setNames
        if !flags.isEmpty { lines.append(("flags", flags.joined(separator: " "))) }
        if let exclusion = report.exclusion { lines.append(("counts in no lead time", exclusion.rawValue)) }
        return lines.map { [.text($0.0), .text($0.1)] }
    }

    /// A duration, and the part of it in working hours where that was asked for and is known.
    private static func beside(_ seconds: Int64, _ working: WorkingTime?) -> String {
        let text = DurationText(seconds: seconds).description
        guard let working else { return text }
        return "\(text) (working \(working.seconds.map { DurationText(seconds: $0).description } ?? "–"))"
    }

    /// An instant with what made it count.
    private static func note(_ instant: (name: String, at: Instant?), of report: PullRequestReport) -> String {
        guard let at = instant.at else { return "–" }
        switch instant.name {
        case "first_commit_at":
            return report.firstCommit.map { "\(at) (\($0.description.prefix(10)))" } ?? at.description
        case "first_review_at":
            return report.firstReview.map { "\(at) (\($0.kind.rawValue) by \($0.account.login))" } ?? at.description
        case "first_approval_at":
            return report.firstApproval.map { "\(at) (by \($0.account.login))" } ?? at.description
        default: return at.description
        }
    }
}
