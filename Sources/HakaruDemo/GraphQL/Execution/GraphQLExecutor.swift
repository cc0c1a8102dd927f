/// Runs a request over a snapshot and writes the answer as it goes (specification, section 6).
///
/// A null where the schema forbids one takes the place of the nearest parent that may be null: what was written of that
/// parent is taken back.
struct GraphQLExecutor {
    /// Entries of the outermost `nodes` lists that a fault makes null.
    struct NullNodes {
        /// The positions; nil for all.
        var positions: Set<Int>?
        /// The type of the error that comes with each.
        var type: String
    }

    private let snapshot: ForgeSnapshot
    private let nullNodes: NullNodes?
    private var writer = JSONWriter()
    private var errors: [GraphQLError] = []
    private var path: [GraphQLError.PathStep] = []

    /// The body of the answer.
    static func answer(
        to request: GraphQLRequest, from root: QueryRoot, in snapshot: ForgeSnapshot, nullNodes: NullNodes? = nil
    ) -> [UInt8] {
        var executor = GraphQLExecutor(snapshot: snapshot, nullNodes: nullNodes)
        return executor.run(request, root)
    }

    /// The body of an answer without data.
    static func answer(to errors: [GraphQLError], withData: Bool = false) -> [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            if withData {
                writer.key("data")
                writer.null()
            }
            writer.key("errors")
            writer.array(errors) { $1.write(to: &$0) }
        }
        return writer.bytes
    }

    private init(snapshot: ForgeSnapshot, nullNodes: NullNodes?) {
        self.snapshot = snapshot
        self.nullNodes = nullNodes
    }

    private mutating func run(_ request: GraphQLRequest, _ root: QueryRoot) -> [UInt8] {
        writer.beginObject()
        writer.key("data")
        let plan = GraphQLPlan(request.operation.selections, in: request)
        if !write(root, plan) { writer.null() }
        if !errors.isEmpty {
            writer.key("errors")
            writer.array(errors) { $1.write(to: &$0) }
        }
        writer.endObject()
        return writer.bytes
    }

    /// Writes an object; false, and nothing written, where a field that must not be null is.
    private mutating func write(_ object: any GraphQLObject, _ plan: GraphQLPlan) -> Bool {
        let mark = writer.mark
        writer.beginObject()
        for field in plan.fields(for: object.typeName) {
            path.append(.key(field.key))
            let isWritten = write(field, of: object)
            path.removeLast()
            guard isWritten else {
                writer.goBack(to: mark)
                return false
            }
        }
        writer.endObject()
        return true
    }

    /// Writes a field with its key; false where its null belongs further out.
    private mutating func write(_ field: GraphQLPlan.Field, of object: any GraphQLObject) -> Bool {
        writer.key(field.key)
        if field.call.name == "__typename" {
            writer.string(object.typeName)
            return true
        }
        let value = object.value(of: field.call, in: snapshot)
        if case .null = value, field.type.isNonNull {
            report(
                GraphQLError("Cannot return null for non-nullable field \(object.typeName).\(field.call.name)"), field)
        }
        if write(value, as: field.type.nullable, field) { return true }
        guard !field.type.isNonNull else { return false }
        writer.null()
        return true
    }

    /// Writes a value; false, and nothing written, where it is null.
    private mutating func write(_ value: GraphQLValue, as type: GraphQLTypeReference, _ field: GraphQLPlan.Field)
        -> Bool
    {
        switch value {
        case .null: return false
        case .failure(let error):
            report(error, field)
            return false
        case .string(let text): writer.string(text)
        case .int(let number): writer.int(number)
        case .bool(let flag): writer.bool(flag)
        case .object(let object): return write(object, field.plan)
        case .list(let values): return write(values, as: type, field)
        }
        return true
    }

    private mutating func write(
        _ values: [GraphQLValue], as type: GraphQLTypeReference, _ field: GraphQLPlan.Field
    ) -> Bool {
        guard case .list(let element) = type else { return false }
        let mark = writer.mark
        let isOutermost = field.call.name == "nodes" && !path.contains { if case .index = $0 { true } else { false } }
        writer.beginArray()
        for (index, value) in values.enumerated() {
            path.append(.index(index))
            var value = value
            if isOutermost, let nullNodes, nullNodes.positions?.contains(index) ?? true { value = nullNodes.failure }
            let isWritten = write(value, as: element.nullable, field)
            path.removeLast()
            if !isWritten {
                guard !element.isNonNull else {
                    writer.goBack(to: mark)
                    return false
                }
                writer.null()
            }
        }
        writer.endArray()
        return true
    }

    private mutating func report(_ error: GraphQLError, _ field: GraphQLPlan.Field) {
        var error = error
        error.path = path
        error.location = field.location
        errors.append(error)
    }
}

extension GraphQLExecutor.NullNodes {
    fileprivate var failure: GraphQLValue {
        let message =
            type == "RESOURCE_LIMITS_EXCEEDED"
            ? "Resource limits for this query exceeded." : "Something went wrong while executing your query."
        return .failure(GraphQLError(message, type: type))
    }
}
