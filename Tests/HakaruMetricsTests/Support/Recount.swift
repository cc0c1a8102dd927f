import HakaruMetrics
import HakaruModel
import Testing

/// The numbers of one query.
struct Numbers: Equatable {
    let throughput: ThroughputFigures
    let leadTime: LeadTimeFigures
    let reviews: ReviewsFigures
    let inProgress: InProgressFigures

    /// The numbers of one group of a query, by its place.
    init(_ table: FactTable, _ query: MetricsQuery, group: Int) throws {
        throughput = try table.throughput(query).groups[group].figures
        leadTime = try table.leadTime(query).groups[group].figures
        reviews = try table.reviews(query).groups[group].figures
        inProgress = try table.inProgress(query).report.groups[group].figures
    }

    init(_ table: FactTable, _ query: MetricsQuery) throws {
        throughput = try table.throughput(query).total
        leadTime = try table.leadTime(query).total
        reviews = try table.reviews(query).total
        inProgress = try table.inProgress(query).report.total
    }
}

/// What an explanation gives when its values are put together again.
struct Recount {
    let explanation: Explanation
    let values: [Int64]

    init(_ explanation: Explanation) {
        self.explanation = explanation
        values = explanation.included.compactMap(\.value)
    }

    var count: Int { values.count }
    var sum: Int { Int(values.reduce(0, +)) }

    /// Compares with the number that a report prints.
    func expectEqual(to numbers: Numbers, _ context: String = "") {
        switch explanation.explained {
        case .metric(let metric): expectEqual(to: numbers, metric, context)
        case .companion(let companion): expectEqual(to: numbers, companion, context)
        }
    }

    private func expectEqual(
        to numbers: Numbers, _ companion: ExplainedNumber.Companion, _ context: String
    ) {
        if companion == .age {
            #expect(Distribution(values) == numbers.inProgress.age, "\(companion) \(context)")
            return
        }
        let quality = numbers.leadTime.dataQuality
        let expected =
            switch companion {
            case .byBots: numbers.throughput.byBots
            case .promotions: numbers.throughput.promotions
            case .backMerges: numbers.throughput.backMerges
            case .reviewers: numbers.reviews.reviewers
            case .age, .drafts: numbers.inProgress.drafts
            case .awaitingReview: numbers.inProgress.unreviewed
            case .aiAssisted: numbers.leadTime.aiAssisted
            case .aiUnknown: numbers.leadTime.aiUnknown
            case .firstCommitAfterOpening: quality.firstCommitAfterOpening
            case .commitAfterMerge: quality.commitAfterMerge
            case .reviewBeforeOpening: quality.reviewBeforeOpening
            case .closedBeforeMerged: quality.closedBeforeMerged
            case .mergedBeforeCreated: quality.mergedBeforeCreated
            case .baseUnknown: quality.baseUnknown
            }
        #expect(sum == expected, "\(companion) \(context)")
    }

    private func expectEqual(to numbers: Numbers, _ metric: Metric, _ context: String) {
        let time = numbers.leadTime
        switch metric {
        case .size: expect(numbers.throughput.size, metric, context)
        case .leadTime: expect(time.leadTime, metric, context)
        case .cycleTime: expect(time.cycleTime, metric, context)
        case .timeToMerge: expect(time.timeToMerge, metric, context)
        case .codingTime: expect(time.stages.codingTime, metric, context)
        case .pickupTime: expect(time.stages.pickupTime, metric, context)
        case .reviewTime: expect(time.stages.reviewTime, metric, context)
        case .mergeTime: expect(time.stages.mergeTime, metric, context)
        case .integrationTime: expect(time.stages.integrationTime, metric, context)
        case .reworkCycles: expect(numbers.reviews.reworkCycles, metric, context)
        case .unapprovedShare: #expect(Share(sum, of: count) == time.unapprovedShare, "\(context)")
        case .revertShare: #expect(Share(sum, of: count) == numbers.throughput.revertShare, "\(context)")
        case .aiAssistedShare: #expect(Share(sum, of: count) == time.aiAssistedShare, "\(context)")
        case .timeToIntegrate:
            let open = explanation.included.compactMap(\.openSeconds)
            #expect(KaplanMeier(finished: values, open: open) == numbers.inProgress.timeToIntegrate, "\(context)")
        default: #expect(sum == numbers.count(of: metric), "\(metric) \(context)")
        }
        if metric == .contributors {
            let each = Share(explanation.included.count, of: sum).ratio
            #expect(each == numbers.throughput.integratedPerContributor, "\(context)")
        }
        if metric == .reviewLoad {
            let counts = explanation.reviewsByReviewer
            #expect(counts.map { $0.reduce(0, +) } ?? sum == sum, "\(context)")
            let three = counts.map { Share($0.prefix(3).reduce(0, +), of: sum) }
            #expect(three == numbers.reviews.busiestThree, "\(context)")
        } else {
            #expect(explanation.reviewsByReviewer == nil, "\(context)")
        }
    }

    private func expect(_ distribution: Distribution?, _ metric: Metric, _ context: String) {
        #expect(Distribution(values) == distribution, "\(metric) \(context)")
    }
}

extension Numbers {
    /// A metric that is a count; nil for one that is not.
    fileprivate func count(of metric: Metric) -> Int? {
        switch metric {
        case .integrated: throughput.integrated
        case .opened: throughput.opened
        case .merged: throughput.merged
        case .abandoned: throughput.abandoned
        case .inProgress: throughput.inProgress == inProgress.inProgress ? inProgress.inProgress : nil
        case .inTransit: leadTime.inTransit == inProgress.inTransit ? leadTime.inTransit : nil
        case .stranded: leadTime.stranded == inProgress.stranded ? leadTime.stranded : nil
        case .contributors: throughput.contributors
        case .unreviewed: leadTime.unreviewed
        case .commentedOnly: leadTime.commentedOnly
        case .notApproved: leadTime.notApproved
        case .reviewsUnknown: leadTime.reviewsUnknown
        case .fromCreated: leadTime.fromCreated
        case .reviewLoad: reviews.reviewsGiven
        case .postMergeReviews: reviews.postMergeReviews
        case .reverts: throughput.reverts
        default: nil
        }
    }
}
