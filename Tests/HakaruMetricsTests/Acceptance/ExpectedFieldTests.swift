import FoundationEssentials
import HakaruMetrics
import HakaruModel
import Testing

/// That no field of an `expected.json` is passed over, and the fields that ask for another look at the data.
@Suite struct `Every field of the expected numbers` {
    /// The fields that no number is compared with, each with the reason.
    ///
    /// A path's year, week or zone is `*`.
    private static let notCompared: [String: String] = [
        "definitions": "words, not numbers",
        "dataset": "names the data set",
        "collected_at": "when the data was collected; as_of is the last change here",
        "release_pull_requests.definition": "words, not numbers",
    ]

    /// No number of ours is a least or a greatest value; they are compared all the same where the values are at hand.
    private static let ends = [".min", ".max", ".negative"]

    /// The fields that a test here or in `Expected numbers of real data`, `Real data` compares.
    private static let compared: Set<String> = {
        let spread = ["n", "mean", "p50", "p75", "p90"]
        var paths: Set<String> = [
            "default_branch", "integration_branch_names", "merged_per_author_top10", "drafts_now",
            "merged_without_eligible_review", "merged_per_base_ref.develop", "merged_per_base_ref.main",
            "release_pull_requests.n",
        ]
        for total in [
            "pull_requests", "open", "closed_unmerged", "merged", "merged_to_default_branch",
            "merged_to_integration_branch", "with_commits", "with_reviews", "author_is_bot", "author_unknown",
            "first_created_at", "last_created_at", "first_merged_at", "last_merged_at",
        ] { paths.insert("totals.\(total)") }
        for field in [
            "opened", "merged", "merged_to_default_branch", "closed_unmerged", "lead_time_p50",
            "first_commit_to_merge_p50",
        ] { paths.insert("per_iso_week.*.*.\(field)") }
        let spreads =
            [
                "first_commit_to_open", "time_to_first_review", "time_to_first_review_before_close",
                "time_to_first_review_merged_only", "time_to_first_response", "first_review_to_merge",
                "lead_time_open_to_merge_by_merged_year.*",
            ]
            + [
                "authored", "committed", "authored_default_branch", "authored_merge", "authored_squash",
                "authored_base_develop", "authored_base_main",
            ].map { "first_commit_to_merge.\($0)" }
            + ["all", "default_branch", "human_authors", "integration_branch", "default_branch_human_authors"]
            .map { "lead_time_open_to_merge.\($0)" }
        for name in spreads {
            paths.formUnion(spread.map { "\(name).\($0)" })
        }
        return paths
    }()

    @Test(arguments: SharedData.names + [SharedData.gitOnly])
    func `is compared, or it is said why not`(name: String) throws {
        guard try SharedData.load(name) != nil else { return }
        let bytes = try Data(contentsOf: SharedData.folder.appending(path: name).appending(path: "expected.json"))
        let paths = try JSONDecoder().decode(KeyTree.self, from: bytes).paths(prefix: "")
        #expect(paths.count > 20)
        for path in paths {
            let isKnown = Self.compared.contains(path)
            let isLeftOut =
                Self.ends.contains { path.hasSuffix($0) }
                || Self.notCompared.keys.contains { path == $0 || path.hasPrefix("\($0).") }
            #expect(isKnown != isLeftOut, "\(path)")
        }
    }

    private func facts(_ data: SharedData) -> [PullRequest.Facts] {
        RepositoryFacts.sample(
            data.pullRequests, histories: data.histories, repository: data.repository, asOf: data.asOf
        ).facts
    }

    private func toMerge(_ facts: [PullRequest.Facts]) -> [Int64] {
        facts.compactMap { facts in facts.mergedAt.map { $0.seconds(since: facts.createdAt) } }
    }

    @Test(arguments: SharedData.names + [SharedData.gitOnly])
    func `the totals, and the first and last of them`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let facts = facts(data)
        let totals = data.expected.totals
        let merged = facts.filter { $0.mergedAt != nil }
        #expect(merged.count { $0.base == data.expected.defaultBranch } == totals.mergedToDefaultBranch)
        #expect(merged.compactMap(\.mergedAt).min()?.description == totals.firstMergedAt)
        #expect(merged.compactMap(\.mergedAt).max()?.description == totals.lastMergedAt)
        #expect(data.pullRequests.count { !$0.commits.isEmpty } == totals.withCommits)
        #expect(data.repository.defaultBranch == data.expected.defaultBranch)
        // Git alone knows no opening, author or review.
        guard name != SharedData.gitOnly else { return }
        #expect(facts.map(\.createdAt).min()?.description == totals.firstCreatedAt)
        #expect(facts.map(\.createdAt).max()?.description == totals.lastCreatedAt)
        #expect(data.pullRequests.count { !$0.reviews.isEmpty } == totals.withReviews)
        #expect(totals.authorUnknown == 0)
        if let drafts = data.expected.draftsNow {
            // Theirs counts those that were closed as drafts, too.
            #expect(facts.count { $0.flags.contains(.isDraft) } == drafts)
            let table = try FactTable.sample(data.pullRequests, repository: data.repository, asOf: data.asOf)
            let start = try requireValue(Instant(rfc3339: "2010-01-04T00:00:00Z"))
            let period = try requireValue(Period(start: start, end: data.asOf))
            let query = MetricsQuery(period: period, includesBots: true)
            let closed = data.pullRequests.count { $0.state == .closed && $0.isDraft }
            #expect(try table.inProgress(query).report.total.drafts == drafts - closed)
            #expect(closed == 38)
        }
    }

    @Test(arguments: SharedData.names)
    func `opening to merge on the default branch, by people alone`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let expected = try requireValue(data.expected.leadTimeOpenToMerge)
        let facts = facts(data)
        let toDefault = facts.filter { $0.base == data.expected.defaultBranch }
        try compare(toMerge(toDefault), with: expected.defaultBranch, "default branch")
        try compare(
            toMerge(toDefault.filter { !$0.flags.contains(.bot) }), with: expected.defaultBranchHumanAuthors, "people")
        try compare(toMerge(facts), with: expected.all, "all")
    }

    /// Their rule counts only what came while the pull request was open.
    @Test(arguments: SharedData.names) func `the first review before the close`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let facts = byTheirRules(data) { pullRequest in
            pullRequest.reviewComments = []
            let end = pullRequest.closedAt
            pullRequest.reviews.removeAll { review in
                guard let end, let at = review.submittedAt else { return false }
                return at > end
            }
        }
        try compare(
            waits(facts), with: try requireValue(data.expected.timeToFirstReviewBeforeClose), "before the close")
    }

    /// Their rule counts an inline comment when it was written, ours when its review was submitted; a conversation only
    /// where the configuration says so.
    @Test(arguments: SharedData.names) func `the first response of any kind`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let rules = MeasurementRules(countsCommentsAsReview: true)
        let facts = byTheirRules(data, rules: rules) { pullRequest in
            for index in pullRequest.reviewComments.indices {
                pullRequest.reviewComments[index].reviewID = ForgeID("any")
                pullRequest.reviewComments[index].reviewSubmittedAt = pullRequest.reviewComments[index].createdAt
            }
            let opened = pullRequest.createdAt
            pullRequest.comments.removeAll { $0.createdAt < opened }
            pullRequest.reviewComments.removeAll { $0.createdAt < opened }
        }
        try compare(waits(facts), with: try requireValue(data.expected.timeToFirstResponse), "response")
    }

    @Test func `first commit to merge by the way of merging and by base`() throws {
        guard let data = try SharedData.load(SharedData.gitOnly) else { return }
        let expected = data.expected.firstCommitToMerge
        let facts = facts(data)
        func durations(_ isMeant: (PullRequest.Facts) -> Bool) -> [Int64] {
            facts.filter(isMeant).compactMap { facts in
                facts.mergedAt.flatMap { mergedAt in facts.firstCommitAt.map { mergedAt.seconds(since: $0) } }
            }
        }
        let parts: [(ExpectedNumbers.Spread?, (PullRequest.Facts) -> Bool)] = [
            (expected.authored, { _ in true }), (expected.authoredBaseDevelop, { $0.base == "develop" }),
            (expected.authoredBaseMain, { $0.base == "main" }),
            (expected.authoredMerge, { data.mergeMethods[$0.number] == "merge" }),
            (expected.authoredSquash, { data.mergeMethods[$0.number] == "squash" }),
        ]
        for (spread, isMeant) in parts { try compare(durations(isMeant), with: try requireValue(spread), "part") }
    }

    /// The weeks of the repository of which only git tells: every merge counts, so every branch is an integration branch.
    @Test(arguments: [("UTC", 0), ("Asia/Tokyo", 9)])
    func `first commit to merge, week by week`(zone: String, hours: Int) throws {
        guard let data = try SharedData.load(SharedData.gitOnly) else { return }
        let everywhere = MeasurementRules.Branches(integration: [try requireValue(BranchPattern("*"))])
        let table = try FactTable.sample(
            data.pullRequests, repository: data.repository, rules: MeasurementRules(branches: everywhere),
            asOf: data.asOf)
        let start = try requireValue(Instant(rfc3339: "2024-12-30T00:00:00Z"))
        let query = MetricsQuery(
            period: try requireValue(Period(start: start, end: data.asOf)), grouping: [.time(.week)],
            includesBots: true, zone: hours == 0 ? .utc : .fixed(hours: hours))
        let weeks = try requireValue(data.expected.perIsoWeek[zone])
        var found = 0
        for group in try table.leadTime(query).groups {
            guard let week = group.key.parts[0].value.text, let numbers = weeks[week] else { continue }
            #expect(group.figures.integrated == numbers.merged, "\(week)")
            #expect(group.figures.cycleTime?.p50.approximate == numbers.firstCommitToMergeP50, "\(week)")
            found += 1
        }
        #expect(found == weeks.count)
    }

    @Test(arguments: SharedData.names)
    func `opening to merge in the weeks of Tokyo`(name: String) throws {
        guard let data = try SharedData.load(name) else { return }
        let everywhere = MeasurementRules.Branches(integration: [try requireValue(BranchPattern("*"))])
        let table = try FactTable.sample(
            data.pullRequests, repository: data.repository, rules: MeasurementRules(branches: everywhere),
            asOf: data.asOf)
        let start = try requireValue(Instant(rfc3339: "2010-01-04T00:00:00Z"))
        let query = MetricsQuery(
            period: try requireValue(Period(start: start, end: data.asOf)), grouping: [.time(.week)],
            includesBots: true, zone: .fixed(hours: 9))
        let weeks = try requireValue(data.expected.perIsoWeek["Asia/Tokyo"])
        for group in try table.leadTime(query).groups {
            let week = try requireValue(group.key.parts[0].value.text)
            #expect(group.figures.timeToMerge?.p50.approximate == weeks[week]?.leadTimeP50, "\(week)")
        }
    }

    /// Facts of which reviews count only after the opening, and every reviewer that is marked by nobody is a person.
    private func byTheirRules(
        _ data: SharedData, rules: MeasurementRules = MeasurementRules(), _ change: (inout PullRequest) -> Void
    ) -> [PullRequest.Facts] {
        let pullRequests = data.pullRequests.map { pullRequest in
            var copy = pullRequest
            change(&copy)
            copy.reviews.removeAll { review in review.submittedAt.map { $0 < pullRequest.createdAt } ?? true }
            for index in copy.reviews.indices where copy.reviews[index].author.kind != .bot {
                if rules.isBot(copy.reviews[index].author) {
                    copy.reviews[index].author = Actor(login: "somebody", kind: .user)
                }
            }
            return copy
        }
        return RepositoryFacts.sample(pullRequests, repository: data.repository, rules: rules, asOf: data.asOf).facts
    }

    private func waits(_ facts: [PullRequest.Facts]) -> [Int64] {
        facts.compactMap { facts in facts.firstReviewAt?.seconds(since: facts.createdAt) }
    }

    private func compare(_ values: [Int64], with expected: ExpectedNumbers.Spread, _ what: String) throws {
        let found = try requireValue(Distribution(values))
        #expect(found.count == expected.n, "\(what)")
        #expect(values.min() == expected.min, "\(what)")
        #expect(values.max() == expected.max, "\(what)")
        for (number, other) in [
            (found.p50, expected.p50), (found.p75, expected.p75), (found.p90, expected.p90),
            (found.mean, expected.mean),
        ] {
            #expect(abs(number.approximate - other) < 0.000_6, "\(what): \(number) is not \(other)")
        }
    }
}

/// The keys of a JSON object, and those of the objects in it.
private struct KeyTree: Decodable {
    private let children: [String: KeyTree]

    init(from decoder: any Decoder) throws {
        do {
            children = try [String: KeyTree](from: decoder)
        } catch is DecodingError {
            children = [:]
        }
    }

    /// The paths to all values, years, weeks and zones as `*`.
    func paths(prefix: String) -> Set<String> {
        guard !children.isEmpty else { return [prefix] }
        return children.reduce(into: []) { paths, child in
            let isName = child.key.contains("/") || child.key == "UTC" || child.key.first?.isNumber == true
            let key = isName ? "*" : child.key
            paths.formUnion(child.value.paths(prefix: prefix.isEmpty ? key : "\(prefix).\(key)"))
        }
    }
}
