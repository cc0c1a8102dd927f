import HakaruModel

/// A value that is stored as its place in a list.
///
/// The lists are part of the schema: they only grow at their end.
protocol StoredCode: Equatable, Sendable {
    /// The values by their codes, from 0.
    static var codes: [Self] { get }
}

extension StoredCode {
    /// The place in the list.
    var code: Int64 { Int64(Self.codes.firstIndex(of: self) ?? -1) }
}

extension StoredRepository.Presence: StoredCode {
    static let codes: [StoredRepository.Presence] = [.visible, .hidden, .gone]
}

extension Actor.Kind: StoredCode {
    static let codes: [Actor.Kind] = [.user, .bot, .mannequin, .organization, .unknown]
}

extension PullRequest.State: StoredCode {
    static let codes: [PullRequest.State] = [.open, .closed, .merged]
}

extension PullRequest.HeadOrigin: StoredCode {
    static let codes: [PullRequest.HeadOrigin] = [.sameRepository, .fork, .gone]
}

extension CommitStatus.Form: StoredCode {
    static let codes: [CommitStatus.Form] = [.status, .checkRun]
}

extension CommitStatus.State: StoredCode {
    static let codes: [CommitStatus.State] = [
        .success, .failure, .error, .pending, .expected, .neutral, .cancelled, .skipped, .timedOut, .actionRequired,
        .stale, .startupFailure, .unknown,
    ]
}

extension Deployment.State: StoredCode {
    static let codes: [Deployment.State] = [
        .pending, .queued, .waiting, .inProgress, .success, .failure, .error, .inactive, .unknown,
    ]
}

extension Review.State: StoredCode {
    static let codes: [Review.State] = [.approved, .changesRequested, .commented, .dismissed, .pending]
}
