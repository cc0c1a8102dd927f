/// The GraphQL documents that are sent to GitHub; one file each, named after its operation.
///
/// Prices are in GitHub's points: the connections asked for, divided by 100 and rounded, at least 1.
enum GitHubDocument {
    /// What every query asks about its own price.
    static let budget = "rateLimit { cost remaining resetAt }"

    /// An account behind a pull request, a review or an event; null where it was deleted.
    static let who = "fragment Who on Actor { __typename login }"
}
