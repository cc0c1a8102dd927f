package import HakaruModel

/// The four figures of DORA for a group of repositories and a period, each nil where it is not known.
package struct DeliveryFigures: Hashable, Sendable {
    /// A figure that may be unknown for a reason.
    package enum Measure: String, Hashable, Sendable, CaseIterable {
        /// ``DeliveryFigures/deployments``.
        case deployments
        /// ``DeliveryFigures/leadTime``.
        case leadTime = "lead_time_for_changes"
        /// ``DeliveryFigures/changeFailureRate``.
        case changeFailureRate = "change_failure_rate"
        /// ``DeliveryFigures/recoveryTime``.
        case recoveryTime = "recovery_time"
    }

    /// What the deliveries were read from, each source once; sorted.
    package var sources: [DeliveryRules.Source] = []
    /// Deployments that were there; 0 only where deployments are known and none lies in the period.
    package var deployments: Int?
    /// ``deployments`` for each seven days of the period, as far as it is over.
    package var deploymentsPerWeek: Thousandths?
    /// First commit to the first deployment that holds it, in seconds, over the changes first deployed in the period.
    package var leadTime: Distribution?
    /// Integrated in the period, and in no deployment that is known.
    package var undeployed: Int?
    /// Deployments that ended in the period, well or badly.
    package var finished: Int?
    /// Those of ``finished`` that failed.
    package var failed: Int?
    /// Failed deployment to the sound one after it, in seconds, over what failed in the period and was repaired.
    package var recoveryTime: Distribution?
    /// Those of ``failed`` that nothing has repaired yet.
    package var unrecovered: Int?
    /// Deployments of the period whose changes are not known, since their commits lie on no branch that is.
    package var unplaced = 0
    /// Pull requests integrated in the period.
    package var integrated = 0
    /// Those of ``integrated`` that were written with a machine.
    package var aiAssisted = 0
    /// Those of ``integrated`` of which that is not known.
    package var aiUnknown = 0
    /// Why a figure is not known.
    package var gaps: [Measure: DeliveryGap] = [:]

    /// The part of the finished deployments that failed; nil where none has finished.
    package var changeFailureRate: Share? {
        guard let failed, let finished, finished > 0 else { return nil }
        return Share(failed, of: finished)
    }

    /// The part that was written with a machine, of those of which it is known.
    package var aiAssistedShare: Share { Share(aiAssisted, of: integrated - aiUnknown) }
}

extension DeliveryFigures {
    /// Counts what lies in a period.
    ///
    /// - Parameters:
    ///   - ledgers: The repositories of the group.
    ///   - period: The period.
    ///   - asOf: The instant that hides all later events.
    init(_ ledgers: [DeliveryLedger], in period: Period, asOf: Instant) {
        let changes = ledgers.flatMap(\.changes)
        for change in changes where period.contains(change.integratedAt) {
            integrated += 1
            if let isAssisted = change.isAIAssisted { aiAssisted += isAssisted ? 1 : 0 } else { aiUnknown += 1 }
        }
        let known = ledgers.filter { $0.source != nil }
        sources = Set(known.compactMap(\.source)).sorted { $0.rawValue < $1.rawValue }
        guard !known.isEmpty else {
            let reasons = ledgers.compactMap(\.gap)
            let reason =
                reasons.first { $0 == .refused } ?? reasons.first { $0 == .notCollected } ?? reasons.first ?? .noneKnown
            gaps = Dictionary(uniqueKeysWithValues: Measure.allCases.map { ($0, reason) })
            return
        }
        let ended = known.flatMap(\.deliveries).filter { period.contains($0.at) }
        let deployed = ended.count(where: \.succeeded)
        deployments = deployed
        let elapsed = min(period.end, asOf).seconds(since: period.start)
        if elapsed > 0 {
            deploymentsPerWeek = Thousandths(Int128(deployed) * 604_800, dividedBy: Int128(elapsed))
        } else {
            gaps[.deployments] = .nonePeriod
        }
        unplaced = known.flatMap(\.unplaced).count(where: period.contains)
        countLeadTimes(known.flatMap(\.changes), in: period, deployed: deployed)
        countFailures(ended)
    }

    private mutating func countLeadTimes(_ changes: [DeliveryLedger.Change], in period: Period, deployed: Int) {
        undeployed = changes.count { period.contains($0.integratedAt) && $0.deployedAt == nil }
        leadTime = Distribution(
            changes.compactMap { change in
                guard let at = change.deployedAt, period.contains(at) else { return nil }
                return change.secondsToDeployment
            })
        if leadTime == nil { gaps[.leadTime] = deployed > 0 && unplaced == deployed ? .unplaced : .nonePeriod }
    }

    private mutating func countFailures(_ ended: [DeliveryLedger.Delivery]) {
        let bad = ended.filter { $0.failure != nil }
        finished = ended.count
        failed = bad.count
        unrecovered = bad.count { $0.recoveredAt == nil }
        recoveryTime = Distribution(
            bad.compactMap(\.recoverySeconds))
        if ended.isEmpty { gaps[.changeFailureRate] = .nonePeriod }
        if recoveryTime == nil {
            gaps[.recoveryTime] = ended.isEmpty ? .nonePeriod : bad.isEmpty ? .nothingFailed : .notRecovered
        }
    }
}
