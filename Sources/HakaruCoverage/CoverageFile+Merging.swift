import HakaruModel

extension CoverageFile {
    /// The same file as two reports tell it: covered where one of them says so.
    ///
    /// Lines, named branches, functions and statements are united one by one. Totals without a list can't be: if both
    /// reports have lines and one of them only their total, that is an error; other measures become unknown.
    func merging(_ other: CoverageFile) throws(CoverageFault) -> CoverageFile {
        var result = CoverageFile(path: path)
        result.measuresLines = false
        result.combineFacts(self)
        try result.combineStated(self, other)
        result.combineFacts(other)
        result.lineSet = lineSet.union(other.lineSet)
        result.partialLines = partialLines.union(other.partialLines)
        result.branchSet = branchSet.union(other.branchSet)
        result.functionSet = functionSet.union(other.functionSet)
        result.statementSet = statementSet.union(other.statementSet)
        return result
    }

    /// Takes in what the same report says of the file in another place; neither needs to be in order.
    mutating func absorb(_ other: CoverageFile) throws(CoverageFault) {
        try combineStated(self, other)
        combineFacts(other)
        lineSet.insert(other.lineSet)
        partialLines.insert(other.partialLines)
        branchSet.insert(other.branchSet)
        functionSet.insert(other.functionSet)
        statementSet.insert(other.statementSet)
    }

    private mutating func combineFacts(_ other: CoverageFile) {
        undecided.formUnion(other.undecided)
        measuresLines = measuresLines || other.measuresLines
        measuresStatements = measuresStatements || other.measuresStatements
    }

    private mutating func combineStated(_ first: CoverageFile, _ second: CoverageFile) throws(CoverageFault) {
        if first.measuresLines, second.measuresLines {
            guard first.knowsLines, second.knowsLines else { throw .totalsOnly(path: path.text) }
            stated.lines = nil
        } else {
            stated.lines = first.measuresLines ? first.stated.lines : second.stated.lines
        }
        for measure in [CoverageMeasure.branches, .functions, .statements] {
            let one = first.stated[measure]
            let other = second.stated[measure]
            stated[measure] = one ?? other
            let isTwice = first.tells(measure) && second.tells(measure)
            if isTwice, one != nil || other != nil { undecided.insert(measure) }
        }
    }

    private func tells(_ measure: CoverageMeasure) -> Bool {
        switch measure {
        case .lines, .strictLines: measuresLines
        case .branches: stated.branches != nil || !branchSet.isEmpty
        case .functions: stated.functions != nil || !functionSet.isEmpty
        case .statements: stated.statements != nil || measuresStatements
        }
    }
}

extension CoverageFile.Stated {
    /// The stated total of a measure.
    subscript(_ measure: CoverageMeasure) -> CoverageCount? {
        get {
            switch measure {
            case .lines: lines
            case .branches: branches
            case .functions: functions
            case .statements: statements
            case .strictLines: nil
            }
        }
        set {
            switch measure {
            case .lines: lines = newValue
            case .branches: branches = newValue
            case .functions: functions = newValue
            case .statements: statements = newValue
            case .strictLines: break
            }
        }
    }
}
