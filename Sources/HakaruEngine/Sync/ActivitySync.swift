import HakaruFetcher
import HakaruModel
import HakaruStore

/// Reads what happens in a repository apart from its pull requests, where nothing else is to be read of it.
struct ActivitySync {
    let asker: ActivityAsker
    let key: RepositoryKey
    let store: any Store
    /// The commits of the integration branch, oldest first.
    let line: [BranchHistory.Entry]

    /// Works until everything is read, or something fails.
    ///
    /// - Returns: What ended it early; nil where nothing did. What the token may not read is noted and ends nothing.
    func run() async throws(StoreError) -> FetchError? {
        let before = try await store.activityState(of: key)
        let now = asker.forge.now
        var work = ActivityWork(before: before, start: now)
        work.plan(ActivityWork.CommitPlan(line, state: before, now: now))
        var failure: FetchError?
        var storeError: StoreError?
        await withTaskGroup(of: (ActivityWork.Job, Result<ActivityPage, FetchError>).self) { group in
            var running = 0
            while true {
                while failure == nil, storeError == nil, running < max(1, asker.forge.concurrency),
                    let job = work.nextJob()
                {
                    running += 1
                    group.addTask { (job, await asker.answer(job)) }
                }
                guard let (job, answer) = await group.next() else { return }
                running -= 1
                if let error = work.receive(answer, of: job) {
                    failure = failure ?? error
                    continue
                }
                do throws(StoreError) {
                    try await store.save(work.takeStored(), and: work.state, of: key)
                } catch {
                    storeError = error
                    group.cancelAll()
                }
            }
        }
        if let storeError { throw storeError }
        return failure
    }
}
