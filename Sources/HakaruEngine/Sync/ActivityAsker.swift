import HakaruFetcher
import HakaruModel

/// Asks a forge what happens in a repository apart from its pull requests, in requests as large as it bears.
struct ActivityAsker: Sendable {
    let name: RepositoryID
    let forge: any Forge

    /// Carries out a job, and tells what came of it.
    func answer(_ job: ActivityWork.Job) async -> Result<ActivityPage, FetchError> {
        do throws(FetchError) {
            switch job {
            case .first(let commits): return .success(try await first(commits.map { .init($0) }))
            case .commits(_, let commits): return .success(try await statuses(of: commits.map { .init($0) }))
            case .releases(let cursor):
                return .success(
                    try await forge.activity(ActivityQuestion(releases: .init(after: cursor)), in: name))
            case .deployments(let cursor):
                return .success(
                    try await forge.activity(ActivityQuestion(deployments: .init(after: cursor)), in: name))
            }
        } catch {
            return .failure(error)
        }
    }

    /// As much of everything as one request can carry.
    private func first(_ commits: [ActivityQuestion.CommitPart]) async throws(FetchError) -> ActivityPage {
        var question = ActivityQuestion(commits: commits, releases: .init(), deployments: .init())
        var rest: [ActivityQuestion.CommitPart]
        var page: ActivityPage
        do throws(FetchError) {
            page = try await forge.activity(question, in: name)
            rest = page.further + page.missing
        } catch .pageTooWide where !commits.isEmpty {
            question.commits = []
            page = try await forge.activity(question, in: name)
            rest = commits
        }
        let others = try await statuses(of: rest)
        page.activity.statuses += others.activity.statuses
        page.refused.formUnion(others.refused)
        return page
    }

    /// What machines say about some commits, in pages as wide as the forge bears.
    ///
    /// A commit that fails even alone is left out; the next run asks again where it is recent.
    private func statuses(of parts: [ActivityQuestion.CommitPart]) async throws(FetchError) -> ActivityPage {
        var result = ActivityPage()
        var queue = parts
        var width = max(1, parts.count)
        while !queue.isEmpty {
            let page = Array(queue.prefix(width))
            do throws(FetchError) {
                let answer = try await forge.activity(ActivityQuestion(commits: page), in: name)
                queue.removeFirst(page.count)
                result.activity.statuses += answer.activity.statuses
                result.refused.formUnion(answer.refused)
                queue += answer.further
                if page.count > 1, !answer.missing.isEmpty {
                    queue += answer.missing
                    width = max(1, page.count / 2)
                }
            } catch .pageTooWide where page.count > 1 {
                width = max(1, page.count / 2)
            } catch .pageTooWide {
                queue.removeFirst(page.count)
            }
        }
        return result
    }
}
