import HakaruModel

extension CoverageFile {
    /// The same file as two reports tell it: covered where one of them says so.
    ///
    /// Lines, named branches, functions and statements are united one by one. Totals without a list can't be: if both
    /// reports have lines and one of them only their total, that is an error; other measures become unknown.
    func merging(_ other: CoverageFile) throws(CoverageFault) -> CoverageFile {
        var result = CoverageFile(path: path)
        result.undecided = undecided.union(other.undecided)
        result.measuresLines = measuresLines || other.measuresLines
        result.measuresStatements = measuresStatements || other.measuresStatements
        if measuresLines, other.measuresLines {
            guard knowsLines, other.knowsLines else { throw .totalsOnly(path: path.text) }
        } else {
            result.stated.lines = measuresLines ? stated.lines : other.stated.lines
        }
        result.lineSet = lineSet.union(other.lineSet)
        result.partialLines = partialLines.union(other.partialLines)
        result.branchSet = branchSet.union(other.branchSet)
        result.functionSet = functionSet.union(other.functionSet)
        result.statementSet = statementSet.union(other.statementSet)
        for (measure, keyPath) in CoverageFile.statedMeasures {
            guard count(measure) != nil, other.count(measure) != nil else {
                result.stated[keyPath: keyPath] = stated[keyPath: keyPath] ?? other.stated[keyPath: keyPath]
                continue
            }
            if stated[keyPath: keyPath] != nil || other.stated[keyPath: keyPath] != nil {
                result.undecided.insert(measure)
            }
        }
        return result
    }

    /// Takes in what the same report says of the file in another place; neither needs to be in order.
    mutating func absorb(_ other: inout CoverageFile) throws(CoverageFault) {
        guard !states, !other.states else {
            seal()
            other.seal()
            self = try merging(other)
            return
        }
        measuresLines = measuresLines || other.measuresLines
        measuresStatements = measuresStatements || other.measuresStatements
        lineSet.insert(other.lineSet)
        partialLines.insert(other.partialLines)
        branchSet.insert(other.branchSet)
        functionSet.insert(other.functionSet)
        statementSet.insert(other.statementSet)
    }

    /// Whether any total is stated.
    private var states: Bool {
        stated.lines != nil || stated.branches != nil || stated.functions != nil || stated.statements != nil
    }

    private static var statedMeasures: [(CoverageMeasure, WritableKeyPath<Stated, CoverageCount?>)] {
        [(.branches, \.branches), (.functions, \.functions), (.statements, \.statements)]
    }
}
