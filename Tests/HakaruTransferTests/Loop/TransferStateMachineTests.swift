import Testing

@testable import HakaruTransfer

@Suite struct `The life of a transfer` {
    /// What can happen to a transfer; a number stands for the continuation.
    enum Event: CaseIterable {
        case submit, begin, commit, cancel, finish
    }

    /// Who resumed the continuation.
    enum Resumption: Equatable {
        case cancelledAtSubmit, cancelled
        case aborted(isCommitted: Bool)
        case finished
    }

    /// Lets the events happen; returns the resumptions, and which `begin` was granted.
    private func resumptions(_ events: [Event]) -> (resumptions: [Resumption], begun: Int) {
        var machine = TransferStateMachine<Int>()
        var resumptions: [Resumption] = []
        var begun = 0
        for event in events {
            switch event {
            case .submit:
                if case .resume = machine.submit(1) { resumptions.append(.cancelledAtSubmit) }
            case .begin:
                if machine.begin() { begun += 1 }
            case .commit:
                machine.commit()
            case .cancel:
                switch machine.cancel() {
                case .none: break
                case .resume: resumptions.append(.cancelled)
                case .resumeAndAbort(_, let isCommitted): resumptions.append(.aborted(isCommitted: isCommitted))
                }
            case .finish:
                if machine.finish() != nil { resumptions.append(.finished) }
            }
        }
        return (resumptions, begun)
    }

    @Test(
        arguments: [
            ([.submit, .begin, .finish], [.finished], 1),
            ([.cancel, .submit, .begin], [.cancelledAtSubmit], 0),
            ([.cancel, .cancel, .submit, .finish, .cancel], [.cancelledAtSubmit], 0),
            ([.submit, .cancel, .begin, .finish], [.cancelled], 0),
            ([.submit, .begin, .cancel, .finish], [.aborted(isCommitted: false)], 1),
            ([.submit, .begin, .commit, .cancel, .finish], [.aborted(isCommitted: true)], 1),
            ([.submit, .begin, .finish, .cancel, .commit], [.finished], 1),
            ([.submit, .finish, .begin, .cancel], [.finished], 0),
            ([.finish, .begin, .commit, .submit], [], 0),
        ] as [([Event], [Resumption], Int)])
    func `follows its events`(events: [Event], expected: [Resumption], begun: Int) {
        let outcome = resumptions(events)
        #expect(outcome.resumptions == expected)
        #expect(outcome.begun == begun)
    }

    @Test func `resumes exactly once whatever the order of events`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SeededGenerator(seed: seed)
        print("seed \(seed)")
        for _ in 0..<20_000 {
            // One submit at a random place; the rest may come in any number and order, and one finish at the end.
            var events = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
                [Event.begin, .commit, .cancel, .finish].randomElement(using: &generator) ?? .cancel
            }
            events.insert(.submit, at: Int.random(in: 0...events.count, using: &generator))
            events.append(.finish)
            let outcome = resumptions(events)
            #expect(outcome.resumptions.count == 1, "seed \(seed), events \(events)")
            #expect(outcome.begun <= 1, "seed \(seed), events \(events)")
        }
    }
}
