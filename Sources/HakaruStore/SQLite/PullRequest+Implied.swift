import HakaruModel

/// What is not stored because the list of commits says it: 24 bytes of nearly every pull request.
extension PullRequest {
    /// Stands for a head that the list of commits names; no digest is like it.
    static let impliedHead = ObjectID(bytes: [UInt8](repeating: 0, count: 20))

    /// Whether the head is the last commit of the list.
    var headIsImplied: Bool { headSHA != nil && headSHA == commits.last?.sha }

    /// Puts in what the list of commits says, once that is read.
    mutating func restoreImplied() {
        if headSHA == PullRequest.impliedHead { headSHA = commits.last?.sha }
        if earliestAuthoredAtSeen == nil { earliestAuthoredAtSeen = earliestAuthoredAt }
    }
}

extension SQLRow {
    /// A head: null stands for the last commit of the list, an empty value for one that is not known.
    func impliedObjectID(_ column: Int32) throws(MalformedRow) -> ObjectID? {
        if isNull(column) { return PullRequest.impliedHead }
        return bytes(column).isEmpty ? nil : try objectID(column)
    }
}
