/// What `git diff` says of a change: the lines that it adds or modifies, by file.
package struct UnifiedDiff: Sendable {
    /// What happened to a file.
    package enum Change: Hashable, Sendable {
        /// It is new.
        case added
        /// It is gone.
        case deleted
        /// Its lines or its mode changed.
        case modified
        /// It has a new path, and perhaps changed lines.
        case renamed
        /// It was made from another file, and perhaps changed.
        case copied
    }

    /// What a changed path is.
    package enum Kind: Hashable, Sendable {
        /// A file whose lines are compared.
        case text
        /// A file that git compares as a whole.
        case binary
        /// A link to another path.
        case symbolicLink
        /// A commit of another repository.
        case submodule
    }

    /// One changed file.
    package struct File: Hashable, Sendable {
        /// The path before the change; nil for a new file.
        package internal(set) var oldPath: SourcePath?
        /// The path after the change; nil for a deleted file.
        package internal(set) var newPath: SourcePath?
        /// What happened to it.
        package internal(set) var change = Change.modified
        /// What it is.
        package internal(set) var kind = Kind.text
        /// The new numbers of the lines that were added or modified, ascending; empty for all but text.
        package internal(set) var addedLines: [ClosedRange<Int>] = []
        /// How many lines were taken away or modified; 0 for all but text.
        package internal(set) var removedLineCount = 0

        /// How many lines were added or modified.
        package var addedLineCount: Int { addedLines.reduce(0) { $0 + $1.count } }
    }

    /// The changed files, in the order of the diff.
    package let files: [File]

    /// Reads the output of `git diff` or `git show`, with any number of context lines.
    ///
    /// - Parameters:
    ///   - bytes: The output, with the prefixes `a/` and `b/` and without colours.
    ///   - label: The name of the diff in errors.
    /// - Throws: An error for a combined diff of a merge, for a hunk that is cut off, and for other text.
    package init(_ bytes: [UInt8], label: String) throws(CoverageError) {
        var parser = UnifiedDiffParser()
        var line = 0
        do throws(CoverageFault) {
            let text = bytes.last == 0x0A ? bytes.dropLast() : bytes[...]
            for content in text.split(separator: 0x0A, omittingEmptySubsequences: false) {
                line += 1
                try parser.read(content)
            }
            self.files = try parser.finish()
        } catch {
            throw CoverageError(label: label, line: line, fault: error)
        }
    }
}
