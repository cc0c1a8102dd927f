package import HakaruModel

/// What one or several coverage reports say about source files.
package struct CoverageReport: Sendable {
    /// The formats that it was read from, without repetition, in the order of reading.
    package internal(set) var formats: [CoverageFormat]
    /// The files, ascending by path; each path once.
    package internal(set) var files: [CoverageFile]
    /// The directories that the report gives for its relative paths, such as Cobertura's `<source>`.
    package internal(set) var sourceRoots: [SourcePath]

    /// How much of a measure is covered, summed over all files; nil where the reports do not tell.
    ///
    /// - Complexity: O(size of the report).
    package func count(_ measure: CoverageMeasure) -> CoverageCount? {
        var sum: CoverageCount?
        for file in files {
            if file.undecided.contains(measure) { return nil }
            if let count = file.count(measure) { sum = sum.map { $0 + count } ?? count }
        }
        return sum.flatMap { $0.total == 0 && (measure == .branches || measure == .functions) ? nil : $0 }
    }

    /// The file of a path; nil where the report does not know it.
    ///
    /// - Complexity: O(log of the number of files).
    package func file(at path: SourcePath) -> CoverageFile? {
        var low = 0
        var high = files.count
        while low < high {
            let middle = (low + high) / 2
            if files[middle].path < path { low = middle + 1 } else { high = middle }
        }
        return low < files.count && files[low].path == path ? files[low] : nil
    }

    /// The report of those files alone for which `isIncluded` says so.
    package func filtered(_ isIncluded: (SourcePath) -> Bool) -> CoverageReport {
        CoverageReport(formats: formats, files: files.filter { isIncluded($0.path) }, sourceRoots: sourceRoots)
    }
}

extension CoverageReport {
    /// Unites reports of one commit, by file and by line: covered where one of them says so.
    ///
    /// Map each report to the paths of the repository first (``PathMapper``), or the same file counts under two names.
    ///
    /// - Parameter reports: At least one; the order only matters for ``formats``.
    /// - Returns: One report with each file once.
    /// - Throws: A fault where two reports measure a file's lines and one of them states only their number.
    package static func merging(_ reports: [CoverageReport]) throws(CoverageFault) -> CoverageReport {
        if reports.count == 1, let only = reports.first { return only }
        var formats: [CoverageFormat] = []
        var roots: [SourcePath] = []
        for report in reports {
            for format in report.formats where !formats.contains(format) { formats.append(format) }
            for root in report.sourceRoots where !roots.contains(root) { roots.append(root) }
        }
        let files = reports.flatMap(\.files).sorted { $0.path < $1.path }
        return CoverageReport(formats: formats, files: try unique(files), sourceRoots: roots)
    }

    /// Merges neighbours of the same path.
    static func unique(_ sorted: [CoverageFile]) throws(CoverageFault) -> [CoverageFile] {
        var files: [CoverageFile] = []
        files.reserveCapacity(sorted.count)
        for file in sorted {
            if let last = files.last, last.path == file.path {
                files[files.count - 1] = try last.merging(file)
            } else {
                files.append(file)
            }
        }
        return files
    }
}
