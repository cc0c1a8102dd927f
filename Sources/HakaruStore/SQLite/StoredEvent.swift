import HakaruModel

/// A kind of event as its code and two values whose meaning depends on it.
struct StoredEvent {
    /// A value of `was` or `became`.
    enum Detail: Equatable {
        case none
        case integer(Int64)
        case text(String)
        case bytes([UInt8])
    }

    var code: Int64
    var was = Detail.none
    var became = Detail.none

    init(code: Int64, was: Detail, became: Detail) {
        self.code = code
        self.was = was
        self.became = became
    }

    init(_ kind: TimelineEvent.Kind) {
        switch kind {
        case .readyForReview: code = 0
        case .convertedToDraft: code = 1
        case .closed: code = 2
        case .reopened: code = 3
        case .merged: code = 4
        case .baseChanged(let from, let to):
            code = 5
            was = .text(from)
            became = .text(to)
        case .headForcePushed(let before, let after):
            code = 6
            was = before.map { .bytes($0.bytes) } ?? .none
            became = after.map { .bytes($0.bytes) } ?? .none
        case .reviewDismissed(let review, let previousState):
            code = 7
            was = previousState.map { .integer($0.code) } ?? .none
            became = review.map { .text($0.rawValue) } ?? .none
        case .reviewRequested: code = 8
        case .addedToMergeQueue: code = 9
        case .removedFromMergeQueue: code = 10
        case .headDeleted: code = 11
        case .headRestored: code = 12
        }
    }

    /// The kind that was stored.
    func kind() throws(MalformedRow) -> TimelineEvent.Kind {
        switch code {
        case 0: .readyForReview
        case 1: .convertedToDraft
        case 2: .closed
        case 3: .reopened
        case 4: .merged
        case 5: .baseChanged(from: try text(was) ?? "", to: try text(became) ?? "")
        case 6: .headForcePushed(before: try objectID(was), after: try objectID(became))
        case 7: .reviewDismissed(review: try text(became).map { ForgeID($0) }, previousState: try reviewState(was))
        case 8: .reviewRequested
        case 9: .addedToMergeQueue
        case 10: .removedFromMergeQueue
        case 11: .headDeleted
        case 12: .headRestored
        default: throw MalformedRow("event \(code) has no meaning")
        }
    }

    private func text(_ detail: Detail) throws(MalformedRow) -> String? {
        switch detail {
        case .none: nil
        case .text(let text): text
        default: throw MalformedRow("an event of kind \(code) lacks a text")
        }
    }

    private func objectID(_ detail: Detail) throws(MalformedRow) -> ObjectID? {
        if detail == .none { return nil }
        guard case .bytes(let bytes) = detail, let id = ObjectID(bytes: bytes) else {
            throw MalformedRow("an event of kind \(code) lacks an object name")
        }
        return id
    }

    private func reviewState(_ detail: Detail) throws(MalformedRow) -> Review.State? {
        if detail == .none { return nil }
        guard case .integer(let code) = detail, code >= 0, code < Review.State.codes.count else {
            throw MalformedRow("an event of kind \(code) lacks the state of a review")
        }
        return Review.State.codes[Int(code)]
    }
}

extension SQLBinder {
    mutating func add(_ detail: StoredEvent.Detail) {
        switch detail {
        case .none: addNull()
        case .integer(let value): add(value)
        case .text(let value): add(value)
        case .bytes(let value): add(value)
        }
    }
}
