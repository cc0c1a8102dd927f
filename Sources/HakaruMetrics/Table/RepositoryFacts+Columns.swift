package import HakaruModel

extension RepositoryFacts {
    /// The facts as columns, which the store keeps and a ``FactTable`` is made of.
    ///
    /// - Complexity: O(n)
    package var columns: FactColumns {
        var writer = ColumnWriter()
        for facts in facts {
            writer.add(facts)
            writer.addArrival(
                flags: facts.flags, integratedAt: facts.integratedAt, strandedAt: facts.strandedAt,
                carrier: facts.carrier)
        }
        for pattern in pathPatterns { writer.add(pattern: pattern) }
        return FactColumns(
            repository: repository, rulesFingerprint: rulesFingerprint, asOf: asOf, rowCount: facts.count,
            columns: writer.columns)
    }
}

/// Writes facts row by row into one buffer for each column.
struct ColumnWriter {
    private var writers: [FactColumn: ByteWriter] = [:]
    private var indices: [String: UInt32] = [:]
    private var strings = ByteWriter()
    /// How many rows were added.
    private(set) var rowCount: UInt32 = 0

    var columns: [FactColumns.Column] {
        FactColumn.allCases.map { column in
            let bytes = column == .strings ? strings.bytes : writers[column]?.bytes ?? []
            return FactColumns.Column(name: column.rawValue, bytes: bytes)
        }
    }

    /// Adds a row but for what ``addArrival(flags:integratedAt:strandedAt:carrier:)`` adds.
    mutating func add(_ facts: PullRequest.Facts) {
        let row = rowCount
        rowCount += 1
        write(UInt32(clamping: facts.number), to: .number)
        write(index(of: facts.author.rawValue), to: .author)
        write(facts.base.map { index(of: $0) } ?? FactTable.absent, to: .base)
        write(facts.createdAt, to: .createdAt)
        write(facts.firstCommitAt, to: .firstCommitAt)
        write(facts.readyForReviewAt, to: .readyForReviewAt)
        write(facts.firstReviewAt, to: .firstReviewAt)
        write(facts.firstApprovalAt, to: .firstApprovalAt)
        write(facts.mergedAt, to: .mergedAt)
        write(facts.closedAt, to: .closedAt)
        write(UInt32(clamping: facts.draftSeconds), to: .draftSeconds)
        write(facts.size.map { min(UInt32(clamping: $0), FactTable.absent - 1) } ?? FactTable.absent, to: .size)
        write(UInt32(clamping: facts.reworkCycles), to: .reworkCycles)
        write(facts.pathMask, to: .pathMask)
        for label in facts.labels {
            write(row, to: .labels)
            write(index(of: label), to: .labels)
        }
        for span in facts.closedSpans {
            write(row, to: .closedSpans)
            write(span.start, to: .closedSpans)
            write(span.end, to: .closedSpans)
        }
        for review in facts.reviews {
            write(row, to: .reviews)
            write(index(of: review.reviewer.rawValue), to: .reviews)
            write(review.at, to: .reviews)
        }
    }

    /// Adds what is known of a row only when all pull requests are; row by row.
    mutating func addArrival(flags: PullRequest.Flags, integratedAt: Instant?, strandedAt: Instant?, carrier: Int?) {
        write(flags.rawValue, to: .flags)
        write(integratedAt, to: .integratedAt)
        write(strandedAt, to: .strandedAt)
        write(carrier.map { UInt32(clamping: $0) } ?? FactTable.absent, to: .carrier)
    }

    mutating func add(pattern: String) {
        write(index(of: pattern), to: .pathPatterns)
    }

    private mutating func index(of text: String) -> UInt32 {
        // A zero byte ends a text; no branch, account or label can hold one, whatever a forge sends.
        let text = text.utf8.contains(0) ? String(decoding: text.utf8.filter { $0 != 0 }, as: UTF8.self) : text
        if let index = indices[text] { return index }
        let index = UInt32(indices.count)
        indices[text] = index
        strings.write(text)
        return index
    }

    private mutating func write(_ instant: Instant?, to column: FactColumn) {
        write(instant.map(FactTable.packed) ?? FactTable.absent, to: column)
    }

    private mutating func write<Number: FixedWidthInteger>(_ number: Number, to column: FactColumn) {
        writers[column, default: ByteWriter()].write(number)
    }
}
