/// A parsed GraphQL document: one or more operations and fragments.
struct GraphQLDocument: Hashable, Sendable {
    var operations: [GraphQLOperation] = []
    var fragments: [String: GraphQLFragment] = [:]
}

/// A query of a document.
struct GraphQLOperation: Hashable, Sendable {
    /// `query`, `mutation` or `subscription`.
    var kind: String
    var name: String?
    var variables: [GraphQLVariable]
    var selections: [GraphQLSelection]
    var location: GraphQLLocation
}

/// A variable that an operation declares.
struct GraphQLVariable: Hashable, Sendable {
    var name: String
    var type: GraphQLTypeReference
    var defaultValue: GraphQLLiteral?
    var location: GraphQLLocation
}

/// A named fragment.
struct GraphQLFragment: Hashable, Sendable {
    var name: String
    var typeCondition: String
    var selections: [GraphQLSelection]
    var location: GraphQLLocation
}

/// A part of a selection set.
indirect enum GraphQLSelection: Hashable, Sendable {
    case field(GraphQLField)
    case spread(name: String, directives: [GraphQLDirective], location: GraphQLLocation)
    case inline(
        typeCondition: String?, directives: [GraphQLDirective], selections: [GraphQLSelection],
        location: GraphQLLocation)
}

/// A field that is asked for.
struct GraphQLField: Hashable, Sendable {
    var alias: String?
    var name: String
    var arguments: [GraphQLArgument]
    var directives: [GraphQLDirective]
    var selections: [GraphQLSelection]
    var location: GraphQLLocation

    /// The key in the answer.
    var responseKey: String { alias ?? name }
}

/// An argument of a field or a directive.
struct GraphQLArgument: Hashable, Sendable {
    var name: String
    var value: GraphQLLiteral
}

/// `@include` or `@skip`.
struct GraphQLDirective: Hashable, Sendable {
    var name: String
    var arguments: [GraphQLArgument]
    var location: GraphQLLocation
}

/// A value as a document spells it.
indirect enum GraphQLLiteral: Hashable, Sendable {
    case null
    case variable(String)
    case int(Int)
    case float(Double)
    case string(String)
    case boolean(Bool)
    case enumeration(String)
    case list([GraphQLLiteral])
    case object([GraphQLArgument])
}

/// A type as a document or a schema spells it: `[ID!]!`.
indirect enum GraphQLTypeReference: Hashable, Sendable, CustomStringConvertible {
    case named(String)
    case list(GraphQLTypeReference)
    case nonNull(GraphQLTypeReference)

    /// The name inside all brackets and exclamation marks.
    var name: String {
        switch self {
        case .named(let name): name
        case .list(let element): element.name
        case .nonNull(let type): type.name
        }
    }

    var isNonNull: Bool {
        if case .nonNull = self { true } else { false }
    }

    /// The type without a `!` at its end.
    var nullable: GraphQLTypeReference {
        if case .nonNull(let type) = self { type } else { self }
    }

    var description: String {
        switch self {
        case .named(let name): name
        case .list(let element): "[\(element)]"
        case .nonNull(let type): "\(type)!"
        }
    }
}
