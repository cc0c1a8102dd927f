import HakaruMetrics
import HakaruModel

/// The texts in English.
struct EnglishPhrases: Phrases {
    func title(week: String, days: String, zone: String) -> String { "Week \(week) (\(days), \(zone))" }
    var demoNotice: String { "Demo data: a made-up team, nobody's real numbers." }

    func delivered(integrated: Int, contributors: Int, opened: Int, abandoned: Int, inProgress: Int) -> String {
        "\(count(integrated, "pull request")) of \(count(contributors, "person", "people")) reached the integration branch; "
            + "\(opened) \(opened == 1 ? "was" : "were") opened, \(abandoned) abandoned, "
            + "\(inProgress) \(inProgress == 1 ? "is" : "are") in progress."
    }

    func nothingDelivered(opened: Int, inProgress: Int) -> String {
        "No pull request reached the integration branch this week; \(opened) \(opened == 1 ? "was" : "were") opened, "
            + "\(inProgress) \(inProgress == 1 ? "is" : "are") in progress."
    }

    func leadTime(p50: String, p75: String, p90: String, n: Int, isFew: Bool) -> String {
        "From the first commit to the integration branch it took \(p50) in the median, \(p75) for three of four, "
            + "\(p90) for nine of ten (n = \(n)\(isFew ? ", few: nothing follows from so small a number" : ""))."
    }

    var quietWeek: String { "A quiet week: less than half of the usual was opened and integrated." }

    var betweenSentences: String { " " }

    func holidays(worked: Int, usual: Int, dates: String) -> String {
        "Holidays left \(worked) of \(count(usual, "working day")) (\(dates))."
    }

    func trends(_ statements: [String]) -> String {
        "The last 4 weeks against the 13 before: \(statements.joined(separator: "; "))."
    }

    func statement(_ name: String, words: String, evidence: String?) -> String {
        let evidence = evidence.map { " (\($0))" } ?? ""
        return "\(name.lowercased()) – \(words)\(evidence)"
    }

    func evidence(change: String, low: String, high: String, before: Int, after: Int) -> String {
        "\(change), 95 % interval \(low) to \(high), n = \(after) against \(before)"
    }

    func percent(_ percent: Int64) -> String { "\(percent > 0 ? "+" : percent < 0 ? "−" : "")\(percent.magnitude) %" }

    func notOver(asOf: String) -> String {
        "The week was not over at \(asOf): its numbers will still change, and no trend is stated."
    }

    var throughput: String { "Throughput" }
    var leadTimeTitle: String { "Lead time to the integration branch" }
    var waitingTitle: String { "What waits now" }
    var qualityTitle: String { "Reverts, and what nobody approved" }
    var byTeam: String { "By team" }
    var byRepository: String { "By repository" }
    var dataTitle: String { "State of the data" }
    var explainTitle: String { "How to check any number" }
    var thisWeek: String { "This week" }
    var recentWeeks: String { "Last 4 weeks" }
    var weeksBefore: String { "13 weeks before" }
    func perWeek(_ number: String) -> String { "\(number) a week" }
    var weeks: String { "Weeks" }
    var workingDays: String { "Working days" }
    var repository: String { "Repository" }
    var team: String { "Team" }
    var noTeam: String { "no team" }
    var otherTeams: String { "other" }
    var foldedNote: String { "Groups of fewer than three people are folded into one; a dash in the week means that." }
    var pullRequest: String { "Pull request" }
    var pullRequestTitle: String { "Title" }
    var openFor: String { "Open for" }
    var mergedFor: String { "Merged for" }
    var mergedInto: String { "Into" }
    var state: String { "State" }
    var median: String { "Median" }
    var goalsTitle: String { "Goals" }
    var goal: String { "Goal" }
    var now: String { "Now (n)" }
    var paceToday: String { "On the line" }
    var target: String { "Target" }
    var by: String { "By" }
    var besides: String { "Beside it: before → now" }
    var day: String { "Day" }
    func leftOut(_ name: String, reason: String) -> String { "without \(name) (\(reason))." }

    func start(of day: CivilDate) -> String { "at the start of \(day)" }

    func baseline(_ label: String, value: String, isFrozen: Bool) -> String {
        "the baseline \(label) is \(value), \(isFrozen ? "frozen" : "not frozen yet")."
    }

    func restated(_ value: String) -> String { "computed today the baseline would be \(value); the frozen one holds." }

    var goalDetail: String {
        "The value of the goal every four weeks. The dotted line leads straight from where the goal began to its target, "
            + "which the fine line marks."
    }

    var customTitle: String { "What people recorded" }
    var kind: String { "Kind" }
    var lastRecorded: String { "Last recorded" }

    func kind(_ kind: CustomMetric.Kind) -> String {
        switch kind {
        case .level: "last value"
        case .count: "sum"
        }
    }

    var coverageTitle: String { "Coverage" }
    var component: String { "Component" }
    var lineCoverage: String { "Line coverage" }
    var lines: String { "Lines" }
    var sinceLastWeek: String { "Points since last week" }
    var sinceFourWeeks: String { "Points since 4 weeks ago" }
    var measured: String { "Measured" }
    var excluded: String { "Left out because" }
    var neverMeasured: String { "never" }
    func carriedForward(weeks: Int) -> String { "\(count(weeks, "week")) ago, carried forward" }
    func stale(weeks: Int) -> String { "\(count(weeks, "week")) ago: stale" }
    func share(_ percent: String) -> String { "\(percent) %" }

    func coverageFinding(reached: Int, of number: Int, bar: Int, excluded: Int) -> String {
        "Coverage: \(reached) of \(count(number, "component")) at \(bar) % or more"
            + (excluded > 0 ? "; \(excluded) left out, see below" : "")
    }

    var coverageDetail: String {
        "The share of covered lines of each component on the integration branch, week by week; a week without a "
            + "measurement carries the last one forward for up to 8 weeks. The dotted line is the bar of 80 %."
    }

    var trendsTitle: String { "Trends" }
    var metric: String { "Metric" }
    var stretch: String { "Compared" }
    var before: String { "Before" }
    var after: String { "After" }
    var change: String { "Change" }
    var interval: String { "95 % interval" }
    var verdict: String { "Verdict" }

    func span(_ span: TrendSpan) -> String {
        switch span {
        case .fourWeeks: "4 weeks, 13 before"
        case .thirteenWeeks: "13 weeks, a year ago"
        }
    }

    var trendNote: String {
        "A change is called clear when chance alone would hardly bring it about: of all that such pages claim, at most "
            + "5 % is expected to be wrong. Durations are medians, integrated is the number a week."
    }

    var tooFewNote: String { "Comparisons with too few pull requests to tell are not listed." }

    func finding(_ name: String, words: String, after: String, before: String) -> String {
        "\(name): \(words) – \(after) in the last 4 weeks, \(before) in the 13 before"
    }

    func longestStage(_ name: String, median: String) -> String {
        "Stages: \(name.lowercased()) is the longest – \(median) in the median of the last 4 weeks"
    }

    var leadTimeDetail: String {
        "Dots are single pull requests at the time they were integrated. The line is the median of each week, the ribbon "
            + "holds the middle half, the dotted line is p90. Within the grey band medians move when nothing special "
            + "happens. The scale is logarithmic."
    }

    var throughputDetail: String {
        "Bars are pull requests integrated in each week, hatched in quiet weeks and in those that holidays shortened to less than half; the line is the pull requests opened. "
            + "Within the grey band the bars move when nothing special happens."
    }

    var stagesDetail: String {
        "The median of each stage, week by week, one on the other. Medians do not add up to the median of the whole."
    }

    var fewNotDrawn: String { "Medians of fewer than 5 pull requests are not drawn." }
    var singlePullRequest: String { "one pull request" }
    var middleHalf: String { "middle half" }
    var naturalLimits: String { "natural limits" }
    var quietWeeks: String { "quiet or holiday week" }
    func drawn(_ count: Int, of total: Int) -> String { "\(count) of \(total) pull requests are drawn." }
    var showNumbers: String { "The numbers" }
    var week: String { "Week" }

    func month(_ number: Int) -> String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return names.indices.contains(number - 1) ? names[number - 1] : String(number)
    }

    func part(_ part: Int, of total: Int) -> String { "\(part) of \(total)" }
    func cut(_ rows: Int) -> String { "… and \(count(rows, "more row")); the whole page has them." }
    var cutMessage: String { "This message was cut here; the whole page has the rest." }
    var mean: String { "Mean" }
    var few: String { "* few: fewer than 5 pull requests." }

    func name(of metric: Metric) -> String {
        let words = metric.rawValue.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    func waits(_ number: Int, named: Int) -> String {
        "\(count(number, "open pull request")) \(number == 1 ? "waits" : "wait") for a first review"
            + (named < number ? "; the oldest \(named):" : ":")
    }

    var nothingWaits: String { "Nothing waits for a first review." }

    func inTransit(_ number: Int, stranded: Int, named: Int) -> String {
        "\(count(number, "pull request")) \(number == 1 ? "is" : "are") merged and not on the integration branch, "
            + "\(stranded) of them stranded (nothing will carry them on)"
            + (named < number ? "; \(named) of them:" : ":")
    }

    var nothingInTransit: String { "Everything that was merged has reached the integration branch." }
    var complete: String { "All repositories were synced completely." }

    func incomplete(repository: String, reason: String) -> String { "Incomplete: \(repository): \(reason)." }

    func bots(integrated: Int, promotions: Int, backMerges: Int) -> String {
        "Apart from these: \(count(integrated, "pull request")) by bots, \(count(promotions, "promotion")), "
            + "\(count(backMerges, "back-merge"))."
    }

    func unknown(fromCreated: Int, reviewsUnknown: Int) -> String {
        "Of what was integrated: \(fromCreated) without a known commit, so that the lead time starts at the opening; "
            + "\(reviewsUnknown) whose reviews are not known."
    }

    func impossible(moved: Int, leftOut: Int) -> String {
        "Dates that contradict each other: \(moved) moved to the nearest possible one, "
            + "\(count(leftOut, "pull request")) left out."
    }

    func explain(_ subject: ExplainedSubject) -> String {
        switch subject {
        case .integrated: "What was integrated, and what was not:"
        case .leadTime: "The lead time of each:"
        case .stage: "A stage, such as the wait for the first review:"
        case .recentWeeks: "The last 4 weeks:"
        case .unapproved: "What nobody approved:"
        case .inProgress: "All that is open:"
        case .inTransit: "All that is in transit:"
        case .goal: "A goal:"
        case .guardrail: "What stands beside it:"
        case .pullRequest: "The course of one pull request:"
        }
    }

    func asOf(_ instant: String, definitionsVersion: Int) -> String {
        "As of \(instant), definitions version \(definitionsVersion)."
    }

    private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    func frozenLate(at instant: String) -> String { "Made late: the numbers were frozen at \(instant)." }

    func restated(week: String, causes: [String], changes: [String]) -> String {
        "Restated: \(week), because \(causes.joined(separator: "; "))"
            + (changes.isEmpty ? "." : ": \(changes.joined(separator: ", ")).")
    }

    func cause(_ cause: RestatementCause) -> String {
        switch cause {
        case .definitions(let from, let to): "the definitions changed from version \(from) to \(to)"
        case .configuration: "the configuration changed"
        case .timeZone(let from, let to): "the time zone changed from \(from) to \(to)"
        case .renamed(let from, let to): "\(from) is now called \(to)"
        case .added(let repository): "\(repository) was added"
        case .completed(let repository): "\(repository) was not complete then"
        case .lateReview(let repository): "a review in \(repository) became known late"
        case .lateData(let repository): "something in \(repository) became known late"
        }
    }
}
