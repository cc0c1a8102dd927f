import ArgumentParser

/// What a query looks at: the same names on every command.
struct FilterOptions: ParsableArguments {
    @Option(
        name: [.customShort("R"), .customLong("repo")],
        help: ArgumentHelp("Only this repository; repeatable.", valueName: "owner/name"))
    var repositories: [String] = []

    @Option(name: .customLong("team"), help: ArgumentHelp("Only this team's work; repeatable.", valueName: "name"))
    var teams: [String] = []

    @Option(name: .long, help: ArgumentHelp("Only the work of this account; `me` is you.", valueName: "login"))
    var author: String?

    @Option(
        name: .customLong("base"),
        help: ArgumentHelp("Only what was merged into this branch; repeatable.", valueName: "branch"))
    var bases: [String] = []

    @Option(name: .customLong("label"), help: ArgumentHelp("Only what has this label; repeatable.", valueName: "name"))
    var labels: [String] = []

    @Option(name: .long, help: ArgumentHelp("From this day or instant on.", valueName: "date"))
    var since: String?

    @Option(name: .long, help: ArgumentHelp("Up to the start of this day or instant.", valueName: "date"))
    var until: String?

    @Option(name: .long, help: ArgumentHelp("This ISO week, such as 2026-W47.", valueName: "week"))
    var week: String?

    @Option(name: .long, help: ArgumentHelp("The last complete weeks or months, such as 8w or 6m.", valueName: "n"))
    var last: String?

    @Flag(name: .customLong("include-bots"), help: "Count what bots opened, too.")
    var includeBots = false

    @Option(
        name: .customLong("integration-branch"),
        help: ArgumentHelp("Take this branch for the one where finished work lands; repeatable.", valueName: "name"))
    var integrationBranches: [String] = []

    @Option(
        name: .customLong("as-of"),
        help: ArgumentHelp("Answer with what was known then; default: the last complete sync.", valueName: "instant"))
    var asOf: String?
}

extension FilterOptions {
    /// What the flags say.
    var filters: QueryFilters {
        QueryFilters(
            repositories: repositories, teams: teams, author: author, bases: bases, labels: labels, since: since,
            until: until, week: week, last: last, includesBots: includeBots, integrationBranches: integrationBranches,
            asOf: asOf)
    }
}
