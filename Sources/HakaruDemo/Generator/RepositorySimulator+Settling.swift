import HakaruModel

extension RepositorySimulator {
    /// Lets a pull request end: its commits get their parents, its merge a commit on the base branch.
    mutating func settle(_ plan: PullRequestPlan) {
        if plan.role == .promotion || plan.role == .backMerge { gather(plan) }
        place(plan)
        guard let merge = plan.merge else { return }
        guard let tip = plan.record.commits.last(where: { $0.replacedAt == nil })?.sha else {
            // A release without anything to release.
            plan.merge = nil
            plan.record.events.append(DemoEvent(.closed, at: merge.at, actor: merge.by))
            return
        }
        let landed = commits(of: plan, merge: merge, head: tip, base: baseTip(of: plan, at: merge.at))
        guard let last = landed.last else { return }
        mergeParents[last.sha] = last.parents
        plan.record.events.append(DemoEvent(.merged(commit: last.sha), at: merge.at, actor: merge.by))
        plan.record.events.append(DemoEvent(.closed, at: merge.at, actor: merge.by))
        if let parent = plan.parent, !isRetargeted(plan) {
            join(plan, landed, to: parent, merge)
        } else {
            land(landed, of: plan, merge)
        }
        finishHead(of: plan, merge)
    }

    /// Gives the commits of a pull request their parents.
    func place(_ plan: PullRequestPlan) {
        var previous: ObjectID?
        for index in plan.record.commits.indices {
            let commit = plan.record.commits[index]
            if commit.parents.isEmpty {
                let base = baseTip(of: plan, at: commit.committedAt)
                let isStart = previous == nil || plan.lineStarts.contains(index)
                var parents = [isStart ? base : previous ?? base]
                if plan.baseMerges.contains(index), parents[0] != base { parents.append(base) }
                plan.record.commits[index].parents = parents
            }
            previous = commit.sha
        }
    }

    /// Whether the parent was merged first, so that the base is the parent's base by now.
    private func isRetargeted(_ plan: PullRequestPlan) -> Bool {
        plan.parent?.followers.contains { $0 === plan } ?? false
    }

    private func baseTip(of plan: PullRequestPlan, at instant: Instant) -> ObjectID {
        if let parent = plan.parent, !(isRetargeted(plan) && parent.merge.map { $0.at <= instant } ?? false) {
            let commits = parent.record.commits
            if let tip = commits.last(where: { $0.pushedAt <= instant }) ?? commits.first { return tip.sha }
        }
        return (plan.record.baseBranch == main.name ? main : develop).tip(at: instant)
    }

    /// What a promotion or a back-merge carries: all that the other branch does not have yet; GitHub lists 250.
    private func gather(_ plan: PullRequestPlan) {
        let carried = plan.role == .promotion ? unpromoted : unmerged
        plan.record.commits = carried.suffix(250).map { commit in
            var carried = commit
            carried.pushedAt = max(commit.pushedAt, plan.record.createdAt)
            return carried
        }
        plan.record.additions = max(1, carried.count * 37)
        plan.record.deletions = carried.count * 12
        plan.record.changedFiles = 1 + min(200, carried.count * 2)
    }

    /// The commits that a merge makes on the base branch.
    private mutating func commits(
        of plan: PullRequestPlan, merge: PullRequestPlan.Merge, head: ObjectID, base: ObjectID
    ) -> [DemoCommit] {
        let record = plan.record
        let person = world.roster.accounts.first { $0.login == (merge.method == .merge ? merge.by : record.author) }
        func commit(_ parents: [ObjectID], _ message: String) -> DemoCommit {
            DemoCommit(
                sha: random.objectID(), parents: parents, authorLogin: person?.login, authorName: person?.name ?? "",
                authorEmail: person?.email ?? "", authoredAt: merge.at, message: message)
        }
        switch merge.method {
        case .merge:
            let source = "\(repository.id.owner)/\(record.headBranch)"
            return [commit([base, head], "Merge pull request #\(record.number) from \(source)\n\n\(record.title)")]
        case .squash:
            return [commit([base], "\(record.title) (#\(record.number))")]
        case .rebase:
            var previous = base
            return record.commits.filter { $0.replacedAt == nil && $0.parents.count < 2 }.map { original in
                var copy = original
                copy.sha = random.objectID()
                copy.parents = [previous]
                copy.committedAt = merge.at
                copy.pushedAt = merge.at
                previous = copy.sha
                return copy
            }
        }
    }

    /// Puts what a stacked pull request became into its parent's branch.
    private mutating func join(
        _ plan: PullRequestPlan, _ landed: [DemoCommit], to parent: PullRequestPlan, _ merge: PullRequestPlan.Merge
    ) {
        var arriving = landed
        if merge.method == .merge { arriving = plan.record.commits.filter { $0.replacedAt == nil } + landed }
        for index in arriving.indices { arriving[index].pushedAt = merge.at }
        let place = parent.record.commits.firstIndex { $0.pushedAt > merge.at } ?? parent.record.commits.count
        parent.record.commits.insert(contentsOf: arriving, at: place)
        keep(landed)
    }

    /// Puts what a pull request became onto `develop` or `main`.
    private mutating func land(_ landed: [DemoCommit], of plan: PullRequestPlan, _ merge: PullRequestPlan.Merge) {
        guard let tip = landed.last?.sha else { return }
        keep(landed)
        let arriving = (merge.method == .merge ? plan.record.commits.filter { $0.replacedAt == nil } : []) + landed
        switch plan.role {
        case .ordinary:
            develop.move(to: tip, at: merge.at)
            unpromoted += arriving
            judge(tip, at: merge.at)
        case .backMerge:
            develop.move(to: tip, at: merge.at)
            unpromoted += landed
            unmerged = []
        case .promotion, .hotfix:
            main.move(to: tip, at: merge.at)
            unmerged += plan.role == .hotfix ? arriving : landed
            if plan.role == .promotion { unpromoted = [] }
            release(plan, tip, merge)
        }
    }

    private mutating func keep(_ commits: [DemoCommit]) {
        if keepsHistory { repository.commits += commits }
    }

    /// Mostly the head branch is deleted after the merge; what is stacked on it gets another base then.
    private mutating func finishHead(of plan: PullRequestPlan, _ merge: PullRequestPlan.Merge) {
        guard plan.role == .ordinary || plan.role == .hotfix, plan.record.headOrigin == .sameRepository,
            !plan.followers.isEmpty || random.chance(0.93)
        else { return }
        let at = merge.at.advanced(bySeconds: Int64(random.int(1...25)))
        plan.record.events.append(DemoEvent(.headDeleted, at: at, actor: merge.by))
        if plan.followers.isEmpty, random.chance(0.02) {
            plan.record.events.append(DemoEvent(.headRestored, at: at.advanced(bySeconds: 240), actor: merge.by))
        }
        for follower in plan.followers where follower.settlesAt > at {
            let isManual = random.chance(0.3)
            let from = plan.record.headBranch
            let to = plan.record.baseBranch
            follower.record.events.append(
                isManual
                    ? DemoEvent(.baseChanged(from: from, to: to), at: at, actor: follower.record.author)
                    : DemoEvent(.baseChangedAutomatically(from: from, to: to), at: at, actor: merge.by))
        }
    }
}
