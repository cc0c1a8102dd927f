import HakaruFetcher
import HakaruModel
import HakaruReporter

extension RenderedResult {
    /// `hakaru.coverage_publish/1`: the statuses that were written.
    init(published statuses: [CommitStatusDraft], on commit: ObjectID, of repository: RepositoryID) {
        self.init(
            json: [
                "schema": "hakaru.coverage_publish/1", "repository": .string(repository.description),
                "commit": .string(commit.description),
                "statuses": .array(
                    statuses.map { status in
                        [
                            "context": .string(status.context), "state": .string(status.state.rawValue),
                            "description": .string(status.description),
                        ]
                    }),
            ],
            table: Table(
                columns: [
                    .init("Context", key: "context", isNumeric: false),
                    .init("State", key: "state", isNumeric: false),
                    .init("Description", key: "description", isNumeric: false),
                ], rows: statuses.map { [.text($0.context), .text($0.state.rawValue), .text($0.description)] }))
    }
}
