package import HakaruCoverage
import HakaruModel

extension RenderedResult {
    /// `hakaru.coverage/1` (`design.md`): what coverage files say.
    ///
    /// - Parameters:
    ///   - report: The files, united.
    ///   - showsFiles: Whether each source file is listed, or the totals alone.
    package init(_ report: CoverageReport, showsFiles: Bool) {
        let measures: [CoverageMeasure] = [.lines, .branches, .functions, .statements, .strictLines]
        var totals: [CoverageMeasure: CoverageCount] = [:]
        for measure in measures { totals[measure] = report.count(measure) }
        let shown = measures.filter { totals[$0] != nil && $0 != .strictLines }
        let files = showsFiles ? report.files : []
        var members: [JSONValue.Member] = [
            .init("schema", "hakaru.coverage/1"),
            .init("definitions_version", .integer(Definitions.version)),
            .init("format", .string(report.formats.count == 1 ? report.formats.first?.rawValue : nil)),
            .init("formats", .array(report.formats.map { .string($0.rawValue) })),
            .init("file_count", .integer(report.files.count)),
        ]
        members += measures.map { .init($0.rawValue, .count(totals[$0])) }
        if showsFiles {
            members.append(
                .init(
                    "files",
                    .array(
                        files.map { file in
                            .object(
                                [.init("path", .string(file.path.text))]
                                    + measures.map { .init($0.rawValue, .count(file.count($0))) })
                        })))
        }
        let total: [Table.Cell] =
            [.text(report.files.count == 1 ? "1 file" : "\(report.files.count) files")]
            + shown.map { .coverage(totals[$0]) }
        let names = report.formats.map(\.rawValue).joined(separator: ", ")
        self.init(
            json: .object(members),
            table: Table(
                columns: [.init("File", key: "path", isNumeric: false)]
                    + shown.map { .init($0.title, key: $0.rawValue) },
                rows: files.map { file in [.text(file.path.text)] + shown.map { .coverage(file.count($0)) } } + [total],
                notes: ["format: \(names)"]),
            records: Table(
                columns: [.init("Path", key: "path", isNumeric: false)] + measures.flatMap { Table.Column.counts($0) },
                rows: showsFiles
                    ? files.map { file in
                        [.text(file.path.text)] + measures.flatMap { CoverageCount.cells(file.count($0)) }
                    }
                    : [[.absent] + measures.flatMap { CoverageCount.cells(totals[$0]) }]))
    }
}
