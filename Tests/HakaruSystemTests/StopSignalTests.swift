import Glibc
import HakaruModel
import Testing

@testable import HakaruSystem

@Suite struct `A request to stop` {
    @Test func `has its exit code`() {
        #expect(StopSignal.interrupt.exitCode.rawValue == 130)
        #expect(StopSignal.terminate.exitCode.rawValue == 143)
    }

    @Test func `cancels the work, which keeps its result`() async throws {
        let (signals, continuation) = AsyncStream.makeStream(of: StopSignal.self)
        let outcome = await StopSignal.cancelling(on: signals) {
            continuation.yield(.terminate)
            while !Task.isCancelled { await Task.yield() }
            return "the last complete page is kept"
        }
        #expect(try outcome.result.get() == "the last complete page is kept")
        #expect(outcome.signal == .terminate)
    }

    @Test func `is not there when the work ends by itself`() async throws {
        let (signals, continuation) = AsyncStream.makeStream(of: StopSignal.self)
        let outcome = await StopSignal.cancelling(on: signals) { 7 }
        #expect(try outcome.result.get() == 7)
        #expect(outcome.signal == nil)
        continuation.finish()
        let late = await StopSignal.cancelling(on: signals) { 8 }
        #expect(try late.result.get() == 8)
    }

    @Test func `leaves an error of the work as it is`() async {
        struct Failure: Error {}
        let (signals, _) = AsyncStream.makeStream(of: StopSignal.self)
        let outcome = await StopSignal.cancelling(on: signals) { throw Failure() }
        #expect(throws: Failure.self) { try outcome.result.get() }
        #expect(outcome.signal == nil)
    }

    @Test func `arrives from the system`() async throws {
        let signals = try StopSignal.received()
        // The first one only; a second would end the tests.
        kill(getpid(), SIGTERM)
        var iterator = signals.makeAsyncIterator()
        #expect(await iterator.next() == .terminate)
    }
}
