extension GraphQLSchema {
    /// Reads a schema in its own language, without descriptions and directives.
    init(_ text: String) throws(GraphQLError) {
        var parser = try GraphQLParser(text)
        var types: [String: GraphQLTypeDefinition] = [:]
        for scalar in ["Int", "Float", "String", "Boolean", "ID"] {
            types[scalar] = GraphQLTypeDefinition(name: scalar, kind: .scalar)
        }
        while parser.token != .end {
            let type = try parser.typeDefinition()
            types[type.name] = type
        }
        self.init(types: types)
    }
}

extension GraphQLParser {
    fileprivate mutating func typeDefinition() throws(GraphQLError) -> GraphQLTypeDefinition {
        let keyword = try name()
        let type = try name()
        switch keyword {
        case "scalar": return GraphQLTypeDefinition(name: type, kind: .scalar)
        case "enum":
            try expect("{")
            let values = try list(until: "}") { parser throws(GraphQLError) in try parser.name() }
            return GraphQLTypeDefinition(name: type, kind: .enumeration, members: Set(values))
        case "union":
            try expect("=")
            return GraphQLTypeDefinition(name: type, kind: .union, members: try names(between: "|"))
        case "input": return GraphQLTypeDefinition(name: type, kind: .input, fields: try fieldDefinitions())
        case "interface": return GraphQLTypeDefinition(name: type, kind: .interface, fields: try fieldDefinitions())
        case "type":
            var interfaces: Set<String> = []
            if token == .name("implements") {
                try advance()
                interfaces = try names(between: "&")
            }
            return GraphQLTypeDefinition(
                name: type, kind: .object, fields: try fieldDefinitions(), interfaces: interfaces)
        default: throw GraphQLError("Expected a type, actual: \(keyword)", at: location)
        }
    }

    private mutating func names(between separator: String) throws(GraphQLError) -> Set<String> {
        var names: Set<String> = [try name()]
        while try skip(separator) { names.insert(try name()) }
        return names
    }

    private mutating func fieldDefinitions() throws(GraphQLError) -> [String: GraphQLFieldDefinition] {
        try expect("{")
        let fields = try list(until: "}") { parser throws(GraphQLError) in try parser.fieldDefinition() }
        return Dictionary(fields.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    private mutating func fieldDefinition() throws(GraphQLError) -> GraphQLFieldDefinition {
        let field = try name()
        let arguments =
            try skip("(")
            ? try list(until: ")") { parser throws(GraphQLError) in try parser.argumentDefinition() } : []
        try expect(":")
        return GraphQLFieldDefinition(
            name: field, type: try typeReference(),
            arguments: Dictionary(arguments.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first }))
    }

    private mutating func argumentDefinition() throws(GraphQLError) -> GraphQLArgumentDefinition {
        let argument = try name()
        try expect(":")
        let type = try typeReference()
        return GraphQLArgumentDefinition(name: argument, type: type, defaultValue: try skip("=") ? try literal() : nil)
    }
}
