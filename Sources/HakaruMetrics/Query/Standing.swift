import HakaruModel

/// The reasons of `definitions.md` §10 that no filter and no period can change, asked in their order.
///
/// A row of the table and the facts of one pull request answer the same questions, so there is one place that decides.
enum Standing {
    private static let bot = PullRequest.Flags.bot.rawValue
    private static let promotion = PullRequest.Flags.promotion.rawValue
    private static let mergedBeforeCreated = PullRequest.Flags.mergedBeforeCreated.rawValue
    private static let baseUnknown = PullRequest.Flags.baseUnknown.rawValue

    /// The flags that leave a pull request out of a query.
    static func excludingFlags(includesBots: Bool) -> UInt32 {
        PullRequest.Flags(includesBots ? [.promotion, .backMerge] : [.bot, .promotion, .backMerge]).rawValue
    }

    /// The first reason that applies; nil for none.
    static func exclusion(
        _ family: Classifier.Family, flags: UInt32, excluding: UInt32, isMerged: @autoclosure () -> Bool,
        isClosed: @autoclosure () -> Bool, isIntegrated: @autoclosure () -> Bool, isStranded: @autoclosure () -> Bool
    ) -> Exclusion? {
        if flags & excluding != 0 {
            if flags & excluding & bot != 0 { return .bot }
            return flags & promotion != 0 ? .promotion : .backMerge
        }
        switch family {
        case .opened, .abandoned, .inProgress, .reviewed: return nil
        case .merged: return isMerged() ? nil : isClosed() ? .closedUnmerged : .open
        case .integrated, .inTransit, .stranded:
            guard isMerged() else { return isClosed() ? .closedUnmerged : .open }
            if flags & mergedBeforeCreated != 0 { return .mergedBeforeCreated }
            if flags & baseUnknown != 0 { return .baseUnknown }
            guard family == .integrated, !isIntegrated() else { return nil }
            return isStranded() ? .stranded : .inTransit
        }
    }
}
