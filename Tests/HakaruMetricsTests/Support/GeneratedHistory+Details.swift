import HakaruMetrics
import HakaruModel

extension PullRequest {
    /// Adds what makes the instants of §3 hard to tell: drafts that come and go, reviews that are taken back, inline
    /// comments of every kind, deleted branches, commits that were replaced, comments by anybody.
    mutating func addDetails(until end: Int, random: inout SplitMix) {
        func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }
        let opened = Int(createdAt.seconds(since: .monday) / 3_600)
        let anyone = GeneratedHistory.people + [.robot, .ghost]
        if chance(20) {
            // Both sides of the hour within which a draft counts as opened as one.
            let turned = createdAt.advanced(bySeconds: Int64.random(in: 1...7_200, using: &random))
            events.append(TimelineEvent(kind: .convertedToDraft, at: turned))
            if chance(70) {
                let later = Int64.random(in: 0...400_000, using: &random)
                events.append(TimelineEvent(kind: .readyForReview, at: turned.advanced(bySeconds: later)))
            }
        }
        for review in reviews where review.state == .dismissed && chance(70) {
            guard let submitted = review.submittedAt else { continue }
            let previous = [Review.State.approved, .changesRequested, .commented].randomElement(using: &random)
            let at = submitted.advanced(bySeconds: Int64.random(in: 0...600_000, using: &random))
            events.append(
                TimelineEvent(kind: .reviewDismissed(review: review.forgeID, previousState: previous), at: at))
        }
        if chance(25) {
            reviewComments = (0..<2).map { index in
                let at = opened + Int.random(in: -2..<200, using: &random)
                let kind = Int.random(in: 0..<3, using: &random)
                return ReviewComment(
                    forgeID: ForgeID("inline-\(index)"), author: anyone.randomElement(using: &random) ?? .bob,
                    createdAt: .hour(at), reviewID: kind == 0 ? nil : ForgeID("of-\(index)"),
                    reviewSubmittedAt: kind == 2 ? .hour(at + Int.random(in: 0..<50, using: &random)) : nil)
            }
        }
        if chance(20) {
            let author = anyone.randomElement(using: &random) ?? .bob
            let at = opened + Int.random(in: 0..<300, using: &random)
            comments.append(Comment(forgeID: ForgeID("c-\(at)"), author: author, createdAt: .hour(at)))
        }
        if chance(10) { replacedCommits = [.sample(3_000_000 + number, at: opened - 30)] }
        if mergedAt != nil, chance(40) { events.append(.sample(.headDeleted, at: max(end, opened))) }
        events.sort { $0.at < $1.at }
    }
}

extension GeneratedHistory {
    /// What the forge would have told at an instant: the same history without everything that came later.
    func asKnown(at instant: Instant) -> GeneratedHistory {
        GeneratedHistory(
            pullRequests: pullRequests.filter { $0.createdAt <= instant }.map { $0.asKnown(at: instant) },
            histories: histories.map { history in
                var copy = history
                copy.entries.removeAll { $0.committedAt > instant }
                return copy
            })
    }
}

extension PullRequest {
    fileprivate func asKnown(at instant: Instant) -> PullRequest {
        var copy = self
        copy.events.removeAll { $0.at > instant }
        copy.reviews.removeAll { $0.submittedAt.map { $0 > instant } ?? false }
        copy.comments.removeAll { $0.createdAt > instant }
        copy.reviewComments.removeAll { $0.createdAt > instant }
        for index in copy.reviewComments.indices {
            if let at = copy.reviewComments[index].reviewSubmittedAt, at > instant {
                copy.reviewComments[index].reviewSubmittedAt = nil
            }
        }
        for event in events where event.at > instant {
            guard case .reviewDismissed(let review?, let previous?) = event.kind else { continue }
            for index in copy.reviews.indices where copy.reviews[index].forgeID == review {
                copy.reviews[index].state = previous
            }
        }
        if let later = events.first(where: { $0.at > instant && $0.isBaseChange }),
            case .baseChanged(let from, _) = later.kind
        {
            copy.baseBranch = from
        }
        if let mergedAt, mergedAt <= instant { return copy }
        copy.mergedAt = nil
        copy.mergeCommitSHA = nil
        copy.mergeCommitFirstParent = nil
        if closedAt.map({ $0 > instant }) ?? false || mergedAt != nil { copy.closedAt = copy.lastClose }
        copy.state = copy.closedAt == nil ? .open : .closed
        // The head stays: a pull request has a commit when it is opened, whatever its clock said.
        copy.commits.removeAll { $0.authoredAt > instant && $0.sha != headSHA }
        copy.commitCount -= commits.count - copy.commits.count
        let changes = events.filter { [.readyForReview, .convertedToDraft].contains($0.kind) }
        if gaps.isDisjoint(with: [.events, .details]), let next = changes.first(where: { $0.at > instant }) {
            copy.isDraft = next.kind == .readyForReview
        }
        return copy
    }

    /// Since when it is closed by its events; nil where it is open.
    private var lastClose: Instant? {
        var closed: Instant?
        for event in events {
            if event.kind == .closed { closed = closed ?? event.at }
            if event.kind == .reopened { closed = nil }
        }
        return closed
    }
}

extension TimelineEvent {
    fileprivate var isBaseChange: Bool {
        if case .baseChanged = kind { true } else { false }
    }
}
