import HakaruModel

/// How large a pull request is, and which teams' paths it touches (`definitions.md` §§2, 6).
struct SizeFacts {
    /// Lines added and removed, generated files left out; nil where the forge does not tell.
    let lines: Int?
    /// Whether generated files are counted too, since the files are not known.
    let isUnfiltered: Bool
    /// Bit n is set where a changed file matches the n-th pattern.
    let pathMask: UInt64

    init(_ source: PullRequest, rules: MeasurementRules) {
        let whole: Int? =
            source.additions == nil && source.deletions == nil
            ? nil : (source.additions ?? 0) + (source.deletions ?? 0)
        guard let files = source.files else {
            lines = whole
            isUnfiltered = whole != nil && !rules.generatedPaths.isEmpty
            pathMask = 0
            return
        }
        isUnfiltered = false
        var generated = 0
        var mask: UInt64 = 0
        for file in files {
            let path = Array(file.path.utf8)
            if rules.generatedPaths.contains(where: { $0.matches(path) }) {
                generated += file.additions + file.deletions
            }
            for (bit, pattern) in rules.teamPaths.prefix(Organization.mostPaths).enumerated()
            where mask & 1 << UInt64(bit) == 0 && pattern.matches(path) {
                mask |= 1 << UInt64(bit)
            }
        }
        // The files may be cut short, the whole is not: what is known to be generated is taken off.
        lines = whole.map { max(0, $0 - generated) } ?? files.reduce(0) { $0 + $1.additions + $1.deletions } - generated
        pathMask = mask
    }
}
