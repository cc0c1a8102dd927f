package import HakaruCoverage
import HakaruModel
import HakaruSystem

/// Coverage reports as they were read, each with the name of its file.
package struct CoverageReports: Sendable {
    /// A coverage file that the user names.
    package struct Source: Hashable, Sendable {
        /// The name for errors and for patterns: relative to the repository where the file lies in it.
        package let name: String
        /// Where it lies.
        package let path: String

        /// Makes a source.
        package init(name: String, path: String) {
            self.name = name
            self.path = path
        }
    }

    /// One report.
    package struct Entry: Sendable {
        /// The name of its file.
        package let name: String
        /// What it says.
        package let report: CoverageReport
    }

    /// The reports in the order of the command line.
    package let entries: [Entry]

    /// How many bytes are read at a time.
    private static let chunkSize = 256 << 10

    /// Reads files piece by piece, never one as a whole.
    ///
    /// - Throws: ``HakaruSystem/SystemError`` for one that cannot be read, ``HakaruCoverage/CoverageError`` for one that
    ///   is no whole report.
    package static func read(_ sources: [Source]) throws -> CoverageReports {
        CoverageReports(entries: try sources.map { Entry(name: $0.name, report: try read($0)) })
    }

    private static func read(_ source: Source) throws -> CoverageReport {
        let file = try FileReader(source.path)
        var reader = CoverageReader(label: source.name)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: chunkSize, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try file.read(into: buffer)
            guard count > 0 else { return try reader.finish() }
            try reader.feed(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// All of them in one, under the names of the files that they give.
    package func united() throws(CoverageError) -> CoverageReport {
        try CoverageReports.unite(entries.map(\.report))
    }

    /// Unites reports by file and line.
    static func unite(_ reports: [CoverageReport]) throws(CoverageError) -> CoverageReport {
        do throws(CoverageFault) {
            return try CoverageReport.merging(reports)
        } catch {
            throw CoverageError(label: "the union of the reports", fault: error)
        }
    }
}
