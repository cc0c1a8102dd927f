/// The summary in one language, before it takes a form: every renderer shows these parts in this order.
struct SummaryDocument: Sendable {
    /// A line of text, by who wrote it.
    enum Line: Hashable, Sendable {
        /// Words of ours, and numbers.
        case words(String)
        /// A line with names or reasons from elsewhere in it.
        case foreign(String)
        /// Words of ours, and a command to copy.
        case command(String, command: String)
    }

    /// A part of a section.
    enum Block: Sendable {
        /// A paragraph.
        case line(Line)
        /// A list.
        case list([Line])
        /// A table.
        case table(Table)
        /// A chart, where pictures are possible; what it shows stands in the other blocks too.
        case chart(SummaryChart)
    }

    /// A heading and what belongs to it.
    struct Section: Sendable {
        let heading: String
        let blocks: [Block]
    }

    /// A number at the head of a page that has room for it.
    struct Tile: Sendable {
        let label: String
        let value: String
        let note: String
        /// The weeks behind it, oldest first.
        let course: [Double?]
    }

    let language: String
    let title: String
    /// What stands above numbers that nobody measured.
    let notice: String?
    let sentences: [String]
    let tiles: [Tile]
    let sections: [Section]
}

/// A chart with its legend and the table behind it.
struct SummaryChart: Sendable {
    /// A mark and its name.
    struct Key: Sendable {
        let sample: Sample
        let name: String
    }

    /// How a mark is shown in a legend.
    enum Sample: Hashable, Sendable {
        case area(String)
        case line(String)
        case dot(String)
        case hatched
    }

    let chart: Chart
    let legend: [Key]
    let table: Table
}
