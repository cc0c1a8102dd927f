/// A selection set that is made ready for each type of object that it meets, once a request.
///
/// A class, so that what was made ready for a type is found again; one request uses it, in one task.
final class GraphQLPlan {
    /// A field with its arguments in values and its own selection set.
    struct Field {
        let key: String
        let call: GraphQLCall
        let type: GraphQLTypeReference
        let location: GraphQLLocation
        let plan: GraphQLPlan
    }

    private let request: GraphQLRequest
    private let selections: [GraphQLSelection]
    private var fieldsByType: [String: [Field]] = [:]

    init(_ selections: [GraphQLSelection], in request: GraphQLRequest) {
        self.request = request
        self.selections = selections
    }

    /// The fields to write for an object of the given type, in the order of the answer.
    func fields(for type: String) -> [Field] {
        if let fields = fieldsByType[type] { return fields }
        var keys: [String] = []
        var found: [String: [GraphQLField]] = [:]
        collect(selections, for: type, &keys, &found)
        let fields = keys.compactMap { key in found[key].flatMap { field($0, key: key, of: type) } }
        fieldsByType[type] = fields
        return fields
    }

    private func collect(
        _ selections: [GraphQLSelection], for type: String, _ keys: inout [String],
        _ found: inout [String: [GraphQLField]]
    ) {
        for selection in selections where request.includes(selection.directives) {
            switch selection {
            case .field(let field):
                if found[field.responseKey] == nil { keys.append(field.responseKey) }
                found[field.responseKey, default: []].append(field)
            case .inline(let condition, _, let selections, _):
                guard condition.map({ request.schema.isType(type, $0) }) ?? true else { continue }
                collect(selections, for: type, &keys, &found)
            case .spread(let name, _, _):
                guard let fragment = request.document.fragments[name],
                    request.schema.isType(type, fragment.typeCondition)
                else { continue }
                collect(fragment.selections, for: type, &keys, &found)
            }
        }
    }

    /// Several fields of one key are one field whose selections are those of all.
    private func field(_ fields: [GraphQLField], key: String, of type: String) -> Field? {
        guard let first = fields.first, let parent = request.schema.type(type),
            let definition = request.schema.field(first.name, of: parent)
        else { return nil }
        let plan = GraphQLPlan(fields.flatMap(\.selections), in: request)
        let call = GraphQLCall(
            name: first.name, arguments: request.values(of: first.arguments, for: definition.arguments),
            selectsNodes: definition.isConnection
                && plan.fields(for: definition.type.name).contains { ["nodes", "edges"].contains($0.call.name) })
        return Field(key: key, call: call, type: definition.type, location: first.location, plan: plan)
    }
}
