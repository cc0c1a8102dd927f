import HakaruModel

extension ConfigurationReader {
    /// Reads `custom_metrics` and `goals`.
    ///
    /// Goals may name teams and custom metrics of weaker files; what they name is checked against all that is known.
    static func readGoals(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        if let node = values["custom_metrics"] {
            result.customMetrics = []
            for item in try node.list() {
                let metric = try item.customMetric()
                guard !result.customMetrics.contains(where: { $0.name == metric.name }) else {
                    throw item.error(
                        "two custom metrics are called \(metric.name)", suggestion: "Give one of them another name.")
                }
                result.customMetrics.append(metric)
            }
        }
        guard let node = values["goals"] else { return }
        result.goals = []
        for item in try node.list() {
            let goal = try GoalReader(item, result).goal()
            guard !result.goals.contains(where: { $0.name == goal.name }) else {
                throw item.error(
                    "two goals are called '\(goal.name)'", suggestion: "Give one of them a 'name' of its own.")
            }
            result.goals.append(goal)
        }
    }
}

extension ConfigurationNode {
    fileprivate func customMetric() throws(ConfigurationError) -> CustomMetric {
        let keys = try mapping(["name", "kind"])
        guard let nameNode = keys["name"] else { throw error("an entry of 'custom_metrics' needs a 'name'") }
        let name = try nameNode.text()
        guard CustomMetric.isName(name) else {
            throw nameNode.error(
                "'\(name)' cannot be the name of a metric", suggestion: "Use letters, digits, _ and -, a letter first.")
        }
        guard !ExplainedSubject.isTaken(name) else {
            throw nameNode.error(
                "'\(name)' is a metric that Hakaru measures itself", suggestion: "Choose another name.")
        }
        guard let kindNode = keys["kind"] else {
            throw error(
                "the custom metric \(name) needs a 'kind'",
                suggestion: "Write 'level' where the last value counts, 'count' where values add up.")
        }
        return CustomMetric(name: name, kind: try kindNode.choice(of: CustomMetric.Kind.self))
    }

    /// A word of a closed list.
    fileprivate func choice<Choice>(of type: Choice.Type) throws(ConfigurationError) -> Choice
    where Choice: RawRepresentable & CaseIterable, Choice.RawValue == String {
        let word = try text()
        guard let choice = Choice(rawValue: word) else {
            let known = Choice.allCases.map(\.rawValue)
            throw error("'\(path)' cannot be '\(word)'", suggestion: "Use one of \(known.joined(separator: ", ")).")
        }
        return choice
    }
}

/// Reads one entry of `goals`.
private struct GoalReader {
    private let item: ConfigurationNode
    private let keys: [String: ConfigurationNode]
    private let configuration: Configuration

    private static let known = [
        "name", "metric", "team", "repository", "component", "direction", "target", "factor", "baseline", "statistic",
        "from", "by", "exclude",
    ]
    /// What one would write to set a goal on somebody.
    private static let persons = ["author", "person", "people"]

    init(_ item: ConfigurationNode, _ configuration: Configuration) throws(ConfigurationError) {
        self.item = item
        self.configuration = configuration
        keys = try item.mapping(GoalReader.known + GoalReader.persons)
        for key in GoalReader.persons {
            if let node = keys[key] { throw GoalReader.personal(node) }
        }
    }

    private static func personal(_ node: ConfigurationNode) -> ConfigurationError {
        node.error(
            "a goal cannot be set on a person", suggestion: "Numbers are about work: name a team or a repository.")
    }

    func goal() throws(ConfigurationError) -> Goal {
        let metric = try metric()
        let scope = try scope(of: metric)
        let statistic = try keys["statistic"]?.choice(of: Goal.Statistic.self)
        if let statistic = keys["statistic"], metric.reading != .distribution {
            throw statistic.error("'\(metric.name)' has no 'statistic'", suggestion: "Leave it out.")
        }
        let target = try target(of: metric)
        let by = try day("by", of: metric)
        let from =
            try keys["from"]?.date() ?? Goal.usualStart(by: by, fiscalYearStart: configuration.fiscalYearStart)
        guard from < by else {
            throw (keys["from"] ?? item).error(
                "the goal ends on \(by) and begins on \(from)", suggestion: "Write a 'from' that lies before 'by'.")
        }
        return Goal(
            name: try keys["name"]?.text() ?? GoalReader.name(metric, scope, statistic), metric: metric, scope: scope,
            direction: try keys["direction"]?.choice(of: Goal.Direction.self) ?? direction(metric, target),
            target: target, baseline: try baseline(), statistic: statistic ?? .p50, from: from, by: by,
            exclusions: try exclusions(metric) + leftOut(metric, scope))
    }

    private func metric() throws(ConfigurationError) -> GoalMetric {
        guard let node = keys["metric"] else { throw item.error("an entry of 'goals' needs a 'metric'") }
        let name = try node.text()
        if let metric = GoalMetric(named: name, custom: configuration.customMetrics) { return metric }
        let names = GoalMetric.names(custom: configuration.customMetrics)
        let nearest = SpellingDistance.nearest(to: name, among: names)
        let problem =
            Metric(rawValue: name) == nil ? "there is no metric '\(name)'" : "'\(name)' cannot be the metric of a goal"
        throw node.error(
            problem,
            suggestion: nearest.map { "Did you mean '\($0)'?" } ?? "Known here: \(names.joined(separator: ", ")).")
    }

    private func scope(of metric: GoalMetric) throws(ConfigurationError) -> Goal.Scope {
        var scope = Goal.Scope()
        if let node = keys["team"] { scope.team = try team(node) }
        if let node = keys["repository"] {
            scope.repositories = try node.listOrSingle().map { item throws(ConfigurationError) in
                try item.repository()
            }
        }
        if let node = keys["component"] {
            scope.components = try node.listOrSingle().map { item throws(ConfigurationError) in
                try component(item)
            }
        }
        let unfit: [String] =
            switch metric {
            case .pullRequests: ["component"]
            case .coverage: ["team"]
            case .custom: ["team", "repository", "component", "exclude"]
            }
        for key in unfit {
            if let node = keys[key] {
                throw node.error("a goal on '\(metric.name)' takes no '\(key)'", suggestion: "Leave it out.")
            }
        }
        return scope
    }

    private func team(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
        let name = try node.text()
        let teams = configuration.teams.map(\.name)
        if teams.contains(name) { return name }
        let isPerson = configuration.people.contains { $0.name == name || $0.accounts.contains(name) }
        if isPerson || configuration.teams.contains(where: { $0.members.contains { $0.person == name } }) {
            throw GoalReader.personal(node)
        }
        let nearest = SpellingDistance.nearest(to: name, among: teams)
        throw node.error(
            "there is no team '\(name)'",
            suggestion: nearest.map { "Did you mean '\($0)'?" }
                ?? (teams.isEmpty ? "No teams are configured." : "The teams are \(teams.joined(separator: ", "))."))
    }

    /// The name of a component, or a pattern; it must be one of the configured ones where there are any.
    private func component(_ node: ConfigurationNode) throws(ConfigurationError) -> String {
        let name = try node.text()
        let components = configuration.coverage.components
        guard !components.isEmpty, !name.utf8.contains(0x2A) else { return name }
        guard let component = components.first(where: { $0.name == name }) else {
            let nearest = SpellingDistance.nearest(to: name, among: components.map(\.name))
            throw node.error(
                "there is no component '\(name)'",
                suggestion: nearest.map { "Did you mean '\($0)'?" }
                    ?? "The components are \(components.map(\.name).joined(separator: ", ")).")
        }
        if let reason = component.exclusionReason {
            throw node.error(
                "the component \(name) is left out: \(reason)", suggestion: "Name another one, or take it in again.")
        }
        return name
    }

    private func day(_ key: String, of metric: GoalMetric) throws(ConfigurationError) -> CivilDate {
        guard let node = keys[key] else {
            throw item.error(
                "the goal on '\(metric.name)' needs a '\(key)'", suggestion: "Write its last day, as 2026-12-31.")
        }
        return try node.date()
    }

    private func target(of metric: GoalMetric) throws(ConfigurationError) -> Goal.Target {
        switch (keys["target"], keys["factor"]) {
        case (let node?, nil): return .value(try GoalReader.value(node, in: metric.unit))
        case (nil, let node?):
            let text = try node.text()
            guard let factor = Fraction(decimal: text), factor > Fraction(0) else {
                throw node.error("'\(node.path)' is not a number above 0: '\(text)'", suggestion: "Write 2 or 0.5.")
            }
            guard keys["baseline"] != nil else {
                throw node.error(
                    "a 'factor' needs a 'baseline'",
                    suggestion: "Write the year that it multiplies: \(CalendarSpan.forms).")
            }
            return .factor(factor)
        case (_?, let node?):
            throw node.error("a goal has a 'target' or a 'factor', not both", suggestion: "Leave one of them out.")
        case (nil, nil):
            throw item.error(
                "the goal on '\(metric.name)' needs a 'target' or a 'factor'",
                suggestion: "Write a target such as 80%, or a factor with its baseline.")
        }
    }

    private static func value(_ node: ConfigurationNode, in unit: GoalUnit) throws(ConfigurationError) -> Fraction {
        let text = try node.text()
        let example =
            switch unit {
            case .percent: "80%"
            case .seconds: "36h or 2d"
            case .perWeek: "20, for 20 a week"
            case .number: "2500"
            }
        guard let value = number(text, in: unit), value >= Fraction(0) else {
            throw node.error("'\(node.path)' cannot be '\(text)'", suggestion: "Write it as \(example).")
        }
        return value
    }

    private static func number(_ text: String, in unit: GoalUnit) -> Fraction? {
        switch unit {
        case .number, .perWeek: return Fraction(decimal: text)
        case .percent:
            var digits = text[...]
            if digits.hasSuffix("%") { digits.removeLast() }
            if digits.hasSuffix(" ") { digits.removeLast() }
            return Fraction(decimal: digits).flatMap { $0 <= Fraction(100) ? $0 : nil }
        case .seconds:
            let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400, "w": 604_800]
            guard let last = text.last, let seconds = units[last] else { return nil }
            return Fraction(decimal: text.dropLast()).map { $0 * Fraction(seconds) }
        }
    }

    private func direction(_ metric: GoalMetric, _ target: Goal.Target) -> Goal.Direction {
        guard case .factor(let factor) = target, factor != Fraction(1) else { return metric.usualDirection }
        return factor > Fraction(1) ? .atLeast : .atMost
    }

    private func baseline() throws(ConfigurationError) -> CalendarSpan? {
        guard let node = keys["baseline"] else { return nil }
        let text = try node.text()
        guard let span = CalendarSpan(text) else {
            throw node.error(
                "'\(node.path)' is not a stretch of time: '\(text)'", suggestion: "Write it as \(CalendarSpan.forms).")
        }
        return span
    }

    private func exclusions(_ metric: GoalMetric) throws(ConfigurationError) -> [Goal.Exclusion] {
        guard let node = keys["exclude"] else { return [] }
        var exclusions: [Goal.Exclusion] = []
        for entry in try node.list() {
            let keys = try entry.mapping(["repository", "component", "reason"])
            let reason = try keys["reason"]?.text() ?? ""
            guard !reason.isEmpty else {
                throw entry.error("what a goal leaves out needs a 'reason'", suggestion: "Add reason: 'why'.")
            }
            switch (keys["repository"], keys["component"]) {
            case (let repository?, nil):
                exclusions.append(Goal.Exclusion(.repository(try repository.repository()), reason: reason))
            case (nil, let component?):
                guard case .coverage = metric else {
                    throw component.error(
                        "a goal on '\(metric.name)' has no components", suggestion: "Leave out a 'repository'.")
                }
                exclusions.append(Goal.Exclusion(.component(try component.text()), reason: reason))
            default: throw entry.error("an entry of 'exclude' names one 'repository' or one 'component'")
            }
        }
        return exclusions
    }

    /// The components of a pattern that the configuration of coverage leaves out.
    private func leftOut(_ metric: GoalMetric, _ scope: Goal.Scope) -> [Goal.Exclusion] {
        guard case .coverage = metric else { return [] }
        return configuration.coverage.components.compactMap { component in
            guard let reason = component.exclusionReason, scope.covers(component: component.name) else { return nil }
            return Goal.Exclusion(.component(component.name), reason: reason)
        }
    }

    /// Metric, scope and statistic, as far as they are not the usual ones.
    private static func name(_ metric: GoalMetric, _ scope: Goal.Scope, _ statistic: Goal.Statistic?) -> String {
        let parts =
            [metric.name] + (scope.team.map { [$0] } ?? []) + scope.repositories.map(\.description) + scope.components
        return (parts + (statistic.map { $0 == .p50 ? [] : [$0.rawValue] } ?? [])).joined(separator: " ")
    }
}
