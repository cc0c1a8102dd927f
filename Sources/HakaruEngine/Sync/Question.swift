import HakaruFetcher
import HakaruModel

/// What came back from the forge.
enum Finding: Sendable {
    /// A walk is open.
    case opened(WalkOpening)
    /// Something that the plan alone has to know.
    case event(SyncPlan.Event)
    /// A page of details.
    case details(SyncPlan.PageID, [ForgeID: DetailDelivery])
    /// Parts that were open.
    case rests(SyncPlan.PageID, [OpenPart: DraftPiece])
    /// One pull request, asked for alone; nil where there is none.
    case single(SyncPlan.PageID, PullRequestDraft?)
    /// A page of a branch's history.
    case history(HistoryReading.Page, Result<HistoryPage, FetchError>)
    /// What was asked for of what happens apart from pull requests.
    case activity(ActivityWork.Job, Result<ActivityPage, FetchError>)
}

/// Asks the forge what a plan wants to know.
struct Question: Sendable {
    let name: RepositoryID
    let patterns: [BranchPattern]

    /// Asks, and tells what came of it; a failure is an event like any other.
    func answer(_ request: SyncPlan.Request, from forge: any Forge) async -> Finding {
        switch request {
        case .open(let order, let cursor, let width):
            return await orListFailed { () throws(FetchError) in
                .opened(try await forge.openWalk(query(order, cursor, width), branches: patterns))
            }
        case .list(let order, let cursor, let width):
            return await orListFailed { () throws(FetchError) in
                .event(.listed(try await forge.list(query(order, cursor, width))))
            }
        case .sweep(let cursor, let width):
            return await orListFailed { () throws(FetchError) in
                .event(.swept(try await forge.listOpen(query(.createdAscending, cursor, width))))
            }
        case .details(let page, let ids, let commitCount):
            return await orFailed(page) { () throws(FetchError) in
                .details(page, try await forge.details(of: ids, in: name, commitCount: commitCount))
            }
        case .rests(let page, let parts):
            return await orFailed(page) { () throws(FetchError) in
                .rests(page, try await forge.rests(parts, in: name))
            }
        case .single(let page, _, let number):
            return await orFailed(page) { () throws(FetchError) in
                .single(page, try await forge.pullRequest(number, in: name))
            }
        case .summary(let page, let id, _):
            return await orFailed(page) { () throws(FetchError) in
                .single(page, try await forge.summary(of: id, in: name))
            }
        }
    }

    /// Asks for a page of a branch's history.
    static func history(
        _ page: HistoryReading.Page, in repository: RepositoryID, from forge: any Forge
    ) async -> Finding {
        do throws(FetchError) {
            return .history(page, .success(try await forge.history(page.request, in: repository)))
        } catch {
            return .history(page, .failure(error))
        }
    }

    private func query(_ order: WalkOrder, _ cursor: String?, _ width: Int) -> ListQuery {
        ListQuery(repository: name, order: order, width: width, cursor: cursor)
    }

    private func orListFailed(_ ask: () async throws(FetchError) -> Finding) async -> Finding {
        do throws(FetchError) { return try await ask() } catch { return .event(.listFailed(error)) }
    }

    private func orFailed(
        _ page: SyncPlan.PageID, _ ask: () async throws(FetchError) -> Finding
    ) async -> Finding {
        do throws(FetchError) { return try await ask() } catch { return .event(.failed(page, error)) }
    }
}
