/// A page of a connection, as GitHub's cursor connections give it.
struct GraphQLConnection: GraphQLObject {
    let typeName: String
    private let total: () -> Int
    private let count: Int
    private let range: Range<Int>
    private let node: (Int) -> GraphQLValue
    private let cursor: (Int) -> String

    /// The page that a call asks for, or GitHub's error where it asks wrongly.
    ///
    /// - Parameters:
    ///   - call: The call with `first`, `after`, `last` and `before`.
    ///   - type: The name of the connection's type.
    ///   - count: How many things there are in all.
    ///   - total: How many there are, where that takes long to find out and `count` is only known to be enough.
    ///   - cursors: How positions are told; by their number unless given.
    ///   - node: The thing at a position.
    /// - Returns: The page as an object, or a failure.
    static func page(
        _ call: GraphQLCall, of type: String, count: Int, total: (() -> Int)? = nil, cursors: Cursors = .positions,
        node: @escaping (Int) -> GraphQLValue
    ) -> GraphQLValue {
        let first = call.int("first")
        let last = call.int("last")
        func connection(_ range: Range<Int>) -> GraphQLValue {
            .object(
                GraphQLConnection(
                    typeName: type, total: total ?? { count }, count: count, range: range, node: node,
                    cursor: cursors.cursor))
        }
        guard call.selectsNodes else { return connection(0..<0) }
        guard let size = first ?? last else {
            return .failure(
                GraphQLError(
                    "You must provide a `first` or `last` value to properly paginate the `\(call.name)` connection.",
                    type: "MISSING_PAGINATION_BOUNDARIES"))
        }
        guard (0...100).contains(size) else {
            return .failure(
                GraphQLError(
                    "Requesting \(size) records on the `\(call.name)` connection exceeds the "
                        + "`\(first == nil ? "last" : "first")` limit of 100 records.", type: "EXCESSIVE_PAGINATION"))
        }
        var start = 0
        var end = count
        if let after = call.string("after") {
            guard let position = cursors.next(after) else { return invalid(after) }
            start = min(max(position, 0), count)
        }
        if let before = call.string("before") {
            guard let position = cursors.next(before) else { return invalid(before) }
            end = max(start, min(position - 1, count))
        }
        if first != nil { end = min(end, start + size) } else { start = max(start, end - size) }
        return connection(start..<max(start, end))
    }

    /// A page of things that lie in an array.
    static func page<Element>(
        _ call: GraphQLCall, of type: String, _ elements: [Element], node: @escaping (Element) -> any GraphQLObject
    ) -> GraphQLValue {
        page(call, of: type, count: elements.count) { .object(node(elements[$0])) }
    }

    private static func invalid(_ cursor: String) -> GraphQLValue {
        .failure(
            GraphQLError("`\(cursor)` does not appear to be a valid cursor.", type: "INVALID_CURSOR_ARGUMENTS"))
    }

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "totalCount", "filteredCount": .int(total())
        case "pageCount": .int(range.count)
        case "nodes": .list(range.map(node))
        case "edges": .list(range.map { .object(edge(at: $0)) })
        case "pageInfo":
            .object(
                PageInfoObject(
                    start: range.first.map(cursor), end: range.last.map(cursor),
                    hasNext: range.upperBound < count && !range.isEmpty, hasPrevious: range.lowerBound > 0))
        default: call.unresolved(on: typeName)
        }
    }

    private func edge(at position: Int) -> EdgeObject {
        // The history of a commit shares its edges with other lists of commits.
        let name = typeName == "CommitHistoryConnection" ? "Commit" : String(typeName.dropLast("Connection".utf8.count))
        return EdgeObject(typeName: name + "Edge", cursor: cursor(position), node: node(position))
    }
}

extension GraphQLConnection {
    /// How a connection tells positions in words, and finds them again.
    struct Cursors {
        /// The word for a position.
        let cursor: (Int) -> String
        /// The position after the one that a word names; nil for a word that no connection wrote.
        let next: (String) -> Int?

        /// Positions by their number.
        static var positions: Cursors {
            Cursors(
                cursor: { "position:\($0)" },
                next: { word in word.removing(prefix: "position:").flatMap { Int($0) }.map { $0 + 1 } })
        }
    }
}

/// GraphQL's `PageInfo`.
private struct PageInfoObject: GraphQLObject {
    let typeName = "PageInfo"
    let start: String?
    let end: String?
    let hasNext: Bool
    let hasPrevious: Bool

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "startCursor": .text(start)
        case "endCursor": .text(end)
        case "hasNextPage": .bool(hasNext)
        case "hasPreviousPage": .bool(hasPrevious)
        default: call.unresolved(on: typeName)
        }
    }
}

/// A thing of a connection with its cursor.
private struct EdgeObject: GraphQLObject {
    let typeName: String
    let cursor: String
    let node: GraphQLValue

    func value(of call: GraphQLCall, in snapshot: ForgeSnapshot) -> GraphQLValue {
        switch call.name {
        case "cursor": .string(cursor)
        case "node": node
        default: call.unresolved(on: typeName)
        }
    }
}
