/// The exact counts of a commit in the words of a commit status: `lines 8123/9921 branches 1203/1800, 81.87 %, v1`.
///
/// The forge keeps these texts, so that the continuous integration and the collector share nothing else. The part before
/// the first comma is what is read back; the percentage after it is for people, the last part is the version of the form.
package struct CoverageStatusText: Hashable, Sendable {
    /// The longest description that GitHub takes, in bytes.
    package static let maximumLength = 140

    /// The counts by what they count; never empty.
    package let counts: [CoverageMeasure: CoverageCount]

    /// Makes a text of counts, or nil where there are none.
    package init?(counts: [CoverageMeasure: CoverageCount]) {
        guard !counts.isEmpty else { return nil }
        self.counts = counts
    }

    /// Reads a description that ``description`` wrote.
    ///
    /// - Returns: nil for every other text: another version, an unknown or repeated measure, a count that is not two plain
    ///   numbers with the first at most as large as the second.
    package init?(_ description: some StringProtocol) {
        let parts = Array(description.utf8).split(separator: 0x2C, omittingEmptySubsequences: false)
        guard parts.count >= 2, description.utf8.count <= CoverageStatusText.maximumLength,
            parts[parts.count - 1].elementsEqual(" v1".utf8)
        else { return nil }
        let words = parts[0].split(separator: 0x20, omittingEmptySubsequences: false)
        guard words.count.isMultiple(of: 2) else { return nil }
        var counts: [CoverageMeasure: CoverageCount] = [:]
        for index in stride(from: 0, to: words.count, by: 2) {
            guard let measure = CoverageMeasure(rawValue: String(decoding: words[index], as: UTF8.self)),
                counts[measure] == nil, let count = CoverageStatusText.count(words[index + 1])
            else { return nil }
            counts[measure] = count
        }
        self.init(counts: counts)
    }

    private static func count(_ text: ArraySlice<UInt8>) -> CoverageCount? {
        let numbers = text.split(separator: 0x2F, omittingEmptySubsequences: false)
        guard numbers.count == 2, let covered = number(numbers[0]), let total = number(numbers[1]) else { return nil }
        return CoverageCount(covered: covered, total: total)
    }

    /// A number without a sign and without leading zeros.
    private static func number(_ text: ArraySlice<UInt8>) -> Int? {
        guard let first = text.first, text.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), first != 0x30 || text.count == 1
        else { return nil }
        return Int(String(decoding: text, as: UTF8.self))
    }
}

extension CoverageStatusText: CustomStringConvertible {
    /// The text of a status, at most ``maximumLength`` bytes; measures that no longer fit are left out from the end.
    package var description: String {
        let ordered = counts.sorted { $0.key < $1.key }
        let percent = ordered.first?.value.percent.map { ", \($0) %" } ?? ""
        var text = ""
        for (measure, count) in ordered {
            let longer = text + (text.isEmpty ? "" : " ") + "\(measure.rawValue) \(count)"
            guard longer.utf8.count + percent.utf8.count + 4 <= CoverageStatusText.maximumLength else { break }
            text = longer
        }
        return "\(text)\(percent), v1"
    }
}
