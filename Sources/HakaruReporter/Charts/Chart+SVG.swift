extension Chart {
    /// The chart as an element of a page; colours come from the style sheet of the page.
    var svg: Markup {
        let drawing = ChartDrawing(self)
        return .element(
            "svg",
            [
                .init("viewBox", "0 0 \(ChartDrawing.text(width)) \(ChartDrawing.text(height))"),
                .init("role", "img"), .init("aria-labelledby", "\(id)-title \(id)-detail"),
            ],
            [
                .element("title", [.init("id", "\(id)-title")], [.text(title)]),
                .element("desc", [.init("id", "\(id)-detail")], [.text(detail)]), hatching,
            ] + drawing.axes + layers.map(drawing.markup))
    }

    /// The pattern of hatched bars: stripes of the main colour.
    private var hatching: Markup {
        .element(
            "defs", [],
            [
                .element(
                    "pattern",
                    [
                        .init("id", "\(id)-hatch"), .init("width", "6"), .init("height", "6"),
                        .init("patternUnits", "userSpaceOnUse"), .init("patternTransform", "rotate(45)"),
                    ],
                    [.element("rect", [.init("width", "2.5"), .init("height", "6"), .init("class", "fill main")], [])])
            ])
    }
}

/// Puts the values of a chart into its frame.
private struct ChartDrawing {
    private let chart: Chart
    private let left = 58.0
    private let right: Double
    private let top = 10.0
    private let bottom: Double

    init(_ chart: Chart) {
        self.chart = chart
        right = chart.width - 8
        bottom = chart.height - 24
    }

    /// A length with one decimal at most.
    static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let magnitude = tenths.magnitude
        return magnitude % 10 == 0 ? "\(sign)\(magnitude / 10)" : "\(sign)\(magnitude / 10).\(magnitude % 10)"
    }

    private func x(_ value: Double) -> Double { left + chart.x.share(of: value) * (right - left) }
    private func y(_ value: Double) -> Double { bottom - chart.y.share(of: value) * (bottom - top) }
    private func place(_ xValue: Double, _ yValue: Double) -> String {
        "\(ChartDrawing.text(x(xValue))) \(ChartDrawing.text(y(yValue)))"
    }

    var axes: [Markup] {
        let rows = chart.yTicks.flatMap { tick -> [Markup] in
            let height = ChartDrawing.text(y(tick.value))
            return [
                path("M\(ChartDrawing.text(left)) \(height)H\(ChartDrawing.text(right))", "grid"),
                label(tick.label, x: left - 8, y: y(tick.value) + 4, class: "end"),
            ]
        }
        let columns = chart.xTicks.flatMap { tick -> [Markup] in
            let place = ChartDrawing.text(x(tick.value))
            return [
                path("M\(place) \(ChartDrawing.text(bottom))v5", "axis"),
                label(tick.label, x: x(tick.value) + 4, y: bottom + 17, class: "start"),
            ]
        }
        let floor = path("M\(ChartDrawing.text(left)) \(ChartDrawing.text(bottom))H\(ChartDrawing.text(right))", "axis")
        return rows + columns + [floor]
    }

    private func path(_ data: String, _ className: String) -> Markup {
        .element("path", [.init("class", className), .init("d", data)], [])
    }

    private func label(_ text: String, x: Double, y: Double, class className: String) -> Markup {
        .element(
            "text",
            [.init("class", className), .init("x", ChartDrawing.text(x)), .init("y", ChartDrawing.text(y))],
            [.text(text)])
    }

    func markup(_ layer: Chart.Layer) -> Markup {
        switch layer {
        case .limits(let low, let centre, let high):
            let band =
                "M\(ChartDrawing.text(left)) \(ChartDrawing.text(y(low)))H\(ChartDrawing.text(right))"
                + "V\(ChartDrawing.text(y(high)))H\(ChartDrawing.text(left))Z"
            let middle = "M\(ChartDrawing.text(left)) \(ChartDrawing.text(y(centre)))H\(ChartDrawing.text(right))"
            return .element("g", [], [path(band, "limits"), path(middle, "centre")])
        case .rule(let value, let name):
            let line = "M\(ChartDrawing.text(left)) \(ChartDrawing.text(y(value)))H\(ChartDrawing.text(right))"
            return .element(
                "g", [], [path(line, "rule"), label(name, x: right - 4, y: y(value) - 5, class: "end")])
        case .bars(let bars, let looks): return .element("g", [], bars.flatMap { parts(of: $0, looks: looks) })
        case .ribbon(let spreads, let look):
            let data = ChartDrawing.runs(spreads).map { run in
                let upper = run.map { place($0.x, $0.high) }.joined(separator: "L")
                let lower = run.reversed().map { place($0.x, $0.low) }.joined(separator: "L")
                return "M\(upper)L\(lower)Z"
            }
            return path(data.joined(), "fill \(look.rawValue)")
        case .points(let points, let look):
            // A line of no length with round ends is a dot: one path for all, a few bytes each.
            return path(points.map { "M\(place($0.x, $0.y))h0" }.joined(), look.rawValue)
        case .line(let points, let look):
            // One point alone has no line; a short stroke with round ends shows it.
            let data = ChartDrawing.runs(points).map { run in
                run.count == 1
                    ? run.map { "M\(place($0.x, $0.y))h.1" }.joined()
                    : "M" + run.map { place($0.x, $0.y) }.joined(separator: "L")
            }
            return path(data.joined(), "stroke \(look.rawValue)")
        }
    }

    private func parts(of bar: Chart.Bar, looks: [Chart.Look]) -> [Markup] {
        var base = 0.0
        let start = x(bar.start)
        let end = x(bar.end)
        let gap = min(2, (end - start) * 0.15)
        var parts: [Markup] = []
        for (length, look) in zip(bar.parts, looks) where length > 0 {
            let from = y(base)
            base += length
            let attributes: [Markup.Attribute] = [
                .init("x", ChartDrawing.text(start + gap)), .init("y", ChartDrawing.text(y(base))),
                .init("width", ChartDrawing.text(end - start - 2 * gap)),
                .init("height", ChartDrawing.text(from - y(base))),
            ]
            parts.append(
                .element(
                    "rect",
                    attributes
                        + (bar.isHatched
                            ? [.init("class", "edge \(look.rawValue)"), .init("fill", "url(#\(chart.id)-hatch)")]
                            : [.init("class", "fill \(look.rawValue)")]),
                    []))
        }
        return parts
    }

    /// The stretches without a gap.
    private static func runs<Element>(_ values: [Element?]) -> [[Element]] {
        var runs: [[Element]] = [[]]
        for value in values {
            if let value {
                runs[runs.count - 1].append(value)
            } else if !runs[runs.count - 1].isEmpty {
                runs.append([])
            }
        }
        return runs.filter { !$0.isEmpty }
    }
}
