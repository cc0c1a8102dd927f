import HakaruModel

extension StoreReader {
    /// Writes every stored fact as sorted NDJSON, without what depends on when or how often it was fetched.
    ///
    /// Two stores that know the same write the same bytes, whatever the order in which they learned it: repositories by
    /// host and the forge's identity, each with its branches by name, its statuses, releases and deployments by time,
    /// its coverage samples and its pull requests by number. An author's
    /// e-mail address stands as the least name of a commit under the same address, because its hash depends on the
    /// store's key. Call it on a ``StoreReader/snapshot()`` while others may write.
    ///
    /// - Parameter sink: Takes whole lines with their newline, in pieces of about 64 KiB.
    /// - Throws: What the sink throws, else a ``StoreError``.
    package func canonicalExport(to sink: ([UInt8]) throws -> Void) async throws {
        let repositories = try await repositories().sorted { $0.key < $1.key }
        let emails = try await emailNames(in: repositories)
        var piece: [UInt8] = []
        func write(_ line: CanonicalLine) throws {
            piece += line.finished
            guard piece.count >= 65_536 else { return }
            try sink(piece)
            piece.removeAll(keepingCapacity: true)
        }
        for repository in repositories {
            try write(CanonicalLine(repository))
            for history in try await branchHistories(of: repository.key) {
                try write(CanonicalLine(history, of: repository.key))
            }
            for status in try await commitStatuses(of: repository.key) {
                try write(CanonicalLine(status, of: repository.key))
            }
            for release in try await releases(of: repository.key) {
                try write(CanonicalLine(release, of: repository.key))
            }
            for deployment in try await deployments(of: repository.key) {
                try write(CanonicalLine(deployment, of: repository.key))
            }
            for sample in try await coverageSamples(of: repository.key) {
                try write(CanonicalLine(sample, of: repository.key))
            }
            for pullRequest in try await pullRequests(of: repository.key) {
                try write(CanonicalLine(pullRequest, of: repository.key, emails: emails))
            }
        }
        if !piece.isEmpty { try sink(piece) }
    }

    /// Names each e-mail address by the least name of a commit under it.
    private func emailNames(in repositories: [StoredRepository]) async throws(StoreError) -> [[UInt8]: ObjectID] {
        var names: [[UInt8]: ObjectID] = [:]
        for repository in repositories {
            for pullRequest in try await pullRequests(of: repository.key) {
                for commit in pullRequest.commits + pullRequest.replacedCommits {
                    guard let hash = commit.authorEmailHash else { continue }
                    names[hash] = names[hash].map { min($0, commit.sha) } ?? commit.sha
                }
            }
        }
        return names
    }
}
