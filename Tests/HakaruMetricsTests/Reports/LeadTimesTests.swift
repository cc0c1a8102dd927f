import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `Lead time and its stages (definitions §5)` {
    /// Hours of a pull request, and the hours of its stages: coding, pickup, review, merge, integration.
    struct Line: Sendable, CustomTestStringConvertible {
        let name: String
        var firstCommit: Int? = 0
        var created = 10
        var ready: Int? = 10
        var review: Int?
        var approval: Int?
        var merged = 30
        var integrated = 30
        var flags: PullRequest.Flags = .baseIsIntegration
        let lead: Int64
        let stages: [Int64?]

        var testDescription: String { name }

        var facts: PullRequest.Facts {
            func at(_ hour: Int?) -> Instant? { hour.map { .hour($0) } }
            return PullRequest.Facts(
                flags: flags, createdAt: .hour(created), firstCommitAt: at(firstCommit), readyForReviewAt: at(ready),
                firstReviewAt: at(review), firstApprovalAt: at(approval), mergedAt: .hour(merged),
                integratedAt: .hour(integrated))
        }
    }

    static let lines = [
        Line(
            name: "all stages", review: 14, approval: 20, merged: 30, integrated: 45, flags: [], lead: 45,
            stages: [10, 4, 6, 10, 15]),
        Line(
            name: "no integration where the base was the integration branch", review: 14, approval: 20, lead: 30,
            stages: [10, 4, 6, 10, nil]),
        Line(name: "a first review that approves", review: 14, approval: 14, lead: 30, stages: [10, 4, 0, 16, nil]),
        Line(name: "never reviewed", lead: 30, stages: [10, nil, nil, 20, nil]),
        Line(name: "reviewed but never approved", review: 14, lead: 30, stages: [10, 4, 16, nil, nil]),
        Line(name: "first reviewed after the merge", review: 31, lead: 30, stages: [10, nil, nil, 20, nil]),
        Line(
            name: "first reviewed in the second of the merge", review: 30, approval: 30, lead: 30,
            stages: [10, 20, 0, 0, nil]),
        Line(
            name: "a draft", ready: 16, review: 18, approval: 20, flags: [.openedAsDraft, .baseIsIntegration], lead: 30,
            stages: [16, 2, 2, 10, nil]),
        Line(
            name: "a draft that was never marked ready", ready: nil, flags: [.openedAsDraft, .baseIsIntegration],
            lead: 30, stages: [30, nil, nil, 0, nil]),
        Line(
            name: "a draft reviewed before it was ready", ready: 16, review: 12, approval: 20,
            flags: [.openedAsDraft, .baseIsIntegration], lead: 30, stages: [16, 0, 4, 10, nil]),
        Line(
            name: "a draft reviewed and approved and never marked ready", ready: nil, review: 12, approval: 20,
            flags: [.openedAsDraft, .baseIsIntegration], lead: 30, stages: [30, 0, 0, 0, nil]),
        Line(
            name: "marked ready after the merge", ready: 40, flags: [.openedAsDraft, .baseIsIntegration], lead: 30,
            stages: [30, nil, nil, 0, nil]),
        Line(
            name: "no commit known", firstCommit: nil, review: 14, approval: 20,
            flags: [.fromCreated, .baseIsIntegration], lead: 20, stages: [nil, 4, 6, 10, nil]),
        Line(
            name: "no commit known of a draft", firstCommit: nil, ready: 16, review: 18,
            flags: [.fromCreated, .openedAsDraft, .baseIsIntegration], lead: 20, stages: [6, 2, 12, nil, nil]),
        Line(name: "reviewed before the opening", review: 5, approval: 20, lead: 30, stages: [10, 0, 10, 10, nil]),
        Line(name: "approved before the opening", review: 5, approval: 6, lead: 30, stages: [10, 0, 0, 20, nil]),
        Line(name: "a first commit after the opening", firstCommit: 12, lead: 20, stages: [0, nil, nil, 20, nil]),
        Line(name: "merged when it was opened", merged: 10, integrated: 10, lead: 10, stages: [10, nil, nil, 0, nil]),
    ]

    @Test(arguments: lines) func `split at the instants, in order`(line: Line) throws {
        let times = try requireValue(LeadTimes(line.facts))
        #expect(times.leadTime == line.lead * 3_600)
        #expect(times.stages.map(\.seconds) == line.stages.map { $0.map { $0 * 3_600 } })
        #expect(times.stages.compactMap(\.seconds).reduce(0, +) == times.leadTime, "the stages add up")
    }

    @Test func `reviews that are not known make pickup, review and merge absent`() throws {
        let line = Line(name: "", flags: [.reviewsUnknown, .baseIsIntegration], lead: 30, stages: [])
        let times = try requireValue(LeadTimes(line.facts))
        #expect(times.stages.map(\.seconds) == [36_000, nil, nil, nil, nil])
        #expect(times.leadTime == 30 * 3_600)
    }

    @Test func `cycle time is absent where no commit is known, time to merge is not`() throws {
        let known = try requireValue(LeadTimes(Self.lines[0].facts))
        #expect(known.cycleTime == 108_000)
        #expect(known.timeToMerge == 72_000)
        let unknown = try requireValue(LeadTimes(Self.lines[12].facts))
        #expect(unknown.cycleTime == nil)
        #expect(unknown.timeToMerge == 72_000)
    }

    @Test func `are not there for what is not integrated, or merged before it was opened`() {
        #expect(LeadTimes(PullRequest.Facts(createdAt: .hour(0), mergedAt: .hour(1))) == nil)
        #expect(LeadTimes(PullRequest.Facts(createdAt: .hour(5), mergedAt: .hour(1), integratedAt: .hour(6))) == nil)
    }
}
