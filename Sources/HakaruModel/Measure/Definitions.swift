/// The version of what every number means.
package enum Definitions {
    /// `definitions_version`: raised whenever a definition changes, and carried by every output.
    package static let version = 1
}
