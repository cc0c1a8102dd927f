import HakaruEngine
import HakaruModel
import HakaruReporter

extension RenderedResult {
    /// `hakaru.sync/1` (`design.md`).
    init(_ result: SyncResult) {
        self.init(
            json: [
                "schema": "hakaru.sync/1",
                "repositories": .array(
                    result.repositories.map {
                        [
                            "repository": .string($0.repository.description), "complete": .bool($0.isComplete),
                            "pull_requests_listed": .integer($0.pullRequestsListed),
                            "pull_requests_stored": .integer($0.pullRequestsStored),
                            "incomplete": .integer($0.incomplete), "reason": .string($0.reason),
                            "new_name": .string($0.newName?.description),
                        ]
                    }),
                "owners": .array(
                    result.owners.map {
                        [
                            "owner": .string($0.owner.login), "repositories": .integer($0.repositoryCount),
                            "reason": .string($0.reason),
                        ]
                    }),
                "requests": .integer(result.requests), "points": .integer(result.points),
                "not_modified": .integer(result.notModified), "bytes": .integer(result.bytes),
                "waited_seconds": .number(RenderedResult.seconds(result.waited)),
                "seconds": .number(RenderedResult.seconds(result.elapsed)),
            ],
            table: Table(
                columns: [
                    .init("Repository", key: "repository", isNumeric: false),
                    .init("Listed", key: "pull_requests_listed"),
                    .init("Stored", key: "pull_requests_stored"), .init("Incomplete", key: "incomplete"),
                    .init("State", key: "state", isNumeric: false),
                ],
                rows: result.repositories.map {
                    [
                        .text($0.repository.description), .integer(Int64($0.pullRequestsListed)),
                        .integer(Int64($0.pullRequestsStored)), .integer(Int64($0.incomplete)),
                        .text($0.isComplete ? "complete" : "incomplete: \($0.reason ?? "stopped")"),
                    ]
                },
                notes: result.owners.compactMap(\.reason) + [
                    "\(result.requests) requests, \(result.points) points, \(result.bytes) bytes, "
                        + "\(RenderedResult.seconds(result.elapsed)) s, of them \(RenderedResult.seconds(result.waited)) s waited"
                ]))
    }

    /// Seconds with three places.
    private static func seconds(_ duration: Duration) -> String {
        let milliseconds = duration.components.seconds * 1_000 + duration.components.attoseconds / 1_000_000_000_000_000
        let rest = String(1_000 + milliseconds % 1_000).dropFirst()
        return "\(milliseconds / 1_000).\(rest)"
    }
}
