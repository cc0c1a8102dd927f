package import HakaruModel

/// What a repository's ``DeliveryLedger`` is made from.
package struct DeliveryInput: Sendable {
    /// The repository.
    package var repository: Repository
    /// Its pull requests.
    package var pullRequests: [PullRequest]
    /// The lines of its branches.
    package var histories: [BranchHistory]
    /// Its releases.
    package var releases: [Release]
    /// Its deployments.
    package var deployments: [Deployment]
    /// How far both are known.
    package var state: ActivityState

    /// Takes the parts together.
    package init(
        repository: Repository, pullRequests: [PullRequest], histories: [BranchHistory], releases: [Release],
        deployments: [Deployment], state: ActivityState
    ) {
        self.repository = repository
        self.pullRequests = pullRequests
        self.histories = histories
        self.releases = releases
        self.deployments = deployments
        self.state = state
    }
}

extension DeliveryInput {
    /// Where deliveries are read from, with why there is nothing where there is nothing.
    func source(_ rules: DeliveryRules, asOf: Instant) -> (source: DeliveryRules.Source?, gap: DeliveryGap?) {
        func gap(_ kind: ActivityState.Kinds, _ readAt: Instant?) -> DeliveryGap {
            state.refused.contains(kind) ? .refused : readAt == nil ? .notCollected : .noneKnown
        }
        let hasDeployments = deployments.contains { rules.matches($0) && $0.createdAt <= asOf }
        let hasReleases = releases.contains { rules.delivery(of: $0, asOf: asOf) != nil }
        switch rules.source {
        case .deployments:
            return hasDeployments ? (.deployments, nil) : (nil, gap(.deployments, state.deploymentsReadAt))
        case .releases:
            return hasReleases ? (.releases, nil) : (nil, gap(.releases, state.releasesReadAt))
        case nil:
            if hasDeployments { return (.deployments, nil) }
            if hasReleases { return (.releases, nil) }
            // What may be there and was not read explains more than what was read and is not there.
            let gaps = [
                gap(.deployments, state.deploymentsReadAt), gap(.releases, state.releasesReadAt),
            ]
            return (nil, gaps.first { $0 == .refused } ?? gaps.first { $0 == .notCollected } ?? .noneKnown)
        }
    }
}

extension DeliveryRules {
    /// Whether a deployment goes to an environment that counts.
    func matches(_ deployment: Deployment) -> Bool {
        guard let environment = deployment.environment else { return false }
        return environments.contains { $0.matches(environment) }
    }

    /// A deployment that has ended by an instant; nil for one under way, and for one that was taken away unfinished.
    func delivery(of deployment: Deployment, asOf: Instant) -> DeliveryLedger.Delivery? {
        guard matches(deployment) else { return nil }
        let reports = deployment.statuses.filter { $0.createdAt <= asOf }
        if let success = reports.first(where: { $0.state == .success }) {
            return DeliveryLedger.Delivery(
                sha: deployment.sha, environment: deployment.environment, at: success.createdAt)
        }
        guard let failure = reports.first(where: { $0.state == .failure || $0.state == .error }) else { return nil }
        return DeliveryLedger.Delivery(
            sha: deployment.sha, environment: deployment.environment, at: failure.createdAt, succeeded: false,
            failure: .failed)
    }

    /// A release that was published by an instant and points to a commit; nil for any other.
    func delivery(of release: Release, asOf: Instant) -> DeliveryLedger.Delivery? {
        guard let at = release.publishedAt, at <= asOf, let sha = release.sha, !release.isDraft,
            countsPrereleases || !release.isPrerelease
        else { return nil }
        return DeliveryLedger.Delivery(sha: sha, at: at)
    }

    /// Whether a pull request repairs what was deployed.
    func isHotfix(_ pullRequest: PullRequest) -> Bool {
        hotfixBranches.contains { $0.matches(pullRequest.headBranch) }
            || pullRequest.labels.contains(where: hotfixLabels.contains)
    }
}
