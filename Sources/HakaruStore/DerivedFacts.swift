/// Facts that were computed from a repository's pull requests under one configuration, as columns of bytes.
///
/// The store keeps them without looking inside. It drops them when the repository changes.
package struct DerivedFacts: Hashable, Sendable {
    /// What shapes derived facts besides the pull requests themselves.
    package struct Identity: Hashable, Sendable {
        /// The version of the definitions that they follow.
        package var definitionsVersion: Int
        /// A hash of the configuration that shapes them, at most 64 bytes.
        package var fingerprint: [UInt8]
        /// The version of the encoding of the columns.
        package var layoutVersion: Int

        /// Makes an identity.
        package init(definitionsVersion: Int, fingerprint: [UInt8], layoutVersion: Int) {
            self.definitionsVersion = definitionsVersion
            self.fingerprint = fingerprint
            self.layoutVersion = layoutVersion
        }
    }

    /// What shaped them.
    package var identity: Identity
    /// The ``StoredRepository/revision`` that they were computed from.
    package var revision: Int64
    /// The columns by name.
    package var columns: [String: [UInt8]]

    /// Makes derived facts.
    package init(identity: Identity, revision: Int64, columns: [String: [UInt8]]) {
        self.identity = identity
        self.revision = revision
        self.columns = columns
    }
}
