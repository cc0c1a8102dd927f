package import HakaruFetcher
package import HakaruModel

/// What a sync did; the fields of `hakaru.sync/1`.
package struct SyncResult: Hashable, Sendable {
    /// What it did for one repository.
    package struct RepositoryResult: Hashable, Sendable {
        /// The name that was asked for.
        package var repository: RepositoryID
        /// Whether everything that the forge has is stored now.
        package var isComplete = false
        /// The pull requests that the forge's list showed, as far as it was read.
        package var pullRequestsListed = 0
        /// The pull requests that were stored, new or changed.
        package var pullRequestsStored = 0
        /// The pull requests of which something could not be had, in this run or still from an earlier one.
        package var incomplete = 0
        /// Why it is not complete, in words for a person; nil where it is.
        package var reason: String?
        /// The name that the repository has now, where that is another than was asked for.
        package var newName: RepositoryID?
        /// What ended the work on it early; nil where nothing did.
        package var failure: FetchError?

        /// A result of which nothing is known yet.
        package init(repository: RepositoryID) {
            self.repository = repository
        }
    }

    /// What came of the list of an owner's repositories.
    package struct OwnerResult: Hashable, Sendable {
        /// The user or organization.
        package var owner: RepositoryOwner
        /// How many of its repositories were to be synchronized.
        package var repositoryCount = 0
        /// Why the list is not complete, in words for a person; nil where it is.
        package var reason: String?
        /// What ended the reading of the list early; nil where nothing did.
        package var failure: FetchError?
    }

    /// One a repository, in the order that was asked for.
    package var repositories: [RepositoryResult]
    /// One a user or organization, in the order that was asked for.
    package var owners: [OwnerResult]
    /// Requests that were sent.
    package var requests: Int
    /// Points that the forge charged.
    package var points: Int
    /// Answers that said that nothing had changed.
    package var notModified: Int
    /// Bytes of the answers as they came over the wire.
    package var bytes: Int
    /// Seconds during which a limit or a failure kept everything waiting.
    package var waited: Duration
    /// Seconds from the first to the last.
    package var elapsed: Duration

    /// Makes a result.
    package init(
        repositories: [RepositoryResult], owners: [OwnerResult] = [], usage: FetchUsage, elapsed: Duration
    ) {
        self.repositories = repositories
        self.owners = owners
        requests = usage.requests
        points = usage.points
        notModified = usage.notModified
        bytes = usage.bytes
        waited = usage.waited
        self.elapsed = elapsed
    }

    /// When the limit is reset that ended the work early, the latest of several; nil where none did.
    package var limitReset: Instant? {
        let failures = repositories.compactMap(\.failure) + owners.compactMap(\.failure)
        return failures.compactMap { if case .rateLimited(_, let until) = $0 { until } else { nil } }.max()
    }

    /// The code that the process ends with: authentication before unavailability before incompleteness.
    ///
    /// A failure of one of several repositories is incompleteness; one that every repository met is what it is.
    package var exitCode: ExitCode {
        let failures = repositories.compactMap(\.failure) + owners.compactMap(\.failure)
        for code in [ExitCode.interrupted, .authentication, .unavailable]
        where failures.contains(where: { $0.exitCode == code }) {
            return code
        }
        if !failures.isEmpty, failures.count == repositories.count + owners.count,
            failures.allSatisfy({ $0.exitCode == .failure })
        {
            return .failure
        }
        return repositories.allSatisfy(\.isComplete) && owners.allSatisfy { $0.reason == nil } ? .success : .incomplete
    }
}

/// What happens during a sync, for a person who watches.
package enum SyncProgress: Hashable, Sendable {
    /// How far the work on a repository is.
    package struct Repository: Hashable, Sendable {
        /// The repository.
        package var repository: RepositoryID
        /// The pull requests that the forge counts; nil before the first answer.
        package var total: Int?
        /// The pull requests that the list has shown.
        package var listed: Int
        /// The pull requests that are to be fetched, as far as is known.
        package var wanted: Int
        /// The pull requests that are stored.
        package var stored: Int
    }

    /// It is known what is to be synchronized: so many repositories.
    case planned(repositoryCount: Int)
    /// The work on a repository begins.
    case began(RepositoryID)
    /// The work on a repository has come further; at most once for each page.
    case advanced(Repository, FetchUsage)
    /// Nothing is asked for a while.
    case waiting(RequestGate.Wait)
    /// A repository has another name now; told once.
    case renamed(RepositoryID, to: RepositoryID)
    /// The work on a repository has ended.
    case ended(SyncResult.RepositoryResult)
}
