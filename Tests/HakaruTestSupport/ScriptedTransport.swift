package import HakaruTransfer
import Synchronization

/// Answers requests from a script instead of sending them, and remembers them.
package final class ScriptedTransport: HTTPTransport {
    /// One answer, or the lack of one.
    package enum Answer: Sendable {
        /// A whole answer.
        case response(status: Int, headers: [(String, String)] = [], body: String)
        /// No answer.
        case failure(TransferError)
        /// An answer of the API: status 200 and a JSON body.
        package static func json(_ body: String) -> Answer {
            .response(status: 200, headers: [("Content-Type", "application/json")], body: body)
        }
    }

    private struct State {
        var answers: [Answer]
        var requests: [HTTPRequest] = []
    }

    private let state: Mutex<State>
    private let respond: (@Sendable (HTTPRequest, Int) -> Answer)?

    /// Gives these answers in turn, one a request.
    package init(_ answers: [Answer]) {
        state = Mutex(State(answers: answers))
        respond = nil
    }

    /// Asks `respond` for each answer; its second argument counts the requests from 0.
    package init(_ respond: @escaping @Sendable (HTTPRequest, Int) -> Answer) {
        state = Mutex(State(answers: []))
        self.respond = respond
    }

    /// What was asked, in order.
    package var requests: [HTTPRequest] { state.withLock { $0.requests } }

    /// The bodies of what was asked, in order.
    package var bodies: [String] { requests.map { String(decoding: $0.body ?? [], as: UTF8.self) } }

    package func send(_ request: HTTPRequest) async throws(TransferError) -> HTTPResponse {
        let (answer, index) = state.withLock { state -> (Answer?, Int) in
            state.requests.append(request)
            return (state.answers.isEmpty ? nil : state.answers.removeFirst(), state.requests.count - 1)
        }
        switch respond?(request, index) ?? answer {
        case .response(let status, let fields, let body)?:
            var headers = HTTPHeaders()
            for (name, value) in fields { headers.append(name, value) }
            return HTTPResponse(status: status, headers: headers, body: Array(body.utf8), url: request.url)
        case .failure(let error)?:
            throw error
        case nil:
            throw .refused(server: "the end of the script")
        }
    }
}
