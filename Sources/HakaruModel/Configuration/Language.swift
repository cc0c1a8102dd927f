/// A language that people read the results in.
///
/// The raw values are those of the configuration's `lang`.
package enum Language: String, Hashable, Sendable, CaseIterable {
    /// English.
    case english = "en"
    /// Japanese.
    case japanese = "ja"
}
