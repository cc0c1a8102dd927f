import HakaruModel
import Testing

@testable import HakaruDemo

@Suite struct `The demo forge's schema` {
    @Test func `is read whole and names only types that it has`() throws {
        let schema = try GitHubSchema.schema.get()
        for type in schema.types.values {
            for field in type.fields.values {
                #expect(schema.type(field.type.name) != nil, "\(type.name).\(field.name): \(field.type)")
                for argument in field.arguments.values {
                    #expect(schema.type(argument.type.name) != nil, "\(type.name).\(field.name)(\(argument.name))")
                }
            }
            for interface in type.interfaces { #expect(schema.type(interface)?.kind == .interface) }
            if type.kind == .union { for member in type.members { #expect(schema.type(member)?.kind == .object) } }
        }
    }

    @Test func `has no field that no object resolves`() throws {
        let schema = try GitHubSchema.schema.get()
        var walk = SchemaWalk(schema: schema, snapshot: ForgeSnapshot(demo, asOf: .endOfTime))
        for object in SchemaWalk.seeds(in: walk.snapshot) { walk.visit(object) }
        walk.visit(
            QueryRoot(
                cost: .none, budget: ForgeBudget.State(limit: 5_000, used: 0, resetsAt: .at("2026-01-01T00:00:00Z"))))
        #expect(walk.unresolved == [])
        let seen = walk.visits
        // No generated account is an import's placeholder.
        let all = schema.types.values.filter { $0.kind == .object && $0.name != "Mannequin" }
            .flatMap { type in type.fields.keys.map { "\(type.name).\($0)" } }
        #expect(Set(all).subtracting(seen).sorted() == [])
    }
}

/// Asks every object that it meets for every field, a few times each.
private struct SchemaWalk {
    let schema: GraphQLSchema
    let snapshot: ForgeSnapshot
    var objects: [String: Int] = [:]
    var visits: Set<String> = []
    var unresolved: Set<String> = []

    private var queue: [any GraphQLObject] = []

    init(schema: GraphQLSchema, snapshot: ForgeSnapshot) {
        self.schema = schema
        self.snapshot = snapshot
    }

    /// Visits an object and what it leads to, the near before the far.
    mutating func visit(_ object: any GraphQLObject) {
        queue = [object]
        var next = 0
        while next < queue.count {
            ask(queue[next])
            next += 1
        }
    }

    private mutating func ask(_ object: any GraphQLObject) {
        guard let type = schema.type(object.typeName), objects[type.name, default: 0] < 40 else { return }
        objects[type.name, default: 0] += 1
        for field in type.fields.values.sorted(by: { $0.name < $1.name }) {
            let key = "\(type.name).\(field.name)"
            visits.insert(key)
            let call = GraphQLCall(name: field.name, arguments: arguments(of: field), selectsNodes: field.isConnection)
            visit(object.value(of: call, in: snapshot), key)
        }
    }

    private mutating func visit(_ value: GraphQLValue, _ key: String) {
        switch value {
        case .object(let object): queue.append(object)
        case .list(let values): for value in values { visit(value, key) }
        case .failure(let error): if error.type == GraphQLCall.unresolvedType { unresolved.insert(key) }
        case .null, .string, .int, .bool: break
        }
    }

    private func arguments(of field: GraphQLFieldDefinition) -> [String: JSONValue] {
        let known: [String: JSONValue] = [
            "first": .int(8), "owner": .string("acme"), "name": .string("api"), "login": .string("acme"),
            "qualifiedName": .string("develop"), "refPrefix": .string("refs/heads/"), "expression": .string("develop"),
            "number": .int(demo.repositories[0].pullRequests[0].number), "id": .string("PR_1_1"),
            "ids": .array([.string("PR_1_1")]),
        ]
        var arguments = known.filter { field.arguments[$0.key] != nil }
        if field.name == "user" { arguments["login"] = .string("hanako-sato") }
        return arguments
    }

    /// An object for each kind of event, and those that the first pages of lists need not show.
    static func seeds(in snapshot: ForgeSnapshot) -> [any GraphQLObject] {
        var found: [String: any GraphQLObject] = [:]
        for repository in snapshot.repositories {
            for view in repository.pullRequests {
                let pullRequest = PullRequestObject(view: view, repository: repository)
                for (index, event) in view.events.enumerated() {
                    let object = TimelineObject(event: event, index: index, pullRequest: pullRequest)
                    if found[object.typeName] == nil { found[object.typeName] = object }
                }
                let isTalkedOver = !view.comments.isEmpty && view.reviews.contains { !$0.comments.isEmpty }
                if !view.requestedReviewers.isEmpty { found["0: asked"] = pullRequest }
                if isTalkedOver { found["0: talk"] = pullRequest }
            }
            if let deployment = repository.deployments.first {
                found["deployment"] = DeploymentObject(deployment: deployment, repository: repository)
            }
            if let commit = repository.record.statuses.first.flatMap({ repository.commit($0.commit) }) {
                found["status"] = CommitObject(commit: commit, repository: repository)
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }
}
