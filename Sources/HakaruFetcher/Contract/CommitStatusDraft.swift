/// A commit status that is to be written.
package struct CommitStatusDraft: Hashable, Sendable {
    /// What the forge shows beside it.
    package enum State: String, Hashable, Sendable {
        /// All is well.
        case success
        /// Something is not as it should be.
        case failure
        /// It could not be found out.
        case error
    }

    /// What it is about; a later status of the same context takes its place.
    package let context: String
    /// What the forge shows beside it.
    package let state: State
    /// The line for people, at most 140 bytes.
    package let description: String
    /// Where it leads to; nil for nowhere.
    package let link: String?

    /// Makes a status.
    package init(context: String, state: State, description: String, link: String? = nil) {
        self.context = context
        self.state = state
        self.description = description
        self.link = link
    }
}
