package import HakaruModel

/// A badge: a picture of a label and a covered share, for a README.
package struct CoverageBadge: Hashable, Sendable {
    /// What is shown at the left, such as `coverage`.
    package let label: String
    /// What was measured; nil shows `unknown`.
    package let count: CoverageCount?
    /// The verdict that gives the colour.
    package let verdict: GateVerdict

    /// Makes a badge.
    package init(label: String, count: CoverageCount?, verdict: GateVerdict) {
        self.label = label
        self.count = count
        self.verdict = verdict
    }

    /// The picture: SVG that asks for no font and no other file.
    package var svg: [UInt8] {
        let label = CellWidth.truncated(shortened, to: CoverageBadge.labelLimit)
        let value = count?.percent.map { "\($0) %" } ?? "unknown"
        let left = CoverageBadge.width(of: label)
        let right = CoverageBadge.width(of: value)
        let spoken = "\(label): \(value)"
        let picture = Markup.element(
            "svg",
            [
                .init("xmlns", "http://www.w3.org/2000/svg"), .init("width", String(left + right)),
                .init("height", "20"), .init("role", "img"), .init("aria-label", spoken),
            ],
            [
                .element("title", spoken), box(x: 0, width: left, "#454545"), box(x: left, width: right, colour),
                .element(
                    "g",
                    [
                        .init("fill", "#fff"), .init("text-anchor", "middle"),
                        .init("font-family", "Verdana,DejaVu Sans,sans-serif"), .init("font-size", "11"),
                    ],
                    [words(label, x: 0, width: left), words(value, x: left, width: right)]),
            ])
        var bytes: [UInt8] = []
        picture.write(to: &bytes)
        bytes.append(0x0A)
        return bytes
    }

    /// The cells of a label that still fit into a line of badges.
    private static let labelLimit = 40

    /// The beginning of the label, since one cell can hold any number of combining marks.
    private var shortened: String {
        String(String.UnicodeScalarView(label.unicodeScalars.prefix(4 * CoverageBadge.labelLimit)))
    }

    /// The width of a box in pixels: the text is stretched to its own part of it, whatever the font is.
    private static func width(of text: String) -> Int { 7 * max(1, CellWidth.of(text)) + 10 }

    private func box(x: Int, width: Int, _ colour: String) -> Markup {
        .element(
            "rect",
            [
                .init("x", String(x)), .init("width", String(width)), .init("height", "20"), .init("fill", colour),
            ], [])
    }

    private func words(_ text: String, x: Int, width: Int) -> Markup {
        .element(
            "text",
            [
                .init("x", String(x + width / 2)), .init("y", "14"), .init("textLength", String(width - 10)),
                .init("lengthAdjust", "spacingAndGlyphs"),
            ], [.text(text)])
    }

    /// Dark enough for white text (a contrast of 4.5 and more).
    private var colour: String {
        switch verdict {
        case .passed: "#2a7f3e"
        case .failed: "#b3261e"
        case .notApplicable: "#3b5f8a"
        case .cannotTell: "#5f6368"
        }
    }
}
