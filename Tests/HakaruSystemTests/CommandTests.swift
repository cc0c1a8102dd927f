import HakaruModel
import HakaruSystem
import HakaruTestSupport
import Testing

@Suite struct `A command in one line` {
    @Test(arguments: [
        ("gh auth token", ["gh", "auth", "token"]),
        ("  pass   show\tforge\n", ["pass", "show", "forge"]),
        ("sh -c 'echo \"$TOKEN\" | tr -d x'", ["sh", "-c", "echo \"$TOKEN\" | tr -d x"]),
        (#"a "b c" d\ e f"g"'h'"#, ["a", "b c", "d e", "fgh"]),
        (#"a "" '' "\"\\\n""#, ["a", "", "", #""\\n"#]),
        (#"a '\' \$x \'"#, ["a", #"\"#, "$x", "'"]),
        ("a --key=value ./b 雪", ["a", "--key=value", "./b", "雪"]),
    ])
    func `is split into words`(line: String, words: [String]) throws {
        let command = try Command(line: line)
        #expect([command.program] + command.arguments == words)
    }

    @Test(arguments: [
        "", "   ", "''", "'a", "\"a", "a\\", "echo $TOKEN", "echo \"$TOKEN\"", "echo `id`", "echo \"`id`\"", "a | b",
        "a; b",
        "a && b", "a > b", "a < b", "(a)", "a *", "a ?", "a [b]", "a # b", "~/bin/a", "a {b,c}",
    ])
    func `is refused where only a shell could run it`(line: String) {
        let error = #expect(throws: SystemError.self) { try Command(line: line) }
        guard case .malformedCommand = error else {
            Issue.record("\(String(describing: error)) does not speak of the command")
            return
        }
        #expect(error?.exitCode.rawValue == 65)
    }
}

@Suite struct `A program` {
    private let runner = CommandRunner(environment: .current())

    @Test func `is run with its arguments as they are`() async throws {
        let arguments = ["a b", "$HOME", "", "*", "雪", "\"'"]
        let result = try await runner.run(Command("printf", ["<%s>"] + arguments), timeLimit: .seconds(20))
        #expect(result.isSuccess)
        #expect(String(decoding: result.output, as: UTF8.self) == arguments.map { "<\($0)>" }.joined())
    }

    @Test func `ends with a result, whatever it says`() async throws {
        let result = try await runner.run(
            Command("sh", ["-c", "echo out; echo err >&2; exit 7"]), timeLimit: .seconds(20))
        #expect(result.ending == .exited(7))
        #expect(!result.isSuccess)
        #expect(result.output == Array("out\n".utf8))
        #expect(result.errorOutput == Array("err\n".utf8))
        let killed = try await runner.run(Command("sh", ["-c", "kill -9 $$"]), timeLimit: .seconds(20))
        #expect(killed.ending == .signalled(9))
    }

    @Test func `sees the environment that it is given, and nothing to read`() async throws {
        let path = Environment.current()["PATH"] ?? "/usr/bin:/bin"
        let runner = CommandRunner(environment: Environment(["PATH": path, "A": "1", "B": "2"]))
        let result = try await runner.run(
            Command("sh", ["-c", "cat; echo $A$B$C"], variables: ["B": "3", "C": "4"]), timeLimit: .seconds(20))
        #expect(String(decoding: result.output, as: UTF8.self) == "134\n")
    }

    @Test func `may be named by its path`() async throws {
        let result = try await runner.run(Command("/bin/sh", ["-c", "echo $0"]), timeLimit: .seconds(20))
        #expect(result.output == Array("/bin/sh\n".utf8))
    }

    @Test(arguments: ["hakaru-no-such-program", "/no/such/program"])
    func `that does not exist is named`(program: String) async {
        let error = await #expect(throws: SystemError.self) {
            try await runner.run(Command(program, ["secret"]), timeLimit: .seconds(20))
        }
        guard case .commandNotStarted(program, let reason) = error else {
            Issue.record("\(String(describing: error)) does not name the program")
            return
        }
        #expect(!reason.contains("secret"))
    }

    @Test func `is stopped with all that it started when its time is over`() async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("lock")
        // The child holds a lock, and outlives its parent unless the whole group is stopped.
        let script = "(flock -x 9; exec sleep 600) 9>\"$1\" & wait"
        await #expect(throws: SystemError.commandTimedOut(program: "sh", limitInSeconds: 1)) {
            try await runner.run(Command("sh", ["-c", script, "sh", path]), timeLimit: .seconds(1))
        }
        let now = Instant(secondsSinceEpoch: 0)
        _ = try await FileLock.acquire(at: path, wait: .seconds(20), now: now)
    }

    @Test func `is stopped when its task is cancelled`() async {
        let runner = runner
        let task = Task {
            try await runner.run(Command("sleep", ["600"]), timeLimit: .seconds(900))
        }
        task.cancel()
        #expect(await task.result.failure as? SystemError == .cancelled)
    }

    @Test func `may not write more than allowed`() async {
        await #expect(throws: SystemError.commandOutputTooLong(program: "yes", limitInBytes: 1_000)) {
            try await runner.run(Command("yes"), timeLimit: .seconds(20), outputLimitInBytes: 1_000)
        }
    }
}

@Suite struct `A call of git` {
    @Test func `runs nothing that the repository brings and asks nothing`() async throws {
        let directory = try TemporaryDirectory()
        let runner = CommandRunner(environment: .current())
        func git(_ arguments: [String]) async throws -> CommandRunner.Result {
            try await runner.run(.git(arguments, in: directory.path), timeLimit: .seconds(60))
        }
        do {
            #expect(try await git(["init", "--quiet"]).isSuccess)
        } catch SystemError.commandNotStarted {
            print("Skipped: there is no git.")
            return
        }
        let hook = directory.path(".git/hooks/post-commit")
        try FileSystem.write(Array("#!/bin/sh\ntouch \"\(directory.path("hooked"))\"\n".utf8), to: hook, mode: 0o755)
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.invalid"]
        #expect(try await git(identity + ["commit", "--quiet", "--allow-empty", "--message=$(touch x)"]).isSuccess)
        #expect(FileInfo(at: directory.path("hooked")) == nil)
        let subject = try await git(["log", "--format=%s", "--end-of-options", "HEAD"])
        #expect(subject.output == Array("$(touch x)\n".utf8))
        #expect(try await git(["fetch", "ext::touch \(directory.path("fetched"))"]).isSuccess == false)
        #expect(FileInfo(at: directory.path("fetched")) == nil)
    }
}
