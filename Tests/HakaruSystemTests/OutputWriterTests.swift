import Glibc
import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `The output` {
    init() {
        OutputWriter.ignoreBrokenPipes()
    }

    private func withFile(_ path: String, _ flags: Int32 = O_WRONLY, _ body: (Int32) throws -> Void) throws {
        let file = open(path, flags | O_CLOEXEC, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        try body(file)
    }

    @Test(arguments: [0, 10, 65_536])
    func `arrives whole and in order`(capacity: Int) throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("out")
        try withFile(path, O_WRONLY | O_CREAT) { file in
            let output = OutputWriter(descriptor: file, capacityInBytes: capacity)
            try output.write("雪\n")
            try output.write(Array("line".utf8))
            try output.write([UInt8](repeating: 0x61, count: 200_000))
            try output.finish()
            #expect(output.isClosed == false)
        }
        let expected = Array("雪\nline".utf8) + [UInt8](repeating: 0x61, count: 200_000)
        #expect(try FileSystem.read(path, limitInBytes: 1 << 20) == expected)
    }

    @Test func `is only collected until it is flushed`() throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("out")
        try withFile(path, O_WRONLY | O_CREAT) { file in
            let output = OutputWriter(descriptor: file)
            try output.write("text")
            #expect(FileInfo(at: path)?.sizeInBytes == 0)
            try output.flush()
            #expect(FileInfo(at: path)?.sizeInBytes == 4)
        }
    }

    @Test func `fails on a full disk, at the latest at its end`() throws {
        try withFile("/dev/full") { file in
            let output = OutputWriter(descriptor: file)
            try output.write("short text that is only collected")
            let expected = SystemError.outputFailed(reason: "No space left on device")
            #expect(throws: expected) { try output.finish() }
            #expect(throws: expected) { try output.write("more") }
            #expect(throws: expected) { try output.finish() }
            #expect(expected.exitCode.rawValue == 1)
        }
        try withFile("/dev/full") { file in
            let output = OutputWriter(descriptor: file, capacityInBytes: 0)
            #expect(throws: SystemError.outputFailed(reason: "No space left on device")) { try output.write("x") }
        }
    }

    @Test(.enabled(if: SmallDisk.isPossible, "needs the right to mount a file system"))
    func `fails on a disk that becomes full`() throws {
        let disk = try #require(try SmallDisk(kibibytes: 64))
        try withFile("\(disk.path)/out", O_WRONLY | O_CREAT) { file in
            let output = OutputWriter(descriptor: file)
            #expect(throws: SystemError.outputFailed(reason: "No space left on device")) {
                for _ in 0..<100 { try output.write([UInt8](repeating: 0x61, count: 4_096)) }
            }
        }
    }

    @Test func `ends quietly when its reader has gone`() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        close(ends[0])
        defer { close(ends[1]) }
        let output = OutputWriter(descriptor: ends[1], capacityInBytes: 0)
        #expect(output.isClosed == false)
        try output.write("nobody reads this")
        #expect(output.isClosed)
        try output.write("nor this")
        try output.finish()
    }

    @Test func `waits for a slow reader, also where writing does not block`() async throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        let (readEnd, writeEnd) = (ends[0], ends[1])
        #expect(fcntl(writeEnd, F_SETFL, O_NONBLOCK) == 0)
        async let received: Int = Task.detached {
            var total = 0
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while case let count = read(readEnd, &buffer, buffer.count), count > 0 { total += count }
            close(readEnd)
            return total
        }.value
        let output = OutputWriter(descriptor: writeEnd)
        for _ in 0..<40 { try output.write([UInt8](repeating: 0x61, count: 25_000)) }
        try output.finish()
        close(writeEnd)
        #expect(await received == 1_000_000)
    }
}

@Suite struct `A terminal` {
    @Test(arguments: [
        (["TERM": "xterm"], true, false, true),
        (["TERM": "xterm"], false, false, false),
        (["TERM": "dumb"], true, false, false),
        ([:], true, false, false),
        (["TERM": "xterm", "NO_COLOR": "1"], true, false, false),
        (["TERM": "xterm", "NO_COLOR": ""], true, false, true),
        (["TERM": "xterm", "CLICOLOR": "0"], true, false, false),
        (["CLICOLOR_FORCE": "1"], false, false, true),
        (["FORCE_COLOR": "3"], false, false, true),
        (["CLICOLOR_FORCE": "0"], false, false, false),
        (["FORCE_COLOR": "1", "NO_COLOR": "1"], true, false, false),
        (["FORCE_COLOR": "1", "TERM": "xterm"], true, true, false),
    ])
    func `shows colours by the rules`(
        variables: [String: String], isTerminal: Bool, isSwitchedOff: Bool, expected: Bool
    ) {
        #expect(
            ColorRule.usesColor(
                isTerminal: isTerminal, environment: Environment(variables), isSwitchedOff: isSwitchedOff) == expected)
    }

    @Test(arguments: [("100", 100), ("0", nil), ("-3", nil), ("wide", nil), ("", nil)] as [(String, Int?)])
    func `without a size has that of COLUMNS`(text: String, expected: Int?) throws {
        // Tests may run in a terminal; only the variable is asked for then.
        guard !StandardStream.input.isTerminal else { return }
        #expect(StandardStream.input.width(environment: Environment(["COLUMNS": text])) == expected)
    }
}
