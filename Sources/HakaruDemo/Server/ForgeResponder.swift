import HTTPTypes
import Hummingbird
import NIOCore

/// Takes requests from Hummingbird, finds their answers, and sends them as the script of faults wants it.
struct ForgeResponder: HTTPResponder {
    /// What Hummingbird gives for each request: here the connection, which some faults cut.
    struct Context: RequestContext {
        var coreContext: CoreRequestContextStorage
        let channel: any Channel

        init(source: ApplicationRequestContextSource) {
            coreContext = CoreRequestContextStorage(source: source)
            channel = source.channel
        }
    }

    /// The connection is cut on purpose; nothing is answered.
    private struct Cut: Error {}

    let state: ForgeState

    func respond(to request: Request, context: Context) async throws -> Response {
        let body = try await request.body.collect(upTo: 16 << 20)
        let port = context.channel.localAddress?.port ?? state.options.port
        let forgeRequest = ForgeRequest(
            method: request.method.rawValue, target: request.head.path ?? "/", origin: "http://127.0.0.1:\(port)",
            header: { name in HTTPField.Name(name).flatMap { request.headers[$0] } }, body: Array(buffer: body))
        let fault = state.begin(forgeRequest)
        if let fault, fault.effect == .reset || fault.effect == .hang {
            state.end(entry(for: forgeRequest, fault: fault))
            try await silence(fault.effect, context.channel)
        }
        if state.options.latencyInMilliseconds > 0 {
            try await Task.sleep(for: .milliseconds(state.options.latencyInMilliseconds))
        }
        let answer: ForgeAnswer
        let points: Int
        if let app = state.app, forgeRequest.path.first == "app", fault == nil {
            (answer, points) = (await app.answer(to: forgeRequest, state), 0)
        } else {
            (answer, points) = ForgeAnswers(state: state).answer(to: forgeRequest, fault: fault)
        }
        var entry = entry(for: forgeRequest, fault: fault)
        entry.status = answer.status
        entry.points = points
        entry.sizeInBytes = answer.body.count
        state.end(entry)
        return try await response(answer, fault?.effect, context.channel)
    }

    private func entry(for request: ForgeRequest, fault: DemoFault?) -> DemoForgeStatistics.Entry {
        DemoForgeStatistics.Entry(
            interface: request.interface, method: request.method, path: request.target,
            operation: request.graphQL?.operation, status: 0, points: 0, sizeInBytes: 0, fault: fault?.name)
    }

    /// Gives no answer: cuts the connection at once, or lets the client wait until the forge stops.
    private func silence(_ effect: DemoFault.Effect, _ channel: any Channel) async throws {
        if effect == .hang { try await Task.sleep(for: .seconds(86_400)) }
        // Closing with a linger time of 0 sends a reset instead of an orderly end.
        if let options = channel as? any SocketOptionProvider {
            try await options.unsafeSetSocketOption(level: .socket, name: .so_linger, value: Linger()).get()
        }
        try await channel.close()
        throw Cut()
    }

    /// The C structure `linger`: on, for 0 seconds.
    private struct Linger: Sendable {
        var isOn: CInt = 1
        var seconds: CInt = 0
    }

    private func response(
        _ answer: ForgeAnswer, _ effect: DemoFault.Effect?, _ channel: any Channel
    ) async throws -> Response {
        var headers = HTTPFields()
        for (name, value) in answer.headers.sorted(by: { $0.key < $1.key }) {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let status = HTTPResponse.Status(code: answer.status)
        let body = answer.body
        switch effect {
        case .truncate(let fraction):
            let part = Array(body.prefix(Int(Double(body.count) * fraction)))
            let cut = ResponseBody(contentLength: body.count) { writer in
                try await writer.write(ByteBuffer(bytes: part))
                throw Cut()
            }
            return Response(status: status, headers: headers, body: cut)
        case .wrongLength(let delta):
            let wrong = ResponseBody(contentLength: max(0, body.count + delta)) { writer in
                try await writer.write(ByteBuffer(bytes: body))
                throw Cut()
            }
            return Response(status: status, headers: headers, body: wrong)
        case .slow(let chunk, let milliseconds):
            let slow = ResponseBody(contentLength: body.count) { writer in
                for start in stride(from: 0, to: body.count, by: max(1, chunk)) {
                    try await writer.write(ByteBuffer(bytes: body[start..<min(start + max(1, chunk), body.count)]))
                    try await Task.sleep(for: .milliseconds(milliseconds))
                }
                try await writer.finish(nil)
            }
            return Response(status: status, headers: headers, body: slow)
        case .invalidJSON:
            let half = ByteBuffer(bytes: body.prefix(body.count / 2))
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: half))
        case .delay(let milliseconds):
            try await Task.sleep(for: .milliseconds(milliseconds))
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        default:
            return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
        }
    }
}
