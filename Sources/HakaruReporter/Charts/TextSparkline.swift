/// A line of a few values in one row of text, beside numbers that say the same.
package enum TextSparkline {
    private static let bars: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// Draws values from the least to the greatest of them, oldest first; a gap is a dot.
    package static func text(_ values: [Int?]) -> String {
        let known = values.compactMap { $0 }
        guard let least = known.min(), let greatest = known.max() else {
            return String(repeating: "·", count: values.count)
        }
        return String(
            values.map { value in
                guard let value else { return "·" }
                guard greatest > least else { return bars[3] }
                return bars[(value - least) * (bars.count - 1) / (greatest - least)]
            })
    }
}
