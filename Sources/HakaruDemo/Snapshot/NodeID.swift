import HakaruModel

/// The identity that the demo forge gives to each thing, GitHub's `node_id`: a kind and where to find it.
enum NodeID {
    static func repository(_ repository: DemoRepository) -> String { "R_\(repository.databaseID)" }

    static func pullRequest(_ number: Int, in repository: DemoRepository) -> String {
        "PR_\(repository.databaseID)_\(number)"
    }

    static func commit(_ sha: ObjectID, in repository: DemoRepository) -> String {
        "C_\(repository.databaseID)_\(sha)"
    }

    static func review(_ review: DemoReview, of number: Int, in repository: DemoRepository) -> String {
        "PRR_\(repository.databaseID)_\(number)_\(review.databaseID)"
    }

    /// A thread is known by its first comment.
    static func thread(_ first: DemoReviewComment, of number: Int, in repository: DemoRepository) -> String {
        "PRRT_\(repository.databaseID)_\(number)_\(first.databaseID)"
    }

    static func reviewComment(_ comment: DemoReviewComment) -> String { "PRRC_\(comment.databaseID)" }

    static func comment(_ comment: DemoComment) -> String { "IC_\(comment.databaseID)" }

    static func account(_ account: DemoAccount) -> String {
        switch account.kind {
        case .bot: "BOT_\(account.databaseID)"
        case .organization: "O_\(account.databaseID)"
        case .mannequin: "M_\(account.databaseID)"
        case .user, .unknown: "U_\(account.databaseID)"
        }
    }

    /// The kind and the rest of an identity, split at the underscores.
    static func parts(of id: String) -> [Substring] { id.split(separator: "_", omittingEmptySubsequences: false) }
}
