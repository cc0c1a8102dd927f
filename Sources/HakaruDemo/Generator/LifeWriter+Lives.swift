import HakaruModel

extension LifeWriter {
    /// A change by a person: work, opening, reviews, and mostly a merge.
    mutating func writeChange() {
        setSize(median: 35 + 50 * pace)
        let lines = Double(plan.record.additions + plan.record.deletions)
        let isDraft = random.chance(0.18)
        work(commits: 1 + min(14, random.count(mean: 0.6 + lines / 140)), opensAsDraft: isDraft)
        if random.chance(0.03) {
            let title = plan.record.title
            plan.record.events.append(
                DemoEvent(.renamed(from: "WIP: \(title)", to: title), at: now, actor: author.login))
        }
        if isDraft, random.chance(0.04) { return writeAbandonment(afterDays: 10...45) }
        if isDraft { event(.readyForReview) }
        announce()
        switch random.unit() {
        case ..<0.045: finish(hours: 1.2, approver: nil)
        case ..<0.06:
            let other = colleague()
            now = later(hours: 3 * pace, by: other)
            comment(by: other.login)
            finish(hours: 1, approver: nil)
        case ..<0.095: writeAbandonment(afterDays: 4...35)
        case ..<0.108: writeAbandonment(afterDays: 70...120)
        default: writeReviews(lines: lines)
        }
    }

    /// Commits until the opening, and for a draft beyond it.
    private mutating func work(commits: Int, opensAsDraft: Bool) {
        let start = now
        let seconds = random.logNormal(median: 8 * 3_600 * pace, sigma: 1)
        let hours = author.hours
        for index in 0..<commits {
            let share = Double(index) / Double(commits)
            let at = hours.advance(start, by: seconds * share, in: world.calendar)
            let subject = DemoWords.commitSubject(index, title: plan.record.title, &random)
            commit(at: at, subject: subject)
        }
        plan.record.opensAsDraft = opensAsDraft
        now = hours.advance(start, by: seconds * (opensAsDraft ? 0.3 : 1) + 240, in: world.calendar)
        plan.record.createdAt = now
        for label in plan.record.labels { event(.labeled(label)) }
        if opensAsDraft { now = hours.advance(start, by: seconds + 400, in: world.calendar) }
    }

    /// What follows the opening by itself: requests for review, the machines' first words.
    private mutating func announce() {
        let ready = now
        for _ in 0..<random.int(1...2) {
            now = soon(5...90)
            event(.reviewRequested(of: colleague().login))
        }
        if random.chance(0.4) {
            now = soon(200...500)
            comment(by: DemoRoster.actions, "Coverage: 7\(random.int(0...9)).\(random.int(10...99)) %")
        }
        if random.chance(0.65 * world.progress(at: now)) {
            now = soon(60...300)
            review(.commented, by: DemoRoster.reviewer, comments: random.int(0...2), body: "## Pull request overview")
        }
        now = ready
    }

    private mutating func colleague() -> DemoRoster.Person {
        world.roster.someone(at: now, but: author.login, &random)
    }

    /// Rounds of review until an approval, and the merge.
    private mutating func writeReviews(lines: Double) {
        let reviewer = colleague()
        now = later(hours: 6 * pace, sigma: 0.95, by: reviewer)
        let rounds = min(3, random.count(mean: 0.35 + lines / 700))
        for _ in 0..<rounds {
            review(random.chance(0.4) ? .changesRequested : .commented, by: reviewer.login, comments: random.int(1...4))
            if random.chance(0.3) {
                now = soon(300...5_000)
                replyInline()
            }
            if random.chance(0.02) { closeForAWhile() }
            now = later(hours: 2.5 * pace)
            improve()
            if random.chance(0.04) { backToDraft() }
            now = later(hours: 2.5 * pace, by: reviewer)
        }
        guard !random.chance(0.03) else {
            review(.commented, by: reviewer.login, comments: 1)
            return finish(hours: 1, approver: nil)
        }
        review(.approved, by: reviewer.login, body: random.chance(0.5) ? "LGTM" : "")
        if random.chance(0.035) {
            now = later(hours: 1)
            improve()
            dismissApproval()
            now = later(hours: 2 * pace, by: reviewer)
            review(.approved, by: reviewer.login)
        }
        if random.chance(0.25) {
            let second = colleague()
            now = later(hours: 1 * pace, by: second)
            if second.login != reviewer.login { review(.approved, by: second.login) }
        }
        finish(hours: 0.8 * pace, approver: reviewer.login)
    }

    /// The author's answer to a review: more commits, a rewritten branch, or the base merged in.
    private mutating func improve() {
        if random.chance(0.14) { return forcePush() }
        if random.chance(0.09) {
            commit(subject: "Merge branch '\(plan.record.baseBranch)' into \(plan.record.headBranch)", merging: true)
        }
        for index in 0..<random.int(1...2) {
            if index > 0 { now = soon(60...2_400) }
            commit(subject: DemoWords.commitSubject(index + 1, title: plan.record.title, &random))
        }
        if random.chance(0.3) { comment(by: author.login) }
    }

    private mutating func closeForAWhile() {
        close()
        now = later(hours: 9)
        event(.reopened)
    }

    private mutating func backToDraft() {
        event(.convertedToDraft)
        now = later(hours: 3 * pace)
        event(.readyForReview)
    }

    /// Merges after some hours; now and then somebody reviews what is merged already.
    private mutating func finish(hours: Double, approver: String?) {
        now = later(hours: hours, sigma: 1.2)
        if random.chance(0.05) {
            event(.addedToMergeQueue)
            now = soon(300...1_200)
            event(.removedFromMergeQueue)
        }
        let method: PullRequestPlan.Merge.Method =
            plan.record.commits.contains { $0.replacedAt == nil && plan.record.commits.count > 6 }
            ? .merge : random.pick([.merge, .merge, .squash, .squash, .squash, .rebase], else: .merge)
        let isByApprover = random.chance(0.2)
        merge(by: isByApprover ? approver ?? author.login : author.login, method: method)
        guard random.chance(0.02) else { return }
        let merged = now
        let late = colleague()
        now = later(hours: 5, by: late)
        review(.commented, by: late.login, body: DemoWords.comment(&random))
        now = merged
    }

    /// Closed without a merge after some days, mostly without a word.
    private mutating func writeAbandonment(afterDays days: ClosedRange<Int>) {
        if random.chance(0.4) {
            let other = colleague()
            now = later(hours: 7 * pace, by: other)
            review(.commented, by: other.login, comments: 1)
        }
        now = author.hours.advance(
            soon((days.lowerBound * 86_400)...(days.upperBound * 86_400)), by: 60, in: world.calendar)
        close()
    }

    /// A change by a machine, which a person approves and merges, or which a later one replaces.
    mutating func writeMachineChange(commits: Int) {
        setSize(median: 24)
        for index in 0..<commits { commit(at: soon(0...(40 + index)), subject: plan.record.title) }
        now = soon(60...200)
        plan.record.createdAt = now
        for label in plan.record.labels { event(.labeled(label)) }
        if random.chance(0.15) {
            now = soon((4 * 86_400)...(13 * 86_400))
            return close()
        }
        let person = world.roster.someone(at: now, &random)
        now = later(hours: 9 * pace, by: person)
        if random.chance(0.7) { review(.approved, by: person.login) }
        now = soon(30...900)
        merge(by: person.login, method: .squash)
    }

    /// A hotfix, a promotion or a back-merge: opened, looked at and merged within hours.
    mutating func writeQuickChange(hours: Double, method: PullRequestPlan.Merge.Method) {
        plan.record.createdAt = now
        for label in plan.record.labels { event(.labeled(label)) }
        let other = colleague()
        now = later(hours: hours, sigma: 0.5, by: other)
        if random.chance(0.85) { review(.approved, by: other.login) }
        now = soon(60...1_500)
        merge(by: author.login, method: method)
    }
}
