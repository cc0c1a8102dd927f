import HakaruModel
import Testing

@testable import HakaruCommands

@Suite struct `The goals of a configuration` {
    private func read(_ text: String) throws(ConfigurationError) -> Configuration {
        var reader = ConfigurationReader()
        try reader.read(text, file: "hakaru.yml", origin: .trusted)
        return reader.configuration
    }

    private static let start = """
        fiscal_year_start: 4
        identities: [{name: Hanako, accounts: [hanako]}]
        teams: [{name: backend, people: [Hanako, taro]}]
        coverage:
          components:
            - {name: web-frontend, paths: ['web/**']}
            - {name: dx-frontend, paths: ['dx/**'], excluded: {reason: 'replaced in June'}}
        custom_metrics: [{name: members, kind: level}, {name: articles, kind: count}]
        goals:

        """

    @Test func `are read with their usual values`() throws {
        let goals = try read(
            Self.start + """
                  - {metric: integrated, factor: 2, baseline: 2023, by: 2024-12-31, team: backend}
                  - {metric: lead_time, statistic: p75, factor: 0.5, baseline: FY2023, by: 2025-03-31}
                  - {metric: lead_time, name: quick, target: 1.5d, by: 2025-03-31, repository: acme/api}
                  - {metric: line_coverage, component: '*frontend', target: 80%, by: 2024-12-31}
                  - {metric: revert_share, target: 5 %, by: 2024-12-31, direction: at_most}
                  - {metric: articles, target: 50, by: 2024-06-30, from: 2024-02-01}
                """
        ).goals
        #expect(
            goals.map(\.name) == [
                "integrated backend", "lead_time p75", "quick", "line_coverage *frontend", "revert_share", "articles",
            ])
        #expect(
            goals.map(\.target) == [
                .factor(Fraction(2)), .factor(Fraction(1, over: 2)), .value(Fraction(129_600)), .value(Fraction(80)),
                .value(Fraction(5)), .value(Fraction(50)),
            ])
        #expect(goals.map(\.direction) == [.atLeast, .atMost, .atMost, .atLeast, .atMost, .atLeast])
        #expect(
            goals.map(\.from.description) == [
                "2024-01-01", "2024-04-01", "2024-04-01", "2024-01-01", "2024-01-01", "2024-02-01",
            ])
        #expect(goals[0].scope == Goal.Scope(team: "backend"))
        #expect(goals[1].statistic == .p75)
        #expect(goals[1].baseline == .fiscalYear(2023))
        #expect(goals[3].exclusions.map(\.name) == ["dx-frontend"])
        #expect(goals[3].exclusions.map(\.reason) == ["replaced in June"])
        #expect(goals[5].metric == .custom(CustomMetric(name: "articles", kind: .count)))
    }

    @Test(
        arguments: [
            (
                "{metric: integratd, target: 1, by: 2024-12-31}", "there is no metric 'integratd'",
                "Did you mean 'integrated'?"
            ),
            (
                "{metric: time_to_integrate, target: 1d, by: 2024-12-31}",
                "'time_to_integrate' cannot be the metric of a goal", nil
            ),
            ("{target: 1, by: 2024-12-31}", "an entry of 'goals' needs a 'metric'", nil),
            (
                "{metric: integrated, author: taro, target: 1, by: 2024-12-31}", "a goal cannot be set on a person",
                "Numbers are about work: name a team or a repository."
            ),
            (
                "{metric: integrated, team: Hanako, target: 1, by: 2024-12-31}", "a goal cannot be set on a person",
                "Numbers are about work: name a team or a repository."
            ),
            (
                "{metric: integrated, team: taro, target: 1, by: 2024-12-31}", "a goal cannot be set on a person",
                "Numbers are about work: name a team or a repository."
            ),
            (
                "{metric: integrated, team: backnd, target: 1, by: 2024-12-31}", "there is no team 'backnd'",
                "Did you mean 'backend'?"
            ),
            (
                "{metric: integrated, target: 1, by: 2024-02-30}", "'goals[0].by' is not a day: '2024-02-30'",
                "Write it as 2026-04-01."
            ),
            (
                "{metric: integrated, target: 1}", "the goal on 'integrated' needs a 'by'",
                "Write its last day, as 2026-12-31."
            ),
            (
                "{metric: integrated, target: 1, by: 2024-12-31, from: 2025-01-01}",
                "the goal ends on 2024-12-31 and begins on 2025-01-01", nil
            ),
            (
                "{metric: integrated, by: 2024-12-31}", "the goal on 'integrated' needs a 'target' or a 'factor'",
                "Write a target such as 80%, or a factor with its baseline."
            ),
            (
                "{metric: integrated, target: 1, factor: 2, by: 2024-12-31}",
                "a goal has a 'target' or a 'factor', not both", nil
            ),
            ("{metric: integrated, factor: 2, by: 2024-12-31}", "a 'factor' needs a 'baseline'", nil),
            (
                "{metric: integrated, factor: 0, baseline: 2023, by: 2024-12-31}",
                "'goals[0].factor' is not a number above 0: '0'", "Write 2 or 0.5."
            ),
            (
                "{metric: integrated, factor: 2, baseline: last, by: 2024-12-31}",
                "'goals[0].baseline' is not a stretch of time: 'last'", nil
            ),
            (
                "{metric: lead_time, target: 24, by: 2024-12-31}", "'goals[0].target' cannot be '24'",
                "Write it as 36h or 2d."
            ),
            (
                "{metric: line_coverage, target: 101%, by: 2024-12-31}", "'goals[0].target' cannot be '101%'",
                "Write it as 80%."
            ),
            (
                "{metric: members, target: many, by: 2024-12-31}", "'goals[0].target' cannot be 'many'",
                "Write it as 2500."
            ),
            (
                "{metric: members, target: 1, statistic: p50, by: 2024-12-31}", "'members' has no 'statistic'",
                "Leave it out."
            ),
            (
                "{metric: members, target: 1, team: backend, by: 2024-12-31}", "a goal on 'members' takes no 'team'",
                "Leave it out."
            ),
            (
                "{metric: integrated, target: 1, component: web-frontend, by: 2024-12-31}",
                "a goal on 'integrated' takes no 'component'", "Leave it out."
            ),
            (
                "{metric: line_coverage, component: web-fronted, target: 80%, by: 2024-12-31}",
                "there is no component 'web-fronted'", "Did you mean 'web-frontend'?"
            ),
            (
                "{metric: line_coverage, component: dx-frontend, target: 80%, by: 2024-12-31}",
                "the component dx-frontend is left out: replaced in June", nil
            ),
            (
                "{metric: integrated, target: 1, by: 2024-12-31, exclude: [{repository: acme/old}]}",
                "what a goal leaves out needs a 'reason'", "Add reason: 'why'."
            ),
            (
                "{metric: integrated, target: 1, by: 2024-12-31, direction: up}", "'goals[0].direction' cannot be 'up'",
                "Use one of at_least, at_most."
            ),
            (
                "{metric: integrated, target: 1, by: 2024-12-31, tarmet: 2}", "unknown key 'goals[0].tarmet'",
                "Did you mean 'target'?"
            ),
        ] as [(String, String, String?)])
    func `are refused with line, reason and what to write`(entry: String, problem: String, suggestion: String?) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(Self.start + "  - \(entry)") }
        #expect(error?.line == 10)
        #expect(error?.problem == problem)
        if let suggestion { #expect(error?.suggestion == suggestion) }
        #expect(error?.exitCode == .malformedInput)
    }

    @Test func `have names of their own`() throws {
        let entry = "  - {metric: members, target: 2500, by: 2024-12-31}\n"
        let error = #expect(throws: ConfigurationError.self) { try read(Self.start + entry + entry) }
        #expect(error?.line == 11)
        #expect(error?.problem == "two goals are called 'members'")
    }

    @Test(
        arguments: [
            ("{name: members}", "the custom metric members needs a 'kind'"),
            ("{kind: level}", "an entry of 'custom_metrics' needs a 'name'"),
            ("{name: members, kind: sum}", "'custom_metrics[0].kind' cannot be 'sum'"),
            ("{name: lead_time, kind: level}", "'lead_time' is a metric that Hakaru measures itself"),
            ("{name: line_coverage, kind: level}", "'line_coverage' is a metric that Hakaru measures itself"),
            ("{name: deployments, kind: count}", "'deployments' is a metric that Hakaru measures itself"),
            ("{name: by-bots, kind: count}", "'by-bots' is a metric that Hakaru measures itself"),
            ("{name: 1st, kind: level}", "'1st' cannot be the name of a metric"),
        ])
    func `stand on custom metrics that make sense`(entry: String, problem: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read("custom_metrics:\n  - \(entry)") }
        #expect(error?.line == 2)
        #expect(error?.problem == problem)
    }
}

@Suite struct `The working time of a configuration` {
    private func read(_ text: String) throws(ConfigurationError) -> WorkingTimeSettings? {
        var reader = ConfigurationReader()
        try reader.read("working_time:\n" + text, file: "config/hakaru.yml", origin: .trusted)
        return reader.configuration.workingTime
    }

    @Test func `has days, hours and holidays`() throws {
        let settings = try #require(
            try read(
                """
                  days: [mon, Sat]
                  hours: ['09:00-12:00', '13:00-18:00']
                  public_holidays: japan
                  company_holidays: [2026-06-01, {from: 2026-12-30, until: 2027-01-02}]
                """))
        #expect(settings.hours.spansByWeekday.map(\.count) == [2, 0, 0, 0, 0, 2, 0])
        #expect(settings.publicHolidays == .japan)
        #expect(
            settings.companyHolidays.map(\.description).sorted() == [
                "2026-06-01", "2026-12-30", "2026-12-31", "2027-01-01",
            ])
        #expect(try read("  public_holidays: none")?.hours == .usual)
        #expect(try read("  public_holidays: {file: holidays.csv}")?.publicHolidays == .file("config/holidays.csv"))
    }

    @Test(
        arguments: [
            ("  hours: '18:00-09:00'", "'working_time.hours' cannot be used: 18:00-09:00 ends before it begins"),
            ("  hours: ['9-18']", "'working_time.hours' cannot be used: \"9-18\" is not of the form 09:00-18:00"),
            (
                "  hours: ['09:00-12:00', '11:00-18:00']",
                "'working_time.hours' cannot be used: the hours of weekday 1 overlap or are out of order"
            ),
            ("  days: [Montag]", "'Montag' is not a weekday"),
            ("  days: []", "'working_time' cannot be used: no weekday has working hours"),
            ("  public_holidays: mars", "'working_time.public_holidays' cannot be 'mars'"),
            ("  public_holidays: {}", "'working_time.public_holidays' needs a 'file'"),
            (
                "  company_holidays: [{from: 2026-12-30, until: 2026-12-30}]",
                "the company's holidays from 2026-12-30 end on 2026-12-30"
            ),
            (
                "  company_holidays: [{from: 2027-01-02, until: 2026-12-30}]",
                "the company's holidays from 2027-01-02 end on 2026-12-30"
            ),
            ("  company_holidays: [2026-02-30]", "'working_time.company_holidays[0]' is not a day: '2026-02-30'"),
        ])
    func `is refused with the reason`(text: String, problem: String) throws {
        let error = #expect(throws: ConfigurationError.self) { try read(text) }
        #expect(error?.line == 2 || text.contains("[]"))
        #expect(error?.problem == problem)
    }
}

@Suite struct `People and teams that contradict each other` {
    private static let people = "identities:\n  - {name: Hanako Sato, accounts: [hanako], emails: [h@example.com]}\n"

    @Test(
        arguments: [
            (
                "teams:\n  - {name: backend, people: [Hanako Sata]}", 4,
                "the team backend names an unknown person, Hanako Sata", "Did you mean Hanako Sato?"
            ),
            (
                "  - {name: Taro, accounts: [Hanako]}", 3, "the account Hanako belongs to Hanako Sato and to Taro",
                "Leave it with one of them."
            ),
            (
                "  - {name: Taro, accounts: [taro], emails: [H@example.com]}", 3,
                "Hanako Sato and Taro have an e-mail address in common", "Leave it with one of them."
            ),
            (
                "  - {name: Hanako Sato, accounts: [taro]}", 3, "two identities are called Hanako Sato",
                "Give one of them another name."
            ),
        ] as [(String, Int, String, String?)])
    func `are refused with line, reason and suggestion`(
        text: String, line: Int, problem: String, suggestion: String?
    ) {
        var reader = ConfigurationReader()
        let error = #expect(throws: ConfigurationError.self) {
            try reader.read(Self.people + text, file: "hakaru.yml", origin: .trusted)
        }
        #expect(error?.line == line)
        #expect(error?.problem == problem)
        #expect(error?.suggestion == suggestion)
        #expect(reader.configuration == Configuration())
    }
}
