import HakaruMetrics
import HakaruModel
import Testing

@Suite struct `The table of facts` {
    private let columns = RepositoryFacts.sample([.sample(1, merged: 5), .sample(2)]).columns

    private func changed(_ change: (inout FactColumns) -> Void) -> FactColumns {
        var copy = columns
        change(&copy)
        return copy
    }

    private func bytes(of column: FactColumn, _ change: (inout [UInt8]) -> Void) -> FactColumns {
        changed { columns in
            for index in columns.columns.indices where columns.columns[index].name == column.rawValue {
                change(&columns.columns[index].bytes)
            }
        }
    }

    @Test func `says under which rules and definitions it was derived`() {
        #expect(columns.rulesFingerprint == MeasurementRules().fingerprint)
        #expect(columns.definitionsVersion == Definitions.version)
        #expect(columns.layoutVersion == FactColumns.currentLayoutVersion)
        #expect(columns.rowCount == 2)
        #expect(columns.columns.map(\.name) == FactColumn.allCases.map(\.rawValue))
    }

    @Test func `refuses what does not fit together`() {
        let bad = [
            changed { $0.layoutVersion += 1 }, changed { $0.definitionsVersion += 1 }, changed { $0.rowCount = 3 },
            changed { $0.columns.removeAll { $0.name == "flags" } }, bytes(of: .createdAt) { $0.removeLast() },
            bytes(of: .author) { $0[0] = 200 }, bytes(of: .pathMask) { $0.removeLast(8) },
            bytes(of: .labels) { $0 = [9, 0, 0, 0, 0, 0, 0, 0] }, bytes(of: .reviews) { $0 = [0, 0, 0, 0] },
        ]
        for columns in bad {
            #expect(throws: MetricsError.self) { try FactTable(columns: [columns]) }
        }
    }

    @Test func `says which column a report lacks`() throws {
        let table = try FactTable(columns: [columns], wanted: FactColumn.throughput)
        #expect(try table.throughput(MetricsQuery(period: .fourWeeks)).total.integrated == 1)
        #expect(throws: MetricsError.columnNotLoaded(name: "first_commit_at")) {
            try table.leadTime(MetricsQuery(period: .fourWeeks))
        }
        #expect(throws: MetricsError.self) { try table.reviews(MetricsQuery(period: .fourWeeks)) }
    }

    @Test(arguments: [
        [GroupingKey.time(.week), .label], [.base], [.team, .size], [.repository],
    ])
    func `each report needs the columns that it says, and no more`(grouping: [GroupingKey]) throws {
        let history = GeneratedHistory(seed: 5, count: 60)
        let facts = RepositoryFacts.sample(history.pullRequests)
        let whole = try FactTable([facts])
        let query = MetricsQuery(period: .hours(0, 2_000), grouping: grouping)
        func table(_ columns: Set<FactColumn>) throws -> FactTable {
            let needed = columns.needed(by: query)
            var columns = facts.columns
            columns.columns.removeAll { column in !needed.contains { $0.rawValue == column.name } }
            return try FactTable(columns: [columns], wanted: needed)
        }
        #expect(try table(FactColumn.leadTime).leadTime(query) == whole.leadTime(query))
        #expect(try table(FactColumn.leadTime).spread(of: .leadTime, query) == whole.spread(of: .leadTime, query))
        #expect(try table(FactColumn.throughput).throughput(query) == whole.throughput(query))
        #expect(try table(FactColumn.reviewing).reviews(query) == whole.reviews(query))
        #expect(try table(FactColumn.inProgress).inProgress(query) == whole.inProgress(query))
        for number in ExplainedNumber.allCases {
            #expect(try table(FactColumn.explaining(number)).explain(number, query) == whole.explain(number, query))
        }
    }

    @Test func `puts repositories together in the order of their names`() throws {
        let names = ["acme/web", "acme/api", "Acme/app"]
        let table = try FactTable(
            names.map {
                .sample([.sample(1, merged: 5, author: .bob), .sample(2, merged: 6)], repository: .sample($0))
            })
        #expect(table.repositories.map(\.description) == ["acme/api", "Acme/app", "acme/web"])
        #expect(table.rowCount == 6)
        let total = try table.throughput(MetricsQuery(period: .fourWeeks)).total
        #expect(total.integrated == 6)
        #expect(total.contributors == 2, "one person in three repositories is one contributor")
    }

    @Test func `of nothing is empty`() throws {
        let table = try FactTable([])
        #expect(table.rowCount == 0)
        let report = try table.leadTime(MetricsQuery(period: .fourWeeks, grouping: [.repository]))
        #expect(report.total == LeadTimeFigures())
        #expect(report.groups.isEmpty)
    }
}
