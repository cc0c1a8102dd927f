import Glibc
import Synchronization

/// A program of the system that a test uses where it is installed.
final class Tool: Sendable {
    private let process: pid_t
    private let output: Int32
    /// Held while a pipe could be inherited by another program that starts.
    private static let starting = Mutex(())

    struct Failure: Error {
        let command: String
    }

    /// Whether all of the programs are installed; says so where not, since a test is then skipped.
    static func areInstalled(_ names: String...) -> Bool {
        let folders = ["/usr/bin/", "/usr/sbin/", "/bin/", "/usr/local/bin/"]
        let missing = names.filter { name in !folders.contains { access($0 + name, X_OK) == 0 } }
        if !missing.isEmpty { print("skipped: not installed: \(missing.joined(separator: ", "))") }
        return missing.isEmpty
    }

    /// Starts a program, which is ended with this object, or after a minute.
    init(_ arguments: [String]) throws {
        (process, output) = try Self.starting.withLock { _ in try Self.start(arguments) }
    }

    private static func start(_ arguments: [String]) throws -> (process: pid_t, output: Int32) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw Failure(command: "pipe") }
        let (reading, writing) = (ends[0], ends[1])
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, writing, 1)
        posix_spawn_file_actions_adddup2(&actions, writing, 2)
        // The test's threads block and ignore signals, which a program would inherit.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
            close(writing)
        }
        let command = ["timeout", "60", "env", "PATH=/usr/local/bin:/usr/bin:/usr/sbin:/bin"] + arguments
        var cArguments = command.map { strdup($0) } + [nil]
        defer { for argument in cArguments { free(argument) } }
        var process = pid_t()
        guard posix_spawnp(&process, "timeout", &actions, &attributes, &cArguments, environ) == 0 else {
            close(reading)
            throw Failure(command: arguments.joined(separator: " "))
        }
        return (process, reading)
    }

    deinit {
        kill(process, SIGTERM)
        waitpid(process, nil, 0)
        close(output)
    }

    /// Runs a program to its end, and returns what it printed.
    @discardableResult static func run(_ arguments: [String]) throws -> String {
        let tool = try Tool(arguments)
        var text = ""
        while let line = tool.readLine() { text += line + "\n" }
        // The program has closed its output; wait without taking it from `deinit`.
        var info = siginfo_t()
        guard waitid(P_PID, id_t(tool.process), &info, WEXITED | WNOWAIT) == 0 else { throw Failure(command: text) }
        guard info._sifields._sigchld.si_status == 0 else {
            throw Failure(command: arguments.joined(separator: " ") + ": " + text)
        }
        return text
    }

    /// The next line that it prints; nil once it has ended.
    func readLine() -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1 {
            if byte == UInt8(ascii: "\n") { return String(decoding: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
}

/// A folder that is removed at the end.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        var template = Array("/tmp/hakaru-transfer-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Tool.Failure(command: "mkdtemp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        _ = try? Tool.run(["rm", "-r", path])
    }

    func write(_ text: String, to name: String) throws {
        guard let file = fopen(path + "/" + name, "w") else { throw Tool.Failure(command: "fopen") }
        fputs(text, file)
        fclose(file)
    }
}

/// A certificate that signs itself, with its key.
struct Certificate {
    let folder: TemporaryFolder
    var file: String { folder.path + "/cert.pem" }
    var key: String { folder.path + "/key.pem" }

    /// A certificate for that name, whose time may be over.
    init(name: String = "localhost", isExpired: Bool = false) throws {
        folder = try TemporaryFolder()
        let common = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-subj", "/CN=\(name)"]
        let extensions = "subjectAltName=DNS:\(name)"
        try folder.write(extensions + "\n", to: "extensions")
        let request = folder.path + "/request.pem"
        try Tool.run(["openssl", "req", "-out", request, "-keyout", folder.path + "/key.pem"] + common)
        try Tool.run([
            "openssl", "x509", "-req", "-in", request, "-signkey", folder.path + "/key.pem", "-out",
            folder.path + "/cert.pem", "-extfile", folder.path + "/extensions", "-days", isExpired ? "-1" : "1",
        ])
    }
}
