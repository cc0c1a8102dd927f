import HakaruModel

extension ConfigurationReader {
    /// The keys below `coverage`, in the order of the documentation.
    static let coverageKeys = [
        "components", "rules", "shards", "ignore", "strip_prefix", "source_roots", "trusted_creators",
    ]

    static func readCoverage(
        _ values: [String: ConfigurationNode], into result: inout Configuration
    ) throws(ConfigurationError) {
        guard let node = values["coverage"] else { return }
        let keys = try node.mapping(coverageKeys)
        var coverage = CoverageConfiguration()
        if let list = keys["components"] {
            for item in try list.list() {
                let component = try item.coverageComponent()
                guard !coverage.components.contains(where: { $0.name == component.name }) else {
                    throw item.error("two components are named \(component.name)", suggestion: "Rename one of them.")
                }
                coverage.components.append(component)
            }
        }
        if let list = keys["rules"] {
            for item in try list.list() {
                let rule = try item.coverageRule(of: coverage.components)
                guard !coverage.rules.contains(where: { $0.isSameQuestion(as: rule) }) else {
                    throw item.error("the rule '\(rule)' stands there twice", suggestion: "Keep one of them.")
                }
                coverage.rules.append(rule)
            }
        }
        if let list = keys["shards"] { coverage.shards = try list.pathPatterns() }
        if let list = keys["ignore"] { coverage.ignoredPaths = try list.pathPatterns() }
        if let list = keys["strip_prefix"] { coverage.stripPrefixes = try list.texts() }
        if let list = keys["source_roots"] { coverage.sourceRoots = try list.texts() }
        if let list = keys["trusted_creators"] { coverage.trustedCreators = try list.texts() }
        result.coverage = coverage
    }
}

extension ConfigurationNode {
    /// A list of path patterns, or one of them.
    func pathPatterns() throws(ConfigurationError) -> [PathPattern] {
        try listOrSingle().map { item throws(ConfigurationError) in
            guard let pattern = PathPattern(try item.text()) else { throw item.error("'\(path)' has an empty entry") }
            return pattern
        }
    }

    /// A component: its name, what belongs to it, and why it is left out.
    fileprivate func coverageComponent() throws(ConfigurationError) -> CoverageComponent {
        let keys = try mapping(["name", "paths", "reports", "excluded"])
        guard let name = try keys["name"]?.text(), !name.isEmpty else { throw error("a component needs a 'name'") }
        let paths = try keys["paths"]?.pathPatterns() ?? []
        let reports = try keys["reports"]?.pathPatterns() ?? []
        guard !paths.isEmpty || !reports.isEmpty else {
            throw error("the component \(name) needs 'paths' or 'reports'")
        }
        var reason: String?
        if let excluded = keys["excluded"] {
            reason = try excluded.mapping(["reason"])["reason"]?.text()
            guard reason?.isEmpty == false else { throw excluded.error("'\(excluded.path)' needs a 'reason'") }
        }
        return CoverageComponent(name: name, paths: paths, reports: reports, exclusionReason: reason)
    }

    /// A rule of the gate.
    fileprivate func coverageRule(of components: [CoverageComponent]) throws(ConfigurationError) -> CoverageRule {
        let keys = try mapping(["rule", "target", "measure", "component"])
        guard let kindNode = keys["rule"] else { throw error("an entry of 'coverage.rules' needs a 'rule'") }
        let kind: CoverageRule.Kind = try kindNode.choice()
        let measure: CoverageMeasure = try keys["measure"]?.choice() ?? .lines
        if kind == .patch || kind == .noNewUncovered, measure == .functions || measure == .statements {
            throw error(
                "changed \(measure.rawValue) cannot be told", suggestion: "Use lines, strict_lines or branches.")
        }
        let component = try keys["component"]?.text()
        if let component, let node = keys["component"], !components.contains(where: { $0.name == component }) {
            let nearest = SpellingDistance.nearest(to: component, among: components.map(\.name))
            throw node.error(
                "no component is named '\(component)'", suggestion: nearest.map { "Did you mean '\($0)'?" })
        }
        switch kind {
        case .total: return .total(try target(keys, kind), of: measure, component: component)
        case .patch: return .patch(try target(keys, kind), of: measure, component: component)
        case .noDecrease, .noNewUncovered:
            if let node = keys["target"] { throw node.error("the rule '\(kind.rawValue)' has no target") }
            return kind == .noDecrease
                ? .noDecrease(of: measure, component: component) : .noNewUncovered(of: measure, component: component)
        }
    }

    private func target(
        _ keys: [String: ConfigurationNode], _ kind: CoverageRule.Kind
    ) throws(ConfigurationError) -> CoverageTarget {
        guard let node = keys["target"] else { throw error("the rule '\(kind.rawValue)' needs a 'target'") }
        guard let target = CoverageTarget(try node.text()) else {
            throw node.error("'\(node.path)' must be a percentage from 0 to 100", suggestion: "Write it as 80%.")
        }
        return target
    }

    /// One of the values of an enumeration, by its name.
    private func choice<Value: RawRepresentable<String> & CaseIterable>() throws(ConfigurationError) -> Value {
        let text = try text()
        guard let value = Value(rawValue: text) else {
            let known = Value.allCases.map(\.rawValue)
            let nearest = SpellingDistance.nearest(to: text, among: known)
            throw error(
                "'\(path)' cannot be '\(text)'",
                suggestion: nearest.map { "Did you mean '\($0)'?" } ?? "Use one of \(known.joined(separator: ", ")).")
        }
        return value
    }
}
