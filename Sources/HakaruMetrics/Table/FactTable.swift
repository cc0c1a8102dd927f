package import HakaruModel

/// The derived facts of many repositories as packed columns: what every report and explanation is computed from.
///
/// A row is a pull request; rows lie by repository and number. Everything is an integer, so that a million rows are
/// filtered, grouped and sorted in milliseconds. It never changes; it is a class since a copy of that many arrays costs
/// more than what is done with a row.
package final class FactTable: Sendable {
    /// What stands in a column of 32 bits where there is nothing.
    package static let absent = UInt32.max

    /// The repositories, in the order of their names.
    package let repositories: [RepositoryID]
    /// The latest instant that hides all later events of a repository.
    package let asOf: Instant
    /// How work on all of its rows is done.
    let sharing: WorkSharing
    /// The columns that are loaded.
    package let loaded: Set<FactColumn>
    /// The rows of each repository.
    let rowsByRepository: [Range<Int>]
    /// The texts: people, branches, labels, patterns of paths.
    let strings: [String]
    let numbers: [UInt32]
    let authors: [UInt32]
    let bases: [UInt32]
    let flags: [UInt32]
    let createdAt: [UInt32]
    let firstCommitAt: [UInt32]
    let readyForReviewAt: [UInt32]
    let firstReviewAt: [UInt32]
    let firstApprovalAt: [UInt32]
    let mergedAt: [UInt32]
    let closedAt: [UInt32]
    let integratedAt: [UInt32]
    let strandedAt: [UInt32]
    let draftSeconds: [UInt32]
    let sizes: [UInt32]
    let reworkCycles: [UInt32]
    let pathMasks: [UInt64]
    let carriers: [UInt32]
    /// The labels of each row.
    let labels: RowLists
    /// The starts and ends of the times for which each row was closed and then opened again, in turn.
    let closedSpans: RowLists
    /// The reviewers and instants of the reviews of each row, in turn.
    let reviews: RowLists
    /// For each repository, the patterns of paths that the bits of ``pathMasks`` stand for.
    let pathPatterns: [[String]]

    /// The number of pull requests.
    package var rowCount: Int { rowsByRepository.last?.upperBound ?? 0 }

    /// Makes a table of facts that were just derived, with every column.
    package convenience init(_ repositories: [RepositoryFacts]) throws(MetricsError) {
        try self.init(columns: repositories.map(\.columns))
    }

    /// Makes a table of columns that the store kept.
    ///
    /// - Parameters:
    ///   - segments: The columns of each repository, in any order; a repository at most once.
    ///   - wanted: The columns to use; each must be there.
    ///   - asOf: The instant that the table speaks of; nil for the latest of its repositories.
    ///   - sharing: How work on all of its rows is done.
    /// - Throws: ``MetricsError/unusableColumns(repository:reason:)`` where the layout is another, or columns do not fit.
    package convenience init(
        columns segments: [FactColumns], wanted: Set<FactColumn> = FactColumn.all, asOf: Instant? = nil,
        sharing: WorkSharing = .alone
    ) throws(MetricsError) {
        var builder = Builder(wanted: wanted, rowCount: segments.reduce(0) { $0 + $1.rowCount })
        for segment in segments.sorted(by: { $0.repository < $1.repository }) { try builder.add(segment) }
        self.init(builder, asOf: asOf, sharing: sharing)
    }

    /// Puts a table together from one repository after the other, so that their columns need not all be in memory twice.
    package struct Builder: Sendable {
        fileprivate var repositories: [RepositoryID] = []
        fileprivate var latest: Instant?
        fileprivate var reader: SegmentReader
        fileprivate let wanted: Set<FactColumn>

        /// Starts with no repository.
        ///
        /// - Parameters:
        ///   - wanted: The columns to use.
        ///   - rowCount: The rows to expect; 0 where unknown.
        package init(wanted: Set<FactColumn>, rowCount: Int) {
            self.wanted = wanted
            reader = SegmentReader(wanted: wanted, rowCount: rowCount)
        }

        /// Adds a repository; they come in the order of their names.
        ///
        /// - Throws: ``MetricsError/unusableColumns(repository:reason:)``; the builder is not used afterwards.
        package mutating func add(_ segment: FactColumns) throws(MetricsError) {
            try reader.add(segment)
            repositories.append(segment.repository)
            latest = max(latest ?? segment.asOf, segment.asOf)
        }
    }

    /// Makes a table of what was put together.
    ///
    /// - Parameters:
    ///   - builder: The repositories.
    ///   - asOf: The instant that the table speaks of; nil for the latest of its repositories.
    ///   - sharing: How work on all of its rows is done.
    package init(_ builder: Builder, asOf: Instant? = nil, sharing: WorkSharing = .alone) {
        let reader = builder.reader
        self.sharing = sharing
        repositories = builder.repositories
        self.asOf = asOf ?? builder.latest ?? Instant(secondsSinceEpoch: 0)
        loaded = builder.wanted
        rowsByRepository = reader.rows
        strings = reader.strings
        numbers = reader.words(.number)
        authors = reader.words(.author)
        bases = reader.words(.base)
        flags = reader.words(.flags)
        createdAt = reader.words(.createdAt)
        firstCommitAt = reader.words(.firstCommitAt)
        readyForReviewAt = reader.words(.readyForReviewAt)
        firstReviewAt = reader.words(.firstReviewAt)
        firstApprovalAt = reader.words(.firstApprovalAt)
        mergedAt = reader.words(.mergedAt)
        closedAt = reader.words(.closedAt)
        integratedAt = reader.words(.integratedAt)
        strandedAt = reader.words(.strandedAt)
        draftSeconds = reader.words(.draftSeconds)
        sizes = reader.words(.size)
        reworkCycles = reader.words(.reworkCycles)
        pathMasks = reader.pathMasks
        carriers = reader.words(.carrier)
        labels = RowLists(reader.words(.labels), stride: 1, rowCount: reader.rows.last?.upperBound ?? 0)
        closedSpans = RowLists(reader.words(.closedSpans), stride: 2, rowCount: reader.rows.last?.upperBound ?? 0)
        reviews = RowLists(reader.words(.reviews), stride: 2, rowCount: reader.rows.last?.upperBound ?? 0)
        pathPatterns = reader.pathPatterns
    }

    /// An instant in 32 bits; one before 1970 or after 2106, which only a broken clock gives, counts as the nearer end.
    static func packed(_ instant: Instant) -> UInt32 {
        UInt32(min(max(instant.secondsSinceEpoch, 0), Int64(absent) - 1))
    }

    /// The instant that a column of 32 bits holds; nil for ``absent``.
    static func instant(_ packed: UInt32) -> Instant? {
        packed == absent ? nil : Instant(secondsSinceEpoch: Int64(packed))
    }

    /// The index of the repository that a row belongs to.
    func repositoryIndex(of row: Int) -> Int {
        var low = 0
        var high = rowsByRepository.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if rowsByRepository[middle].lowerBound <= row { low = middle } else { high = middle }
        }
        return low
    }
}
