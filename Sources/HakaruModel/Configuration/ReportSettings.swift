/// Where weekly reports go, and how long a week waits for its data.
package struct ReportSettings: Hashable, Sendable {
    /// One place for a report.
    package enum Target: Hashable, Sendable {
        /// A file whose path holds `{week}`; `directory` is that of the configuration file, and `isConfined` says whether
        /// the file must lie below it.
        case file(template: String, directory: String, isConfined: Bool)
        /// A channel that the user's own file or the environment describes.
        case channel(name: String)
    }

    /// The places, in the order in which they are served.
    package var targets: [Target] = []
    /// How long after its end a week waits for repositories that are not synced, in seconds; one day.
    package var waitSeconds: Int64 = 86_400

    /// No place.
    package init() {}
}
