import HakaruModel

/// What is counted beside the durations of integrated rows.
enum RowProperty: Int, CaseIterable {
    /// Nobody else reviewed it before the merge.
    case unreviewed
    /// Unreviewed, and another person commented on it.
    case commentedOnly
    /// Reviewed, and nobody approved it.
    case notApproved
    /// The forge did not deliver its reviews.
    case reviewsUnknown
    /// Its lead time starts at the opening.
    case fromCreated
    /// It was written with a machine.
    case aiAssisted
    /// It is not known whether it was.
    case aiUnknown
    /// Every commit is dated after the opening.
    case firstCommitAfterOpening
    /// A commit is dated after the merge.
    case commitAfterMerge
    /// The first review is dated before the opening.
    case reviewBeforeOpening
    /// The last close is dated before the merge.
    case closedBeforeMerged

    private static let flags: [(property: RowProperty, flag: PullRequest.Flags)] = [
        (.fromCreated, .fromCreated), (.aiAssisted, .aiAssisted), (.aiUnknown, .aiUnknown),
        (.firstCommitAfterOpening, .firstCommitAfterOpening), (.commitAfterMerge, .commitAfterMerge),
        (.reviewBeforeOpening, .reviewBeforeOpening), (.closedBeforeMerged, .closedBeforeMerged),
    ]

    private var bit: UInt32 { 1 << UInt32(rawValue) }

    /// Counts each property, by its raw value, over all rows and in each group.
    static func tally(_ rows: Selection, table: FactTable) -> [GroupCounts] {
        let byFlag = flags.map { (flag: $0.flag.rawValue, bit: $0.property.bit) }
        let any = byFlag.reduce(0) { $0 | $1.flag }
        return rows.tally(allCases.count, sharing: table.sharing) { row in
            var bits = reviewBits(row, table: table)
            let flags = table.flags[row]
            guard flags & any != 0 else { return bits }
            for entry in byFlag where flags & entry.flag != 0 { bits |= entry.bit }
            return bits
        }
    }

    private static func reviewBits(_ row: Int, table: FactTable) -> UInt32 {
        switch table.reviewOutcome(of: row) {
        case .unknown: reviewsUnknown.bit
        case .unreviewed: unreviewed.bit | (table.has(.commentedByOther, row) ? commentedOnly.bit : 0)
        case .notApproved: notApproved.bit
        case .approved: 0
        }
    }
}

/// How a pull request was reviewed before its merge (`definitions.md` §5).
enum ReviewOutcome {
    /// The forge did not deliver its reviews.
    case unknown
    /// Nobody else reviewed it.
    case unreviewed
    /// Somebody reviewed it, and nobody approved it.
    case notApproved
    /// Somebody approved it.
    case approved
}

extension FactTable {
    /// How a merged row was reviewed.
    func reviewOutcome(of row: Int) -> ReviewOutcome {
        if has(.reviewsUnknown, row) { return .unknown }
        // Absent is greater than any instant.
        if firstReviewAt[row] > mergedAt[row] { return .unreviewed }
        return firstApprovalAt[row] <= mergedAt[row] ? .approved : .notApproved
    }

    /// Whether a flag is set in a row.
    func has(_ flag: PullRequest.Flags, _ row: Int) -> Bool { flags[row] & flag.rawValue != 0 }
}
