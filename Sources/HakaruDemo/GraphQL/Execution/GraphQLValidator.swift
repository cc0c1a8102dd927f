/// Checks a document against a schema before it runs, as far as a mistaken client could notice.
///
/// Of the specification's section 5: operations, fields, leaves, arguments, fragments, directives, variables.
struct GraphQLValidator {
    private let schema: GraphQLSchema
    private let document: GraphQLDocument
    private(set) var errors: [GraphQLError] = []
    private var usedVariables: Set<String> = []
    private var usedFragments: Set<String> = []
    private var declared: [String: GraphQLVariable] = [:]
    /// The fragments that the walk is in, to stop at a cycle.
    private var openFragments: [String] = []

    /// Checks one operation; all errors that were found.
    static func errors(
        in operation: GraphQLOperation, of document: GraphQLDocument, against schema: GraphQLSchema
    ) -> [GraphQLError] {
        var validator = GraphQLValidator(schema: schema, document: document)
        validator.check(operation)
        return validator.errors
    }

    private init(schema: GraphQLSchema, document: GraphQLDocument) {
        self.schema = schema
        self.document = document
    }

    private mutating func check(_ operation: GraphQLOperation) {
        guard operation.kind == "query", let query = schema.type("Query") else {
            return report("Operation type '\(operation.kind)' is not supported", operation.location)
        }
        for variable in operation.variables {
            if declared[variable.name] != nil {
                report("There can only be one variable named \"\(variable.name)\"", variable.location)
            }
            declared[variable.name] = variable
            if schema.type(variable.type.name).map({ $0.isComposite }) ?? true {
                report("\(variable.type.name) isn't a defined input type (on $\(variable.name))", variable.location)
            }
        }
        check(operation.selections, of: query)
        for variable in operation.variables where !usedVariables.contains(variable.name) {
            report(
                "Variable $\(variable.name) is declared by \(operation.name ?? "anonymous query") but not used",
                variable.location)
        }
        for fragment in document.fragments.values.sorted(by: { $0.name < $1.name })
        where !usedFragments.contains(fragment.name) && document.operations.count == 1 {
            report("Fragment \(fragment.name) was defined, but not used", fragment.location)
        }
        checkMerging(operation.selections)
    }

    private mutating func check(_ selections: [GraphQLSelection], of type: GraphQLTypeDefinition) {
        for selection in selections {
            check(selection.directives)
            switch selection {
            case .field(let field): check(field, of: type)
            case .inline(let condition, _, let selections, let location):
                guard let inner = fragmentType(condition ?? type.name, within: type, location) else { continue }
                check(selections, of: inner)
            case .spread(let name, _, let location):
                guard let fragment = document.fragments[name] else {
                    report("Fragment \(name) was used, but not defined", location)
                    continue
                }
                usedFragments.insert(name)
                guard !openFragments.contains(name) else {
                    report("Fragment \(name) contains an infinite loop", fragment.location)
                    continue
                }
                guard let inner = fragmentType(fragment.typeCondition, within: type, location) else { continue }
                openFragments.append(name)
                check(fragment.selections, of: inner)
                openFragments.removeLast()
            }
        }
    }

    private mutating func fragmentType(
        _ name: String, within parent: GraphQLTypeDefinition, _ location: GraphQLLocation
    ) -> GraphQLTypeDefinition? {
        guard let type = schema.type(name) else {
            report("No such type \(name), so it can't be a fragment condition", location)
            return nil
        }
        guard !schema.possibleTypes(of: name).isDisjoint(with: schema.possibleTypes(of: parent.name)) else {
            report("Fragment on \(name) can't be spread inside \(parent.name)", location)
            return nil
        }
        return type
    }

    private mutating func check(_ field: GraphQLField, of type: GraphQLTypeDefinition) {
        guard let definition = schema.field(field.name, of: type) else {
            return report("Field '\(field.name)' doesn't exist on type '\(type.name)'", field.location)
        }
        check(field.arguments, for: definition.arguments, on: "Field '\(field.name)'", field.location)
        guard let inner = schema.type(definition.type.name) else { return }
        if inner.isComposite, field.selections.isEmpty {
            report(
                "Field must have selections (field '\(field.name)' returns \(inner.name) but has no selections. "
                    + "Did you mean '\(field.name) { ... }'?)", field.location)
        } else if !inner.isComposite, !field.selections.isEmpty {
            report("Selections can't be made on scalars (field '\(field.name)' returns \(inner.name))", field.location)
        } else {
            check(field.selections, of: inner)
        }
    }

    private mutating func check(_ directives: [GraphQLDirective]) {
        let condition = GraphQLArgumentDefinition(name: "if", type: .nonNull(.named("Boolean")), defaultValue: nil)
        for directive in directives {
            guard directive.name == "include" || directive.name == "skip" else {
                report("Directive @\(directive.name) is not defined", directive.location)
                continue
            }
            check(
                directive.arguments, for: ["if": condition], on: "Directive '\(directive.name)'", directive.location)
        }
    }

    private mutating func check(
        _ arguments: [GraphQLArgument], for definitions: [String: GraphQLArgumentDefinition], on owner: String,
        _ location: GraphQLLocation
    ) {
        for argument in arguments {
            guard let definition = definitions[argument.name] else {
                report("\(owner) doesn't accept argument '\(argument.name)'", location)
                continue
            }
            check(argument.value, against: definition, of: owner, location)
        }
        for definition in definitions.values.sorted(by: { $0.name < $1.name })
        where definition.isRequired && !arguments.contains(where: { $0.name == definition.name }) {
            report("\(owner) is missing required arguments: \(definition.name)", location)
        }
    }

    private mutating func check(
        _ literal: GraphQLLiteral, against definition: GraphQLArgumentDefinition, of owner: String,
        _ location: GraphQLLocation
    ) {
        for name in literal.variables {
            usedVariables.insert(name)
            if declared[name] == nil { report("Variable $\(name) is used but not declared", location) }
        }
        if case .variable(let name) = literal {
            guard let variable = declared[name] else { return }
            let isAllowed =
                definition.type.accepts(variable.type)
                || definition.type.nullable.accepts(variable.type)
                    && (variable.defaultValue != nil || definition.defaultValue != nil)
            if !isAllowed {
                report(
                    "Type mismatch on variable $\(name) and argument \(definition.name) "
                        + "(\(variable.type) / \(definition.type))", location)
            }
        } else if let problem = GraphQLCoercion(schema: schema).problem(literal, as: definition.type) {
            report("Argument '\(definition.name)' on \(owner) has an invalid value (\(problem))", location)
        }
    }

    /// Fields that meet under one key of the answer must be the same field with the same arguments.
    private mutating func checkMerging(_ selections: [GraphQLSelection]) {
        var fields: [String: [GraphQLField]] = [:]
        collect(selections, into: &fields, visited: [])
        for (key, same) in fields.sorted(by: { $0.key < $1.key }) {
            guard let first = same.first else { continue }
            for other in same.dropFirst() where other.name != first.name || other.arguments != first.arguments {
                report("Field '\(key)' has a conflict: \(first.name) or \(other.name)?", other.location)
            }
            checkMerging(same.flatMap(\.selections))
        }
    }

    private func collect(
        _ selections: [GraphQLSelection], into fields: inout [String: [GraphQLField]], visited: Set<String>
    ) {
        for selection in selections {
            switch selection {
            case .field(let field): fields[field.responseKey, default: []].append(field)
            case .spread(let name, _, _):
                guard !visited.contains(name), let fragment = document.fragments[name] else { continue }
                collect(fragment.selections, into: &fields, visited: visited.union([name]))
            // Two inline fragments on different types never meet, so their fields may differ.
            case .inline(nil, _, let selections, _): collect(selections, into: &fields, visited: visited)
            case .inline: continue
            }
        }
    }

    private mutating func report(_ message: String, _ location: GraphQLLocation) {
        errors.append(GraphQLError(message, at: location))
    }
}

extension GraphQLLiteral {
    /// The names of the variables in it.
    fileprivate var variables: [String] {
        switch self {
        case .variable(let name): [name]
        case .list(let elements): elements.flatMap(\.variables)
        case .object(let members): members.flatMap(\.value.variables)
        case .null, .int, .float, .string, .boolean, .enumeration: []
        }
    }
}

extension GraphQLTypeReference {
    /// Whether a variable of the given type may stand where this type is wanted.
    fileprivate func accepts(_ variable: GraphQLTypeReference) -> Bool {
        switch (self, variable) {
        case (.nonNull(let wanted), .nonNull(let given)): wanted.accepts(given)
        case (.nonNull, _): false
        case (_, .nonNull(let given)): accepts(given)
        case (.list(let wanted), .list(let given)): wanted.accepts(given)
        case (.named(let wanted), .named(let given)): wanted == given
        default: false
        }
    }
}
