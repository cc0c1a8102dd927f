import HakaruModel
import HakaruSystem

extension CoverageSession {
    /// The commit that was given, else the one that is checked out.
    func commit(_ given: String?) async throws -> ObjectID {
        if let given, let id = ObjectID(given) { return id }
        switch repository {
        case .missing(let reason):
            throw UsageError(
                summary: "The commit is not known: \(reason).", hint: "Give --commit with all digits of its name.")
        case .known(let repository):
            switch try await repository.commit(given ?? "HEAD") {
            case .known(let id): return id
            case .missing(let reason): throw UsageError(summary: "--commit: \(reason).", hint: nil)
            }
        }
    }

    /// The branch that was given, else the one of the job, else the one that is checked out.
    func branch(_ given: String?) async throws -> String {
        if let given { return given }
        if let branch = jobBranch { return branch }
        if case .known(let repository) = repository, let branch = try await repository.currentBranch() { return branch }
        throw UsageError(
            summary: "The branch is not known: a commit is checked out, not a branch.", hint: "Give --branch NAME.")
    }
}
