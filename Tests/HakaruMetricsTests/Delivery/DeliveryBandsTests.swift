import FoundationEssentials
import HakaruModel
import Testing

@testable import HakaruMetrics

@Suite struct `Published bands` {
    private struct File: Decodable {
        struct Scale: Decodable {
            let measure: String
            let publisher: String
            let year: Int
            let source: String
            let url: String
            let statistic: String
            let verified: String
            let note: String
            let bands: [Band]
        }
        struct Band: Decodable {
            let name: String
            let bound: Double?
        }
        let version: Int
        let scales: [Scale]
    }

    @Test func `are those of the data file`() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let data = try Data(contentsOf: root.appending(path: "config/published-bands.json"))
        let file = try JSONDecoder().decode(File.self, from: data)
        #expect(file.version == DeliveryBands.version)
        #expect(file.scales.count == DeliveryBands.published.count)
        for (written, scale) in zip(file.scales, DeliveryBands.published) {
            #expect(written.measure == scale.measure.rawValue && written.publisher == scale.publisher)
            #expect(written.year == scale.year && written.source == scale.source)
            #expect(written.statistic == scale.statistic)
            #expect(written.url.hasPrefix("https://") && !written.note.isEmpty)
            #expect(written.verified.hasPrefix("20"))
            #expect(written.bands.map { DeliveryBands.Band($0.name, $0.bound) } == scale.bands)
        }
    }

    @Test(arguments: [
        (7_000, "elite"), (6_999, "high"), (1_000, "high"), (999, "medium"), (229, "low"), (0, "low"),
    ])
    func `begin with their bound for a frequency`(thousandths: Int64, name: String) {
        var figures = DeliveryFigures()
        figures.deploymentsPerWeek = Thousandths(count: thousandths)
        #expect(DeliveryBands.published[0].band(of: figures)?.name == name)
    }

    @Test(arguments: [(86_399, "elite"), (86_400, "high"), (604_800, "medium"), (2_629_800, "low")])
    func `end before their bound for a duration`(seconds: Int64, name: String) {
        var figures = DeliveryFigures()
        figures.leadTime = Distribution([seconds])
        #expect(DeliveryBands.published[1].band(of: figures)?.name == name)
    }

    @Test(arguments: [
        (86_400, "elite"), (90_000, "good"), (262_799, "good"), (262_800, "fair"), (583_199, "fair"),
        (583_200, "needs focus"),
    ])
    func `of whole hours end with the next hour, for the 75th percentile`(seconds: Int64, name: String) {
        var figures = DeliveryFigures()
        figures.leadTime = Distribution([0, 0, 0, seconds, seconds])
        #expect(DeliveryBands.published[4].band(of: figures)?.name == name)
    }

    @Test(arguments: [(1, 20, "elite"), (1, 19, "high"), (15, 100, "medium"), (64, 100, "low")])
    func `end with their bound for a rate`(failed: Int, finished: Int, name: String) {
        var figures = DeliveryFigures()
        figures.failed = failed
        figures.finished = finished
        #expect(DeliveryBands.published[2].band(of: figures)?.name == name)
    }

    @Test func `say nothing about what is not known`() {
        for scale in DeliveryBands.published { #expect(scale.band(of: DeliveryFigures()) == nil) }
    }
}
