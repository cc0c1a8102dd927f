package import HakaruCoverage
package import HakaruModel
package import HakaruSystem

/// The coverage of one commit: all reports in the paths of the repository, united, and split into components.
package struct CoverageMeasurement: Sendable {
    /// All that takes part, united by file and line; reports of excluded components alone are left out.
    package let report: CoverageReport
    /// The reports of each component that is measured by files of its own, by its name.
    package let reportsOfComponents: [String: CoverageReport]
    /// Paths that the reports name and the repository does not have, each once.
    package let unmatched: [PathMapper.Unmatched]
    /// The declared shards of which no report is there.
    package let missingShards: [String]
    /// The components, in the order of the configuration.
    package let components: [CoverageComponent]

    /// Makes a measurement of reports.
    ///
    /// - Parameters:
    ///   - reports: The reports of the commit, at least one.
    ///   - configuration: Which components and shards there are.
    ///   - mapper: Knows the files of the repository; nil where there is none, then paths stay as they are.
    /// - Throws: An error where reports cannot be united.
    package init(
        _ reports: CoverageReports, configuration: CoverageConfiguration, mapper: PathMapper?
    ) throws(CoverageError) {
        var mapped: [CoverageReports.Entry] = []
        var unmatched: [PathMapper.Unmatched] = []
        var told: Set<SourcePath> = []
        for entry in reports.entries {
            guard let mapper else {
                mapped.append(entry)
                continue
            }
            let result = try CoverageMeasurement.map(entry, with: mapper)
            mapped.append(.init(name: entry.name, report: result.report))
            unmatched += result.unmatched.filter { told.insert($0.path).inserted }
        }
        let own = configuration.components.filter { !$0.reports.isEmpty }
        var parts: [String: CoverageReport] = [:]
        for component in own {
            let ours = mapped.filter { component.isMeasured(by: $0.name) }
            if !ours.isEmpty { parts[component.name] = try CoverageReports.unite(ours.map(\.report)) }
        }
        let counted = mapped.filter { entry in
            let owners = own.filter { $0.isMeasured(by: entry.name) }
            return owners.isEmpty || owners.contains { $0.exclusionReason == nil }
        }
        self.report =
            counted.isEmpty
            ? try CoverageReports.unite(mapped.map(\.report)).filtered { _ in false }
            : try CoverageReports.unite(counted.map(\.report))
        self.reportsOfComponents = parts
        self.unmatched = unmatched.sorted { $0.path < $1.path }
        self.missingShards = configuration.shards.filter { pattern in
            !reports.entries.contains { pattern.matchesReport($0.name) }
        }.map(\.text)
        self.components = configuration.components
    }

    /// Reads the reports of the commit that is checked out.
    ///
    /// - Parameters:
    ///   - sources: The files, at least one.
    ///   - configuration: Which components and shards there are.
    ///   - repository: The work tree; where there is none, paths stay as they are.
    /// - Returns: The measurement.
    /// - Throws: An error for a file that cannot be read or is no whole report.
    package static func read(
        _ sources: [CoverageReports.Source], configuration: CoverageConfiguration,
        in repository: GitAnswer<GitRepository>
    ) async throws -> CoverageMeasurement {
        var mapper: PathMapper?
        if case .known(let repository) = repository,
            case .known(let found) = try await PathMapper.of(repository, configuration: configuration)
        {
            mapper = found
        }
        return try CoverageMeasurement(CoverageReports.read(sources), configuration: configuration, mapper: mapper)
    }

    private static func map(
        _ entry: CoverageReports.Entry, with mapper: PathMapper
    ) throws(CoverageError) -> PathMapper.Result {
        do throws(CoverageFault) {
            return try mapper.map(entry.report)
        } catch {
            throw CoverageError(label: entry.name, fault: error)
        }
    }

    /// What a gate judges by, as far as the reports tell.
    package var evidence: GateEvidence {
        var evidence = GateEvidence(report: .known(report))
        evidence.reportsOfComponents = reportsOfComponents
        evidence.unmatched = unmatched
        evidence.components = components
        evidence.missingShards = missingShards
        return evidence
    }

    /// Everything that was counted: of the whole (nil), and of each component of which the reports tell anything.
    package var counts: [String?: [CoverageMeasure: CoverageCount]] {
        let evidence = evidence
        var counts: [String?: [CoverageMeasure: CoverageCount]] = [:]
        for name in [nil] + components.map({ Optional($0.name) }) {
            let found = evidence.part(name, of: report).counts
            if !found.isEmpty { counts[name] = found }
        }
        return counts
    }
}

extension CoverageComponent {
    /// Whether a report file is one of those that the component is measured by.
    fileprivate func isMeasured(by name: String) -> Bool {
        reports.contains { $0.matchesReport(name) }
    }
}

extension PathPattern {
    /// Whether it fits a report file: without a `/` in it, the name of the file alone.
    func matchesReport(_ path: String) -> Bool {
        let bytes = Array(path.utf8)
        guard !text.utf8.contains(0x2F), let slash = bytes.lastIndex(of: 0x2F) else { return matches(bytes) }
        return matches(bytes[(slash + 1)...])
    }
}
