/// Why the numbers of a frozen week would be others today.
///
/// Its text is stored; a language has its own words for it.
package enum RestatementCause: Hashable, Sendable {
    /// The definitions of the numbers changed.
    case definitions(from: Int, to: Int)
    /// The configuration that shapes the numbers changed.
    case configuration
    /// Weeks are cut in another time zone.
    case timeZone(from: String, to: String)
    /// A repository has another name.
    case renamed(RepositoryID, to: RepositoryID)
    /// A repository that had no part in the numbers has one now.
    case added(RepositoryID)
    /// A repository that was not complete then has more now.
    case completed(RepositoryID)
    /// A review that was given before the freeze became known after it.
    case lateReview(RepositoryID)
    /// Something else that happened before the freeze became known after it.
    case lateData(RepositoryID)
}

extension RestatementCause: LosslessStringConvertible {
    /// Reads the stored text; nil for any other.
    package init?(_ text: String) {
        let words = text.split(separator: " ").map(String.init)
        let repository = words.dropFirst().first.flatMap { RepositoryID($0) }
        switch (words.first, words.count, repository) {
        case ("definitions", 3, _):
            guard let from = Int(words[1]), let to = Int(words[2]) else { return nil }
            self = .definitions(from: from, to: to)
        case ("configuration", 1, _): self = .configuration
        case ("time_zone", 3, _): self = .timeZone(from: words[1], to: words[2])
        case ("renamed", 3, let from?):
            guard let to = RepositoryID(words[2]) else { return nil }
            self = .renamed(from, to: to)
        case ("added", 2, let repository?): self = .added(repository)
        case ("completed", 2, let repository?): self = .completed(repository)
        case ("late_review", 2, let repository?): self = .lateReview(repository)
        case ("late_data", 2, let repository?): self = .lateData(repository)
        default: return nil
        }
    }

    package var description: String {
        switch self {
        case .definitions(let from, let to): "definitions \(from) \(to)"
        case .configuration: "configuration"
        case .timeZone(let from, let to): "time_zone \(from) \(to)"
        case .renamed(let from, let to): "renamed \(from) \(to)"
        case .added(let repository): "added \(repository)"
        case .completed(let repository): "completed \(repository)"
        case .lateReview(let repository): "late_review \(repository)"
        case .lateData(let repository): "late_data \(repository)"
        }
    }
}
