/// A chart over time: layers of marks in one frame, drawn from the first to the last.
struct Chart: Sendable {
    /// A place: x in seconds since 1970, y in the unit of the axis.
    struct Point: Hashable, Sendable {
        let x: Double
        let y: Double
    }

    /// A stretch between two values at one place.
    struct Spread: Hashable, Sendable {
        let x: Double
        let low: Double
        let high: Double
    }

    /// A bar of parts that stand on each other.
    struct Bar: Hashable, Sendable {
        /// Where it begins and ends.
        let start: Double
        let end: Double
        /// The lengths of its parts from the bottom; one of 0 is not drawn.
        let parts: [Double]
        /// Whether it is hatched instead of filled.
        var isHatched = false
    }

    /// What is drawn.
    enum Layer: Sendable {
        /// The band within which nothing special happens, with its centre: natural limits.
        case limits(low: Double, centre: Double, high: Double)
        /// A bar to reach, across the whole chart, with its name at the right end.
        case rule(Double, label: String)
        /// Bars; the n-th part of each has the n-th of these looks.
        case bars([Bar], looks: [Look])
        /// A ribbon, broken where a value is missing.
        case ribbon([Spread?], look: Look)
        /// Single points.
        case points([Point], look: Look)
        /// A line, broken where a value is missing.
        case line([Point?], look: Look)
    }

    /// How a mark looks; the raw values are classes of the style sheet.
    enum Look: String, Sendable, CaseIterable {
        case main
        case mainRibbon = "ribbon"
        case mainDotted = "dotted"
        case dots, second, quiet
        case coding = "s1"
        case pickup = "s2"
        case review = "s3"
        case merge = "s4"
        case integration = "s5"
    }

    /// A mark of an axis.
    struct Tick: Hashable, Sendable {
        let value: Double
        let label: String
    }

    /// A name that no other chart of the page has.
    let id: String
    /// What the chart shows, as a finding.
    let title: String
    /// What its marks mean, for those who don't see them.
    let detail: String
    let x: ChartScale
    let y: ChartScale
    let xTicks: [Tick]
    let yTicks: [Tick]
    let layers: [Layer]
    /// The size of the drawing, in pixels where it is not scaled.
    var width = 940.0
    var height = 280.0
}
