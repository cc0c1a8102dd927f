import HakaruModel

/// A pull request whose life is written, but which has no number yet and no place in the commit graph.
///
/// A class, because others refer to it while it changes: a stacked one to its parent, a revert to what it reverts.
final class PullRequestPlan {
    /// What it is for.
    enum Role {
        case ordinary
        case promotion
        case hotfix
        case backMerge
    }

    /// How it ends in its base branch.
    struct Merge {
        enum Method {
            case merge
            case squash
            case rebase
        }

        var at: Instant
        var by: String
        var method: Method
    }

    var record: DemoPullRequest
    var role = Role.ordinary
    /// The positions in the commits at which a line begins at the tip of the base branch.
    var lineStarts: Set<Int> = [0]
    /// The positions of commits that merge the base branch into the head branch.
    var baseMerges: Set<Int> = []
    var merge: Merge?
    /// The pull request whose head branch it is stacked on.
    var parent: PullRequestPlan?
    /// The pull requests on its head branch that get its base when it is merged.
    var followers: [PullRequestPlan] = []
    /// The pull request that it reverts.
    var reverted: PullRequestPlan?

    init(_ record: DemoPullRequest) {
        self.record = record
    }

    /// When its end is known: its merge or its last event.
    var settlesAt: Instant { merge?.at ?? record.events.last?.at ?? record.createdAt }

    /// Whether others may be stacked on it: its commits keep their places.
    var isSteady: Bool {
        role == .ordinary && lineStarts.count == 1 && baseMerges.isEmpty && record.headOrigin == .sameRepository
    }

    /// Gives it its number, and with it numbers that are unique to its reviews and comments.
    func take(number: Int, in repository: DemoRepository) {
        record.number = number
        let first = repository.databaseID * 200_000_000 + number * 100
        for index in record.reviews.indices {
            record.reviews[index].databaseID += first
            for comment in record.reviews[index].comments.indices {
                record.reviews[index].comments[comment].databaseID += first
                record.reviews[index].comments[comment].replyTo =
                    record.reviews[index].comments[comment].replyTo.map { $0 + first }
            }
        }
        for index in record.comments.indices { record.comments[index].databaseID += first }
        for index in record.events.indices {
            if case .reviewDismissed(let review, let state) = record.events[index].kind {
                record.events[index].kind = .reviewDismissed(review: review + first, previousState: state)
            }
        }
        if let reverted {
            record.headBranch = "revert-\(reverted.record.number)-\(reverted.record.headBranch)"
            record.body = "Reverts \(repository.id)#\(reverted.record.number)"
        }
    }
}
