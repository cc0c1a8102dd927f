/// A line of a few values without axes, beside a number that says the same; so it is hidden from those who listen.
enum Sparkline {
    /// Draws values, oldest first, nil for a gap; the last one has a dot.
    static func svg(_ values: [Double?]) -> Markup {
        let known = values.compactMap { $0 }
        let scale = ChartScale(.linear, from: 0, to: known.max() ?? 1)
        let step = 120 / Double(max(1, values.count - 1))
        var data = ""
        var dot: Markup?
        var isDrawing = false
        for (index, value) in values.enumerated() {
            guard let value else {
                isDrawing = false
                continue
            }
            let x = tenths(3 + Double(index) * step)
            let y = tenths(27 - scale.share(of: value) * 24)
            data += "\(isDrawing ? "L" : "M")\(x) \(y)"
            isDrawing = true
            dot = .element(
                "circle", [.init("class", "fill main"), .init("cx", x), .init("cy", y), .init("r", "3")], [])
        }
        return .element(
            "svg", [.init("viewBox", "0 0 126 30"), .init("class", "spark"), .init("aria-hidden", "true")],
            [.element("path", [.init("class", "stroke main"), .init("d", data)], [])] + (dot.map { [$0] } ?? []))
    }

    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}
