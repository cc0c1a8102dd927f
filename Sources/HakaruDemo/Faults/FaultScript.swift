/// The faults that are still to come, in the order of the script.
struct FaultScript: Sendable {
    private struct Line {
        let fault: DemoFault
        var seen = 0
        var hits = 0
    }

    private var lines: [Line] = []

    mutating func add(_ faults: [DemoFault]) {
        lines += faults.map { Line(fault: $0) }
    }

    /// The faults that hit less often than they should; one without an end must hit at least once.
    var unused: [DemoFault] {
        lines.filter { $0.hits < ($0.fault.times == .max ? 1 : $0.fault.times) }.map(\.fault)
    }

    /// The fault that a request meets: the first that matches it and wants it.
    ///
    /// Each matching line up to that one counts the request.
    mutating func fault(for request: ForgeRequest) -> DemoFault? {
        var found: DemoFault?
        for index in lines.indices where found == nil && lines[index].fault.match.holds(for: request) {
            lines[index].seen += 1
            let line = lines[index]
            guard line.seen > line.fault.skipping, line.hits < line.fault.times else { continue }
            lines[index].hits += 1
            found = line.fault
        }
        return found
    }
}

extension DemoFault.Match {
    /// Whether every part that is given holds for the request.
    func holds(for request: ForgeRequest) -> Bool {
        (interface.map { $0 == request.interface } ?? true)
            && (method.map { $0 == request.method } ?? true)
            && (path.map { request.target.contains($0) } ?? true)
            && (operation.map { $0 == request.graphQL?.operation } ?? true)
            && (body.map { String(decoding: request.body, as: UTF8.self).contains($0) } ?? true)
            && (widerThan.map { (request.width ?? 0) > $0 } ?? true)
    }
}
