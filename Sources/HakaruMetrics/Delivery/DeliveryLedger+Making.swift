package import HakaruModel

extension DeliveryLedger {
    /// Finds which deployment first held each change, and which deployments failed.
    ///
    /// A change is in a deployment where its merge commit, or that of the pull request that carried it on, is an ancestor
    /// of the deployed commit, as far as the lines of the branches tell.
    ///
    /// - Parameters:
    ///   - input: What is stored of the repository.
    ///   - rules: What shapes facts.
    ///   - delivery: What a deployment is.
    ///   - includesBots: Whether what bots opened counts as a change.
    ///   - asOf: The instant that hides all later events.
    package init(
        _ input: DeliveryInput, rules: MeasurementRules, delivery: DeliveryRules, includesBots: Bool, asOf: Instant
    ) {
        let derivation = WholeDerivation(
            of: input.repository, input.pullRequests, histories: input.histories, rules: rules, asOf: asOf)
        let (source, gap) = input.source(delivery, asOf: asOf)
        var deliveries: [Delivery] = []
        switch source {
        case .deployments: deliveries = input.deployments.compactMap { delivery.delivery(of: $0, asOf: asOf) }
        case .releases: deliveries = input.releases.compactMap { delivery.delivery(of: $0, asOf: asOf) }
        case nil: break
        }
        deliveries.sort { ($0.at, $0.sha, $0.environment ?? "") < ($1.at, $1.sha, $1.environment ?? "") }
        let arrivals = Arrivals(deliveries, derivation, histories: input.histories)
        Failures(deliveries: deliveries, input: input, derivation: derivation, arrivals: arrivals, rules: delivery)
            .mark(&deliveries)
        let lost = deliveries.filter { $0.succeeded && !arrivals.isPlaced($0.sha) }
        self.init(
            repository: input.repository.id, source: source, gap: gap, deliveries: deliveries,
            unplaced: lost.map(\.at))
        unplacedCommits = Set(lost.map(\.sha))
        uncounted = input.uncounted(delivery, source: source, asOf: asOf)
        addChanges(derivation, arrivals, includesBots: includesBots, asOf: asOf)
    }

    /// Takes each pull request for a change, or leaves it out with the reason that every other number has, too.
    private mutating func addChanges(
        _ derivation: WholeDerivation, _ arrivals: Arrivals, includesBots: Bool, asOf: Instant
    ) {
        let excluding = Standing.excludingFlags(includesBots: includesBots)
        for (index, facts) in derivation.facts.enumerated() {
            let reason = Standing.exclusion(
                .integrated, flags: facts.flags.rawValue, excluding: excluding, isMerged: facts.mergedAt != nil,
                isClosed: facts.closedAt != nil, isIntegrated: facts.integratedAt != nil,
                isStranded: facts.strandedAt.map { $0 <= asOf } ?? false)
            guard reason == nil, let integratedAt = facts.integratedAt else {
                leftOut.append(LeftOut(number: facts.number, reason: reason ?? .inTransit))
                continue
            }
            changes.append(
                Change(
                    number: facts.number, startedAt: facts.firstCommitAt ?? facts.createdAt,
                    integratedAt: integratedAt, deployedAt: arrivals.deployment(holding: index)?.at,
                    isAIAssisted: facts.flags.contains(.aiUnknown) ? nil : facts.flags.contains(.aiAssisted)))
        }
    }
}

/// Which successful deployment first held each pull request.
struct Arrivals {
    private let line: CommitGraph.Line
    private let derivation: WholeDerivation
    private let places: [Int: Int]
    private let placed: Set<ObjectID>

    init(_ deliveries: [DeliveryLedger.Delivery], _ derivation: WholeDerivation, histories: [BranchHistory]) {
        var numbers = derivation.numbers
        let graph = CommitGraph(histories, steps: derivation.steps, numbers: &numbers)
        // One deployment after the other is a line, too: what an earlier one held is not looked for in a later one.
        let entries = deliveries.filter(\.succeeded).map {
            BranchHistory.Entry(sha: $0.sha, committedAt: $0.at, parents: [])
        }
        line = CommitGraph.Line(
            BranchHistory(branch: "", entries: entries, reachesRoot: false), graph: graph)
        self.derivation = derivation
        places = Dictionary(
            derivation.facts.enumerated().map { ($0.element.number, $0.offset) },
            uniquingKeysWith: { first, _ in first })
        placed = Set(histories.flatMap(\.entries).map(\.sha))
    }

    /// Whether a commit lies on a line that is known, so that what it holds is known.
    func isPlaced(_ sha: ObjectID) -> Bool { placed.contains(sha) }

    /// The first deployment that held a pull request, or what carried it on.
    func deployment(holding index: Int) -> (sha: ObjectID, at: Instant)? {
        var index = index
        // A chain of carriers is no longer than there are pull requests, and never a circle.
        for _ in derivation.steps.indices {
            if derivation.steps[index].mergedAt != nil, let commit = derivation.steps[index].mergedCommit,
                let entry = line.entry(bringing: commit)
            {
                return (entry.sha, entry.committedAt)
            }
            guard let carrier = derivation.facts[index].carrier, let next = places[carrier] else { return nil }
            index = next
        }
        return nil
    }

    /// The place of a pull request by its number; nil where it is not known.
    func place(of number: Int) -> Int? { places[number] }
}

/// Finds the deployments that failed, and what repaired them.
struct Failures {
    let deliveries: [DeliveryLedger.Delivery]
    let input: DeliveryInput
    let derivation: WholeDerivation
    let arrivals: Arrivals
    let rules: DeliveryRules

    func mark(_ result: inout [DeliveryLedger.Delivery]) {
        markFailed(&result)
        markRolledBack(&result)
        markRepaired(&result)
    }

    /// A deployment that never got there is repaired by the next one to the same place that does.
    private func markFailed(_ result: inout [DeliveryLedger.Delivery]) {
        var next: [String?: Instant] = [:]
        for index in result.indices.reversed() {
            if result[index].succeeded {
                next[result[index].environment] = result[index].at
            } else {
                result[index].recoveredAt = next[result[index].environment]
            }
        }
    }

    private func markRolledBack(_ result: inout [DeliveryLedger.Delivery]) {
        var earlier: [String?: Set<ObjectID>] = [:]
        var last: [String?: Int] = [:]
        for index in result.indices where result[index].succeeded {
            let place = result[index].environment
            if let before = last[place], result[before].sha != result[index].sha,
                earlier[place, default: []].contains(result[index].sha), result[before].failure == nil
            {
                result[before].failure = .rolledBack
                result[before].recoveredAt = result[index].at
            }
            earlier[place, default: []].insert(result[index].sha)
            last[place] = index
        }
    }

    /// A revert blames the deployment that brought what it takes back, a hotfix the one in use when it was opened.
    private func markRepaired(_ result: inout [DeliveryLedger.Delivery]) {
        let sources = Dictionary(input.pullRequests.map { ($0.number, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, facts) in derivation.facts.enumerated() where facts.mergedAt != nil {
            guard let source = sources[facts.number] else { continue }
            let isRevert = facts.flags.contains(.revert)
            guard isRevert || rules.isHotfix(source) else { continue }
            let repaired = arrivals.deployment(holding: index)?.at
            var blamed: Int?
            if isRevert, let number = source.textFacts.revertedNumber, let place = arrivals.place(of: number) {
                guard let brought = arrivals.deployment(holding: place) else { continue }
                blamed = result.firstIndex { $0.succeeded && $0.sha == brought.sha && $0.at == brought.at }
            } else {
                blamed = result.lastIndex { $0.succeeded && $0.at <= facts.createdAt }
            }
            // A change and its revert in one deployment have failed nobody.
            guard let blamed, repaired.map({ $0 > result[blamed].at }) ?? true else { continue }
            if result[blamed].failure == nil {
                result[blamed].failure = isRevert ? .reverted : .hotfixed
                result[blamed].recoveredAt = repaired
            } else if let repaired, result[blamed].failure != .failed, result[blamed].failure != .rolledBack {
                result[blamed].recoveredAt = result[blamed].recoveredAt.map { min($0, repaired) } ?? repaired
            }
        }
    }
}
