import HakaruModel

extension RepositorySimulator {
    /// Writes the lives of the pull requests whose work begins in a week.
    mutating func plan(_ week: Int) {
        var random = DemoRandom(world.team.seed, UInt64(index), UInt64(week) &+ 1_000)
        let workdays = world.calendar.workdays(from: world.firstDay(ofWeek: week))
        var changes: [PullRequestPlan] = []
        let count = random.count(mean: world.volume(ofWeek: week) / Double(world.team.repositories.count))
        for position in 0..<count {
            changes.append(change(in: week, position: position, &random))
        }
        if random.chance(0.22) { changes.append(contribution(in: week, &random)) }
        let bases = changes.prefix(80) + candidates
        for change in changes where random.chance(0.09) { stack(change, among: bases, &random) }
        waiting += changes
        waiting += changes.compactMap { revert(of: $0, &random) }
        planMachines(week, workdays: workdays, &random)
        if workdays >= 3 { waiting.append(promotion(in: week, &random)) }
        if workdays >= 2, random.chance(0.17) { planHotfix(week, &random) }
    }

    private func someInstant(of week: Int, _ random: inout DemoRandom) -> Instant {
        world.startOfWeek(week).advanced(bySeconds: Int64(random.unit() * Double(DemoWorld.week)))
    }

    private func writer(
        by author: DemoRoster.Person, from start: Instant, topic: DemoWords.Topic, base: String = "develop",
        _ random: inout DemoRandom
    ) -> LifeWriter {
        LifeWriter(
            in: world, by: author, from: start, topic: topic, base: base, random: DemoRandom(random.next(), 1))
    }

    /// A change by somebody of the team.
    private func change(in week: Int, position: Int, _ random: inout DemoRandom) -> PullRequestPlan {
        let wish = someInstant(of: week, &random)
        let author = world.roster.someone(at: wish, &random)
        let start = author.hours.advance(wish, by: random.unit() * 9_000, in: world.calendar)
        var topic = DemoWords.topic(number: position, isFrontend: isFrontend, &random)
        if week % 12 == 8, position == 0 {
            let titles = DemoWords.hostileTitles
            topic = DemoWords.Topic(
                title: titles[(week / 12 + index) % titles.count], branch: topic.branch, label: topic.label)
        }
        var life = writer(by: author, from: start, topic: topic, &random)
        life.writeChange()
        if life.plan.record.labels.contains("bug") || random.chance(0.3) {
            life.plan.record.labels.append(isFrontend ? "frontend" : "backend")
        }
        return life.plan
    }

    /// A change by somebody from outside, from a fork, which may be gone by now.
    private func contribution(in week: Int, _ random: inout DemoRandom) -> PullRequestPlan {
        let outsider = world.roster.outsider
        let topic = DemoWords.topic(number: 0, isFrontend: isFrontend, &random)
        var life = writer(by: outsider, from: someInstant(of: week, &random), topic: topic, &random)
        life.writeChange()
        let isGone = random.chance(0.2)
        life.plan.record.headOrigin = isGone ? .gone : .fork
        life.plan.record.forkOwner = isGone ? nil : outsider.login
        return life.plan
    }

    /// Puts a change on top of another that is open when it is opened, where there is one.
    private func stack(_ change: PullRequestPlan, among plans: ArraySlice<PullRequestPlan>, _ random: inout DemoRandom)
    {
        guard change.record.headOrigin == .sameRepository, change.parent == nil, change.followers.isEmpty else {
            return
        }
        let open = plans.filter { plan in
            plan !== change && plan.isSteady && plan.parent == nil && plan.followers.isEmpty
                && plan.record.createdAt <= change.record.createdAt
                && (plan.merge.map { $0.at > change.record.createdAt.advanced(bySeconds: 3_600) } ?? false)
        }
        guard let parent = open.first, let parentMerge = parent.merge else { return }
        change.record.baseBranch = parent.record.headBranch
        change.parent = parent
        guard let merge = change.merge, random.chance(0.5) else {
            // It gets the parent's base when the parent is merged, and is merged after that.
            parent.followers.append(change)
            if let merge = change.merge, merge.at <= parentMerge.at {
                change.merge?.at = DemoWorkHours.tokyo.advance(
                    parentMerge.at, by: 1_800 + random.unit() * 40_000, in: world.calendar)
            }
            return
        }
        if random.chance(0.08) {
            // The parent is given up with the work of the child in it.
            parent.merge = nil
            let end = max(merge.at, parentMerge.at).advanced(bySeconds: 3 * 86_400)
            parent.record.events.append(DemoEvent(.closed, at: end, actor: parent.record.author))
        } else if merge.at >= parentMerge.at {
            parent.merge?.at = DemoWorkHours.tokyo.advance(
                merge.at, by: 3_600 + random.unit() * 20_000, in: world.calendar)
        }
    }

    private func revert(of plan: PullRequestPlan, _ random: inout DemoRandom) -> PullRequestPlan? {
        guard let merge = plan.merge, plan.parent == nil, random.chance(0.02) else { return nil }
        let author = world.roster.someone(at: merge.at, &random)
        let start = author.hours.advance(merge.at, by: 600 + random.unit() * 30_000, in: world.calendar)
        let topic = DemoWords.Topic(title: "Revert \"\(plan.record.title)\"", branch: "revert", label: "revert")
        var life = writer(by: author, from: start, topic: topic, &random)
        life.commit(subject: topic.title)
        life.now = life.soon(20...90)
        life.writeQuickChange(hours: 0.6, method: .merge)
        life.plan.record.additions = plan.record.deletions
        life.plan.record.deletions = plan.record.additions
        life.plan.record.changedFiles = plan.record.changedFiles
        life.plan.reverted = plan
        return life.plan
    }

    // MARK: Machines

    private mutating func planMachines(_ week: Int, workdays: Int, _ random: inout DemoRandom) {
        for position in 0..<(1 + random.count(mean: 0.9)) {
            let package = random.pick(DemoWords.packages, else: "vapor")
            let topic = DemoWords.Topic(
                title: "chore(deps): update \(package) to v\(random.int(1...9)).\(random.int(0...30)).\(position)",
                branch: "renovate/\(package)-\(week)-\(position)", label: "dependencies")
            waiting.append(
                machine(
                    DemoRoster.renovate, at: world.instant(week: week, day: 0, second: 7_800 + position * 40), topic,
                    &random))
        }
        guard workdays > 0 else { return }
        if week % 2 == index % 2 {
            // The same branch name every time: a name that is used again is another branch.
            let topic = DemoWords.Topic(title: "🌐 Sync translations", branch: "bot/translations", label: "")
            waiting.append(
                machine(DemoRoster.actions, at: world.instant(week: week, day: 1, second: 21_600), topic, &random))
        }
        if world.progress(at: world.startOfWeek(week)) > 0.7, random.chance(0.6) {
            let start = DemoWorkHours.tokyo.advance(someInstant(of: week, &random), by: 60, in: world.calendar)
            var topic = DemoWords.topic(number: 0, isFrontend: isFrontend, &random)
            topic = DemoWords.Topic(
                title: topic.title, branch: "copilot/fix-\(random.int(10...9_999))", label: topic.label)
            waiting.append(machine(DemoRoster.assistant, at: start, topic, &random))
        }
    }

    private func machine(
        _ login: String, at start: Instant, _ topic: DemoWords.Topic, _ random: inout DemoRandom
    ) -> PullRequestPlan {
        let person = DemoRoster.Person(login: login, name: "\(login)[bot]", hours: .tokyo, weight: 0)
        var life = writer(by: person, from: start, topic: topic, &random)
        life.writeMachineChange(commits: login == DemoRoster.assistant ? 2 : 1)
        return life.plan
    }

    // MARK: Releases

    /// The weekly way of `develop` to `main`, on Thursday afternoon.
    private func promotion(in week: Int, _ random: inout DemoRandom) -> PullRequestPlan {
        let start = DemoWorkHours.tokyo.advance(
            world.instant(week: week, day: 3, second: 15 * 3_600), by: random.unit() * 3_600, in: world.calendar)
        let topic = DemoWords.Topic(title: "Release", branch: "develop", label: "release")
        let author = world.roster.people[(week + index) % min(4, world.roster.people.count)]
        var life = writer(by: author, from: start, topic: topic, base: "main", &random)
        life.writeQuickChange(hours: 1.2, method: .merge)
        life.plan.role = .promotion
        return life.plan
    }

    /// A fix straight to `main`, and its way back to `develop`.
    private mutating func planHotfix(_ week: Int, _ random: inout DemoRandom) {
        let wish = someInstant(of: week, &random)
        let author = world.roster.someone(at: wish, &random)
        let start = author.hours.advance(wish, by: 600, in: world.calendar)
        let thing = DemoWords.topic(number: 0, isFrontend: isFrontend, &random)
        let topic = DemoWords.Topic(
            title: "🚑 \(thing.title)", branch: "hotfix/\(random.int(100...9_999))", label: "hotfix")
        var life = writer(by: author, from: start, topic: topic, base: "main", &random)
        life.setSize(median: 12)
        life.commit(subject: topic.title)
        life.now = life.soon(600...5_000)
        life.writeQuickChange(hours: 0.7, method: .squash)
        life.plan.role = .hotfix
        waiting.append(life.plan)

        let back = DemoWords.Topic(title: "Merge main into develop", branch: "main", label: "")
        var way = writer(by: author, from: life.now.advanced(bySeconds: 1_500), topic: back, &random)
        way.writeQuickChange(hours: 0.5, method: .merge)
        way.plan.role = .backMerge
        waiting.append(way.plan)
    }
}
