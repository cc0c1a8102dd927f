import HakaruModel
import HakaruSystem

/// A file for each week, or one that is replaced each week; written beside its place and put there whole.
///
/// Missing directories are made. A directory on the way that is a symbolic link is refused, since it may lead anywhere;
/// a link in the place of the file is replaced, not followed.
package struct FileChannel: DeliveryChannel {
    /// The form of the contents, by the end of the name.
    private enum Form: String, CaseIterable {
        case markdown = ".md"
        case html = ".html"
        case json = ".json"
        case text = ".txt"
    }

    package let name: String
    private let root: String
    private let template: String
    private let format: Form

    /// Makes a channel to a file.
    ///
    /// - Parameters:
    ///   - template: The path, in which `{week}` stands for the week; absolute, or relative to `directory`.
    ///   - directory: The directory of the configuration file, which must be there.
    ///   - isConfined: Whether the file must lie below `directory`, as where a pull request could change the template.
    /// - Throws: ``DeliveryError/misplacedFile(template:reason:)``.
    package init(template: String, below directory: String, isConfined: Bool) throws(DeliveryError) {
        let parts = template.split(separator: "/", omittingEmptySubsequences: true)
        guard let last = parts.last, let format = Form.allCases.first(where: { last.hasSuffix($0.rawValue) }),
            !template.hasSuffix("/")
        else {
            throw .misplacedFile(template: template, reason: "its name does not say which form it has")
        }
        guard !parts.contains(".."), !parts.contains("."), !template.utf8.contains(0) else {
            throw .misplacedFile(template: template, reason: "it goes up or stays in place on its way")
        }
        if template.hasPrefix("/") {
            guard !isConfined else {
                throw .misplacedFile(template: template, reason: "a project's file may name files of the project only")
            }
            // The directory of the reports itself is looked at for a link; those above it are the machine's own.
            let above = parts.dropLast(2).filter { !$0.contains("{week}") }
            root = "/" + parts.prefix(above.count).joined(separator: "/")
            self.template = parts.dropFirst(above.count).joined(separator: "/")
        } else {
            root = directory
            self.template = parts.joined(separator: "/")
        }
        self.format = format
        name = template
    }

    package var destination: String { root == "/" ? "/\(template)" : "\(root)/\(template)" }
    package var form: String { "a \(format.rawValue) file" }
    package var isRepeatable: Bool { true }

    package func payload(of report: DeliverableReport, key: DeliveryKey) -> [UInt8] {
        switch format {
        case .markdown: Array(report.markdown.utf8)
        case .html: report.html
        case .json: report.json
        case .text: Array(report.text.utf8)
        }
    }

    package func send(_ payload: [UInt8], key: DeliveryKey) async -> DeliveryOutcome {
        do throws(SystemError) {
            guard FileInfo(at: root)?.kind == .directory else {
                return .refused(reason: "the directory \(root) is not there")
            }
            let parts = template.replacing("{week}", with: key.week.description).split(separator: "/")
            var path = root == "/" ? "" : root
            for part in parts.dropLast() {
                path += "/\(part)"
                switch FileInfo(notFollowing: path)?.kind {
                case nil: try FileSystem.makeDirectory(path, mode: 0o755)
                case .directory: break
                case .file: return .refused(reason: "\(path) is a file, not a directory")
                case .other: return .refused(reason: "\(path) is a symbolic link, which could lead anywhere")
                }
            }
            try FileSystem.write(payload, to: "\(path)/\(parts.last ?? "")", mode: 0o644)
            return .sent
        } catch {
            return .refused(reason: error.reasonText)
        }
    }
}

extension SystemError {
    /// The sentence without its full stop.
    fileprivate var reasonText: String { String(summary.dropLast()) }
}
