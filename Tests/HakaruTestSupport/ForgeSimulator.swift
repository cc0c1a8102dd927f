import FoundationEssentials
import Glibc
import HakaruTransfer

/// The simulator of a forge that lies beside the project: real data behind GitHub's API, with faults on demand.
///
/// It runs in a virtual environment of its own, made once in the build directory, and ends with the value.
package final class ForgeSimulator: Sendable {
    /// The base address of its API.
    package let base: String
    /// The address of the listener that plays another host.
    package let otherHost: String
    private let process: ChildProcess
    private let client: HTTPClient

    /// Whether it and the data are there.
    package static let isAvailable =
        SharedMaterial.root.map { SharedMaterial.isThere("\($0)/forge-sim/forge_sim.py") } ?? false

    /// Starts it over some datasets.
    ///
    /// - Parameters:
    ///   - datasets: Directories below `data` of the shared material; all of it where empty.
    ///   - options: Further options of its command line.
    /// - Throws: Where it does not come up.
    package init(datasets: [String] = [], options: [String] = []) async throws {
        guard let root = SharedMaterial.root else { throw ChildProcess.Failure(reason: "there is no simulator") }
        let data = datasets.isEmpty ? ["\(root)/data"] : datasets.map { $0.hasPrefix("/") ? $0 : "\(root)/data/\($0)" }
        let python = try await onThread { try ForgeSimulator.environment(for: root) }
        let arguments = [python, "\(root)/forge-sim/forge_sim.py", "--data"] + data + ["--port", "0"] + options
        let (process, line) = try await onThread {
            let process = try ChildProcess(arguments)
            return (process, try process.nextLine(within: 60))
        }
        let words = line.split(separator: " ")
        guard line.hasPrefix("forge-sim ready "), words.count > 3 else {
            throw ChildProcess.Failure(reason: "the simulator says: \(line)")
        }
        self.process = process
        base = String(words[2])
        otherHost = String(words[3].dropFirst("other-host=".count))
        client = try HTTPClient(HTTPClient.Configuration(userAgent: "hakaru-tests"))
    }

    /// The Python of a virtual environment that has what the simulator needs; made where it is missing.
    private static func environment(for root: String) throws -> String {
        let build = "\(SharedMaterial.packageRoot)/.build"
        let place = "\(build)/forge-sim-venv"
        mkdir(build, 0o755)
        // Tests run at the same time, also in several processes: one makes it, and the others wait.
        let lock = open("\(build)/forge-sim-venv.lock", O_CREAT | O_RDWR | O_CLOEXEC, 0o644)
        flock(lock, LOCK_EX)
        defer { close(lock) }
        let done = "\(place)/complete"
        if !SharedMaterial.isThere(done) {
            guard try ChildProcess.run(["python3", "-m", "venv", "--clear", place]) == 0,
                try ChildProcess.run(
                    [
                        "\(place)/bin/pip", "install", "-q", "--disable-pip-version-check", "-r",
                        "\(root)/forge-sim/requirements.txt",
                    ]) == 0
            else { throw ChildProcess.Failure(reason: "the simulator's environment can't be made") }
            close(open(done, O_CREAT | O_WRONLY | O_CLOEXEC, 0o644))
        }
        return "\(place)/bin/python"
    }
}

extension ForgeSimulator {
    /// What it noticed.
    package struct Statistics: Decodable, Sendable {
        private enum CodingKeys: String, CodingKey {
            case requests, violations, points, faults
            case mostConcurrent = "concurrent_max"
            case unimplementedFields = "unimplemented_fields"
        }
        /// Requests, those to its control paths not counted.
        package let requests: Int
        /// The most requests at once.
        package let mostConcurrent: Int
        /// What a well-behaved client never does, with how often it was done.
        package let violations: [String: Int]
        /// Fields that were asked for and are not implemented, so that their null means nothing.
        package let unimplementedFields: [String: Int]
        /// Points by kind of request.
        package let points: [String: Int]
        /// The rules of its faults, in order.
        package let faults: [Fault]
    }

    /// What became of a rule.
    package struct Fault: Decodable, Sendable {
        /// How often it was used.
        package let fired: Int
    }

    /// What it noticed since it was started or reset.
    package func statistics() async throws -> Statistics {
        let response = try await client.send(HTTPRequest(.get, try TransferURL("\(base)/_sim/stats")))
        return try JSONDecoder().decode(Statistics.self, from: Data(response.body))
    }

    /// Sends something to a control path, such as `/_sim/as-of`.
    package func control(_ path: String, _ json: String = "{}") async throws {
        var request = HTTPRequest(.post, try TransferURL("\(base)\(path)"), body: Array(json.utf8))
        request.headers.set("Content-Type", "application/json")
        let response = try await client.send(request)
        guard response.status == 200 else {
            throw ChildProcess.Failure(reason: "\(path): \(String(decoding: response.body, as: UTF8.self))")
        }
    }

    /// Replaces the faults, as its documentation describes them.
    package func setFaults(_ rules: String) async throws {
        try await control("/_sim/faults", rules)
    }

    /// Shows the repositories as they were at a time (RFC 3339), or nil for the end of the data.
    package func setTime(_ time: String?) async throws {
        try await control("/_sim/as-of", #"{"at": \#(time.map { "\"\($0)\"" } ?? "null")}"#)
    }
}

/// Runs what blocks on a thread of its own, so that it holds up no other test.
private func onThread<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        let work = ThreadWork { continuation.resume(with: Result { try body() }) }
        var thread = pthread_t()
        let code = pthread_create(&thread, nil, runThreadWork, Unmanaged.passRetained(work).toOpaque())
        if code == 0 {
            pthread_detach(thread)
        } else {
            Unmanaged.passUnretained(work).release()
            continuation.resume(throwing: ChildProcess.Failure(reason: "no thread is left"))
        }
    }
}

private final class ThreadWork: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func runThreadWork(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let pointer { Unmanaged<ThreadWork>.fromOpaque(pointer).takeRetainedValue().run() }
    return nil
}
