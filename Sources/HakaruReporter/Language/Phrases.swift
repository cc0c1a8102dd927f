import HakaruModel

/// Every text of the weekly summary in one language. A new language is one more type; the compiler says what it lacks.
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
    /// The third sentence: what a single week does not say.
    var oneWeekIsAFact: String { get }
    /// Headings of sections and columns.
    var throughput: String { get }
    var leadTimeTitle: String { get }
    var byRepository: String { get }
    var waitingTitle: String { get }
    var dataTitle: String { get }
    var thisWeek: String { get }
    var recentWeeks: String { get }
    var weeksBefore: String { get }
    var perWeek: String { get }
    var repository: String { get }
    var number: String { get }
    var pullRequestTitle: String { get }
    var openFor: String { get }
    var median: String { get }
    var mean: String { get }
    var few: String { get }
    /// The name of a metric in a row or column.
    func name(of metric: Metric) -> String
    /// How many are not reviewed, not approved, in transit.
    func quality(unreviewed: Int, notApproved: Int, reverts: Int, inTransit: Int, stranded: Int) -> String
    /// Nothing waits.
    var nothingWaits: String { get }
    /// All data is there.
    var complete: String { get }
    /// A repository lacks data.
    func incomplete(repository: String, reason: String) -> String
    /// What bots did, apart from the rest.
    func bots(integrated: Int, promotions: Int, backMerges: Int) -> String
    /// How to see behind a number.
    func explain(command: String) -> String
    /// The instant that the numbers speak of.
    func asOf(_ instant: String, definitionsVersion: Int) -> String
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
