/// Reads one coverage file from chunks of bytes: it finds the format, inflates gzip, and keeps what counts.
///
/// Give it the file in pieces of any size, at best 64 KiB to 1 MiB, and call ``finish()`` at the end. A line costs
/// about three bits and a branch twelve bytes, so that reports of 100 MB take some 50 MiB with all their lines.
///
///     var reader = CoverageReader(label: "coverage.xml")
///     try reader.feed(chunk)
///     let report = try reader.finish()
package struct CoverageReader: ~Copyable {
    private enum Stage {
        case start
        case plain
        case compressed
    }

    private let label: String
    private let limits: CoverageLimits
    private var stage = Stage.start
    /// The first bytes, until there are enough to tell whether they are compressed.
    private var start: [UInt8] = []
    private var inflater: Inflater?
    private var detector: FormatDetector
    private var parser: (any ReportParser)?
    private var builder: CoverageBuilder
    /// How many bytes were parsed, and how many the file had so far.
    private var size = 0
    private var fileSize = 0

    /// Makes a reader of one file.
    ///
    /// - Parameters:
    ///   - label: The name of the file in errors.
    ///   - limits: What the file may ask for.
    package init(label: String, limits: CoverageLimits = CoverageLimits()) {
        self.label = label
        self.limits = limits
        self.detector = FormatDetector(limits: limits)
        self.builder = CoverageBuilder(limits: limits)
    }

    /// Reads the next bytes of the file.
    ///
    /// - Throws: An error as soon as the bytes can no longer be a report; the reader is of no use after that.
    package mutating func feed(_ chunk: UnsafeRawBufferPointer) throws(CoverageError) {
        do throws(CoverageFault) {
            // zlib counts in 32 bits.
            var index = 0
            while index < chunk.count {
                let end = min(chunk.count, index + 1 << 30)
                try read(UnsafeRawBufferPointer(rebasing: chunk[index..<end]))
                index = end
            }
        } catch {
            throw located(error)
        }
    }

    /// Reads the next bytes of the file.
    package mutating func feed(_ chunk: [UInt8]) throws(CoverageError) {
        try chunk.withUnsafeBufferPointer { buffer throws(CoverageError) in try feed(UnsafeRawBufferPointer(buffer)) }
    }

    /// Checks that the file is whole and gives what it says.
    ///
    /// - Throws: An error for a file that is empty, cut off, in no known format or without a source file.
    package consuming func finish() throws(CoverageError) -> CoverageReport {
        do throws(CoverageFault) {
            if stage == .start {
                stage = .plain
                let head = start
                try head.withBytes { bytes throws(CoverageFault) in try parse(bytes) }
            }
            if let isComplete = inflater?.isComplete, !isComplete { throw .truncated("its gzip data has no end") }
            if parser == nil { try startParser(try detector.feed(.empty, isLast: true)) }
            guard parser != nil else { throw .unknownFormat }
            try parser?.finish(into: &builder)
            guard let format = parser?.format else { throw .unknownFormat }
            let collected = builder
            builder = CoverageBuilder(limits: limits)
            return try collected.report(format)
        } catch {
            throw located(error)
        }
    }

    /// Reads a whole file that is in memory already.
    package static func read(
        _ bytes: [UInt8], label: String, limits: CoverageLimits = CoverageLimits()
    ) throws(CoverageError) -> CoverageReport {
        var reader = CoverageReader(label: label, limits: limits)
        try reader.feed(bytes)
        return try reader.finish()
    }

    private mutating func read(_ chunk: UnsafeRawBufferPointer) throws(CoverageFault) {
        switch stage {
        case .start:
            start.append(contentsOf: chunk)
            guard start.count >= 2 else { return }
            let head = start
            start = []
            if head.starts(with: Inflater.magic) {
                stage = .compressed
                inflater = try Inflater()
            } else {
                stage = .plain
            }
            try head.withUnsafeBufferPointer { buffer throws(CoverageFault) in
                try read(UnsafeRawBufferPointer(buffer))
            }
        case .plain:
            try parse(Bytes(chunk))
        case .compressed:
            fileSize += chunk.count
            // The inflater is taken out while it hands over pieces, which change the rest of the reader.
            guard var inflater = inflater.take() else { throw .corruptCompression }
            try inflater.feed(chunk) { bytes throws(CoverageFault) in try parse(bytes) }
            self.inflater = consume inflater
        }
    }

    private mutating func parse(_ bytes: Bytes) throws(CoverageFault) {
        size += bytes.count
        guard size <= limits.bytes else { throw .tooLarge("more than \(limits.bytes >> 20) MiB") }
        if stage == .compressed, size > limits.inflationFloor, size / max(fileSize, 1) >= limits.inflation {
            throw .tooLarge("it inflates to \(limits.inflation) times its size")
        }
        guard parser == nil else {
            try parser?.feed(bytes, into: &builder)
            return
        }
        try startParser(try detector.feed(bytes))
    }

    /// Takes a parser into use, and lets it read what the detector has read.
    private mutating func startParser(_ found: (any ReportParser)?) throws(CoverageFault) {
        guard let found else { return }
        parser = found
        let content = Array(detector.content)
        detector = FormatDetector(limits: limits)
        try content.withBytes { bytes throws(CoverageFault) in try parser?.feed(bytes, into: &builder) }
    }

    private func located(_ fault: CoverageFault) -> CoverageError {
        switch fault {
        case .empty, .unknownFormat, .otherKind, .noFiles:
            CoverageError(label: label, fault: fault)
        default:
            CoverageError(
                label: label, format: parser?.format, offset: parser?.offset, line: parser?.line, fault: fault)
        }
    }
}

/// A reader belongs to one task: its inflater hands zlib a fixed address.
@available(*, unavailable)
extension CoverageReader: Sendable {}
