import HakaruModel
import Testing

@testable import HakaruSystem

@Suite struct `The standard directories` {
    @Test func `are those of XDG`() {
        let directories = StandardDirectories(
            environment: Environment([
                "HOME": "/home/h", "XDG_CONFIG_HOME": "/c", "XDG_DATA_HOME": "/d", "XDG_STATE_HOME": "/s",
            ]))
        #expect(directories.configuration == "/c/hakaru")
        #expect(directories.data == "/d/hakaru")
        #expect(directories.state == "/s/hakaru")
    }

    @Test(arguments: ["", "relative/path", "./x"])
    func `lie below the home directory where a variable is not absolute`(value: String) {
        let directories = StandardDirectories(
            environment: Environment([
                "HOME": "/home/h", "XDG_CONFIG_HOME": value, "XDG_DATA_HOME": value, "XDG_STATE_HOME": value,
            ]))
        #expect(directories.configuration == "/home/h/.config/hakaru")
        #expect(directories.data == "/home/h/.local/share/hakaru")
        #expect(directories.state == "/home/h/.local/state/hakaru")
    }

    @Test(arguments: [[:], ["HOME": ""], ["HOME": "h"]])
    func `are not known without a home directory`(variables: [String: String]) {
        let directories = StandardDirectories(environment: Environment(variables))
        #expect(directories.configuration == nil && directories.data == nil && directories.state == nil)
    }
}

@Suite struct `The machine` {
    @Test func `has a clock that does not go back`() {
        let first = SystemClock.monotonicNanoseconds()
        #expect(SystemClock.monotonicNanoseconds() >= first)
        // Later than the day on which this was written.
        #expect(SystemClock.now() > Instant(secondsSinceEpoch: 1_760_000_000))
    }

    @Test(
        arguments: [
            ("Name:\tx\nUmask:\t0022\nState:\tR\n", 0o022), ("Umask:\t0000\n", 0), ("Umask:\t0777\n", 0o777),
            ("Name:\tUmask: 1\n", nil), ("", nil),
        ] as [(String, UInt32?)])
    func `tells the umask`(text: String, expected: UInt32?) {
        #expect(ProcessFacts.umask(inStatus: Array(text.utf8)) == expected)
    }

    @Test func `tells this process's umask`() throws {
        #expect(try #require(ProcessFacts.umask()) <= 0o777)
    }
}

@Suite struct `A failure of the machine` {
    @Test(arguments: [
        (SystemError.unreadable(path: "/p", reason: "r"), 65), (.tooLarge(path: "/p", limitInBytes: 1), 65),
        (.unwritable(path: "/p", reason: "r"), 1), (.outputFailed(reason: "r"), 1),
        (.unknownZone(name: "n", setting: "s"), 1), (.noZoneDatabase(setting: "s", directories: []), 1),
        (.locked(path: "/p", holder: nil), 11), (.malformedCommand(reason: "r"), 65),
        (.commandNotStarted(program: "p", reason: "r"), 1), (.commandTimedOut(program: "p", limitInSeconds: 1), 1),
        (.commandOutputTooLong(program: "p", limitInBytes: 1), 1), (.signalsFailed(reason: "r"), 1), (.cancelled, 130),
    ])
    func `has a code and a sentence`(error: SystemError, code: Int) {
        #expect(Int(error.exitCode.rawValue) == code)
        #expect(error.summary.hasSuffix("."))
    }

    @Test func `to get a lock names the holder`() {
        let holder = FileLock.Holder(processID: 42, startedAt: Instant(secondsSinceEpoch: 1_767_571_200))
        #expect(
            SystemError.locked(path: "/p", holder: holder).summary
                == "Another run holds /p: process 42, since 2026-01-05T00:00:00Z.")
    }
}
