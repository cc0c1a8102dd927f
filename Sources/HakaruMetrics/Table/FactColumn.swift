import HakaruModel

/// A column of the table of facts, by the name under which the store keeps it.
///
/// Instants are seconds since 1970 in 32 bits; ``FactTable/absent`` stands for none. Texts are indices into ``strings``.
package enum FactColumn: String, Hashable, Sendable, CaseIterable {
    /// The number, 32 bits.
    case number
    /// The author, an index in 32 bits.
    case author
    /// The base branch, an index in 32 bits, or absent.
    case base
    /// The flags, 32 bits.
    case flags
    /// When it was opened.
    case createdAt = "created_at"
    /// The first commit.
    case firstCommitAt = "first_commit_at"
    /// When it was ready for review.
    case readyForReviewAt = "ready_for_review_at"
    /// The first review.
    case firstReviewAt = "first_review_at"
    /// The first approval.
    case firstApprovalAt = "first_approval_at"
    /// When it was merged.
    case mergedAt = "merged_at"
    /// When it was closed for good.
    case closedAt = "closed_at"
    /// When its change arrived.
    case integratedAt = "integrated_at"
    /// From when on it is stranded.
    case strandedAt = "stranded_at"
    /// How long it was a draft, 32 bits.
    case draftSeconds = "draft_seconds"
    /// Lines, 32 bits, or absent.
    case size
    /// Rework cycles, 32 bits.
    case reworkCycles = "rework_cycles"
    /// The paths that it touches, 64 bits.
    case pathMask = "path_mask"
    /// The number of the pull request that carried it on, 32 bits, or absent.
    case carrier
    /// Pairs of a row and a label, both 32 bits, by row.
    case labels
    /// Triples of a row, a closing and a reopening, all 32 bits, by row and time.
    case closedSpans = "closed_spans"
    /// Triples of a row, a reviewer and an instant, all 32 bits, by row and time.
    case reviews
    /// The patterns of paths that the bits of ``pathMask`` stand for, as indices in 32 bits.
    case pathPatterns = "path_patterns"
    /// The texts, each once, in UTF-8 with a zero byte after each.
    case strings

    /// What every query needs.
    private static let always: Set<FactColumn> = [
        .author, .base, .flags, .createdAt, .mergedAt, .closedAt, .integratedAt, .strandedAt, .size, .pathMask, .labels,
        .pathPatterns, .strings,
    ]

    /// What ``FactTable/throughput(_:)`` reads.
    package static let throughput = always.union([.closedSpans])
    /// What ``FactTable/leadTime(_:)`` reads.
    package static let leadTime = always.union([.firstCommitAt, .readyForReviewAt, .firstReviewAt, .firstApprovalAt])
    /// What ``FactTable/reviews(_:)`` and ``FactTable/explain(_:_:)`` of any number read.
    package static let reviewing = leadTime.union([.number, .closedSpans, .reworkCycles, .reviews])
    /// What ``FactTable/inProgress(_:)`` reads.
    package static let inProgress = always.union([
        .number, .closedSpans, .firstReviewAt, .firstApprovalAt,
    ])
    /// What ``FactTable/explain(_:_:)`` reads of a number: reviews, which are many, only where it speaks of them.
    package static func explaining(_ explained: ExplainedNumber) -> Set<FactColumn> {
        switch explained {
        case .metric(.reworkCycles), .metric(.postMergeReviews): reviewing
        case .metric(let metric) where metric.family == .integrated: leadTime.union([.number])
        case .metric, .companion: reviewing
        }
    }

    /// Everything.
    package static let all = Set(allCases)
}

extension Set<FactColumn> {
    /// The columns of these that a query reads: what only other groups and filters need is left out.
    ///
    /// Loading a third less of a large table is worth it; a report accepts any table with at least these.
    package func needed(by query: MetricsQuery) -> Set<FactColumn> {
        var needed = self
        if !query.grouping.contains(.base), query.bases.isEmpty { needed.remove(.base) }
        if !query.grouping.contains(.label), query.labels.isEmpty { needed.remove(.labels) }
        if !query.organization.teams.contains(where: { !$0.paths.isEmpty }) {
            needed.subtract([.pathMask, .pathPatterns])
        }
        return needed
    }
}
