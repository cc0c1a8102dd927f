package import HakaruModel

extension CoverageReport {
    /// The part of the report that a component has.
    ///
    /// - Parameters:
    ///   - component: A name; nil for all that takes part: files without a component, and those of at least one that is
    ///     not excluded.
    ///   - components: The parts of the repository.
    /// - Returns: The report of those files alone; empty for an unknown name.
    package func part(_ component: String?, of components: [CoverageComponent]) -> CoverageReport {
        filtered { components.include($0, in: component) }
    }

    /// Every count that the report tells, by what it counts; without those of nothing at all.
    package var counts: [CoverageMeasure: CoverageCount] {
        var counts: [CoverageMeasure: CoverageCount] = [:]
        for measure in CoverageMeasure.allCases {
            if let count = count(measure), count.total > 0 { counts[measure] = count }
        }
        return counts
    }
}

extension [CoverageComponent] {
    /// Whether a file counts: for its component, or for the whole unless all of its components are excluded.
    func include(_ path: SourcePath, in name: String?) -> Bool {
        let owners = filter { $0.contains(path.bytes) }
        guard let name else { return owners.isEmpty || owners.contains { $0.exclusionReason == nil } }
        return owners.contains { $0.name == name }
    }
}
