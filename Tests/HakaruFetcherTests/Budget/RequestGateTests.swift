import HakaruModel
import Synchronization
import Testing

@testable import HakaruFetcher

/// How many requests are under way in a test.
private final class Crowd: Sendable {
    private let counts = Mutex([0, 0, 0])

    var most: Int { counts.withLock { $0[1] } }
    var all: Int { counts.withLock { $0[2] } }

    func come() {
        counts.withLock { counts in
            counts[0] += 1
            counts[1] = max(counts[0], counts[1])
            counts[2] += 1
        }
    }

    func go() { counts.withLock { $0[0] -= 1 } }
}

@Suite struct `Request gate` {
    private func gate(_ clock: ManualClock, maximumWait: Duration = .seconds(600)) -> RequestGate {
        var settings = RequestBudget.Settings()
        settings.maximumWait = maximumWait
        return RequestGate(host: "h", settings: settings, clock: clock.fetchClock)
    }

    private func receipt(remaining: Int, resetsAt: String, date: String) -> RequestGate.Receipt {
        RequestGate.Receipt(
            bytes: 10, date: .at(date), limit: RateLimit(limit: 5_000, remaining: remaining, resetsAt: .at(resetsAt)))
    }

    @Test func `waits for the reset by the forge's clock, however wrong the machine's is`() async throws {
        let clock = ManualClock("2020-01-01T00:00:00Z")
        let gate = gate(clock)
        gate.note(receipt(remaining: 0, resetsAt: "2026-11-24T09:01:00Z", date: "2026-11-24T09:00:00Z"), for: .graphql)
        _ = try await gate.enter(.graphql, price: 1)
        #expect(clock.sleeps == [.seconds(61)])
        #expect(gate.usage.waited == .seconds(61))
        #expect(gate.now == .at("2026-11-24T09:01:01Z"))
    }

    @Test func `says until when where the wait would be too long`() async throws {
        let clock = ManualClock("2020-01-01T00:00:00Z")
        let gate = gate(clock)
        gate.note(receipt(remaining: 0, resetsAt: "2026-11-24T10:00:00Z", date: "2026-11-24T09:00:00Z"), for: .graphql)
        await #expect(throws: FetchError.rateLimited(host: "h", until: .at("2026-11-24T10:00:01Z"))) {
            _ = try await gate.enter(.graphql, price: 1)
        }
        #expect(clock.sleeps == [])
    }

    @Test func `tells each wait once`() async throws {
        let clock = ManualClock()
        let told = Mutex<[RequestGate.Wait]>([])
        let gate = RequestGate(host: "h", clock: clock.fetchClock) { wait in told.withLock { $0.append(wait) } }
        gate.note(receipt(remaining: 0, resetsAt: "2026-11-24T09:01:00Z", date: "2026-11-24T09:00:00Z"), for: .graphql)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<3 { group.addTask { _ = try? await gate.enter(.graphql, price: 1) } }
        }
        #expect(told.withLock { $0.map(\.reason) } == [.limitSpent])
        #expect(told.withLock { $0.first?.until } == .at("2026-11-24T09:01:01Z"))
    }

    @Test func `lets those who wait their turn in as others leave`() async throws {
        let gate = gate(ManualClock())
        let inside = Crowd()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<500 {
                group.addTask {
                    guard let ticket = try? await gate.enter(.graphql, price: 1) else { return }
                    inside.come()
                    await Task.yield()
                    inside.go()
                    gate.leave(ticket, .answered)
                }
            }
        }
        #expect(inside.all == 500)
        #expect(inside.most <= 10)
    }

    @Test(.timeLimit(.minutes(1)))
    func `tells everyone who waits a turn that the wait would be too long, and what failed`() async throws {
        let gate = gate(ManualClock(), maximumWait: .milliseconds(1))
        var tickets: [RequestBudget.Ticket] = []
        for _ in 0..<4 { tickets.append(try await gate.enter(.graphql, price: 1)) }
        let errors = await withTaskGroup(of: FetchError?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do throws(FetchError) { _ = try await gate.enter(.graphql, price: 1) } catch { return error }
                    return nil
                }
            }
            for _ in 0..<200 { await Task.yield() }
            for ticket in tickets { gate.leave(ticket, .failed(retryAfter: nil), fault: .serverError(status: 502)) }
            var errors: [FetchError?] = []
            for await error in group { errors.append(error) }
            return errors
        }
        let error = FetchError.unreachable(host: "h", reason: .patienceSpent(after: .serverError(status: 502)))
        #expect(errors == Array(repeating: error, count: 20))
        #expect(
            error.summary
                == "h can't be reached: it answered with status 502, and the next try is later than --max-wait allows.")
    }

    @Test func `lets nobody in once it is stopped, also those who wait`() async throws {
        let gate = gate(ManualClock())
        for _ in 0..<4 { _ = try await gate.enter(.graphql, price: 1) }
        let refused = await withTaskGroup(of: FetchError?.self) { group in
            for _ in 0..<3 {
                group.addTask {
                    do throws(FetchError) { _ = try await gate.enter(.graphql, price: 1) } catch { return error }
                    return nil
                }
            }
            group.addTask {
                gate.stop(.unauthorized(host: "h"))
                return .unauthorized(host: "h")
            }
            var errors: [FetchError?] = []
            for await error in group { errors.append(error) }
            return errors
        }
        #expect(refused == Array(repeating: .unauthorized(host: "h"), count: 4))
    }

    @Test func `lets a cancelled task go that waits its turn`() async throws {
        let gate = gate(ManualClock())
        for _ in 0..<4 { _ = try await gate.enter(.graphql, price: 1) }
        let errors = await withTaskGroup(of: FetchError?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    do throws(FetchError) { _ = try await gate.enter(.graphql, price: 1) } catch { return error }
                    return nil
                }
            }
            group.cancelAll()
            var errors: [FetchError?] = []
            for await error in group { errors.append(error) }
            return errors
        }
        #expect(errors == Array(repeating: .cancelled, count: 50))
    }
}
