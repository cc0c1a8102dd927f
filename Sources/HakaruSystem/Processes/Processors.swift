import Dispatch
import FoundationEssentials

/// The processors of the machine.
package enum Processors {
    /// How many this process may use; at least 1.
    package static var count: Int { max(1, ProcessInfo.processInfo.activeProcessorCount) }

    /// Calls a function once for each index below a count, on all processors; returns when all is done.
    package static func perform(_ count: Int, _ body: @Sendable (Int) -> Void) {
        DispatchQueue.concurrentPerform(iterations: count, execute: body)
    }
}
