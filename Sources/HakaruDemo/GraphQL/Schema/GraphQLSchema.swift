/// The types that a GraphQL document may ask for.
struct GraphQLSchema: Hashable, Sendable {
    var types: [String: GraphQLTypeDefinition]

    /// The type of that name; nil for one that the schema does not have.
    func type(_ name: String) -> GraphQLTypeDefinition? { types[name] }

    /// The field of a type, `__typename` included; nil where the type has none of that name.
    func field(_ name: String, of type: GraphQLTypeDefinition) -> GraphQLFieldDefinition? {
        if name == "__typename" { return GraphQLSchema.typename }
        return type.fields[name]
    }

    /// Whether a value of the object type `object` is one of the type `condition`.
    func isType(_ object: String, _ condition: String) -> Bool {
        if object == condition { return true }
        if types[object]?.interfaces.contains(condition) == true { return true }
        return types[condition]?.members.contains(object) == true
    }

    /// The object types that a value of the given type can have.
    func possibleTypes(of name: String) -> Set<String> {
        Set(types.values.filter { $0.kind == .object && isType($0.name, name) }.map(\.name))
    }

    private static let typename = GraphQLFieldDefinition(
        name: "__typename", type: .nonNull(.named("String")), arguments: [:])
}

/// A type of a schema.
struct GraphQLTypeDefinition: Hashable, Sendable {
    enum Kind: Hashable, Sendable {
        case object
        case interface
        case union
        case enumeration
        case input
        case scalar
    }

    var name: String
    var kind: Kind
    /// The fields of an object, an interface or an input.
    var fields: [String: GraphQLFieldDefinition] = [:]
    /// The interfaces of an object.
    var interfaces: Set<String> = []
    /// The members of a union, or the values of an enumeration.
    var members: Set<String> = []

    /// Whether its values have fields that are selected.
    var isComposite: Bool { kind == .object || kind == .interface || kind == .union }
}

/// A field of an object, an interface or an input.
struct GraphQLFieldDefinition: Hashable, Sendable {
    var name: String
    var type: GraphQLTypeReference
    var arguments: [String: GraphQLArgumentDefinition]

    /// Whether it leads to pages of things.
    var isConnection: Bool { type.name.hasSuffix("Connection") }
}

/// An argument of a field.
struct GraphQLArgumentDefinition: Hashable, Sendable {
    var name: String
    var type: GraphQLTypeReference
    var defaultValue: GraphQLLiteral?

    /// Whether a call must give it.
    var isRequired: Bool { type.isNonNull && defaultValue == nil }
}
