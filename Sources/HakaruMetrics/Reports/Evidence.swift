package import HakaruModel

/// What lies behind a number that does not come from the table of pull requests, and what does not, with its reason.
///
/// Deployments, coverage samples and recorded values are explained like pull requests: nothing that was collected is
/// missing, and aggregating what is included gives the number again. The reasons are those of the closed list; *filtered*
/// is what the number does not speak of.
package struct Evidence: Hashable, Sendable {
    /// What the entries are; the raw values are those of `of` in JSON.
    package enum Kind: String, Hashable, Sendable {
        /// Deployments that the forge was told of.
        case deployment
        /// Published releases.
        case release
        /// Pull requests.
        case pullRequest = "pull_request"
        /// Coverage samples.
        case sample
        /// Values that somebody recorded.
        case record
    }

    /// One thing that was collected.
    package struct Item: Hashable, Sendable {
        /// The repository; nil for what no forge knows.
        package var repository: RepositoryID?
        /// The number of a pull request.
        package var number: Int?
        /// The commit that was deployed or measured.
        package var commit: ObjectID?
        /// The environment of a deployment, the component of a sample; nil for a release and a whole repository.
        package var name: String?
        /// When it happened, or was recorded.
        package var at: Instant?
        /// The day that a recorded value is of.
        package var day: CivilDate?
        /// What it adds to the number: 1 or 0, seconds, covered parts, a recorded value; nil where it has none.
        package var value: Fraction?
        /// What ``value`` is a part of, such as all lines of a sample; nil where it is no part.
        package var total: Int?

        /// Makes an entry.
        package init(
            repository: RepositoryID? = nil, number: Int? = nil, commit: ObjectID? = nil, name: String? = nil,
            at: Instant? = nil, day: CivilDate? = nil, value: Fraction? = nil, total: Int? = nil
        ) {
            self.repository = repository
            self.number = number
            self.commit = commit
            self.name = name
            self.at = at
            self.day = day
            self.value = value
            self.total = total
        }
    }

    /// Something that is not behind the number.
    package struct Excluded: Hashable, Sendable {
        /// What.
        package var item: Item
        /// The first reason that applies.
        package var reason: Exclusion

        /// Makes an entry.
        package init(_ item: Item, reason: Exclusion) {
            self.item = item
            self.reason = reason
        }
    }

    /// The name of the number.
    package var name: String
    /// What the entries are.
    package var kind: Kind
    /// Whether values are seconds.
    package var isDuration = false
    /// What is behind the number.
    package var included: [Item] = []
    /// What is not.
    package var excluded: [Excluded] = []

    /// Makes an explanation without entries.
    package init(name: String, kind: Kind, isDuration: Bool = false) {
        self.name = name
        self.kind = kind
        self.isDuration = isDuration
    }

    /// Everything that was collected.
    package var collected: Int { included.count + excluded.count }

    /// Adds an entry: behind the number where there is no reason against it.
    package mutating func add(_ item: Item, unless reason: Exclusion?) {
        if let reason { excluded.append(Excluded(item, reason: reason)) } else { included.append(item) }
    }
}
