import HakaruModel
import Testing

/// A number that a command printed, and what its explanation must give when it is put together again.
struct PrintedNumber {
    /// How the values of an explanation become the number.
    enum Rule {
        /// Their sum.
        case sum
        /// Their part of those that have a value.
        case share
        /// The three greatest numbers of reviewers by all of them.
        case busiestThree
        /// Included by the people that are counted.
        case perPerson
        /// Their sum for each seven days.
        case perWeek
        /// n, percentiles and mean.
        case distribution
        /// n, those that have arrived, and the percentiles of Kaplan and Meier.
        case arrival
    }

    /// The word after `hakaru explain`.
    let word: String
    let rule: Rule
    let value: JSONNode

    /// The numbers of an object of figures; anything in it that has no address is an issue of the test.
    static func all(in figures: JSONNode, of command: String) -> [PrintedNumber] {
        figures.members.sorted { $0.key < $1.key }.flatMap { key, value -> [PrintedNumber] in
            switch key {
            case "key", "sources", "reasons": return []
            case "stages", "data_quality": return all(in: value, of: command)
            case "working_time":
                let figures = value.members.filter { !$0.key.hasPrefix("holidays_") }
                return all(in: .object(figures), of: command)
            case "busiest_three_share": return [PrintedNumber(word: "review-load", rule: .busiestThree, value: value)]
            case "unreviewed" where command == "in-progress":
                return [PrintedNumber(word: "awaiting-review", rule: .sum, value: value)]
            default:
                let rule: Rule =
                    switch key {
                    case "time_to_integrate_seconds": .arrival
                    case "integrated_per_contributor": .perPerson
                    case "deployments_per_week": .perWeek
                    case _ where key.hasSuffix("_share") || key.hasSuffix("_rate"): .share
                    default: value.members.isEmpty ? .sum : .distribution
                    }
                return [PrintedNumber(word: key.replacing("_", with: "-"), rule: rule, value: value)]
            }
        }
    }

    /// Compares with an explanation: nothing that was collected is missing, and its values give the number.
    func expectEqual(to explanation: JSONNode, _ context: @autoclosure () -> String) {
        let included = explanation["included"].items
        let excluded = explanation["excluded"].items
        let text = "\(word) \(context())"
        #expect(Double(included.count + excluded.count) == explanation["collected"].number, "\(text)")
        #expect(explanation["included_count"].number == Double(included.count), "\(text)")
        #expect(excluded.allSatisfy { Exclusion(rawValue: $0["reason"].text ?? "") != nil }, "\(text)")
        let values = included.compactMap { $0["value"].number }
        let sum = values.reduce(0, +)
        switch rule {
        case .sum: expect(value, sum, text)
        case .busiestThree:
            let counts = explanation["by_reviewer"].items.compactMap(\.number)
            let three = counts.sorted().suffix(3).reduce(0, +)
            expect(value, counts.isEmpty ? nil : three / counts.reduce(0, +), text)
            #expect(counts.isEmpty ? explanation["by_reviewer"] == .null : counts.reduce(0, +) == sum, "\(text)")
        case .share: expect(value, values.isEmpty ? nil : sum / Double(values.count), text)
        case .perPerson: expect(value, sum == 0 ? nil : Double(included.count) / sum, text)
        case .perWeek:
            let ends = ["since", "until", "as_of"].compactMap { Instant(rfc3339: explanation[$0].text ?? "") }
            expect(value, sum * 604_800 / Double(min(ends[1], ends[2]).seconds(since: ends[0])), text)
        case .distribution:
            let sorted = values.sorted()
            #expect(value["n"].number == Double(sorted.count), "\(text)")
            for (key, part) in [("p50", 0.5), ("p75", 0.75), ("p90", 0.9)] {
                expect(value[key], PrintedNumber.percentile(part, of: sorted), "\(text) \(key)")
            }
            if value.members["mean"] != nil {
                expect(value["mean"], sorted.isEmpty ? nil : sum / Double(sorted.count), "\(text) mean")
            }
        case .arrival:
            let open = included.compactMap { $0["open_seconds"].number }
            expect(value["n"], Double(values.count + open.count), text)
            expect(value["integrated"], Double(values.count), text)
            for (key, part) in [("p50", 0.5), ("p75", 0.75), ("p90", 0.9)] {
                expect(value[key], PrintedNumber.arrival(part, finished: values, open: open), "\(text) \(key)")
            }
        }
    }

    private func expect(_ printed: JSONNode, _ expected: Double?, _ text: String) {
        guard let expected else {
            #expect(printed == .null, "\(text)")
            return
        }
        guard let number = printed.number else {
            Issue.record("\(text): \(printed) is not \(expected)")
            return
        }
        // Printed with three decimals.
        #expect(abs(number - expected) < 0.000_6, "\(text): \(number) is not \(expected)")
    }

    /// Type 7 of Hyndman and Fan.
    static func percentile(_ part: Double, of sorted: [Double]) -> Double? {
        guard let last = sorted.last else { return nil }
        let rank = Double(sorted.count - 1) * part
        let index = Int(rank)
        guard index + 1 < sorted.count else { return last }
        return sorted[index] + (rank - Double(index)) * (sorted[index + 1] - sorted[index])
    }

    /// When so much has arrived, as Kaplan and Meier estimate it; nil where it has not.
    static func arrival(_ part: Double, finished: [Double], open: [Double]) -> Double? {
        var survival = 1.0
        for time in Set(finished).sorted() {
            let atRisk = finished.count { $0 >= time } + open.count { $0 >= time }
            let arrived = finished.count { $0 == time }
            survival *= 1 - Double(arrived) / Double(atRisk)
            if survival <= 1 - part + 1e-9 { return time }
        }
        return nil
    }
}
