/// Checks that values fit the types of a schema.
struct GraphQLCoercion {
    let schema: GraphQLSchema

    /// The values of the variables of an operation, with their defaults.
    func values(
        of variables: [GraphQLVariable], given: [String: JSONValue]
    ) throws(GraphQLError) -> [String: JSONValue] {
        var values: [String: JSONValue] = [:]
        for variable in variables {
            if let value = given[variable.name] {
                if let problem = problem(value, as: variable.type) {
                    throw GraphQLError(
                        "Variable $\(variable.name) of type \(variable.type) was provided invalid value (\(problem))",
                        at: variable.location)
                }
                values[variable.name] = value
            } else if let value = variable.defaultValue {
                values[variable.name] = value.value([:])
            } else if variable.type.isNonNull {
                throw GraphQLError(
                    "Variable $\(variable.name) of type \(variable.type) was provided invalid value "
                        + "(Expected value to not be null)", at: variable.location)
            }
        }
        return values
    }

    /// Why a value does not fit a type; nil where it does.
    func problem(_ value: JSONValue, as type: GraphQLTypeReference) -> String? {
        switch type {
        case .nonNull(let inner): value == .null ? "Expected value to not be null" : problem(value, as: inner)
        case .list(let element):
            switch value {
            case .null: nil
            case .array(let values): values.lazy.compactMap { problem($0, as: element) }.first
            default: problem(value, as: element)
            }
        case .named(let name): value == .null ? nil : problem(value, asNamed: name)
        }
    }

    /// Why a literal without variables does not fit a type; nil where it does, or where it holds variables.
    func problem(_ literal: GraphQLLiteral, as type: GraphQLTypeReference) -> String? {
        switch (literal, type) {
        case (.variable, _): return nil
        case (.list(let elements), .list(let element)), (.list(let elements), .nonNull(.list(let element))):
            return elements.lazy.compactMap { problem($0, as: element) }.first
        case (.object(let members), _):
            guard let input = schema.type(type.name), input.kind == .input else { return "Expected type '\(type)'" }
            for member in members {
                guard let field = input.fields[member.name] else { return "Field is not defined on \(input.name)" }
                if let problem = problem(member.value, as: field.type) { return problem }
            }
            return missing(in: Set(members.map(\.name)), of: input)
        case (.string, _) where schema.type(type.name)?.kind == .enumeration:
            return "Expected type '\(type)'"
        default: return problem(literal.value([:]) ?? .null, as: type)
        }
    }

    private func problem(_ value: JSONValue, asNamed name: String) -> String? {
        guard let type = schema.type(name) else { return "No such type \(name)" }
        let fits: Bool
        switch (type.kind, value) {
        case (.enumeration, .string(let word)): fits = type.members.contains(word)
        case (.input, .object(let members)):
            for (key, member) in members {
                guard let field = type.fields[key] else { return "Field is not defined on \(name)" }
                if let problem = problem(member, as: field.type) { return problem }
            }
            return missing(in: Set(members.keys), of: type)
        case (.scalar, .int): fits = name == "Int" || name == "Float" || name == "ID"
        case (.scalar, .double): fits = name == "Float"
        case (.scalar, .bool): fits = name == "Boolean"
        case (.scalar, .string): fits = name != "Int" && name != "Float" && name != "Boolean"
        default: fits = false
        }
        return fits ? nil : "Could not coerce value to \(name)"
    }

    private func missing(in keys: Set<String>, of input: GraphQLTypeDefinition) -> String? {
        input.fields.values.filter { $0.type.isNonNull && !keys.contains($0.name) }.map(\.name).min()
            .map { "Expected value to not be null for \($0)" }
    }
}
