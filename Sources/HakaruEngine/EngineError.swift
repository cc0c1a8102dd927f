package import HakaruModel

/// A verb that cannot do what was asked of it.
package enum EngineError: Error, Hashable, Sendable {
    /// The store has no repository of this name; those that it has.
    case unknownRepository(RepositoryID, known: [RepositoryID])
    /// The store has no repository at all.
    case emptyStore
    /// The repository has no pull request of this number.
    case unknownPullRequest(RepositoryID, number: Int)
    /// Coverage of a commit is not known as a whole; why, as the end of a sentence.
    case coverageUnknown(reason: String)
    /// A file of coverage samples is malformed.
    case malformedSamples(file: String, line: Int?, problem: String)
}

extension EngineError: UserFacingError {
    package var summary: String {
        switch self {
        case .unknownRepository(let repository, _): "The store has no repository \(repository)."
        case .emptyStore: "The store has no repository yet."
        case .unknownPullRequest(let repository, let number): "The store has no pull request \(repository)#\(number)."
        case .coverageUnknown(let reason): "The coverage of the commit is not known: \(reason)."
        case .malformedSamples(let file, let line, let problem):
            "\(file)\(line.map { ":\($0)" } ?? ""): \(problem)."
        }
    }

    package var hint: String? {
        switch self {
        case .unknownRepository(let repository, let known):
            if let nearest = SpellingDistance.nearest(to: repository.description, among: known.map(\.description)) {
                "Did you mean \(nearest)?"
            } else {
                "Fetch it with `hakaru sync -R \(repository)`."
            }
        case .emptyStore: "Fetch some with `hakaru sync -R owner/name`."
        case .unknownPullRequest: "Run `hakaru sync` where it is newer than the last one."
        case .coverageUnknown: "Give all reports of the commit; a part is never taken for the whole."
        case .malformedSamples: "docs/coverage.md shows the form; nothing of the file was stored."
        }
    }

    package var exitCode: ExitCode {
        switch self {
        case .unknownRepository, .unknownPullRequest: .failure
        case .emptyStore: .noStore
        case .coverageUnknown: .incomplete
        case .malformedSamples: .malformedInput
        }
    }
}
