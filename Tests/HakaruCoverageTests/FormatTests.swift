import HakaruCoverage
import HakaruModel
import Testing

@Suite struct `Coverage formats` {
    @Test func `have a fixture each`() {
        #expect(Set(Fixture.all.map(\.format)) == Set(CoverageFormat.allCases))
    }

    @Test(arguments: Fixture.all)
    func `give their counts`(_ fixture: Fixture) throws {
        fixture.expect(try CoverageReader.read(fixture.bytes, label: fixture.name))
    }

    @Test(arguments: Fixture.all, [1, 2, 3, 7, 64])
    func `do not depend on how the bytes are cut`(_ fixture: Fixture, size: Int) throws {
        var reader = CoverageReader(label: fixture.name)
        let bytes = fixture.bytes
        for start in stride(from: 0, to: bytes.count, by: size) {
            try reader.feed(Array(bytes[start..<min(start + size, bytes.count)]))
        }
        fixture.expect(try reader.finish())
    }

    @Test(arguments: Fixture.all)
    func `do not depend on how lines end`(_ fixture: Fixture) throws {
        let bytes = fixture.bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
        fixture.expect(try CoverageReader.read(bytes, label: fixture.name))
    }

    @Test(arguments: Fixture.all)
    func `may start with a byte order mark`(_ fixture: Fixture) throws {
        guard fixture.bytes.first != 0xEF else { return }
        fixture.expect(try CoverageReader.read([0xEF, 0xBB, 0xBF] + fixture.bytes, label: fixture.name))
    }

    @Test(arguments: Fixture.all)
    func `are the same when read twice and merged`(_ fixture: Fixture) throws {
        let report = try CoverageReader.read(fixture.bytes, label: fixture.name)
        guard report.files.allSatisfy(\.knowsLines) || report.count(.lines) == nil else { return }
        let merged = try CoverageReport.merging([report, report])
        #expect(merged.files.map(\.path) == report.files.map(\.path))
        if fixture.format != .llvmJSON { #expect(merged.count(.lines) == report.count(.lines)) }
    }

    /// Cuts each fixture at every byte: a part of a report is never a report with the same numbers of another kind.
    @Test(arguments: Fixture.xml + Fixture.json)
    func `are an error when they are cut off`(_ fixture: Fixture) {
        let bytes = fixture.bytes
        // White space at the end belongs to no document, and a document of gcov may stand alone.
        let end = bytes.lastIndex { !($0 == 0x0A || $0 == 0x20) } ?? 0
        var whole = 0
        for length in 0..<end where (try? CoverageReader.read(Array(bytes[..<length]), label: fixture.name)) != nil {
            whole += 1
        }
        #expect(whole == (fixture.name == "gcov" ? 2 : 0))
    }
}
