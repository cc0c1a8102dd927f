package import HakaruModel

extension PullRequest {
    /// What is known of a pull request once the forge has delivered it (again).
    ///
    /// What was delivered counts, with these exceptions, because *not delivered* never means *none*:
    /// - A part that ``gaps`` names keeps what was stored, unless nothing was, or only a shorter part of it.
    /// - A value that the forge did not tell (nil where it could be known) keeps what was stored.
    /// - ``earliestAuthoredAtSeen`` becomes the earliest of what was stored, what is delivered and the author dates of
    ///   all commits with fewer than two parents.
    ///
    /// - Parameters:
    ///   - stored: What was known before; nil for the first time.
    ///   - delivered: What the forge says now.
    /// - Returns: What is to be stored.
    package static func updated(_ stored: PullRequest?, to delivered: PullRequest) -> PullRequest {
        var result = delivered
        result.labels.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        if let stored { result.keep(stored) }
        let dates = [
            result.earliestAuthoredAt, delivered.earliestAuthoredAt, delivered.earliestAuthoredAtSeen,
            stored?.earliestAuthoredAtSeen,
        ]
        result.earliestAuthoredAtSeen = dates.compactMap { $0 }.min()
        return result
    }

    /// The earliest author date of the commits with fewer than two parents; nil where there is none.
    var earliestAuthoredAt: Instant? {
        let own = commits.lazy.filter { $0.parentCount < 2 }.map(\.authoredAt).min()
        let replaced = replacedCommits.lazy.filter { $0.parentCount < 2 }.map(\.authoredAt).min()
        return [own, replaced].compactMap { $0 }.min()
    }

    /// Puts back what was known and is not delivered now.
    private mutating func keep(_ stored: PullRequest) {
        let now = missingParts
        let before = stored.missingParts
        func part<Element>(_ name: Gaps, _ delivered: [Element], _ known: [Element]) -> [Element] {
            guard !now.isDisjoint(with: name) else { return delivered }
            let isBetter = known.isEmpty || (!before.isDisjoint(with: name) && delivered.count > known.count)
            return isBetter ? delivered : known
        }
        commits = part(.commits, commits, stored.commits)
        replacedCommits = part([.commits, .events], replacedCommits, stored.replacedCommits)
        reviews = part(.reviews, reviews, stored.reviews)
        reviewComments = part(.reviewComments, reviewComments, stored.reviewComments)
        comments = part(.comments, comments, stored.comments)
        events = part(.events, events, stored.events)
        // Paths that were not asked for this time are still right as long as the change is the same.
        if files == nil, headSHA == stored.headSHA || headSHA == nil { files = stored.files }
        labels = part(.details, labels, stored.labels)
        if now.contains(.commits) { commitCount = max(commitCount, stored.commitCount) }
        mergedBy = mergedBy ?? stored.mergedBy
        baseBranch = baseBranch ?? stored.baseBranch
        headSHA = headSHA ?? stored.headSHA
        mergeCommitSHA = mergeCommitSHA ?? stored.mergeCommitSHA
        mergeCommitFirstParent = mergeCommitFirstParent ?? stored.mergeCommitFirstParent
        additions = additions ?? stored.additions
        deletions = deletions ?? stored.deletions
        changedFiles = changedFiles ?? stored.changedFiles
        if now.contains(.details) || !textFacts.messagesRead { textFacts.keep(stored.textFacts) }
    }

    /// The parts that are not delivered; without the details, none is.
    private var missingParts: Gaps {
        gaps.contains(.details) ? [.commits, .reviews, .reviewComments, .comments, .events, .details] : gaps
    }
}

extension TextFacts {
    /// Puts back what was read once, where less was read now.
    fileprivate mutating func keep(_ stored: TextFacts) {
        revertedNumber = revertedNumber ?? stored.revertedNumber
        revertedCommit = revertedCommit ?? stored.revertedCommit
        if stored.messagesRead, !messagesRead {
            messagesRead = true
            aiTrailers = Set(aiTrailers + stored.aiTrailers).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
    }
}
