extension TimeZoneRules {
    /// Makes the rules from the bytes of a TZif file, versions 1 to 4, with the footer's rule for later times.
    ///
    /// - Parameters:
    ///   - identifier: The name to show, such as `Asia/Tokyo`.
    ///   - tzif: The whole file; a megabyte at most, real ones have a few thousand bytes.
    /// - Throws: ``ModelError/malformedZone(identifier:reason:)`` for anything else, and for zones that count leap
    ///   seconds.
    package init(identifier: String, tzif: [UInt8]) throws(ModelError) {
        do throws(MalformedZone) {
            guard tzif.count <= 1 << 20 else { throw MalformedZone("it is larger than a megabyte") }
            self.init(identifier: identifier, data: try TZifData(tzif))
        } catch {
            throw ModelError.malformedZone(identifier: identifier, reason: error.reason)
        }
    }

    /// 1900-01-01.
    private static let earliestSummerTime: Int64 = -2_208_988_800

    /// Lays out the changes of the table, then those of the rule for 400 years and a little more.
    init(identifier: String, data: TZifData) {
        var transitions: [Int64] = []
        // Without a table the rule holds always.
        var offsets = [data.transitions.isEmpty ? data.rule?.standardOffset ?? data.offsets[0] : data.offsets[0]]
        for (seconds, offset) in zip(data.transitions, data.offsets.dropFirst()) where offset != offsets.last {
            transitions.append(seconds)
            offsets.append(offset)
        }
        // The last entry of a table may only rename the zone; the rule holds from there all the same.
        guard let rule = data.rule, rule.daylight != nil else {
            self.init(identifier: identifier, transitions: transitions, offsets: offsets, cycleEnd: nil)
            return
        }
        // Summer time before 1900 is of no use to anyone, so a rule without a table starts there.
        let tableEnd = data.transitions.last ?? Self.earliestSummerTime
        let firstYear = CivilDateTime(secondsSinceEpoch: tableEnd).date.year
        let lastYear = firstYear + 402
        let cycleEnd = CivilDate.firstDayOfYear(lastYear).daysSinceEpoch * 86_400
        for year in (firstYear - 1)...lastYear {
            for change in rule.changes(inYear: year) where change.seconds > tableEnd && change.seconds < cycleEnd {
                Self.append(change, to: &transitions, offsets: &offsets)
            }
        }
        self.init(identifier: identifier, transitions: transitions, offsets: offsets, cycleEnd: cycleEnd)
    }

    /// Adds a change, unless it changes nothing; one at or before the last replaces it (summer time all year).
    private static func append(
        _ change: (seconds: Int64, offset: Int32), to transitions: inout [Int64], offsets: inout [Int32]
    ) {
        while let last = transitions.last, change.seconds <= last {
            transitions.removeLast()
            offsets.removeLast()
        }
        guard change.offset != offsets.last else { return }
        transitions.append(change.seconds)
        offsets.append(change.offset)
    }
}
