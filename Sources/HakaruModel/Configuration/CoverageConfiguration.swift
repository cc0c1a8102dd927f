/// What the configuration says about coverage.
package struct CoverageConfiguration: Hashable, Sendable {
    /// The parts of the repository that are measured by themselves, in the order of the file.
    package var components: [CoverageComponent] = []
    /// What the gate asks for where no flag says otherwise.
    package var rules: [CoverageRule] = []
    /// The report files that must all be there: each pattern has to fit one of them.
    package var shards: [PathPattern] = []
    /// Changed files that need not be measured, such as tests.
    package var ignoredPaths: [PathPattern] = []
    /// Directories that are cut off where a path of a report starts with them.
    package var stripPrefixes: [String] = []
    /// Directories of the repository in which relative paths of a report may start.
    package var sourceRoots: [String] = []
    /// The accounts whose coverage statuses are believed, by their whole name; nobody's where it is empty.
    package var trustedCreators: [String] = []

    /// Makes a configuration that says nothing.
    package init() {}
}
