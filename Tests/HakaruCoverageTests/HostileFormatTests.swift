import HakaruCoverage
import HakaruModel
import Testing

/// The same attacks on the reader of every format.
@Suite struct `Every reader of coverage` {
    /// What the bytes of a format look like.
    private enum Form { case xml, json, text }

    private static func form(_ fixture: Fixture) -> Form {
        switch fixture.text.utf8.first(where: { !isSpace($0) }) {
        case 0x3C: .xml
        case 0x7B, 0x5B: .json
        default: .text
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private static func fixtures(_ form: Form) -> [Fixture] { Fixture.all.filter { self.form($0) == form } }

    private static let xml = fixtures(.xml)
    private static let json = fixtures(.json)
    private static let text = fixtures(.text)

    private func fault(_ bytes: [UInt8], limits: CoverageLimits = CoverageLimits()) -> CoverageFault? {
        do throws(CoverageError) {
            _ = try CoverageReader.read(bytes, label: "x", limits: limits)
            return nil
        } catch {
            #expect(error.exitCode == .malformedInput)
            return error.fault
        }
    }

    /// How many lines are told; nil where the bytes are refused.
    private func lineCount(_ bytes: [UInt8]) -> Int? {
        do throws(CoverageError) {
            return try CoverageReader.read(bytes, label: "x").count(.lines)?.total ?? 0
        } catch {
            return nil
        }
    }

    /// Where a number stands that is not part of a name.
    private static func numbers(_ bytes: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var index = 0
        while index < bytes.count {
            guard (0x30...0x39).contains(bytes[index]) else {
                index += 1
                continue
            }
            var end = index
            while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
            let before = index == 0 ? 0x20 : bytes[index - 1]
            let isPart = before == 0x2D || before == 0x2E || before == 0x5F || (0x41...0x7A).contains(before)
            if !isPart { ranges.append(index..<end) }
            index = end
        }
        return ranges
    }

    @Test(arguments: Fixture.all, ["-3", "NaN", "-Infinity"])
    func `makes no coverage of counts that are none`(fixture: Fixture, word: String) throws {
        let lines = try #require(lineCount(fixture.bytes))
        var everywhere = fixture.bytes
        var losses = 0
        for range in Self.numbers(fixture.bytes).reversed() {
            var changed = fixture.bytes
            changed.replaceSubrange(range, with: Array(word.utf8))
            // In a listing of source code a line with such a count is one without a count.
            if (lineCount(changed) ?? 0) < max(lines, 1) { losses += 1 }
            everywhere.replaceSubrange(range, with: Array(word.utf8))
        }
        #expect(losses > 0, "\(fixture.name)")
        #expect((lineCount(everywhere) ?? 0) == 0, "\(fixture.name)")
    }

    @Test(arguments: xml)
    func `resolves no entity`(fixture: Fixture) throws {
        let root = try #require(Self.root(fixture.bytes))
        for declaration in [
            "<!DOCTYPE x [<!ENTITY a \"b\">]>", "<!DOCTYPE x SYSTEM \"file:///etc/passwd\" [<!ENTITY % p \"\">%p;]>",
        ] {
            var bytes = fixture.bytes
            bytes.insert(contentsOf: Array(declaration.utf8), at: root)
            #expect(fault(bytes) == .forbiddenEntity, "\(fixture.name)")
        }
    }

    /// Small, so that an attack on the length of a name is a short one.
    private static let limits: CoverageLimits = {
        var limits = CoverageLimits()
        limits.token = 10_000
        return limits
    }()

    /// More than a million elements that begin and never end.
    private static let deep: [UInt8] = {
        var bytes = Array("<a>".utf8)
        while bytes.count < 3_000_000 { bytes += bytes }
        return bytes
    }()

    @Test(arguments: xml)
    func `bears a million elements in each other, and an endless tag`(fixture: Fixture) throws {
        let end = try #require(fixture.bytes.lastIndex(of: 0x3C))
        let deep = Self.deep
        let head = Array(fixture.bytes[..<end])
        guard case .tooLarge = fault(head + deep) else {
            Issue.record("\(fixture.name): \(String(describing: fault(head + deep)))")
            return
        }
        let long = [UInt8](repeating: 0x78, count: 30_000)
        #expect(fault(head + Array("<a ".utf8) + long, limits: Self.limits) != nil)
        #expect(fault(Array("<".utf8) + long, limits: Self.limits) != nil)
    }

    @Test(arguments: json)
    func `bears a million lists in each other, and an endless key`(fixture: Fixture) throws {
        let start = try #require(fixture.bytes.firstIndex { !Self.isSpace($0) })
        let end = try #require(fixture.bytes.lastIndex { !Self.isSpace($0) })
        let isObject = fixture.bytes[start] == 0x7B
        let lists = Array((isObject ? "\"zz\":" : "").utf8) + [UInt8](repeating: 0x5B, count: 1_000_000)
        let key = Array((isObject ? "\"" : "{\"").utf8) + [UInt8](repeating: 0x6B, count: 30_000)
        // Before what the format is found by, and behind it.
        for (attack, limits) in [(lists, CoverageLimits()), (key, Self.limits)] {
            #expect(fault(Array(fixture.bytes[...start]) + attack, limits: limits) != nil, "\(fixture.name)")
            #expect(fault(Array(fixture.bytes[..<end]) + [0x2C] + attack, limits: limits) != nil, "\(fixture.name)")
        }
    }

    @Test(arguments: text)
    func `bears a line without end`(fixture: Fixture) {
        let piece = [UInt8](repeating: 0x78, count: 1 << 16)
        var reader = CoverageReader(label: "x")
        var fed = 0
        do throws(CoverageError) {
            try reader.feed(fixture.bytes)
            while fed < 4 << 20 {
                try reader.feed(piece)
                fed += piece.count
            }
            // Only a listing of source code may have a long line, of which nothing is kept.
            let report = try reader.finish()
            #expect([.gcov, .luaCov].contains(fixture.format), "\(fixture.name)")
            #expect(report.count(.lines)?.total == lineCount(fixture.bytes), "\(fixture.name)")
        } catch {
            #expect(fed <= 2 << 20, "\(fixture.name)")
        }
    }

    @Test(arguments: Fixture.all)
    func `takes paths for labels`(fixture: Fixture) throws {
        let report = try CoverageReader.read(fixture.bytes, label: "x")
        let name = try #require(report.files.first?.path.text)
        let outside = fixture.text.replacing(name, with: "../../../../etc/passwd")
        guard outside != fixture.text, fault(Array(outside.utf8)) == nil else { return }
        let mapped = try PathMapper(files: ["etc/passwd.py", "README.md"]).map(
            CoverageReader.read(Array(outside.utf8), label: "x"))
        #expect(mapped.unmatched.contains { $0.path.text.contains("etc/passwd") }, "\(fixture.name)")
    }

    /// Where the root element begins.
    private static func root(_ bytes: [UInt8]) -> Int? {
        bytes.indices.dropLast().first { index in
            bytes[index] == 0x3C && bytes[index + 1] != 0x3F && bytes[index + 1] != 0x21
        }
    }
}
