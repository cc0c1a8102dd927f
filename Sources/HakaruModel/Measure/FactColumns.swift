/// The derived facts of one repository as columns of bytes, which the store keeps without looking into them.
///
/// Whoever keeps them gives back what was put in. They are valid while ``layoutVersion``, ``definitionsVersion``,
/// ``rulesFingerprint`` and the pull requests of the repository are the same; ``asOf`` says what was known.
package struct FactColumns: Hashable, Sendable {
    /// One column.
    package struct Column: Hashable, Sendable {
        /// The name, unique in the repository and stable within a layout.
        package var name: String
        /// The content, in the byte order of the machine's little end.
        package var bytes: [UInt8]

        /// Makes a column.
        package init(name: String, bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
        }
    }

    /// The layout of columns that this program writes and reads; others are thrown away and derived again.
    package static let currentLayoutVersion = 1

    /// The repository by its name at the time.
    package var repository: RepositoryID
    /// The layout that the columns were written in.
    package var layoutVersion: Int
    /// The definitions that the facts follow.
    package var definitionsVersion: Int
    /// The ``MeasurementRules/fingerprint`` of the rules that the facts follow.
    package var rulesFingerprint: String
    /// The instant that hides all later events.
    package var asOf: Instant
    /// The number of pull requests.
    package var rowCount: Int
    /// The columns; a part of them where only a part was asked for.
    package var columns: [Column]

    /// Makes columns.
    package init(
        repository: RepositoryID, layoutVersion: Int = FactColumns.currentLayoutVersion,
        definitionsVersion: Int = Definitions.version, rulesFingerprint: String, asOf: Instant, rowCount: Int,
        columns: [Column]
    ) {
        self.repository = repository
        self.layoutVersion = layoutVersion
        self.definitionsVersion = definitionsVersion
        self.rulesFingerprint = rulesFingerprint
        self.asOf = asOf
        self.rowCount = rowCount
        self.columns = columns
    }
}
