/// Reads GraphQL by recursive descent: executable documents here, schemas in its extension.
struct GraphQLParser {
    private var lexer: GraphQLLexer
    private(set) var token = GraphQLToken.end
    private(set) var location = GraphQLLocation(line: 1, column: 1)

    init(_ text: String) throws(GraphQLError) {
        lexer = GraphQLLexer(text)
        try advance()
    }

    /// Reads an executable document.
    static func document(_ text: String) throws(GraphQLError) -> GraphQLDocument {
        var parser = try GraphQLParser(text)
        var document = GraphQLDocument()
        while parser.token != .end {
            if parser.token == .name("fragment") {
                let fragment = try parser.fragment()
                document.fragments[fragment.name] = fragment
            } else {
                document.operations.append(try parser.operation())
            }
        }
        guard !document.operations.isEmpty else {
            throw GraphQLError("A query attribute must be specified and must be a string.")
        }
        return document
    }

    // MARK: Words

    mutating func advance() throws(GraphQLError) {
        token = try lexer.next()
        location = lexer.location
    }

    /// Goes past the given punctuator; false where another word stands here.
    mutating func skip(_ punctuator: String) throws(GraphQLError) -> Bool {
        guard token == .punctuator(punctuator) else { return false }
        try advance()
        return true
    }

    mutating func expect(_ punctuator: String) throws(GraphQLError) {
        guard try skip(punctuator) else { throw unexpected("\"\(punctuator)\"") }
    }

    mutating func name() throws(GraphQLError) -> String {
        guard case .name(let name) = token else { throw unexpected("a name") }
        try advance()
        return name
    }

    /// Reads items up to the closing punctuator.
    mutating func list<Item>(
        until end: String, _ item: (inout GraphQLParser) throws(GraphQLError) -> Item
    ) throws(GraphQLError) -> [Item] {
        var items: [Item] = []
        while try !skip(end) { items.append(try item(&self)) }
        return items
    }

    func unexpected(_ expected: String) -> GraphQLError {
        GraphQLError("Expected \(expected), actual: \(token)", at: location)
    }

    // MARK: Documents

    private mutating func operation() throws(GraphQLError) -> GraphQLOperation {
        let start = location
        if token == .punctuator("{") {
            return GraphQLOperation(
                kind: "query", name: nil, variables: [], selections: try selections(), location: start)
        }
        let kind = try name()
        guard ["query", "mutation", "subscription"].contains(kind) else {
            throw GraphQLError("Expected an operation or a fragment, actual: \(kind)", at: start)
        }
        var operationName: String?
        if case .name = token { operationName = try name() }
        let variables =
            try skip("(") ? try list(until: ")") { parser throws(GraphQLError) in try parser.variable() } : []
        return GraphQLOperation(
            kind: kind, name: operationName, variables: variables, selections: try selections(), location: start)
    }

    private mutating func variable() throws(GraphQLError) -> GraphQLVariable {
        let start = location
        try expect("$")
        let variable = try name()
        try expect(":")
        let type = try typeReference()
        let value = try skip("=") ? try literal() : nil
        return GraphQLVariable(name: variable, type: type, defaultValue: value, location: start)
    }

    mutating func typeReference() throws(GraphQLError) -> GraphQLTypeReference {
        var type: GraphQLTypeReference
        if try skip("[") {
            type = .list(try typeReference())
            try expect("]")
        } else {
            type = .named(try name())
        }
        return try skip("!") ? .nonNull(type) : type
    }

    private mutating func fragment() throws(GraphQLError) -> GraphQLFragment {
        let start = location
        try advance()
        let fragment = try name()
        guard token == .name("on") else { throw unexpected("\"on\"") }
        try advance()
        let condition = try name()
        return GraphQLFragment(
            name: fragment, typeCondition: condition, selections: try selections(), location: start)
    }

    private mutating func selections() throws(GraphQLError) -> [GraphQLSelection] {
        try expect("{")
        let found = try list(until: "}") { parser throws(GraphQLError) in try parser.selection() }
        guard !found.isEmpty else { throw unexpected("a field") }
        return found
    }

    private mutating func selection() throws(GraphQLError) -> GraphQLSelection {
        let start = location
        guard try skip("...") else { return .field(try field()) }
        var condition: String?
        if case .name(let word) = token {
            try advance()
            guard word == "on" else {
                return .spread(name: word, directives: try directives(), location: start)
            }
            condition = try name()
        }
        return .inline(
            typeCondition: condition, directives: try directives(), selections: try selections(), location: start)
    }

    private mutating func field() throws(GraphQLError) -> GraphQLField {
        let start = location
        var fieldName = try name()
        var alias: String?
        if try skip(":") {
            alias = fieldName
            fieldName = try name()
        }
        let arguments = try arguments()
        let directives = try directives()
        let selections = token == .punctuator("{") ? try selections() : []
        return GraphQLField(
            alias: alias, name: fieldName, arguments: arguments, directives: directives, selections: selections,
            location: start)
    }

    private mutating func arguments() throws(GraphQLError) -> [GraphQLArgument] {
        try skip("(") ? try list(until: ")") { parser throws(GraphQLError) in try parser.argument() } : []
    }

    private mutating func argument() throws(GraphQLError) -> GraphQLArgument {
        let argument = try name()
        try expect(":")
        return GraphQLArgument(name: argument, value: try literal())
    }

    private mutating func directives() throws(GraphQLError) -> [GraphQLDirective] {
        var found: [GraphQLDirective] = []
        while token == .punctuator("@") {
            let start = location
            try advance()
            found.append(GraphQLDirective(name: try name(), arguments: try arguments(), location: start))
        }
        return found
    }

    mutating func literal() throws(GraphQLError) -> GraphQLLiteral {
        let word = token
        try advance()
        switch word {
        case .int(let value): return .int(value)
        case .float(let value): return .float(value)
        case .string(let value): return .string(value)
        case .name("true"): return .boolean(true)
        case .name("false"): return .boolean(false)
        case .name("null"): return .null
        case .name(let value): return .enumeration(value)
        case .punctuator("$"): return .variable(try name())
        case .punctuator("["):
            return .list(try list(until: "]") { parser throws(GraphQLError) in try parser.literal() })
        case .punctuator("{"):
            return .object(try list(until: "}") { parser throws(GraphQLError) in try parser.argument() })
        case .punctuator, .end: throw GraphQLError("Expected a value, actual: \(word)", at: location)
        }
    }
}
