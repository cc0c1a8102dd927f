package import HakaruModel

extension SummaryPage {
    /// The page as one HTML file: no script, no request, light and dark, and fit for printing.
    package func html(in language: Language) -> [UInt8] {
        let document = document(in: language)
        let page = SummaryHTML(document: document, phrases: language.phrases)
        var bytes = Array("<!doctype html>\n".utf8)
        page.markup.write(to: &bytes)
        bytes.append(0x0A)
        return bytes
    }
}

/// A summary as elements of a page.
private struct SummaryHTML {
    let document: SummaryDocument
    let phrases: any Phrases

    var markup: Markup {
        .element("html", [.init("lang", document.language)], [head, .element("body", [], [main])])
    }

    private var head: Markup {
        .element(
            "head", [],
            [
                .element("meta", [.init("charset", "utf-8")], []),
                .element(
                    "meta",
                    [
                        .init("http-equiv", "Content-Security-Policy"),
                        .init(
                            "content",
                            "default-src 'none'; style-src 'sha256-\(SummaryStyle.hash)'; base-uri 'none'; form-action 'none'"
                        ),
                    ], []),
                .element(
                    "meta", [.init("name", "viewport"), .init("content", "width=device-width, initial-scale=1")], []),
                .element("meta", [.init("name", "color-scheme"), .init("content", "light dark")], []),
                .element("meta", [.init("name", "referrer"), .init("content", "no-referrer")], []),
                .element("title", document.title),
                .element("style", [], [.literal(SummaryStyle.sheet)]),
            ])
    }

    private var main: Markup {
        let notice = document.notice.map { [Markup.element("p", class: "notice", [.text($0)])] } ?? []
        let sentences = document.sentences.map { Markup.element("p", $0) }
        return .element(
            "main", [],
            [
                .element(
                    "header", [],
                    [.element("h1", document.title)] + notice + [.element("div", class: "lead", sentences)])
            ]
                + [.element("div", class: "tiles", document.tiles.map(tile))] + document.sections.map(section))
    }

    private func tile(_ tile: SummaryDocument.Tile) -> Markup {
        .element(
            "div", class: "tile",
            [
                .element("p", class: "label", [.text(tile.label)]), .element("p", class: "value", [.text(tile.value)]),
            ] + (tile.course.count > 1 ? [Sparkline.svg(tile.course)] : []) + [
                .element("p", class: "note", [.text(tile.note)])
            ])
    }

    private func section(_ section: SummaryDocument.Section) -> Markup {
        .element(
            "section", [], [.element("h2", section.heading)] + section.blocks.map { block($0, in: section.heading) })
    }

    private func block(_ block: SummaryDocument.Block, in heading: String) -> Markup {
        switch block {
        case .line(let line): .element("p", [], text(line))
        case .list(let lines): .element("ul", [], lines.map { .element("li", [], text($0)) })
        case .table(let table): .element("div", [], [self.table(table, heading: heading)] + notes(table))
        case .chart(let chart): figure(chart)
        }
    }

    private func text(_ line: SummaryDocument.Line) -> [Markup] {
        switch line {
        case .words(let words): [.text(words)]
        case .foreign(let text): [.foreign(text)]
        case .command(let words, let command): [.text("\(words) "), .element("code", command)]
        }
    }

    private func notes(_ table: Table) -> [Markup] {
        table.notes.map { .element("p", class: "note", [.text($0)]) }
    }

    private func figure(_ chart: SummaryChart) -> Markup {
        .element(
            "figure", [],
            [
                .element("figcaption", chart.chart.title), chart.chart.svg,
                .element(
                    "ul", class: "legend", chart.legend.map { .element("li", [], [sample($0.sample), .text($0.name)]) }),
                .element(
                    "details", [],
                    [
                        .element("summary", phrases.showNumbers),
                        .element("p", class: "note", [.text(chart.chart.detail)]),
                        table(chart.table, caption: chart.chart.title),
                    ] + notes(chart.table)),
            ])
    }

    private func sample(_ sample: SummaryChart.Sample) -> Markup {
        let mark: Markup =
            switch sample {
            case .area(let look): shape("fill \(look)", "M0 1H18V11H0Z")
            case .line(let look): shape("stroke \(look)", "M1 6H17")
            case .dot(let look): shape(look, "M9 6h0")
            case .hatched: shape("stroke main", "M1 11L6 1M7 11L12 1M13 11L18 1")
            }
        return .element("svg", [.init("viewBox", "0 0 18 12"), .init("aria-hidden", "true")], [mark])
    }

    private func shape(_ className: String, _ data: String) -> Markup {
        .element("path", [.init("class", className), .init("d", data)], [])
    }

    /// A table that scrolls by itself where the page is narrow, by keyboard too.
    private func table(_ table: Table, caption: String? = nil, heading: String = "") -> Markup {
        let head = table.columns.map { column in
            Markup.element(
                "th", [.init("scope", "col"), .init("class", column.isNumeric ? "n" : "t")], [.text(column.title)])
        }
        let groups = stride(from: 0, to: table.rows.count, by: max(1, table.rowsPerName)).map { start in
            table.rows[start..<min(start + max(1, table.rowsPerName), table.rows.count)]
        }
        // Rows that share a name stand in a body of their own, which the name heads.
        let bodies =
            table.rowsPerName > 1
            ? groups.map { rows in
                Markup.element(
                    "tbody", [], rows.enumerated().map { row($1, of: table, head: $0 == 0 ? rows.count : 0) })
            } : [.element("tbody", [], table.rows.map { row($0, of: table, head: 1) })]
        let parts: [Markup] = [.element("thead", [], [.element("tr", [], head)])] + bodies
        // Two tables of a page may have the same columns, but not two of a section.
        let name = caption ?? "\(heading): \(table.columns.map(\.title).joined(separator: ", "))"
        return .element(
            "div",
            [.init("class", "scroll"), .init("role", "region"), .init("tabindex", "0"), .init("aria-label", name)],
            [.element("table", [], (caption.map { [.element("caption", $0)] } ?? []) + parts)])
    }

    /// A row; its name heads so many rows, or stands in a row above where that is 0.
    private func row(_ cells: [Table.Cell], of table: Table, head: Int) -> Markup {
        let marked = zip(table.columns, cells).enumerated().compactMap { index, cell -> Markup? in
            let isHead = index == 0 && !cell.0.isNumeric
            if isHead, head == 0 { return nil }
            let scope: [Markup.Attribute] =
                !isHead
                ? []
                : head == 1
                    ? [.init("scope", "row")] : [.init("scope", "rowgroup"), .init("rowspan", String(head))]
            return .element(
                isHead ? "th" : "td", scope + [.init("class", cell.0.isNumeric ? "n" : "t")], [content(cell.1)])
        }
        return .element("tr", [], marked)
    }

    private func content(_ cell: Table.Cell) -> Markup {
        switch cell {
        case .text(let text): .foreign(text)
        case .link(let text, let url): .element("a", [.init("href", url)], [.foreign(text)])
        default: .text(cell.shown)
        }
    }
}
