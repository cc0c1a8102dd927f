import HakaruModel

extension RepositorySimulator {
    /// Tags what arrived on `main` and brings it to production.
    mutating func release(_ plan: PullRequestPlan, _ tip: ObjectID, _ merge: PullRequestPlan.Merge) {
        if plan.role == .promotion {
            version.minor += 1
            version.patch = 0
            plan.record.title = "Release \(version.tag)"
        } else {
            version.patch += 1
        }
        guard keepsHistory else { return }
        let number = repository.databaseID * 1_000_000
        let at = merge.at.advanced(bySeconds: Int64(historyRandom.int(60...400)))
        repository.releases.append(
            DemoRelease(
                databaseID: number + repository.releases.count, tag: version.tag, commit: tip, branch: main.name,
                author: merge.by, publishedAt: at))
        let fails = historyRandom.chance(0.07)
        deploy(tip, at: at.advanced(bySeconds: 30), succeeds: !fails)
        if fails { deploy(tip, at: at.advanced(bySeconds: Int64(historyRandom.int(1_200...9_000))), succeeds: true) }
    }

    private mutating func deploy(_ tip: ObjectID, at start: Instant, succeeds: Bool) {
        let end = start.advanced(bySeconds: Int64(historyRandom.int(400...1_500)))
        repository.deployments.append(
            DemoDeployment(
                databaseID: repository.databaseID * 1_000_000 + repository.deployments.count, commit: tip,
                ref: main.name,
                environment: "production", creator: DemoRoster.actions, createdAt: start,
                statuses: [
                    DemoDeployment.Status(state: "in_progress", at: start.advanced(bySeconds: 20)),
                    DemoDeployment.Status(state: succeeds ? "success" : "failure", at: end),
                ]))
    }

    /// What the continuous integration says about a commit on `develop`: tests, and how much of the code they cover.
    mutating func judge(_ tip: ObjectID, at merged: Instant) {
        guard keepsHistory else { return }
        let at = merged.advanced(bySeconds: Int64(historyRandom.int(180...700)))
        let passes = !historyRandom.chance(0.03)
        say(tip, at: at, form: .checkRun, context: "ci / test", state: passes ? "success" : "failure", "")
        let progress = world.progress(at: merged)
        let total = 9_000 + Int(3_000 * progress) + historyRandom.int(0...20)
        let covered = Int(Double(total) * (0.61 + 0.175 * progress + 0.004 * historyRandom.unit()))
        for (name, share) in isFrontend ? [("frontend", 1.0), ("admin-frontend", 0.4)] : [("backend", 1.0)] {
            guard let lines = CoverageCount(covered: Int(Double(covered) * share), total: total),
                let text = CoverageStatusText(counts: [.lines: lines])
            else { continue }
            say(tip, at: at, form: .status, context: "hakaru/coverage/\(name)", state: "success", text.description)
        }
    }

    private mutating func say(
        _ commit: ObjectID, at instant: Instant, form: DemoStatus.Form, context: String, state: String,
        _ description: String
    ) {
        repository.statuses.append(
            DemoStatus(
                databaseID: repository.databaseID * 10_000_000 + repository.statuses.count, form: form, commit: commit,
                context: context, state: state, description: description, creator: DemoRoster.actions,
                createdAt: instant))
    }
}
