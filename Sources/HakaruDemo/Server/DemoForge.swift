package import HakaruModel
import Hummingbird
import Logging
import NIOCore

/// A forge on this machine's loopback interface that speaks GitHub's REST and GraphQL over a ``DemoDataset``.
///
/// It answers at once from memory, commits the faults that it is told to, and counts what it was asked. It shows the data
/// as they were at its clock. ``stop()`` ends it; a forge that nobody stops ends with the process.
package final class DemoForge: Sendable {
    /// The base address for clients, such as `http://127.0.0.1:40123`.
    package let baseURL: String
    private let state: ForgeState
    /// The server; not a structured task, because the forge lives across the scopes of its caller.
    private let server: Task<Void, Never>

    private init(port: Int, state: ForgeState, server: Task<Void, Never>) {
        self.baseURL = "http://127.0.0.1:\(port)"
        self.state = state
        self.server = server
    }

    /// The base address of the same forge as an Enterprise Server has it: `http://127.0.0.1:40123/api/v3`.
    package var enterpriseURL: String { baseURL + "/api/v3" }

    /// Opens a port of 127.0.0.1 and serves the data there.
    ///
    /// - Parameters:
    ///   - dataset: What it knows.
    ///   - options: The token, the clock, the limits, the port.
    ///   - app: The GitHub App that may ask for tokens; nil for none.
    /// - Returns: The forge, ready for requests.
    /// - Throws: ``DemoError/cannotListen(reason:)`` where no port can be opened.
    package static func start(
        _ dataset: DemoDataset, options: DemoForgeOptions = DemoForgeOptions(), app: DemoApp? = nil
    ) async throws(DemoError) -> DemoForge {
        let state = ForgeState(dataset, options: options, app: app)
        let (ports, continuation) = AsyncStream.makeStream(of: Result<Int, DemoError>.self)
        let application = Application(
            responder: ForgeResponder(state: state),
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: options.port)),
            onServerRunning: { channel in continuation.yield(.success(channel.localAddress?.port ?? options.port)) },
            logger: Logger(label: "hakaru.demo") { _ in SwiftLogNoOpLogHandler() })
        let server = Task {
            do {
                try await application.run()
            } catch {
                continuation.yield(.failure(.cannotListen(reason: "\(error)")))
            }
            continuation.finish()
        }
        for await port in ports { return DemoForge(port: try port.get(), state: state, server: server) }
        throw .cannotListen(reason: "the server ended at once")
    }

    /// Closes the port and all connections, and waits until that is done.
    package func stop() async {
        server.cancel()
        await server.value
    }

    /// Sets the instant that the forge shows; nil for the end of the data.
    package func setClock(_ now: Instant?) {
        state.setClock(now)
    }

    /// Changes what the forge knows: renames a repository, deletes a branch, adds a review.
    package func update(_ change: (inout DemoDataset) -> Void) {
        state.update(change)
    }

    /// Adds faults to the end of the script.
    package func script(_ faults: DemoFault...) {
        state.add(faults)
    }

    /// Adds faults to the end of the script.
    package func script(_ faults: [DemoFault]) {
        state.add(faults)
    }

    /// Forgets the faults that are still to come.
    package func clearFaults() {
        state.clearFaults()
    }

    /// The faults that hit less often than they should, in the order of the script.
    package var unusedFaults: [DemoFault] { state.unusedFaults }

    /// What it was asked so far.
    package var statistics: DemoForgeStatistics { state.statistics }

    /// Begins to count anew.
    package func resetStatistics() {
        state.resetStatistics()
    }
}
