package import HakaruModel

extension CoverageGate {
    /// What the configuration of a change asks less strictly than that of its base.
    ///
    /// - Parameters:
    ///   - base: What held before the change.
    ///   - new: What holds with it.
    /// - Returns: Rules with a lower bar, rules that are gone, components that no longer count, shards that need no
    ///   longer arrive, and paths that are newly ignored, in this order.
    package static func loweredBars(
        from base: CoverageConfiguration, to new: CoverageConfiguration
    ) -> [CoverageGateResult.LoweredBar] {
        var bars = base.rules.compactMap { loweredBar(of: $0, in: new.rules) }
        for before in base.components where before.exclusionReason == nil {
            let after = new.components.first { $0.name == before.name }
            let name = "component \(before.name)"
            if let reason = after?.exclusionReason {
                bars.append(.init(name: name, before: "counted", after: "excluded: \(reason)"))
            } else if let after, after.paths != before.paths || after.reports != before.reports {
                bars.append(.init(name: name, before: scope(of: before), after: scope(of: after)))
            } else if after == nil {
                bars.append(.init(name: name, before: "a component", after: "none"))
            }
        }
        for shard in base.shards where !new.shards.contains(shard) {
            bars.append(.init(name: "shard \(shard)", before: "expected", after: "not expected"))
        }
        for path in new.ignoredPaths where !base.ignoredPaths.contains(path) {
            bars.append(.init(name: "path \(path)", before: "measured", after: "ignored"))
        }
        return bars
    }

    private static func loweredBar(
        of before: CoverageRule, in rules: [CoverageRule]
    ) -> CoverageGateResult.LoweredBar? {
        let bar = before.target.map { "\($0) %" } ?? "asked"
        guard let after = rules.first(where: { $0.isSameQuestion(as: before) }) else {
            return .init(name: before.description, before: bar, after: "no rule")
        }
        guard let old = before.target, let target = after.target, target.isLower(than: old) else { return nil }
        return .init(name: before.description, before: bar, after: "\(target) %")
    }

    private static func scope(of component: CoverageComponent) -> String {
        (component.paths + component.reports).map(\.text).joined(separator: ", ")
    }
}
