import HakaruEngine
import HakaruFetcher
import HakaruModel
import HakaruReporter

extension RenderedResult {
    /// `hakaru.sync_forecast/1`: what a sync would ask.
    init(_ forecast: SyncForecast) {
        let entries = forecast.repositories
        self.init(
            json: [
                "schema": "hakaru.sync_forecast/1",
                "repositories": .array(
                    entries.map {
                        [
                            "repository": .string($0.repository.description), "purpose": .string($0.purpose?.rawValue),
                            "pull_requests": .integer($0.pullRequests), "to_fetch": .integer($0.toFetch),
                            "at_least": .bool($0.isAtLeast), "requests": .integer($0.requests),
                            "points": .integer($0.points), "reason": .string($0.reason),
                        ]
                    }),
                "owners": .array(
                    forecast.owners.map {
                        [
                            "owner": .string($0.owner.login), "repositories": .integer($0.repositoryCount),
                            "reason": .string($0.reason),
                        ]
                    }),
                "requests": .integer(entries.reduce(0) { $0 + ($1.requests ?? 0) }),
                "points": .integer(entries.reduce(0) { $0 + ($1.points ?? 0) }),
                "remaining": .integer(forecast.usage.limit?.remaining),
                "resets_at": .string(forecast.usage.limit?.resetsAt.description),
            ],
            table: Table(
                columns: [
                    .init("Repository", key: "repository", isNumeric: false),
                    .init("Walk", key: "purpose", isNumeric: false), .init("Pull requests", key: "pull_requests"),
                    .init("To fetch", key: "to_fetch"), .init("Requests", key: "requests"),
                    .init("Points", key: "points"), .init("", key: "note", isNumeric: false),
                ],
                rows: entries.map { entry in
                    [
                        .text(entry.repository.description), entry.purpose.map { .text($0.rawValue) } ?? .absent,
                        .integer(entry.pullRequests), .integer(entry.toFetch), .integer(entry.requests),
                        .integer(entry.points), .text(entry.reason ?? (entry.isAtLeast ? "or more" : "")),
                    ]
                },
                notes: forecast.owners.compactMap(\.reason) + RenderedResult.notes(forecast)))
    }

    private static func notes(_ forecast: SyncForecast) -> [String] {
        let requests = forecast.repositories.reduce(0) { $0 + ($1.requests ?? 0) }
        let points = forecast.repositories.reduce(0) { $0 + ($1.points ?? 0) }
        let left = forecast.usage.limit.map { ", of \($0.remaining) left until \($0.resetsAt)" } ?? ""
        return [
            "About \(requests) request\(requests == 1 ? "" : "s") and \(points) point\(points == 1 ? "" : "s")\(left).",
            "The lines of branches come on top when they are new: a request for each 100 commits.",
        ]
    }
}
