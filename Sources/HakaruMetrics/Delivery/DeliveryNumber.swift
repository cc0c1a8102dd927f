/// A number of `hakaru dora` that is not among the metrics of pull requests, by its key in JSON.
package enum DeliveryNumber: String, Hashable, Sendable, CaseIterable {
    /// Deployments that were there.
    case deployments
    /// From the first commit of a change to the first deployment that holds it.
    case leadTimeForChanges = "lead_time_for_changes"
    /// Integrated in the period, and in no deployment that is known.
    case undeployed
    /// Deployments that ended, well or badly.
    case finishedDeployments = "finished_deployments"
    /// Those of them that failed.
    case failedDeployments = "failed_deployments"
    /// The failed ones among the finished ones.
    case changeFailureRate = "change_failure_rate"
    /// From a failed deployment to the one that repaired it.
    case recoveryTime = "recovery_time"
    /// Failed ones that nothing has repaired yet.
    case unrecovered
    /// Deployments whose commits lie on no branch that is known.
    case unplaced

    /// Whether values are seconds.
    var isDuration: Bool { self == .leadTimeForChanges || self == .recoveryTime }

    /// Whether pull requests are behind it, and not deployments.
    var isOfPullRequests: Bool { self == .leadTimeForChanges || self == .undeployed }
}
