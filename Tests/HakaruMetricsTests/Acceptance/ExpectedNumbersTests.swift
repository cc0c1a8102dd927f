import HakaruMetrics
import HakaruModel
import Testing

/// The rest of `expected.json`: every definition there that ours shares, where need be with the rule that theirs lacks
/// taken away.
@Suite struct `Expected numbers of real data` {
    private static let reviewer = "copilot-pull-request-reviewer"

    private func everything(_ data: SharedData, _ grouping: [GroupingKey]) throws -> MetricsQuery {
        let start = try requireValue(Instant(rfc3339: "2010-01-04T00:00:00Z"))
        return MetricsQuery(
            period: try requireValue(Period(start: start, end: data.asOf)), grouping: grouping, includesBots: true)
    }

    /// Every branch counts as integrated, since the expected numbers look at every merge.
    private func table(_ data: SharedData) throws -> FactTable {
        let everywhere = MeasurementRules.Branches(integration: [try requireValue(BranchPattern("*"))])
        return try FactTable.sample(
            data.pullRequests, repository: data.repository, rules: MeasurementRules(branches: everywhere),
            asOf: data.asOf)
    }

    private func facts(_ data: SharedData) -> [PullRequest.Facts] {
        RepositoryFacts.sample(
            data.pullRequests, histories: data.histories, repository: data.repository, asOf: data.asOf
        ).facts
    }

    @Test(arguments: SharedData.names) func `the median from opening to merge, week by week`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let weeks = try requireValue(data.expected.perIsoWeek["UTC"])
        let report = try table(data).leadTime(try everything(data, [.time(.week)]))
        for group in report.groups {
            let week = try requireValue(group.key.parts[0].value.text)
            #expect(group.figures.timeToMerge?.p50.approximate == weeks[week]?.leadTimeP50, "\(week)")
        }
    }

    /// Without a timeline a close is known to be the last one; with one, a pull request that is closed, opened again and
    /// closed counts in both weeks.
    @Test(arguments: SharedData.names) func `what was closed without a merge, week by week`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let weeks = try requireValue(data.expected.perIsoWeek["UTC"])
        let report = try table(data).throughput(try everything(data, [.time(.week)]))
        let hasReopened = data.pullRequests.contains { $0.events.contains { $0.kind == .reopened } }
        #expect(hasReopened == (name == "bitcoin-core__secp256k1"))
        for group in report.groups {
            let week = try requireValue(group.key.parts[0].value.text)
            let expected = weeks[week]?.closedUnmerged ?? 0
            #expect(
                hasReopened ? group.figures.abandoned >= expected : group.figures.abandoned == expected, "\(week)")
        }
        #expect(report.total.abandoned == data.expected.totals.closedUnmerged)
        #expect(report.total.inProgress == data.expected.totals.open)
    }

    @Test(arguments: SharedData.names) func `the distribution from opening to merge, year by year`(name: String) throws
    {
        guard let data = try SharedData.load(name) else { return }
        let years = try requireValue(data.expected.leadTimeOpenToMergeByMergedYear)
        let query = try everything(data, [.time(.fiscalYear(.january))])
        let report = try table(data).leadTime(query)
        var found = 0
        for group in report.groups where group.figures.integrated > 0 {
            let year = String(group.period.start.advanced(bySeconds: 20 * 86_400).description.prefix(4))
            try compare(group.figures.timeToMerge, with: try requireValue(years[year]), year)
            found += 1
        }
        #expect(found == years.count)
    }

    @Test(arguments: SharedData.names) func `the merges of the busiest authors and by bots`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let facts = facts(data)
        for author in try requireValue(data.expected.mergedPerAuthorTop10) {
            let person = author.login == "ghost" ? PersonID.ghost : .account(author.login)
            #expect(facts.count { $0.mergedAt != nil && $0.author == person } == author.count, "\(author.login)")
        }
        #expect(facts.count { $0.flags.contains(.bot) } == data.expected.totals.authorIsBot)
    }

    @Test(arguments: SharedData.names + [SharedData.gitOnly])
    func `first commit to merge by committer date and on the default branch`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        func durations(_ isMeant: (PullRequest) -> Bool, _ date: (Commit) -> Instant) -> [Int64] {
            data.pullRequests.compactMap { pullRequest in
                guard isMeant(pullRequest), let mergedAt = pullRequest.mergedAt else { return nil }
                return pullRequest.commits.map(date).min().map { mergedAt.seconds(since: $0) }
            }
        }
        let expected = data.expected.firstCommitToMerge
        try compare(Distribution(durations({ _ in true }, \.committedAt)), with: expected.committed, "committed")
        let ends = (expected.authored.min, expected.authored.max, expected.authored.negative)
        let authored = durations({ _ in true }, \.authoredAt)
        #expect((authored.min(), authored.max(), authored.count { $0 < 0 }) == ends)
        let toDefault = durations({ $0.baseBranch == data.expected.defaultBranch }, \.authoredAt)
        try compare(Distribution(toDefault), with: expected.authoredDefaultBranch, "default branch")
        guard let toOpen = data.expected.firstCommitToOpen else { return }
        let waits = data.pullRequests.compactMap { pullRequest in
            pullRequest.commits.map(\.authoredAt).min().map { pullRequest.createdAt.seconds(since: $0) }
        }
        try compare(Distribution(waits), with: toOpen, "to open")
        #expect((waits.min(), waits.max(), waits.count { $0 < 0 }) == (toOpen.min, toOpen.max, toOpen.negative))
    }

    /// Their rule knows reviews alone, submitted after the opening, and does not know the reviewer among our printed bots.
    @Test(arguments: SharedData.names) func `the first review by another person`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let pullRequests = data.pullRequests.map { pullRequest in
            var copy = pullRequest
            copy.reviewComments = []
            copy.reviews.removeAll { review in
                review.submittedAt.map { $0 < pullRequest.createdAt } ?? true
            }
            for index in copy.reviews.indices where copy.reviews[index].author.login == Self.reviewer {
                copy.reviews[index].author = Actor(login: "somebody", kind: .user)
            }
            return copy
        }
        let facts = RepositoryFacts.sample(pullRequests, repository: data.repository, asOf: data.asOf).facts
        func waits(_ facts: [PullRequest.Facts]) -> Distribution? {
            Distribution(facts.compactMap { facts in facts.firstReviewAt?.seconds(since: facts.createdAt) })
        }
        let merged = facts.filter { $0.mergedAt != nil }
        try compare(waits(facts), with: try requireValue(data.expected.timeToFirstReview), "all")
        try compare(waits(merged), with: try requireValue(data.expected.timeToFirstReviewMergedOnly), "merged")
        let rest = merged.compactMap { facts in
            facts.mergedAt.flatMap { mergedAt in facts.firstReviewAt.map { mergedAt.seconds(since: $0) } }
        }
        let expected = try requireValue(data.expected.firstReviewToMerge)
        try compare(Distribution(rest), with: expected, "to merge")
        #expect((rest.min(), rest.max(), rest.count { $0 < 0 }) == (expected.min, expected.max, expected.negative))
        #expect(merged.count { $0.firstReviewAt == nil } == data.expected.mergedWithoutEligibleReview)
    }

    @Test func `the bases of the merges that only git tells`() throws {
        guard let data = try SharedData.load(SharedData.gitOnly) else { return }
        let bases = Dictionary(grouping: facts(data).filter { $0.mergedAt != nil }, by: { $0.base ?? "" })
        #expect(bases.mapValues(\.count) == data.expected.mergedPerBaseRef)
    }

    private func compare(_ found: Distribution?, with expected: ExpectedNumbers.Spread, _ what: String) throws {
        let found = try requireValue(found)
        #expect(found.count == expected.n, "\(what)")
        for (number, other) in [
            (found.p50, expected.p50), (found.p75, expected.p75), (found.p90, expected.p90),
            (found.mean, expected.mean),
        ] {
            #expect(abs(number.approximate - other) < 0.000_6, "\(what): \(number) is not \(other)")
        }
    }
}
