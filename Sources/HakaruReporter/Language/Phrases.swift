import HakaruMetrics
import HakaruModel

/// Every text of the weekly summary in one language.
///
/// A new language is one more type; the compiler says what it lacks.
protocol Phrases: Sendable {
    /// The title of the page.
    func title(week: String, days: String, zone: String) -> String
    /// What stands above numbers that nobody measured.
    var demoNotice: String { get }
    /// The first sentence: what was delivered.
    func delivered(integrated: Int, contributors: Int, opened: Int, abandoned: Int, inProgress: Int) -> String
    /// The sentence of a week in which nothing was delivered.
    func nothingDelivered(opened: Int, inProgress: Int) -> String
    /// The second sentence: how long it took.
    func leadTime(p50: String, p75: String, p90: String, n: Int, isFew: Bool) -> String
    /// The sentence of a week in which less than half of the usual happened.
    var quietWeek: String { get }
    /// What stands between two sentences of a line.
    var betweenSentences: String { get }
    /// What stands beside it in a week with holidays: the days that were worked, and those that were not.
    func holidays(worked: Int, usual: Int, dates: String) -> String
    /// The third sentence: what the last 4 weeks say against the 13 before, for each metric a statement.
    func trends(_ statements: [String]) -> String
    /// A statement within that sentence: a metric, the words of its trend, and its evidence where there is some.
    func statement(_ name: String, words: String, evidence: String?) -> String
    /// The evidence of a trend: its effect, the 95 % interval and both n.
    func evidence(change: String, low: String, high: String, before: Int, after: Int) -> String
    /// A change by a share, from whole percent.
    func percent(_ percent: Int64) -> String
    /// The third sentence where the week is not over.
    func notOver(asOf: String) -> String
    /// Headings of sections and columns.
    var throughput: String { get }
    var leadTimeTitle: String { get }
    var waitingTitle: String { get }
    var qualityTitle: String { get }
    var byTeam: String { get }
    var byRepository: String { get }
    var dataTitle: String { get }
    var explainTitle: String { get }
    var thisWeek: String { get }
    var recentWeeks: String { get }
    var weeksBefore: String { get }
    func perWeek(_ number: String) -> String
    var weeks: String { get }
    var workingDays: String { get }
    var repository: String { get }
    var team: String { get }
    /// The rows of what belongs to no team, and of the teams that are folded.
    var noTeam: String { get }
    var otherTeams: String { get }
    /// What a dash among the teams means.
    var foldedNote: String { get }
    var pullRequest: String { get }
    var pullRequestTitle: String { get }
    var openFor: String { get }
    var mergedFor: String { get }
    var mergedInto: String { get }
    var state: String { get }
    var median: String { get }
    /// Headings of the goals.
    var goalsTitle: String { get }
    var goal: String { get }
    var now: String { get }
    var paceToday: String { get }
    var target: String { get }
    var by: String { get }
    var besides: String { get }
    var day: String { get }
    /// What is left out of a goal.
    func leftOut(_ name: String, reason: String) -> String
    /// The start of a goal's year, in place of the name of a stretch.
    func start(of day: CivilDate) -> String
    /// What a goal starts from.
    func baseline(_ label: String, value: String, isFrozen: Bool) -> String
    /// What a frozen baseline would be today.
    func restated(_ value: String) -> String
    /// What the marks of a goal's chart mean.
    var goalDetail: String { get }
    /// Headings of the custom metrics.
    var customTitle: String { get }
    var kind: String { get }
    var lastRecorded: String { get }
    /// How the values of a custom metric make one number.
    func kind(_ kind: CustomMetric.Kind) -> String
    /// Headings of coverage.
    var coverageTitle: String { get }
    var component: String { get }
    var lineCoverage: String { get }
    var lines: String { get }
    var sinceLastWeek: String { get }
    var sinceFourWeeks: String { get }
    var measured: String { get }
    var excluded: String { get }
    /// When coverage was measured: never, some weeks ago and carried forward, or too long ago.
    var neverMeasured: String { get }
    func carriedForward(weeks: Int) -> String
    func stale(weeks: Int) -> String
    /// A percentage from its number.
    func share(_ percent: String) -> String
    /// The title of the chart of coverage: how many components reach the bar, and how many are left out.
    func coverageFinding(reached: Int, of count: Int, bar: Int, excluded: Int) -> String
    /// What its marks mean.
    var coverageDetail: String { get }
    /// Headings of the trends.
    var trendsTitle: String { get }
    var metric: String { get }
    var stretch: String { get }
    var before: String { get }
    var after: String { get }
    var change: String { get }
    var interval: String { get }
    var verdict: String { get }
    /// The stretches that are compared.
    func span(_ span: TrendSpan) -> String
    /// What the trends are held to.
    var trendNote: String { get }
    /// What is not listed among the trends.
    var tooFewNote: String { get }
    /// The title of a chart, as a finding: a metric, the words of its trend, its level before and after.
    func finding(_ name: String, words: String, after: String, before: String) -> String
    /// The title of the chart of the stages: which is the longest.
    func longestStage(_ name: String, median: String) -> String
    /// What the marks of the charts mean.
    var leadTimeDetail: String { get }
    var throughputDetail: String { get }
    var stagesDetail: String { get }
    /// Marks of the charts by name.
    /// What is left out of the picture of the stages.
    var fewNotDrawn: String { get }
    var singlePullRequest: String { get }
    var middleHalf: String { get }
    var naturalLimits: String { get }
    var quietWeeks: String { get }
    /// How many of the single pull requests are drawn, where not all are.
    func drawn(_ count: Int, of total: Int) -> String
    /// What opens the table behind a chart.
    var showNumbers: String { get }
    var week: String { get }
    /// A month on an axis, 1 to 12.
    func month(_ number: Int) -> String
    /// A part of a whole, `3 of 27`.
    func part(_ part: Int, of total: Int) -> String
    /// What stands where a page was cut.
    func cut(_ rows: Int) -> String
    /// What stands at the end of a message that had no room for all of the page.
    var cutMessage: String { get }
    var mean: String { get }
    var few: String { get }
    /// The name of a metric in a row or column.
    func name(of metric: Metric) -> String
    /// How many wait for a first review, and of how many of the oldest the table is.
    func waits(_ count: Int, named: Int) -> String
    /// Nothing waits.
    var nothingWaits: String { get }
    /// How many are merged and not in the integration branch, and how many of them are stranded.
    func inTransit(_ count: Int, stranded: Int, named: Int) -> String
    /// Nothing is in transit.
    var nothingInTransit: String { get }
    /// All data is there.
    var complete: String { get }
    /// A repository lacks data.
    func incomplete(repository: String, reason: String) -> String
    /// The numbers were frozen later than usual.
    func frozenLate(at instant: String) -> String
    /// A delivered week would have other numbers today.
    func restated(week: String, causes: [String], changes: [String]) -> String
    /// Why it would.
    func cause(_ cause: RestatementCause) -> String
    /// What bots did, apart from the rest.
    func bots(integrated: Int, promotions: Int, backMerges: Int) -> String
    /// Integrated ones whose first commit or whose reviews are not known.
    func unknown(fromCreated: Int, reviewsUnknown: Int) -> String
    /// Pull requests with impossible instants: moved to the nearest possible one, or left out.
    func impossible(moved: Int, leftOut: Int) -> String
    /// What stands before each command that shows what is behind the numbers.
    func explain(_ subject: ExplainedSubject) -> String
    /// The instant that the numbers speak of.
    func asOf(_ instant: String, definitionsVersion: Int) -> String
}

/// What a command of the summary explains.
enum ExplainedSubject: CaseIterable {
    case integrated, leadTime, stage, recentWeeks, unapproved, inProgress, inTransit, goal, guardrail, pullRequest
}

extension Language {
    /// The texts of the language.
    var phrases: any Phrases {
        switch self {
        case .english: EnglishPhrases()
        case .japanese: JapanesePhrases()
        }
    }
}
