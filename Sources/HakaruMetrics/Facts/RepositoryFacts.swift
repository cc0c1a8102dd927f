package import HakaruModel

/// The derived facts of one repository: what the metrics start from.
///
/// They depend on the pull requests, the branch histories and the rules alone, and on an instant that hides every later
/// event (`definitions.md` §10). The store keeps them as ``columns``.
package struct RepositoryFacts: Hashable, Sendable {
    /// The repository.
    package let repository: RepositoryID
    /// The instant that hides all later events.
    package let asOf: Instant
    /// The ``MeasurementRules/fingerprint`` of the rules.
    package let rulesFingerprint: String
    /// The patterns that the bits of ``PullRequest/Facts/pathMask`` stand for.
    package let pathPatterns: [String]
    /// The facts of every pull request known at ``asOf``, by ascending number.
    package let facts: [PullRequest.Facts]

    /// Takes over facts that are already derived.
    init(
        repository: RepositoryID, asOf: Instant, rulesFingerprint: String, pathPatterns: [String],
        facts: [PullRequest.Facts]
    ) {
        self.repository = repository
        self.asOf = asOf
        self.rulesFingerprint = rulesFingerprint
        self.pathPatterns = pathPatterns
        self.facts = facts
    }

    /// Derives the facts of all pull requests of a repository (`definitions.md` §§2–4).
    ///
    /// - Parameters:
    ///   - repository: Its default branch and the branches that exist decide what the rules leave open.
    ///   - pullRequests: All of the repository, in any order; one that was opened after `asOf` is left out.
    ///   - histories: First-parent lines of branches, as far as they are known; none means that only base and names decide.
    ///   - rules: The configuration.
    ///   - asOf: The instant that hides all later events.
    /// - Complexity: O(n log n) for n pull requests with their commits, reviews and events.
    package init(
        repository: Repository, pullRequests: [PullRequest], histories: [BranchHistory] = [],
        rules: MeasurementRules, asOf: Instant
    ) {
        let derivation = WholeDerivation(
            of: repository, pullRequests, histories: histories, rules: rules, asOf: asOf)
        self.init(
            repository: repository.id, asOf: asOf, rulesFingerprint: rules.fingerprint,
            pathPatterns: rules.teamPaths.map(\.text), facts: derivation.facts)
    }

    /// The facts of one pull request, or nil where it was not known at ``asOf``.
    ///
    /// - Complexity: O(log n)
    package func facts(of number: Int) -> PullRequest.Facts? {
        var range = facts.indices
        while let middle = range.isEmpty ? nil : range.lowerBound + range.count / 2 {
            if facts[middle].number == number { return facts[middle] }
            range = facts[middle].number < number ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return nil
    }
}
