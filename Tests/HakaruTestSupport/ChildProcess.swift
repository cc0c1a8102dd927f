import Glibc
import Synchronization

/// A program that a test starts; it ends with the value, and with the test's own process, however that ends.
package final class ChildProcess: Sendable {
    private let process: pid_t
    private let lifeline: Int32
    private let output: Int32

    /// Starts a program and keeps what it writes to its standard output.
    ///
    /// A shell waits beside it for the end of a pipe that only this process holds open, and then ends the program.
    package init(_ arguments: [String]) throws(Failure) {
        // Between making a pipe and marking it, no other program may start here and keep it open.
        let starting = ChildProcess.starting.withLock { _ in ChildProcess.start(arguments) }
        guard let starting else { throw Failure(reason: "\(arguments.first ?? "nothing") can't be started") }
        (process, lifeline, output) = starting
    }

    private static let starting = Mutex(())

    private static func start(_ arguments: [String]) -> (pid_t, Int32, Int32)? {
        var input: [Int32] = [0, 0]
        var results: [Int32] = [0, 0]
        guard pipe(&input) == 0, pipe(&results) == 0 else { return nil }
        for end in input + results { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input[0], 0)
        posix_spawn_file_actions_adddup2(&actions, results[1], 1)
        let script =
            "exec 3<&0 </dev/null; \"$@\" 3<&- & child=$!; { cat <&3; kill -KILL $child; } >/dev/null 2>&1 & wait $child 2>/dev/null"
        let words = ["/bin/sh", "-c", script, "sh"] + arguments
        var pointers = words.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        // A thread of the test library blocks signals, and a shell that never hears of its child's end waits forever.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var started: pid_t = 0
        let code = posix_spawn(&started, "/bin/sh", &actions, &attributes, &pointers, environ)
        close(input[0])
        close(results[1])
        return code == 0 ? (started, input[1], results[0]) : nil
    }

    deinit {
        close(lifeline)
        close(output)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }

    /// Why a program did not do what a test needs.
    package struct Failure: Error, CustomStringConvertible {
        package let reason: String
        package var description: String { reason }
    }

    /// The next line that the program writes.
    ///
    /// - Parameter seconds: How long to wait for it at most.
    /// - Returns: The line without its end.
    /// - Throws: ``Failure`` where none comes in time.
    package func nextLine(within seconds: Int32) throws(Failure) -> String {
        var line: [UInt8] = []
        while true {
            var descriptor = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            guard poll(&descriptor, 1, seconds * 1_000) > 0 else { throw Failure(reason: "no line in time") }
            var byte: UInt8 = 0
            guard read(output, &byte, 1) == 1 else { throw Failure(reason: "the program has ended") }
            if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
            line.append(byte)
        }
    }

    /// Waits for the end of a program.
    ///
    /// - Returns: Its exit code.
    package static func run(_ arguments: [String]) throws(Failure) -> Int32 {
        var pointers = arguments.map { strdup($0) } + [nil]
        defer { for pointer in pointers { free(pointer) } }
        var started: pid_t = 0
        guard let program = arguments.first, posix_spawnp(&started, program, nil, nil, &pointers, environ) == 0 else {
            throw Failure(reason: "\(arguments.first ?? "nothing") can't be started")
        }
        var status: Int32 = 0
        waitpid(started, &status, 0)
        return (status >> 8) & 0xFF
    }
}
