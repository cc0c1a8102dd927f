/// Finds the file of the repository that a report means by a path.
///
/// Reports name files as the machine that ran the tests saw them: below a build directory, a container's `/app`, a Go
/// module, a Java package, a drive of Windows. What is told by options goes first; what is left is the file of the
/// repository that has the longest end in common with the path, where exactly one has it.
package struct PathMapper: Sendable {
    /// What the user or the repository says about the report's paths.
    package struct Options: Sendable {
        /// Directories that are cut off where a path starts with them (`--strip-prefix`).
        package var stripPrefixes: [SourcePath] = []
        /// Directories of the repository in which relative paths may start (`--src-root`).
        package var sourceRoots: [SourcePath] = []
        /// The absolute directory of the working tree.
        package var repositoryRoot: SourcePath?
        /// Go modules: the module's path and the directory of its `go.mod` in the repository, empty for the root.
        package var goModules: [(path: SourcePath, directory: SourcePath)] = []

        /// Makes options that say nothing.
        package init() {}
    }

    /// A path of a report that no file of the repository fits.
    package struct Unmatched: Hashable, Sendable {
        /// The path, as the report spells it.
        package let path: SourcePath
        /// Files of the repository with the same name, at most three; empty where there is none.
        package let candidates: [SourcePath]
        /// What the user can try, in one sentence; nil where nothing fits.
        package let suggestion: String?

        /// Makes an entry.
        package init(path: SourcePath, candidates: [SourcePath] = [], suggestion: String? = nil) {
            self.path = path
            self.candidates = candidates
            self.suggestion = suggestion
        }
    }

    /// A report in terms of the repository.
    package struct Result: Sendable {
        /// The files of the report that are in the repository, under the repository's names.
        package let report: CoverageReport
        /// The paths of the report that are not, in ascending order.
        package let unmatched: [Unmatched]
    }

    private let options: Options
    private let files: [SourcePath]
    private let known: Set<SourcePath>
    /// The files by their name without directories.
    private let named: [SourcePath: [Int]]
    /// The files by the last two parts of their path; those of the root are in none.
    private let paired: [SourcePath: [Int]]
    /// How many paths without a file get a suggestion: a person reads a few.
    private static let suggestions = 20

    /// Makes a mapper to the files of a repository, relative to its root, as git lists them.
    package init(files: some Sequence<SourcePath>, options: Options = Options()) {
        self.options = options
        self.files = Array(files)
        self.known = Set(self.files)
        var named: [SourcePath: [Int]] = [:]
        var paired: [SourcePath: [Int]] = [:]
        for (index, file) in self.files.enumerated() {
            named[PathText.end(file.bytes, parts: 1), default: []].append(index)
            if file.bytes.contains(PathText.slash) {
                paired[PathText.end(file.bytes, parts: 2), default: []].append(index)
            }
        }
        self.named = named
        self.paired = paired
    }

    /// Renames the files of a report to those of the repository; two names of one file are united.
    ///
    /// - Throws: A fault where a file appears twice and only totals are known of it.
    package func map(_ report: CoverageReport) throws(CoverageFault) -> Result {
        let finds = report.files.map { find($0.path, roots: report.sourceRoots) }
        let accepted = settle(finds)
        var mapped: [CoverageFile] = []
        var unmatched: [Unmatched] = []
        for (file, target) in zip(report.files, accepted) {
            guard let target else {
                let isSuggested = unmatched.count < PathMapper.suggestions
                unmatched.append(isSuggested ? suggestion(for: file.path) : Unmatched(path: file.path))
                continue
            }
            var renamed = file
            renamed.path = target
            mapped.append(renamed)
        }
        mapped.sort { $0.path < $1.path }
        let files = try CoverageReport.unique(mapped)
        return Result(
            report: CoverageReport(formats: report.formats, files: files, sourceRoots: report.sourceRoots),
            unmatched: unmatched)
    }

    /// The module path of a `go.mod` file; nil where it names none.
    package static func goModulePath(in file: [UInt8]) -> SourcePath? {
        for line in file.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
            let words = line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 })
            guard words.count >= 2, words[0].elementsEqual("module".utf8) else { continue }
            return SourcePath(bytes: words[1].filter { $0 != 0x22 && $0 != 0x60 })
        }
        return nil
    }

    /// What a path may mean.
    private enum Find {
        case nothing
        /// Told by an option, or spelled as in the repository.
        case exact(SourcePath)
        /// Guessed by the end of the path, after this much of its start is cut off.
        case end(SourcePath, prefix: [UInt8], parts: Int)
    }

    private func find(_ path: SourcePath, roots: [SourcePath]) -> Find {
        let raw = PathText.normalized(path.bytes)
        let spelled = PathText.normalized(PathText.withSlashes(path.bytes))
        for form in raw == spelled ? [raw] : [raw, spelled] {
            if let file = exact(form) { return .exact(file) }
        }
        var forms = [spelled]
        if !PathText.isAbsolute(spelled) {
            for root in roots {
                let joined = PathText.normalized(PathText.withSlashes(PathText.joined(root.bytes, spelled)))
                if let file = exact(joined) { return .exact(file) }
                forms.insert(joined, at: forms.count - 1)
            }
        }
        return longestEnd(forms)
    }

    /// The file that a path names by the rules that leave nothing to guess.
    private func exact(_ path: [UInt8]) -> SourcePath? {
        var forms: [[UInt8]] = options.stripPrefixes.compactMap { prefix in
            PathText.relative(path, to: PathText.normalized(PathText.withSlashes(prefix.bytes)))
        }
        if let root = options.repositoryRoot, let rest = PathText.relative(path, to: root.bytes) { forms.append(rest) }
        for module in options.goModules {
            guard let rest = PathText.relative(path, to: module.path.bytes) else { continue }
            forms.append(PathText.joined(module.directory.bytes, rest))
        }
        forms.append(path)
        for form in forms {
            for root in options.sourceRoots {
                let file = SourcePath(bytes: PathText.normalized(PathText.joined(root.bytes, form)))
                if known.contains(file) { return file }
            }
            let file = SourcePath(bytes: form)
            if known.contains(file) { return file }
        }
        return nil
    }

    /// The file with the longest end in common, of two parts at least where neither path lies wholly in the other.
    private func longestEnd(_ forms: [[UInt8]]) -> Find {
        var best: [(file: Int, form: [UInt8])] = []
        var bestParts = 0
        for form in forms {
            for file in candidates(for: form) {
                let common = PathText.commonEnd(form, files[file].bytes)
                guard common.isWhole || common.parts >= 2, common.parts >= max(bestParts, 1) else { continue }
                if common.parts > bestParts { best = [] }
                bestParts = common.parts
                if !best.contains(where: { $0.file == file }) { best.append((file, form)) }
            }
        }
        if best.count > 1 { best = mostShared(best) }
        guard best.count == 1, let only = best.first else { return .nothing }
        let file = files[only.file]
        let cut = max(0, only.form.count - PathText.endLength(only.form, parts: bestParts))
        return .end(file, prefix: Array(only.form[..<cut]), parts: bestParts)
    }

    /// The files that may have an end in common with a path that says anything.
    private func candidates(for form: [UInt8]) -> [Int] {
        let name = PathText.end(form, parts: 1)
        guard form.contains(PathText.slash) else { return named[name] ?? [] }
        let pairs = paired[PathText.end(form, parts: 2)] ?? []
        guard known.contains(name), let root = named[name]?.first(where: { files[$0] == name }) else { return pairs }
        return pairs + [root]
    }

    /// Of files with the same end those that share most other parts with the path, as the module of a Java class.
    private func mostShared(_ finds: [(file: Int, form: [UInt8])]) -> [(file: Int, form: [UInt8])] {
        let scores = finds.map { find in
            let parts = Set(find.form.split(separator: PathText.slash).map { Array($0) })
            return Set(files[find.file].bytes.split(separator: PathText.slash).map { Array($0) }).intersection(parts)
                .count
        }
        let highest = scores.max() ?? 0
        return zip(finds, scores).filter { $0.1 == highest }.map(\.0)
    }

    /// Decides where guesses contradict each other: the start that was cut off most often is the one to cut off.
    private func settle(_ finds: [Find]) -> [SourcePath?] {
        var votes: [[UInt8]: Int] = [:]
        var claims: [SourcePath: (votes: Int, isExact: Bool, prefixes: Set<[UInt8]>)] = [:]
        for case .end(_, let prefix, _) in finds { votes[prefix, default: 0] += 1 }
        let mostVotes = votes.values.max() ?? 0
        for find in finds {
            switch find {
            case .nothing: break
            case .exact(let file):
                claims[file, default: (0, true, [])].isExact = true
            case .end(let file, let prefix, _):
                let count = votes[prefix] ?? 0
                var claim = claims[file] ?? (0, false, [])
                if count > claim.votes { claim.prefixes = [] }
                if count >= claim.votes { claim.prefixes.insert(prefix) }
                claim.votes = max(claim.votes, count)
                claims[file] = claim
            }
        }
        return finds.map { find in
            switch find {
            case .nothing: return nil
            case .exact(let file): return file
            case .end(let file, let prefix, let parts):
                guard let claim = claims[file], !claim.isExact, claim.prefixes == [prefix] else { return nil }
                // A name alone, such as setup.py, also lies in many a library outside of the repository.
                return parts > 1 || votes[prefix] == mostVotes ? file : nil
            }
        }
    }

    private func suggestion(for path: SourcePath) -> Unmatched {
        let form = PathText.normalized(PathText.withSlashes(path.bytes))
        let candidates = (named[PathText.end(form, parts: 1)] ?? [])
            .map { (file: files[$0], parts: PathText.commonEnd(form, files[$0].bytes).parts) }
            .sorted { $0.parts == $1.parts ? $0.file < $1.file : $0.parts > $1.parts }
            .prefix(3)
        guard let first = candidates.first else { return Unmatched(path: path, candidates: [], suggestion: nil) }
        let parts = max(first.parts, 1)
        let cut = form.count - PathText.endLength(form, parts: parts)
        let root = first.file.bytes.count - PathText.endLength(first.file.bytes, parts: parts)
        var words: [String] = []
        if cut > 0 { words.append("--strip-prefix \(String(decoding: form[..<cut], as: UTF8.self))") }
        if root > 0 { words.append("--src-root \(String(decoding: first.file.bytes[..<root], as: UTF8.self))") }
        let suggestion = words.isEmpty ? nil : "For \(first.file.text) try \(words.joined(separator: " "))."
        return Unmatched(path: path, candidates: candidates.map(\.file), suggestion: suggestion)
    }
}
