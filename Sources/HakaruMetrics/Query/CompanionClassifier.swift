import HakaruModel

/// Tells of each pull request whether it is behind a number that stands beside the metrics, and if not, why.
///
/// What such a number does not speak of at all, such as a pull request by a person beside those by bots, is *filtered*.
struct CompanionClassifier {
    private let companion: ExplainedNumber.Companion
    private let prepared: PreparedQuery
    /// Leaves bots in, since some of these numbers speak of them.
    private let withBots: Classifier

    init(_ companion: ExplainedNumber.Companion, prepared: PreparedQuery) {
        self.companion = companion
        self.prepared = prepared
        withBots = Classifier(prepared.table, filter: prepared.classifier.filter, includesBots: true)
    }

    /// Why a row is not behind the number; nil where it is.
    func exclusion(_ row: Int, repository: Int) -> Exclusion? {
        let clock = prepared.whole
        switch companion {
        case .byBots:
            if let reason = withBots.standing(row, family: .integrated) { return reason }
            guard has(.bot, row) else { return .filtered }
            return withBots.narrowing(row, repository: repository, family: .integrated, clock: clock)
        case .promotions, .backMerges:
            let isPromotion = has(.promotion, row)
            let isMeant = companion == .promotions ? isPromotion : has(.backMerge, row) && !isPromotion
            if let reason = withBots.mergeStanding(row) { return reason }
            guard isMeant else { return .filtered }
            return withBots.narrowing(row, repository: repository, family: .merged, clock: clock)
        case .mergedBeforeCreated, .baseUnknown:
            let meant: Exclusion = companion == .baseUnknown ? .baseUnknown : .mergedBeforeCreated
            let reason = prepared.classifier.standing(row, family: .integrated)
            guard reason == meant else { return reason ?? .filtered }
            return prepared.classifier.narrowing(row, repository: repository, family: .merged, clock: clock)
        case .reviewers: return whole(row, repository, .reviewed)
        case .age, .drafts, .awaitingReview: return whole(row, repository, .inProgress)
        case .aiAssisted, .aiUnknown, .firstCommitAfterOpening, .commitAfterMerge, .reviewBeforeOpening,
            .closedBeforeMerged:
            return whole(row, repository, .integrated)
        }
    }

    /// What a row adds to the number that it is behind.
    ///
    /// - Parameters:
    ///   - row: The row.
    ///   - seen: The people who were counted before; those of this row are added where the number counts people.
    /// - Returns: 1 or 0 for a count, seconds for the age, people who were not counted before for reviewers.
    func value(_ row: Int, seen: inout Set<UInt32>) -> Int64 {
        let table = prepared.table
        switch companion {
        case .byBots, .promotions, .backMerges, .mergedBeforeCreated, .baseUnknown: return 1
        case .reviewers:
            var count: Int64 = 0
            let given = table.reviews[row]
            for index in stride(from: given.startIndex, to: given.endIndex, by: 2)
            where prepared.whole.bucket(of: given[index + 1]) != nil && seen.insert(given[index]).inserted {
                count += 1
            }
            return count
        case .age: return prepared.whole.ageEnd(of: 0) - Int64(table.createdAt[row])
        case .drafts: return has(.isDraft, row) ? 1 : 0
        case .awaitingReview: return table.firstReviewAt[row] < prepared.whole.end(of: 0) ? 0 : 1
        case .aiAssisted: return has(.aiAssisted, row) ? 1 : 0
        case .aiUnknown: return has(.aiUnknown, row) ? 1 : 0
        case .firstCommitAfterOpening: return has(.firstCommitAfterOpening, row) ? 1 : 0
        case .commitAfterMerge: return has(.commitAfterMerge, row) ? 1 : 0
        case .reviewBeforeOpening: return has(.reviewBeforeOpening, row) ? 1 : 0
        case .closedBeforeMerged: return has(.closedBeforeMerged, row) ? 1 : 0
        }
    }

    private func whole(_ row: Int, _ repository: Int, _ family: Classifier.Family) -> Exclusion? {
        prepared.classifier.exclusion(row, repository: repository, family: family, clock: prepared.whole)
    }

    private func has(_ flag: PullRequest.Flags, _ row: Int) -> Bool { prepared.table.has(flag, row) }
}
