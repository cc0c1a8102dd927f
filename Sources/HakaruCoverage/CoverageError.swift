package import HakaruModel

/// A coverage file or diff that cannot be used: which, where and why.
package struct CoverageError: Error, Hashable, Sendable {
    /// The name that the caller gave the file.
    package let label: String
    /// The format, as far as it was known by then.
    package let format: CoverageFormat?
    /// The byte at which reading stopped, counted from 0 after decompression; nil where no place is meant.
    package let offset: Int?
    /// The line at which reading stopped, counted from 1; nil for formats without lines.
    package let line: Int?
    /// What is wrong.
    package let fault: CoverageFault

    /// Makes an error.
    package init(
        label: String, format: CoverageFormat? = nil, offset: Int? = nil, line: Int? = nil, fault: CoverageFault
    ) {
        self.label = label
        self.format = format
        self.offset = offset
        self.line = line
        self.fault = fault
    }
}

extension CoverageError: UserFacingError {
    /// The file, what is wrong with it, and where.
    package var summary: String {
        var place: [String] = []
        if let format { place.append(format.rawValue) }
        if let line {
            place.append("line \(line)")
        } else if let offset {
            place.append("byte \(offset)")
        }
        return "\(label) \(fault.text)\(place.isEmpty ? "" : " (\(place.joined(separator: ", ")))")."
    }

    /// The next step.
    package var hint: String? { fault.hint }

    /// A malformed file, always.
    package var exitCode: ExitCode { .malformedInput }
}
