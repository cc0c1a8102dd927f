package import HakaruModel

extension Evidence {
    /// Lists what is behind a number of ``DeliveryFigures`` and what is not, from the ledgers that the number comes from.
    ///
    /// What the number does not speak of, such as a deployment to another environment, is *filtered*; a deployment that
    /// has not ended is *open*.
    ///
    /// - Parameters:
    ///   - number: The number.
    ///   - ledgers: The repositories that are asked about.
    ///   - period: The events that count.
    package init(_ number: DeliveryNumber, _ ledgers: [DeliveryLedger], in period: Period) {
        let ledgers = ledgers.sorted { $0.repository < $1.repository }
        let isOfReleases = ledgers.allSatisfy { $0.source != .deployments } && ledgers.contains { $0.source != nil }
        self.init(
            name: number.rawValue,
            kind: number.isOfPullRequests ? .pullRequest : isOfReleases ? .release : .deployment,
            isDuration: number.isDuration)
        for ledger in ledgers {
            if number.isOfPullRequests {
                add(pullRequestsOf: ledger, behind: number, in: period)
            } else {
                add(deliveriesOf: ledger, behind: number, in: period)
            }
        }
    }

    private mutating func add(pullRequestsOf ledger: DeliveryLedger, behind number: DeliveryNumber, in period: Period) {
        var entries = ledger.leftOut.map { (number: $0.number, value: Int64?.none, reason: Exclusion?.some($0.reason)) }
        for change in ledger.changes {
            let counted = number == .undeployed ? change.integratedAt : change.deployedAt
            var reason: Exclusion? = counted.map(period.contains) == true ? nil : .outsidePeriod
            if number == .undeployed, change.deployedAt != nil || ledger.source == nil { reason = .filtered }
            let value = number == .undeployed ? 1 : change.secondsToDeployment
            entries.append((change.number, reason == nil ? value : nil, reason))
        }
        for entry in entries.sorted(by: { $0.number < $1.number }) {
            add(
                Item(repository: ledger.repository, number: entry.number, value: entry.value.map { Fraction($0) }),
                unless: entry.reason)
        }
    }

    private mutating func add(deliveriesOf ledger: DeliveryLedger, behind number: DeliveryNumber, in period: Period) {
        for delivery in ledger.deliveries {
            let speaksOf =
                switch number {
                case .deployments: delivery.succeeded
                case .failedDeployments, .recoveryTime: delivery.failure != nil
                case .unrecovered: delivery.failure != nil && delivery.recoveredAt == nil
                case .unplaced: delivery.succeeded && ledger.unplacedCommits.contains(delivery.sha)
                default: true
                }
            let reason: Exclusion? = !speaksOf ? .filtered : period.contains(delivery.at) ? nil : .outsidePeriod
            let value: Int64? =
                switch number {
                case .recoveryTime: delivery.recoverySeconds
                case .changeFailureRate: delivery.failure == nil ? 0 : 1
                default: 1
                }
            add(
                Item(
                    repository: ledger.repository, commit: delivery.sha, name: delivery.environment, at: delivery.at,
                    value: reason == nil ? value.map { Fraction($0) } : nil),
                unless: reason)
        }
        for other in ledger.uncounted {
            add(
                Item(repository: ledger.repository, commit: other.sha, name: other.environment, at: other.at),
                unless: other.reason)
        }
    }
}

extension DeliveryLedger {
    /// A deployment or release that is no delivery.
    package struct Uncounted: Hashable, Sendable {
        /// What it is of; nil for a release of a commit that is not known.
        package var sha: ObjectID?
        /// Where to; nil for a release.
        package var environment: String?
        /// When it was begun.
        package var at: Instant
        /// Why it does not count.
        package var reason: Exclusion
    }

    /// A pull request that is no change.
    package struct LeftOut: Hashable, Sendable {
        /// Its number.
        package var number: Int
        /// Why it does not count.
        package var reason: Exclusion
    }
}

extension DeliveryLedger.Change {
    /// From the first commit to the first deployment that holds it; nil where none is known.
    var secondsToDeployment: Int64? { deployedAt.map { max(0, $0.seconds(since: startedAt)) } }
}

extension DeliveryLedger.Delivery {
    /// From the failed deployment to the sound one; nil where nothing failed or nothing has repaired it.
    var recoverySeconds: Int64? { failure == nil ? nil : recoveredAt.map { max(0, $0.seconds(since: at)) } }
}

extension DeliveryInput {
    /// The deployments or releases of the source that are known at an instant and are no delivery, with the reason.
    func uncounted(
        _ rules: DeliveryRules, source: DeliveryRules.Source?, asOf: Instant
    ) -> [DeliveryLedger.Uncounted] {
        let isOfReleases = (source ?? rules.source) == .releases
        let found =
            isOfReleases
            ? releases.compactMap { release -> DeliveryLedger.Uncounted? in
                guard release.createdAt <= asOf, rules.delivery(of: release, asOf: asOf) == nil else { return nil }
                return .init(sha: release.sha, environment: nil, at: release.createdAt, reason: .filtered)
            }
            : deployments.compactMap { deployment in
                guard deployment.createdAt <= asOf, rules.delivery(of: deployment, asOf: asOf) == nil else {
                    return nil
                }
                return .init(
                    sha: deployment.sha, environment: deployment.environment, at: deployment.createdAt,
                    reason: rules.matches(deployment) ? .open : .filtered)
            }
        return found.sorted {
            ($0.at, $0.sha?.description ?? "", $0.environment ?? "")
                < ($1.at, $1.sha?.description ?? "", $1.environment ?? "")
        }
    }
}
