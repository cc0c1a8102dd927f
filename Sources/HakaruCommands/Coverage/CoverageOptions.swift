import ArgumentParser
import HakaruModel

extension CoverageMeasure: ExpressibleByArgument {}

/// How the paths of a report lead to the files of the repository.
struct CoveragePathOptions: ParsableArguments {
    @Option(
        name: .customLong("strip-prefix"),
        help: ArgumentHelp("Cut this directory off the paths of the reports; repeatable.", valueName: "directory"))
    var stripPrefixes: [String] = []

    @Option(
        name: .customLong("src-root"),
        help: ArgumentHelp("A directory of the repository where paths may start; repeatable.", valueName: "directory"))
    var sourceRoots: [String] = []

    /// The configuration with what the flags say before it.
    func applied(to configuration: CoverageConfiguration) -> CoverageConfiguration {
        var result = configuration
        result.stripPrefixes = stripPrefixes + result.stripPrefixes
        result.sourceRoots = sourceRoots + result.sourceRoots
        return result
    }
}

/// What a gate asks for besides the configuration.
struct CoverageRuleOptions: ParsableArguments {
    @Option(
        name: .customLong("fail-under"),
        help: ArgumentHelp("Ask for this share of all that is measured, such as 80 or 79.5.", valueName: "percent"))
    var failUnder: String?

    @Option(
        name: .customLong("patch-fail-under"),
        help: ArgumentHelp("Ask for this share of the changed lines.", valueName: "percent"))
    var patchFailUnder: String?

    @Flag(
        name: .customLong("no-decrease"),
        help: "Fail when coverage fell below that of the base and more is uncovered.")
    var noDecrease = false

    @Flag(name: .customLong("no-new-uncovered"), help: "Fail when a changed line of any file did not run.")
    var noNewUncovered = false

    @Option(name: .long, help: "What the flags above count.")
    var measure: CoverageMeasure = .lines

    @Option(
        name: .customLong("component"),
        help: ArgumentHelp("Judge this component of the configuration alone; repeatable.", valueName: "name"))
    var components: [String] = []
}

extension CoverageRuleOptions {
    /// The rules of the configuration, narrowed to the components that were asked for, with those of the flags in the
    /// place of the same questions.
    func rules(_ configuration: CoverageConfiguration) throws(UsageError) -> [CoverageRule] {
        for name in components where !configuration.components.contains(where: { $0.name == name }) {
            let nearest = SpellingDistance.nearest(to: name, among: configuration.components.map(\.name))
            throw UsageError(
                summary: "The configuration has no component \(name).",
                hint: nearest.map { "Did you mean \($0)?" } ?? "Name it below coverage.components in hakaru.yml.")
        }
        if patchFailUnder != nil || noNewUncovered, measure == .functions || measure == .statements {
            throw UsageError(
                summary: "Changed \(measure.rawValue) cannot be told.",
                hint: "Use --measure lines, strict_lines or branches.")
        }
        var flagged: [CoverageRule] = []
        for component in components.isEmpty ? [nil] : components.map({ Optional($0) }) {
            flagged += try flaggedRules(component)
        }
        var rules = configuration.rules.filter { rule in
            components.isEmpty || rule.component.map(components.contains) == true
        }
        for rule in flagged {
            if let index = rules.firstIndex(where: { $0.isSameQuestion(as: rule) }) {
                rules[index] = rule
            } else {
                rules.append(rule)
            }
        }
        guard !rules.isEmpty else {
            throw UsageError(
                summary: "The gate is asked nothing.",
                hint: "Give --fail-under 80 or another rule, or write them below coverage.rules in hakaru.yml.")
        }
        return rules
    }

    private func flaggedRules(_ component: String?) throws(UsageError) -> [CoverageRule] {
        var rules: [CoverageRule] = []
        if let failUnder {
            rules.append(.total(try target(failUnder, "--fail-under"), of: measure, component: component))
        }
        if let patchFailUnder {
            rules.append(.patch(try target(patchFailUnder, "--patch-fail-under"), of: measure, component: component))
        }
        if noDecrease { rules.append(.noDecrease(of: measure, component: component)) }
        if noNewUncovered { rules.append(.noNewUncovered(of: measure, component: component)) }
        return rules
    }

    private func target(_ text: String, _ flag: String) throws(UsageError) -> CoverageTarget {
        guard let target = CoverageTarget(text) else {
            throw UsageError(
                summary: "\(flag): '\(text)' is no percentage from 0 to 100.", hint: "Write it as 80 or 79.5.")
        }
        return target
    }
}
