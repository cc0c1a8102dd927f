/// A document with the values of its variables, checked against a schema and ready to run.
struct GraphQLRequest: Sendable {
    let schema: GraphQLSchema
    let document: GraphQLDocument
    let operation: GraphQLOperation
    let variables: [String: JSONValue]

    /// The values of the arguments of a field, with its defaults; without a key what is neither given nor has one.
    func values(
        of arguments: [GraphQLArgument], for definitions: [String: GraphQLArgumentDefinition]
    ) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for argument in arguments {
            if let value = argument.value.value(variables), value != .null { values[argument.name] = value }
        }
        for definition in definitions.values where values[definition.name] == nil {
            if let literal = definition.defaultValue, !arguments.contains(where: { $0.name == definition.name }) {
                values[definition.name] = literal.value(variables)
            }
        }
        return values
    }

    /// Whether `@include` and `@skip` let the selection through.
    func includes(_ directives: [GraphQLDirective]) -> Bool {
        directives.allSatisfy { directive in
            let condition =
                directive.arguments.first { $0.name == "if" }.flatMap { $0.value.value(variables)?.bool } ?? false
            return condition == (directive.name == "include")
        }
    }
}

extension GraphQLLiteral {
    /// The value with its variables filled in; nil for a variable without a value.
    func value(_ variables: [String: JSONValue]) -> JSONValue? {
        switch self {
        case .null: .null
        case .variable(let name): variables[name]
        case .int(let value): .int(value)
        case .float(let value): .double(value)
        case .string(let value), .enumeration(let value): .string(value)
        case .boolean(let value): .bool(value)
        case .list(let elements): .array(elements.map { $0.value(variables) ?? .null })
        case .object(let members):
            .object(
                Dictionary(
                    members.compactMap { member in member.value.value(variables).map { (member.name, $0) } },
                    uniquingKeysWith: { first, _ in first }))
        }
    }
}

extension GraphQLSelection {
    var directives: [GraphQLDirective] {
        switch self {
        case .field(let field): field.directives
        case .spread(_, let directives, _): directives
        case .inline(_, let directives, _, _): directives
        }
    }
}
