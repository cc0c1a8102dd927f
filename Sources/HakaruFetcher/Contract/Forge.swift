package import HakaruModel

/// A host of repositories, as a sync sees it: pages in, model values out.
///
/// One folder a forge.
///
/// Every call waits for the forge's limits and retries what may pass by itself; what it throws is final for this call.
/// ``FetchError/pageTooWide(host:)`` asks for a smaller page and is thrown without a retry.
package protocol Forge: Sendable {
    /// The forge's host in lower case without a port, such as `github.com`.
    var host: String { get }
    /// What the calls cost so far.
    var usage: FetchUsage { get }
    /// The forge's own time, as its last answer told it and as far as it has moved on since.
    var now: Instant { get }
    /// How many requests the forge bears at once, as far as is known.
    var concurrency: Int { get }
    /// What a page of details costs, so that a plan can cut pages well; nil where pages have no price.
    var pagePrice: PagePrice? { get }

    /// Asks for the first page of a list and for what is known of the repository itself.
    func openWalk(_ query: ListQuery, branches: [BranchPattern]) async throws(FetchError) -> WalkOpening

    /// Asks for a further page of a list.
    func list(_ query: ListQuery) async throws(FetchError) -> ListPage

    /// Asks for a page of the open pull requests, oldest first.
    func listOpen(_ query: ListQuery) async throws(FetchError) -> ListPage

    /// Asks for everything about some pull requests.
    ///
    /// - Parameters:
    ///   - pullRequests: At most 100.
    ///   - repository: The repository that they belong to.
    ///   - commitCount: How many commits of each to ask for at first.
    /// - Returns: What was delivered; what is missing in it was not, which says nothing about whether it exists.
    /// - Throws: ``FetchError`` where nothing was delivered.
    func details(
        of pullRequests: [ForgeID], in repository: RepositoryID, commitCount: Int
    ) async throws(FetchError) -> [ForgeID: DetailDelivery]

    /// Asks for what details left open, of several pull requests at once.
    ///
    /// - Returns: What was delivered; a part that is missing in it was not.
    func rests(
        _ parts: [OpenPart], in repository: RepositoryID
    ) async throws(FetchError) -> [OpenPart: DraftPiece]

    /// Asks for one pull request on another way, with everything that can be had; its ``PullRequestDraft/open`` is empty.
    func pullRequest(_ number: Int, in repository: RepositoryID) async throws(FetchError) -> PullRequestDraft

    /// Asks for what a list tells of one pull request whose details could not be had; nil where not even that is there.
    func summary(
        of pullRequest: ForgeID, in repository: RepositoryID
    ) async throws(FetchError) -> PullRequestDraft?

    /// Asks for a page of the commits that a commit reaches, itself first.
    func history(_ page: HistoryPlan.Request, in repository: RepositoryID) async throws(FetchError) -> HistoryPage

    /// Asks in one request what machines say about some commits, and for a page each of releases and deployments.
    ///
    /// - Throws: ``FetchError/pageTooWide(host:)`` where fewer commits should be asked about at once.
    func activity(
        _ question: ActivityQuestion, in repository: RepositoryID
    ) async throws(FetchError) -> ActivityPage

    /// Asks for a page of the repositories of a user or an organization, sorted by name.
    ///
    /// - Parameters:
    ///   - owner: The account.
    ///   - cursor: Where the page before ended; nil for the first.
    /// - Returns: The page.
    /// - Throws: ``FetchError/ownerNotFound(_:host:)`` where there is no such account.
    func repositories(of owner: String, after cursor: String?) async throws(FetchError) -> RepositoryPage

    /// Asks in one request for the newest change of up to 100 repositories; one that is missing was not delivered.
    ///
    /// - Parameters:
    ///   - questions: At most 25 where one asks for activity.
    ///   - since: From when on commits are asked for their statuses, where activity is asked for.
    /// - Returns: What was delivered, by the forge's identity of the repository.
    /// - Throws: ``FetchError/pageTooWide(host:)`` where less should be asked for at once, else what ended the request.
    func changes(of questions: [ChangeQuestion], since: Instant) async throws(FetchError) -> [ForgeID: RepositoryChange]
}

/// The order in which a list is walked.
package enum WalkOrder: String, Hashable, Sendable, Codable {
    /// By creation, oldest first: nothing moves while it is walked.
    case createdAscending
    /// By the last change, newest first: what moves meanwhile moves out of the way, to the next walk.
    case updatedDescending
}

/// Which page of which list.
package struct ListQuery: Hashable, Sendable {
    /// The repository.
    package var repository: RepositoryID
    /// The order.
    package var order: WalkOrder
    /// How many to ask for, 1 to 100.
    package var width: Int
    /// Where the page before ended; nil for the first.
    package var cursor: String?

    /// Makes a query.
    package init(repository: RepositoryID, order: WalkOrder, width: Int, cursor: String? = nil) {
        self.repository = repository
        self.order = order
        self.width = width
        self.cursor = cursor
    }
}
