import FoundationEssentials
import HakaruModel
import Synchronization

/// What changes while a demo forge runs, under one lock: the data, the clock, the script of faults, what was counted.
final class ForgeState: Sendable {
    private struct Values {
        var dataset: DemoDataset
        var clock: Instant?
        var snapshot: ForgeSnapshot?
        var script = FaultScript()
        var budget: ForgeBudget
        var statistics = DemoForgeStatistics()
        var concurrent = 0
        var issued: [String: Instant] = [:]
    }

    let options: DemoForgeOptions
    let app: DemoApp?
    private let values: Mutex<Values>

    init(_ dataset: DemoDataset, options: DemoForgeOptions, app: DemoApp? = nil) {
        self.options = options
        self.app = app
        values = Mutex(
            Values(
                dataset: dataset, clock: options.asOf, budget: ForgeBudget(hourlyLimit: options.hourlyLimit)))
    }

    /// The machine's time: limits are reset by it.
    var wallClock: Instant { Instant(secondsSinceEpoch: Int64(Date().timeIntervalSince1970)) }

    /// What the forge shows now.
    var snapshot: ForgeSnapshot {
        values.withLock { values in
            if let snapshot = values.snapshot { return snapshot }
            let snapshot = ForgeSnapshot(values.dataset, asOf: values.clock ?? .endOfTime)
            values.snapshot = snapshot
            return snapshot
        }
    }

    var statistics: DemoForgeStatistics { values.withLock { $0.statistics } }

    var unusedFaults: [DemoFault] { values.withLock { $0.script.unused } }

    func update<Result: Sendable>(_ change: (inout DemoDataset) -> Result) -> Result {
        values.withLock { values in
            values.snapshot = nil
            return change(&values.dataset)
        }
    }

    func setClock(_ clock: Instant?) {
        values.withLock { values in
            values.clock = clock
            values.snapshot = nil
        }
    }

    func add(_ faults: [DemoFault]) {
        values.withLock { $0.script.add(faults) }
    }

    func clearFaults() {
        values.withLock { $0.script = FaultScript() }
    }

    func resetStatistics() {
        values.withLock { $0.statistics = DemoForgeStatistics() }
    }

    /// Gives out a token that ends so many seconds from now, and its end.
    func issueToken(seconds: Int) -> (token: String, end: Instant) {
        let end = wallClock.advanced(bySeconds: Int64(seconds))
        return values.withLock { values in
            let token = "ghs_demo\(values.issued.count + 1)"
            values.issued[token] = end
            return (token, end)
        }
    }

    /// Whether a token may ask: the one of the options, or one that was given out and has not ended.
    func accepts(_ token: String?) -> Bool {
        guard options.token != nil || app != nil else { return true }
        guard let token else { return false }
        if token == options.token { return true }
        let now = wallClock
        return values.withLock { $0.issued[token].map { $0 > now } ?? false }
    }

    /// Counts a request in and finds the fault that it meets.
    func begin(_ request: ForgeRequest) -> DemoFault? {
        values.withLock { values in
            values.concurrent += 1
            values.statistics.mostConcurrent = max(values.statistics.mostConcurrent, values.concurrent)
            return values.script.fault(for: request)
        }
    }

    /// Counts a request out.
    func end(_ entry: DemoForgeStatistics.Entry) {
        values.withLock { values in
            values.concurrent -= 1
            values.statistics.entries.append(entry)
        }
    }

    /// Where a limit stands now.
    func budget(_ resource: ForgeBudget.Resource) -> ForgeBudget.State {
        let now = wallClock
        return values.withLock { $0.budget.state(of: resource, at: now) }
    }

    func charge(_ points: Int, to resource: ForgeBudget.Resource) {
        let now = wallClock
        values.withLock { $0.budget.charge(points, to: resource, at: now) }
    }

    func spend(_ resource: ForgeBudget.Resource, seconds: Int) {
        let reset = wallClock.advanced(bySeconds: Int64(seconds))
        values.withLock { $0.budget.spend(resource, until: reset) }
    }
}

extension Instant {
    /// Later than everything that a forge can tell.
    static let endOfTime = Instant(secondsSinceEpoch: 253_402_300_799)
}
