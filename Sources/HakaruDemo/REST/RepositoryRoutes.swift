import HakaruModel

/// The paths of a repository itself: its branches, releases and deployments.
enum RepositoryRoutes {
    static func repository(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        .json { $0.repository(repository, in: call.snapshot) }
    }

    static func branches(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        call.page(repository.branches) { $0.branch($1) }
    }

    static func branch(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let branch = repository.branch(call["branch"]) else { return .refusal(404, "Branch not found") }
        return .json { $0.branch(branch) }
    }

    static func releases(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        call.page(Array(repository.releases.reversed())) { writer, release in
            writer.object { writer in
                writer.field("id", release.databaseID)
                writer.field("node_id", "RE_\(release.databaseID)")
                writer.field("tag_name", release.tag)
                writer.field("target_commitish", release.branch)
                writer.field("name", release.tag)
                writer.field("draft", false)
                writer.field("prerelease", false)
                writer.field("created_at", release.publishedAt)
                writer.field("published_at", release.publishedAt)
                writer.account("author", release.author, in: call.snapshot)
            }
        }
    }

    static func deployments(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        let query = call.request.query
        let found = repository.deployments.reversed().filter { deployment in
            (query["environment"].map { $0 == deployment.environment } ?? true)
                && (query["sha"].map { $0 == deployment.commit.description } ?? true)
        }
        return call.page(Array(found)) { writer, deployment in
            writer.object { writer in
                writer.field("id", deployment.databaseID)
                writer.field("node_id", "DE_\(deployment.databaseID)")
                writer.field("sha", deployment.commit)
                writer.field("ref", deployment.ref)
                writer.field("task", "deploy")
                writer.field("environment", deployment.environment)
                writer.account("creator", deployment.creator, in: call.snapshot)
                writer.field("created_at", deployment.createdAt)
                writer.field("updated_at", deployment.statuses.last?.at ?? deployment.createdAt)
            }
        }
    }

    static func deploymentStatuses(_ call: RESTCall, _ repository: RepositoryView) -> ForgeAnswer {
        guard let deployment = repository.deployments.first(where: { $0.databaseID == call.number("id") }) else {
            return .notFound
        }
        let statuses = Array(deployment.statuses.enumerated().reversed())
        return call.page(statuses) { writer, status in
            writer.object { writer in
                writer.field("id", deployment.databaseID * 100 + status.offset)
                writer.field("state", status.element.state)
                writer.field("environment", deployment.environment)
                writer.account("creator", deployment.creator, in: call.snapshot)
                writer.field("created_at", status.element.at)
                writer.field("updated_at", status.element.at)
            }
        }
    }
}

extension JSONWriter {
    mutating func repository(_ view: RepositoryView, in snapshot: ForgeSnapshot) {
        let record = view.record
        object { writer in
            writer.field("id", record.databaseID)
            writer.field("node_id", NodeID.repository(record))
            writer.field("name", record.id.name)
            writer.field("full_name", record.id.description)
            writer.account("owner", record.id.owner, in: snapshot)
            writer.field("html_url", "https://example.com/\(record.id)")
            writer.field("private", record.isPrivate)
            writer.field("fork", record.isFork)
            writer.field("archived", record.isArchived)
            writer.field("default_branch", record.defaultBranch)
            writer.field("created_at", record.createdAt)
            writer.field("updated_at", view.pushedAt)
            writer.field("pushed_at", view.pushedAt)
            writer.object("permissions") { writer in
                writer.field("pull", true)
                writer.field("push", true)
            }
        }
    }

    fileprivate mutating func branch(_ branch: RepositoryView.Ref) {
        object { writer in
            writer.field("name", branch.name)
            writer.object("commit") { $0.field("sha", branch.tip) }
            writer.field("protected", false)
        }
    }
}
