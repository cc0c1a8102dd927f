/// An error of a GraphQL answer, in GitHub's form.
struct GraphQLError: Error, Hashable, Sendable {
    /// A step from the root of the answer to the place of an error.
    enum PathStep: Hashable, Sendable {
        case key(String)
        case index(Int)
    }

    /// GitHub's word for the kind, such as `NOT_FOUND`; nil for errors of the document.
    var type: String?
    var message: String
    /// Where in the answer; empty for errors of the whole.
    var path: [PathStep] = []
    /// Where in the document; nil where that is not known.
    var location: GraphQLLocation?

    init(_ message: String, type: String? = nil, at location: GraphQLLocation? = nil) {
        self.type = type
        self.message = message
        self.location = location
    }

    func write(to writer: inout JSONWriter) {
        writer.object { writer in
            if let type { writer.field("type", type) }
            if !path.isEmpty {
                writer.key("path")
                writer.array(path) { writer, step in
                    switch step {
                    case .key(let name): writer.string(name)
                    case .index(let index): writer.int(index)
                    }
                }
            }
            if let location {
                writer.key("locations")
                writer.array([location]) { writer, location in
                    writer.object { writer in
                        writer.field("line", location.line)
                        writer.field("column", location.column)
                    }
                }
            }
            writer.field("message", message)
        }
    }
}

/// A place in a GraphQL document, counted from 1.
struct GraphQLLocation: Hashable, Sendable {
    var line: Int
    var column: Int
}
