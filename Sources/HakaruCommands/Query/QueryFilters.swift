/// What a question is narrowed to, in the words of the command line.
struct QueryFilters {
    /// The repositories as `owner/name`; empty for all.
    var repositories: [String] = []
    /// The teams by name.
    var teams: [String] = []
    /// The author's account, or `me`.
    var author: String?
    /// The base branches.
    var bases: [String] = []
    /// The labels.
    var labels: [String] = []
    /// The day or instant that the period starts with.
    var since: String?
    /// The day or instant that the period ends before.
    var until: String?
    /// The ISO week.
    var week: String?
    /// A number of weeks or months.
    var last: String?
    /// Whether bots count.
    var includesBots = false
    /// The integration branches instead of the configuration's.
    var integrationBranches: [String] = []
    /// The instant that hides all later events.
    var asOf: String?

    /// Whether a period was named.
    var hasPeriod: Bool { week != nil || last != nil || since != nil || until != nil }
}
