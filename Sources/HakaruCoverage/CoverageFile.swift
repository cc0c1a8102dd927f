package import HakaruModel

/// The coverage of one source file.
package struct CoverageFile: Sendable {
    /// What a line of code did.
    package enum LineState: Hashable, Sendable {
        /// It ran, and no branch of it is known to be missed.
        case covered
        /// It ran, but some of its branches were not taken.
        case partial
        /// It can run and did not.
        case uncovered
    }

    /// Totals that a report states without listing what they count.
    struct Stated: Sendable {
        var lines: CoverageCount?
        var branches: CoverageCount?
        var functions: CoverageCount?
        var statements: CoverageCount?
    }

    /// The name of the file: as the report spells it, or relative to the repository once it is mapped.
    package internal(set) var path: SourcePath

    var lineSet = LineSet()
    /// Lines that a format calls partly covered, whatever their branches are; the covered bits mean nothing.
    var partialLines = LineSet()
    var branchSet = BranchSet()
    var functionSet = HitSet()
    var statementSet = HitSet()
    var stated = Stated()
    /// Whether the format has lines at all.
    var measuresLines = true
    /// Whether the format has statements, even where this file has none.
    var measuresStatements = false
    /// Measures that two reports state for this file in ways that cannot be united.
    var undecided: Set<CoverageMeasure> = []

    init(path: SourcePath) {
        self.path = path
    }

    var footprint: Int {
        lineSet.footprint + partialLines.footprint + branchSet.footprint + functionSet.footprint
            + statementSet.footprint + path.bytes.count + 512
    }

    mutating func seal() {
        lineSet.seal()
        partialLines.seal()
        branchSet.seal()
        functionSet.seal()
        statementSet.seal()
    }
}

extension CoverageFile {
    /// Whether single lines are known, so that the coverage of a change can be told.
    package var knowsLines: Bool {
        measuresLines && (!lineSet.isEmpty || (stated.lines?.total ?? 0) == 0)
    }

    /// How much of a measure is covered; nil where the format does not tell.
    package func count(_ measure: CoverageMeasure) -> CoverageCount? {
        guard !undecided.contains(measure) else { return nil }
        switch measure {
        case .lines:
            guard measuresLines else { return nil }
            return stated.lines ?? CoverageCount(lineSet.totals)
        case .strictLines:
            return count(.lines).flatMap { lines in
                CoverageCount(covered: max(0, lines.covered - partialLineCount), total: lines.total)
            }
        case .branches:
            if let branches = stated.branches { return branches }
            return branchSet.isEmpty ? nil : CoverageCount(branchTotals)
        case .functions:
            return stated.functions ?? (functionSet.isEmpty ? nil : CoverageCount(functionSet.totals))
        case .statements:
            return stated.statements ?? (measuresStatements ? CoverageCount(statementSet.totals) : nil)
        }
    }

    /// What a line did; nil where it cannot run, or where the report does not know it.
    package func state(ofLine line: Int) -> LineState? {
        guard let isCovered = lineSet.isCovered(line) else { return nil }
        guard isCovered else { return .uncovered }
        if partialLines.isCovered(line) != nil { return .partial }
        guard let branches = branches(onLine: line) else { return .covered }
        return branches.covered < branches.total ? .partial : .covered
    }

    /// The branches of a line; nil where it has none.
    package func branches(onLine line: Int) -> CoverageCount? {
        CoverageCount(branchSet.totals(onLine: line)).flatMap { $0.total == 0 ? nil : $0 }
    }

    /// The lines that did not run, in ascending order.
    package var uncoveredLines: [Int] {
        var lines: [Int] = []
        lineSet.visit { line, isCovered in if !isCovered { lines.append(line) } }
        return lines
    }

    /// How many lines ran without all their branches.
    package var partialLineCount: Int {
        var lines = 0
        let knowsLines = !lineSet.isEmpty
        branchSet.visit { line, taken, total in
            guard taken < total else { return }
            // Where a report lists no lines, a taken branch is the only proof that one ran.
            if knowsLines ? lineSet.isCovered(line) == true : taken > 0 { lines += 1 }
        }
        partialLines.visit { line, _ in
            guard lineSet.isCovered(line) == true else { return }
            let branches = branchSet.totals(onLine: line)
            if branches.covered == branches.total { lines += 1 }
        }
        return lines
    }

    private var branchTotals: (covered: Int, total: Int) {
        var sum = (covered: 0, total: 0)
        branchSet.visit { _, taken, total in
            sum.covered += taken
            sum.total += total
        }
        return sum
    }
}

extension CoverageCount {
    /// A count of parts that are known to be in order.
    init?(_ totals: (covered: Int, total: Int)) {
        self.init(covered: totals.covered, total: totals.total)
    }
}
