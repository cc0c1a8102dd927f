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

    var oneWeekIsAFact: String {
        "One week is a fact and no trend: with nothing changed, medians of single weeks still vary widely."
    }
    var throughput: String { "Throughput" }
    var leadTimeTitle: String { "Lead time to the integration branch" }
    var byRepository: String { "By repository" }
    var waitingTitle: String { "Waiting for a first review" }
    var dataTitle: String { "Data" }
    var thisWeek: String { "This week" }
    var recentWeeks: String { "Last 4 weeks" }
    var weeksBefore: String { "13 weeks before" }
    var perWeek: String { "a week" }
    var repository: String { "Repository" }
    var number: String { "Number" }
    var pullRequestTitle: String { "Title" }
    var openFor: String { "Open for" }
    var median: String { "Median" }
    var mean: String { "Mean" }
    var few: String { "* few: fewer than 5 pull requests." }

    func name(of metric: Metric) -> String {
        let words = metric.rawValue.split(separator: "_").joined(separator: " ")
        return words.prefix(1).uppercased() + words.dropFirst()
    }

    func quality(unreviewed: Int, notApproved: Int, reverts: Int, inTransit: Int, stranded: Int) -> String {
        "Integrated without a review: \(unreviewed); reviewed and not approved: \(notApproved); reverts: \(reverts); "
            + "merged and not yet on the integration branch: \(inTransit), of them stranded: \(stranded)."
    }

    var nothingWaits: String { "Nothing waits for a first review." }
    var complete: String { "All repositories were synced completely." }

    func incomplete(repository: String, reason: String) -> String { "Incomplete: \(repository): \(reason)." }

    func bots(integrated: Int, promotions: Int, backMerges: Int) -> String {
        "Apart from these: \(count(integrated, "pull request")) by bots, \(count(promotions, "promotion")), "
            + "\(count(backMerges, "back-merge"))."
    }

    func explain(command: String) -> String { "Every number can be explained, for example: `\(command)`" }

    func asOf(_ instant: String, definitionsVersion: Int) -> String {
        "As of \(instant), definitions version \(definitionsVersion)."
    }

    private func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }
}
